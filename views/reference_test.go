package views

import (
	"slices"
	"testing"

	"jotlens/jose"
	"jotlens/views/i18n"
)

func TestCitationsLeadToTheirSection(t *testing.T) {
	const rfc = "https://www.rfc-editor.org/rfc/rfc"
	for reference, want := range map[string][]citation{
		"RFC 7519 §4.1.4":                 {{"RFC 7519 §4.1.4", rfc + "7519#section-4.1.4"}},
		"RFC 8485":                        {{"RFC 8485", rfc + "8485"}},
		"RFC 7518 §6.2.2.1, §6.3.2.1":     {{"RFC 7518 §6.2.2.1", rfc + "7518#section-6.2.2.1"}, {"§6.3.2.1", rfc + "7518#section-6.3.2.1"}},
		"RFC 9964, FIPS 204":              {{"RFC 9964", rfc + "9964"}, {"FIPS 204", ""}},
		"IHE ITI, Volume 3 §5.10":         {{"IHE ITI", ""}, {"Volume 3 §5.10", ""}},
		"OpenID Connect Core 1.0 §3.3, x": {{"OpenID Connect Core 1.0 §3.3", ""}, {"x", ""}},
	} {
		if got := citations(reference); !slices.Equal(got, want) {
			t.Errorf("%q is %v, want %v", reference, got, want)
		}
	}
}

func TestFactsOfAlgorithms(t *testing.T) {
	r := i18n.ReferenceFor(i18n.English())
	for name, want := range map[string][3]string{
		"HS256":              {"A shared secret of at least 32 random bytes", "32 bytes", r.Verified},
		"RS256":              {"An RSA key of at least 2048 bits", "As long as the RSA key", r.Verified},
		"ES512":              {"An elliptic curve key on P-521", "132 bytes", r.Verified},
		"ES256K":             {"An elliptic curve key on secp256k1", "64 bytes", r.NotHere},
		"Ed448":              {"A key on Ed448", "114 bytes", r.NotHere},
		"none":               {"None", "", r.NotHere},
		"dir":                {"A shared secret", "", r.Decrypted},
		"A192KW":             {"A shared AES key of 192 bits", "", r.Decrypted},
		"A256GCMKW":          {"A shared AES key of 256 bits", "", r.Decrypted},
		"A128CBC-HS256":      {"A content key of 256 bits", "", r.Decrypted},
		"A128GCM":            {"A content key of 128 bits", "", r.Decrypted},
		"A128CTR":            {"A content key of 128 bits", "", r.NotHere},
		"PBES2-HS256+A128KW": {"A password", "", r.Decrypted},
	} {
		a, ok := jose.AlgorithmNamed(name)
		if got := [3]string{r.KeyNeeded(a), r.SignatureLength(a), r.DoneHere(a)}; !ok || got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
