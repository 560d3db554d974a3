package views

import (
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// Keys that anybody may know: those of a public test suite.
const (
	okpPrivate = `{"kty":"OKP","kid":"<b>a</b>","crv":"Ed25519","use":"sig","x":"lBZ9GShvbQEtyyaGs-0Nd4aurH7ERq6UOIvXGb5_tXA","d":"lootR5J6UdF-1tvFpnCZzr2N9AmRwgX92MzH_uuaGCQ"}`
	expiredPEM = "-----BEGIN CERTIFICATE-----\n" +
		"MIIBCTCBsAIJAP3LUepKb7jlMAoGCCqGSM49BAMCMA0xCzAJBgNVBAYTAkNaMB4X\n" +
		"DTIyMTAxMTEyMjUwOVoXDTIzMTAwNjEyMjUwOVowDTELMAkGA1UEBhMCQ1owWTAT\n" +
		"BgcqhkjOPQIBBggqhkjOPQMBBwNCAATgKwVkRFokb9sx8LwBk0C1dsxPiFLpQdNA\n" +
		"OwUNUWZla/oHsjVjD33LaJIRXJKEr8frW/830aC2RtX6m97KmjVsMAoGCCqGSM49\n" +
		"BAMCA0gAMEUCIQDUxxIyJy8FQvrou0eGSLzAoNNKrYLIeI/OJzBIu6VkZwIgZvHb\n" +
		"W78UlObaQoVHfmO5TbgLpIEiskde4STWKDYIZmI=\n-----END CERTIFICATE-----\n"
)

func headed(header string) string {
	return encode(header) + "." + encode(`{"sub":"zoe"}`) + "." + encode(strings.Repeat("\x00", 64))
}

func TestTheKeyNoteSaysWhatTheKeyIs(t *testing.T) {
	rsa := `{"kty":"RSA","kid":"r","n":"` + strings.Repeat("w", 342) + `","e":"AQAB"}`
	tests := []struct{ key, want string }{
		{"", "Without a key the token is decoded, but not checked."},
		{"secret", "Secret read as UTF-8, 6 bytes."},
		{`{"kty":"oct","kid":"k","k":"c2VjcmV0"}`, "Secret “k” from a JWK, 6 bytes."},
		{okpPrivate, "Private key: Ed25519, from a JWK. Its public half is used."},
		{rsa, "Public key: RSA, 2,048 bits, from a JWK."},
		{expiredPEM, "Certificate: P-256, from a PEM."},
		{"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea me", "Public key: Ed25519, from an SSH line."},
		{"ssh-dss AAAAB3NzaC1kc3MAAAAA me", "Public key: of a kind that is not known here, from an SSH line. It cannot be used: ssh-dss keys cannot be used for tokens."},
		{`{"kty":"OKP","crv":"X448","x":"` + strings.Repeat("A", 75) + `"}`, "Public key: X448, from a JWK. It cannot be used: X448 cannot be computed with here."},
		{`{"keys":[` + okpPrivate + `,{"kty":"RSA"}]}`, "A JWK Set with 1 key. Chosen: “<b>a</b>”, Ed25519. 1 of 2 keys cannot be used."},
		{`{"keys":[{"kty":"RSA"}]}`, "A JWK Set with 0 keys. 1 of 1 key cannot be used."},
		{expiredPEM + "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAlBZ9GShvbQEtyyaGs+0Nd4aurH7ERq6UOIvXGb5/tXA=\n-----END PUBLIC KEY-----", "2 keys from a PEM. Chosen: Ed25519."},
		{"-----BEGIN PUBLIC KEY-----\nMFkw", "Cannot be read: the END line is missing. Copy the lines from -----BEGIN to -----END as they are."},
		{`{"kty":"R\u202eSA"}`, "Cannot be read: the \"kty\" of this JWK is “R‹U+202E›SA”, which is no type of key that tokens use. Check its spelling: it is \"RSA\", \"EC\", \"OKP\", \"AKP\" or \"oct\"."},
	}
	for _, test := range tests {
		if got := keyNote(report(headed(`{"alg":"EdDSA"}`), test.key), i18n.English()); got != test.want {
			t.Errorf("%.60s\nis %s\nnot %s", test.key, got, test.want)
		}
	}
}

// Golden files of what a key and certificates unfold to.
func TestGoldenKeys(t *testing.T) {
	block, _ := pem.Decode([]byte(expiredPEM))
	der := base64.StdEncoding.EncodeToString(block.Bytes)
	reports := map[string]*inspect.Report{
		"private":     report(headed(`{"alg":"EdDSA"}`), okpPrivate),
		"set":         report(headed(`{"alg":"EdDSA"}`), `{"keys":[`+okpPrivate+strings.Repeat(`,{"kty":"RSA","kid":"<i>"}`, 25)+`]}`),
		"certificate": report(headed(`{"alg":"ES256"}`), strings.ReplaceAll(expiredPEM, "\n", `\n`)),
		"x5c":         report(headed(`{"alg":"ES256","x5t":"AAAA","x5c":["`+der+`","****"]}`), ""),
	}
	for name, r := range reports {
		t.Run(name, func(t *testing.T) {
			all := sections(t, r)
			compare(t, "key-"+name, all["key-note"]+"\n"+all["key-about"]+"\n"+all["certificates"]+"\n")
		})
	}
}

func TestSecretsUnfoldNothing(t *testing.T) {
	for _, key := range []string{"", "secret", `{"kty":"oct","k":"c2VjcmV0","kid":"a","alg":"HS256"}`, "-----BEGIN"} {
		html := sections(t, report(headed(hs256), key))["key-about"]
		if html != `<div id="key-about" hidden></div>` {
			t.Errorf("%s: %s", key, html)
		}
	}
}

func TestEveryNoteHasWords(t *testing.T) {
	for _, m := range i18n.Languages() {
		for _, code := range jose.KeyNoteCodes {
			words := m.KeyFacts.Notes[code]
			if words == nil {
				t.Errorf("%s: %s has no words", m.Tag, code)
				continue
			}
			args := map[string]string{}
			for _, name := range []string{"label", "format", "name", "type", "curve", "number", "why"} {
				args[name] = "arg"
			}
			if text := words(args); text == "" || !strings.HasSuffix(text, m.Marks.Stop) || strings.Contains(text, "%!") {
				t.Errorf("%s: %s says %q", m.Tag, code, text)
			}
		}
	}
}
