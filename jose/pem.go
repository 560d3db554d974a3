package jose

import (
	"bytes"
	"maps"
	"net/url"
	"slices"
	"sort"
	"strings"
)

// A pemBlock is one block of a PEM text (RFC 7468).
type pemBlock struct {
	label string
	text  string // with its BEGIN and END lines
}

// pemProblems are the blocks that hold no key that can be read, by label.
var pemProblems = map[string]string{
	"ENCRYPTED PRIVATE KEY":   "pem-encrypted",
	"OPENSSH PRIVATE KEY":     "pem-openssh",
	"DSA PRIVATE KEY":         "pem-dsa",
	"DSA PARAMETERS":          "pem-parameters",
	"DH PARAMETERS":           "pem-parameters",
	"X9.42 DH PARAMETERS":     "pem-parameters",
	"CERTIFICATE REQUEST":     "pem-request",
	"NEW CERTIFICATE REQUEST": "pem-request",
	"PKCS7":                   "pem-pkcs7",
	"PKCS #7 SIGNED DATA":     "pem-pkcs7",
	"CMS":                     "pem-pkcs7",
	"SSH2 PUBLIC KEY":         "pem-ssh2",
	"PGP PUBLIC KEY BLOCK":    "pem-pgp",
	"PGP PRIVATE KEY BLOCK":   "pem-pgp",
	"PGP MESSAGE":             "pem-pgp",
	"PGP SIGNATURE":           "pem-pgp",
}

// ecParameters is the label of the block that OpenSSL writes before an EC key.
const ecParameters = "EC PARAMETERS"

// pemFormats says for each label that is read what such a block holds.
var pemFormats = map[string]string{
	"PUBLIC KEY":       "SPKI",
	"RSA PUBLIC KEY":   "PKCS#1",
	"PRIVATE KEY":      "PKCS#8",
	"RSA PRIVATE KEY":  "PKCS#1",
	"EC PRIVATE KEY":   "SEC1",
	"CERTIFICATE":      "X.509",
	"X509 CERTIFICATE": "X.509",
}

// pem reads the blocks of a PEM text. What stands around them is passed over,
// as RFC 7468 §2 has it.
func (r *keyReader) pem(text string) (*Key, *KeyError) {
	clean, escaped := unescape(text)
	blocks, problem := pemBlocks(clean)
	if problem != nil {
		return nil, problem
	}
	var keys []*Key
	var skipped []SkippedKey
	for i, block := range blocks {
		if block.label == ecParameters && len(blocks) > 1 {
			continue
		}
		k, err := r.pemKey(block)
		if err != nil {
			if problem == nil {
				problem = err
			}
			skipped = append(skipped, SkippedKey{Index: i, Why: err.Error()})
			continue
		}
		keys = append(keys, k)
	}
	if len(keys) == 0 {
		return nil, problem
	}
	k := gather(keys)
	k.Skipped = skipped
	if escaped != "" {
		k.note(escaped)
	}
	return k, nil
}

// pemKey reads one block. Its content decides what it is; the label only
// names it.
func (r *keyReader) pemKey(block pemBlock) (*Key, *KeyError) {
	if code := pemProblems[block.label]; code != "" {
		return nil, keyError(code, "label", short(block.label))
	}
	data, err := pemData(block)
	if err != nil {
		return nil, err
	}
	if block.label == ecParameters {
		return nil, keyError("pem-parameters", "label", block.label)
	}
	k, err := r.der(data)
	want := pemFormats[block.label]
	switch {
	case err != nil && err.Code == "der-damaged" && want == "":
		return nil, keyError("pem-label", "label", short(block.label))
	case err != nil && err.Code == "der-damaged":
		return nil, keyError("pem-damaged", "label", block.label)
	case err != nil:
		return nil, err
	}
	k.Kind, k.Text = KindPEM, block.text
	if k.Format != want {
		k.note("label", "label", short(block.label), "format", k.Format)
	}
	if !strings.Contains(strings.TrimSpace(block.text), "\n") {
		k.note("one-line")
	}
	return k, nil
}

// pemData decodes what stands between the BEGIN and the END line.
func pemData(block pemBlock) ([]byte, *KeyError) {
	begin := len(pemBegin + block.label + pemDashes)
	body := block.text[begin:strings.LastIndex(block.text, pemEnd)]
	if strings.Contains(body, "4,ENCRYPTED") {
		return nil, keyError("pem-encrypted")
	}
	line := 1
	if head, rest, found := strings.Cut(strings.ReplaceAll(body, "\r\n", "\n"), "\n\n"); found && strings.Contains(head, ":") {
		line += strings.Count(head, "\n") + 2 // header fields, RFC 1421 §4.6
		body = rest
	}
	digits := make([]byte, 0, len(body))
	padding := false
	for _, c := range body {
		switch {
		case c == '\n':
			line++
		case isInvisible(c):
		case c == '=' && len(digits) > 0:
			padding = true
		case padding || c >= 0x80 || c == '-' || c == '_' || c != '+' && c != '/' && base64URLDigit[c] != digitYes:
			return nil, keyError("pem-base64", "line", itoa(line), "what", named(c))
		case c == '+':
			digits = append(digits, '-')
		case c == '/':
			digits = append(digits, '_')
		default:
			digits = append(digits, byte(c)) // #nosec G115 -- an ASCII digit of base64
		}
	}
	if len(digits) == 0 {
		return nil, keyError("pem-empty")
	}
	if len(digits)%4 == 1 {
		return nil, keyError("pem-base64-cut", "line", itoa(line))
	}
	data, _ := decodeBase64URL(string(digits))
	return data, nil
}

const (
	pemDashes = "-----"
	pemBegin  = "-----BEGIN "
	pemEnd    = "-----END "
)

// pemBlocks finds the blocks of text, each from its BEGIN to its END line.
func pemBlocks(text string) (blocks []pemBlock, problem *KeyError) {
	at := 0
	for {
		begin := strings.Index(text[at:], pemBegin)
		if begin < 0 {
			break
		}
		begin += at
		if err := strayLine(text[at:begin]); err != nil {
			return nil, err
		}
		label, ok := pemLabel(text[begin+len(pemBegin):])
		if !ok || begin > at && text[begin-1] == '-' {
			return nil, keyError("pem-dashes", "line", "BEGIN", "label", likelyLabel(text[begin:]))
		}
		body := begin + len(pemBegin) + len(label) + len(pemDashes)
		end := strings.Index(text[body:], pemEnd)
		if next := strings.Index(text[body:], pemBegin); end < 0 || next >= 0 && next < end {
			rest := text[body:]
			if next >= 0 {
				rest = rest[:next]
			}
			if strings.Contains(squeeze(rest), "END"+squeeze(label)) {
				return nil, keyError("pem-dashes", "line", "END", "label", short(label))
			}
			return nil, keyError("pem-no-end")
		}
		end += body
		last, ok := pemLabel(text[end+len(pemEnd):])
		switch {
		case !ok:
			return nil, keyError("pem-dashes", "line", "END", "label", short(label))
		case last != label:
			return nil, keyError("pem-labels", "begin", short(label), "end", short(last))
		case text[body:end] != "" && text[body] == '-':
			return nil, keyError("pem-dashes", "line", "BEGIN", "label", short(label))
		case len(blocks) == MaxKeys:
			return nil, keyError("pem-too-many", "most", itoa(MaxKeys))
		}
		at = end + len(pemEnd) + len(last) + len(pemDashes)
		blocks = append(blocks, pemBlock{label: label, text: text[begin:at]})
	}
	if err := strayLine(text[at:]); err != nil {
		return nil, err
	}
	if len(blocks) == 0 {
		return nil, keyError("pem-no-begin")
	}
	return blocks, nil
}

// pemLabel reads the label after "-----BEGIN " and wants the hyphens after it.
func pemLabel(text string) (label string, ok bool) {
	const longest = 64
	end := strings.Index(text[:min(len(text), longest+len(pemDashes))], pemDashes)
	if end < 0 || strings.ContainsAny(text[:end], "\r\n") {
		return "", false
	}
	return text[:end], true
}

// hasPEM reports whether text has a BEGIN or END line in it, whole or cut,
// well written or not. Such a text is never a secret.
func hasPEM(text string) bool {
	return strings.Contains(text, pemDashes+"BEGIN") || strings.Contains(text, pemDashes+"END") || strayLine(text) != nil
}

// strayLine finds a BEGIN or END line that is not as PEM has it in a text
// that has no whole block.
func strayLine(text string) *KeyError {
	if strings.TrimFunc(text, isInvisible) == "" {
		return nil
	}
	squeezed := squeeze(text)
	label, found := squeezedLabel(squeezed, "BEGIN")
	switch {
	case found && pemProblems[label] == "pem-ssh2":
		return keyError("pem-ssh2")
	case found:
		return keyError("pem-dashes", "line", "BEGIN", "label", label)
	}
	if _, found = squeezedLabel(squeezed, "END"); found || strings.Contains(squeezed, pemDashes+"END") {
		return keyError("pem-no-begin")
	}
	switch {
	case strings.Contains(squeezed, pemDashes+"BEGIN"):
		return keyError("pem-dashes", "line", "BEGIN", "label", "PUBLIC KEY")
	case strings.Contains(squeezed, "KEY"+pemDashes), strings.Contains(squeezed, "CERTIFICATE"+pemDashes):
		return keyError("pem-no-begin")
	}
	return nil
}

// likelyLabel is the label that a broken BEGIN line was meant to have.
func likelyLabel(text string) string {
	if label, found := squeezedLabel(squeeze(text), "BEGIN"); found {
		return label
	}
	return "PUBLIC KEY"
}

// squeezedLabel finds the first "BEGIN" or "END" in squeezed that begins a word and is
// followed by a label that is known.
func squeezedLabel(squeezed, word string) (label string, found bool) {
	for at := 0; ; {
		i := strings.Index(squeezed[at:], word)
		if i < 0 {
			return "", false
		}
		at += i
		rest := squeezed[at+len(word):]
		if at == 0 || squeezed[at-1] < 'A' || squeezed[at-1] > 'Z' {
			for _, known := range pemLabels {
				if strings.HasPrefix(rest, known.squeezed) {
					return known.label, true
				}
			}
		}
		at += len(word)
	}
}

// pemLabels are all labels that are known, the longest first.
var pemLabels = func() (all []struct{ label, squeezed string }) {
	labels := append(slices.Collect(maps.Keys(pemFormats)), ecParameters)
	for _, label := range slices.AppendSeq(labels, maps.Keys(pemProblems)) {
		all = append(all, struct{ label, squeezed string }{label, squeeze(label)})
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := all[i].label, all[j].label
		return len(a) > len(b) || len(a) == len(b) && a < b
	})
	return all
}()

// squeeze is text in capitals without spaces, line ends aside.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return '\n'
		case isInvisible(r):
			return -1
		case 'a' <= r && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, text)
}

// unescape undoes what a JSON string, an environment file or a header field
// does to a PEM, and names it.
func unescape(text string) (clean, note string) {
	if strings.Contains(text, "BEGIN%20") || strings.Contains(text, "%0A") {
		if plain, err := url.PathUnescape(text); err == nil {
			return plain, "percent"
		}
	}
	if strings.Contains(text, `\`) {
		if plain := escapes.Replace(text); plain != text {
			return plain, "escaped"
		}
	}
	return text, ""
}

var escapes = strings.NewReplacer(`\\r\\n`, "\n", `\\n`, "\n", `\r\n`, "\n", `\n`, "\n", `\r`, "", `\/`, "/", `\u003d`, "=", `\u002b`, "+")

// gather makes one key of those that belong together, or a set. A private key
// and its public half or its certificate are one key, and so is a certificate
// that each following one issued.
func gather(keys []*Key) *Key {
	keys = joinChains(keys)
	var distinct []*Key
	byThumbprint := map[string]*Key{}
	for _, k := range keys {
		same := byThumbprint[k.Thumbprint]
		if k.Thumbprint == "" || same == nil {
			distinct = append(distinct, k)
			byThumbprint[k.Thumbprint] = k
			continue
		}
		if same.Private == nil {
			same.Private, same.IsPrivate = k.Private, same.IsPrivate || k.IsPrivate
		}
		if same.Certificates == nil {
			same.Certificates = k.Certificates
		}
	}
	if len(distinct) == 1 {
		return distinct[0]
	}
	return &Key{Kind: KindPEM, Keys: distinct}
}

// maxLinks bounds how many signatures of certificates are checked to find the
// chains of one text.
const maxLinks = 4 * MaxChain

// joinChains makes one key of certificates of which each was issued by the
// next.
func joinChains(keys []*Key) []*Key {
	var joined []*Key
	links := 0
	issued := func(c, by *Certificate) bool {
		if !bytes.Equal(c.X509.RawIssuer, by.X509.RawSubject) {
			return false
		}
		links++
		return links <= maxLinks && c.ChainFault(by) == ""
	}
	for i := 0; i < len(keys); i++ {
		k := keys[i]
		joined = append(joined, k)
		for len(k.Certificates) > 0 && len(k.Certificates) < MaxChain && i+1 < len(keys) && len(keys[i+1].Certificates) > 0 &&
			issued(k.Certificates[len(k.Certificates)-1], keys[i+1].Certificates[0]) {
			i++
			k.Certificates = append(k.Certificates, keys[i].Certificates[0])
		}
	}
	return joined
}
