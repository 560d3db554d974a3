package inspect

import (
	"strings"

	"jotlens/jose"
)

// A variation is another way to read the same key text.
type variation struct {
	code    string
	message string // completes "The signature verifies …"
	secret  []byte
}

// nearMisses tries what people mix up about the key and lists under which of it
// the signature matches. It is called when the key as given does not match. The
// work is bounded: a dozen HMACs, or what is left of maxWork.
func (f *facts) nearMisses() []NearMiss {
	if !f.chosen.Secret() {
		return append(f.nearKeys(), f.nearMembers()...)
	}
	return append(f.nearSecrets(), f.nearMembers()...)
}

// nearSecrets tries other readings of the secret, and the other sizes of HMAC.
func (f *facts) nearSecrets() []NearMiss {
	var near []NearMiss
	if !f.isKeySet() {
		tried := map[string]bool{string(f.chosen.Bytes): true}
		for _, v := range variations(f.key) {
			if len(v.secret) == 0 || tried[string(v.secret)] {
				continue
			}
			tried[string(v.secret)] = true
			if f.matches(f.alg, v.secret) {
				near = append(near, NearMiss{v.code, v.message})
			}
		}
	}
	for _, alg := range []string{"HS256", "HS384", "HS512"} {
		if alg != f.alg && f.matches(alg, f.chosen.Bytes) {
			near = append(near, NearMiss{strings.ToLower(alg), "as " + alg + ", which is not what the header says"})
		}
	}
	return near
}

func variations(k *jose.Key) []variation {
	text := k.Text
	list := []variation{}
	add := func(code, message string, secret []byte) {
		list = append(list, variation{code, message, secret})
	}
	read := func(text string, suffix string) {
		for _, e := range []jose.Encoding{jose.UTF8, jose.Base64, jose.Base64URL, jose.Hex} {
			if e == jose.UTF8 && suffix != "" {
				continue
			}
			if other, err := jose.ReadKey(text, e); err == nil && other != nil {
				add(string(e), "if the secret is read as "+encodingNames[e]+suffix, other.Bytes)
			}
		}
	}
	read(text, "")
	switch {
	case strings.HasSuffix(text, "\r\n"):
		add("no-final-newline", "without the secret’s final line break", []byte(strings.TrimSuffix(text, "\r\n")))
	case strings.HasSuffix(text, "\n"):
		add("no-final-newline", "without the secret’s final newline", []byte(strings.TrimSuffix(text, "\n")))
	}
	add("final-newline", "with a newline after the secret", []byte(text+"\n"))
	add("final-newline", "with a carriage return and newline after the secret", []byte(text+"\r\n"))
	trimmed := strings.TrimSpace(text)
	add("trimmed", "without the white space around the secret", []byte(trimmed))
	if bare := unquote(trimmed); bare != trimmed {
		add("unquoted", "without the quotation marks around the secret", []byte(bare))
		read(bare, ", without its quotation marks")
	}
	return list
}

var encodingNames = map[jose.Encoding]string{
	jose.UTF8: "UTF-8 text", jose.Base64: "base64", jose.Base64URL: "base64url", jose.Hex: "hex",
}

// unquote takes one pair of matching quotation marks off s.
func unquote(s string) string {
	if n := len(s); n >= 2 && s[0] == s[n-1] && strings.IndexByte("\"'`", s[0]) >= 0 {
		return s[1 : n-1]
	}
	return s
}

// aboutSecret reports whether a near miss is about how the secret is read, and
// not about the algorithm, the form of the signature or the choice of the key.
func aboutSecret(n NearMiss) bool {
	_, algorithm := jose.NeedOf(strings.ToUpper(n.Code))
	return !algorithm && n.Code != "der" && n.Code != "other-key"
}
