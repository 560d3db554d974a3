package jose

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// entry is what the rows of all three tables have in common.
type entry struct{ name, meaning, reference string }

func tables() map[string][]entry {
	all := map[string][]entry{}
	for _, r := range Claims {
		all["claims"] = append(all["claims"], entry{r.Name, r.Meaning, r.Reference})
	}
	for _, r := range HeaderParameters {
		all["header parameters"] = append(all["header parameters"], entry{r.Name, r.Meaning, r.Reference})
	}
	for _, r := range JWKParameters {
		all["JWK parameters"] = append(all["JWK parameters"], entry{r.Name, r.Meaning, r.Reference})
	}
	for _, a := range Algorithms {
		all["algorithms"] = append(all["algorithms"], entry{a.Name, a.Meaning, a.Reference})
	}
	return all
}

func TestTablesHoldTheWholeRegistries(t *testing.T) {
	// The rows of the snapshots that the tables name. Registries only grow.
	for _, c := range []struct {
		table     string
		have, min int
	}{
		{"claims", len(Claims), 163},
		{"header parameters", len(HeaderParameters), 33},
		{"algorithms", len(Algorithms), 53},
		{"JWK parameters", len(JWKParameters), 30},
	} {
		if c.have < c.min {
			t.Errorf("%s: %d rows, the registry has at least %d", c.table, c.have, c.min)
		}
	}
}

func TestTableRowsAreCompleteSentences(t *testing.T) {
	for table, rows := range tables() {
		seen := map[string]bool{}
		for _, row := range rows {
			if row.name == "" || seen[row.name] {
				t.Errorf("%s: name %q is empty or there twice", table, row.name)
			}
			seen[row.name] = true
			if row.reference == "" || strings.TrimSpace(row.reference) != row.reference {
				t.Errorf("%s: %s: reference %q", table, row.name, row.reference)
			}
			first, _ := utf8.DecodeRuneInString(row.meaning)
			if !unicode.IsUpper(first) || !strings.HasSuffix(row.meaning, ".") || strings.HasSuffix(row.meaning, "..") {
				t.Errorf("%s: %s: %q is no sentence", table, row.name, row.meaning)
			}
			if strings.ContainsAny(row.meaning, "!\n<>") || strings.Contains(row.meaning, "  ") || len(row.meaning) > 200 {
				t.Errorf("%s: %s: %q does not suit a label on the page", table, row.name, row.meaning)
			}
		}
	}
}

func TestTitlesAreShort(t *testing.T) {
	for _, table := range [][]Registered{Claims, HeaderParameters} {
		for _, r := range table {
			if words := len(strings.Fields(r.Title)); words < 1 || words > 4 {
				t.Errorf("%s: title %q has %d words", r.Name, r.Title, words)
			}
			if first, _ := utf8.DecodeRuneInString(r.Title); unicode.IsLower(first) && r.Title != "jCard" {
				t.Errorf("%s: title %q starts in lower case", r.Name, r.Title)
			}
		}
	}
}

func TestEveryRowIsFoundByItsName(t *testing.T) {
	for _, want := range Claims {
		if got, ok := ClaimNamed(want.Name); !ok || got != want {
			t.Errorf("ClaimNamed(%q) = %v, %v", want.Name, got, ok)
		}
	}
	for _, want := range HeaderParameters {
		if got, ok := HeaderParameterNamed(want.Name); !ok || got != want {
			t.Errorf("HeaderParameterNamed(%q) = %v, %v", want.Name, got, ok)
		}
	}
	for _, want := range Algorithms {
		if got, ok := AlgorithmNamed(want.Name); !ok || got != want {
			t.Errorf("AlgorithmNamed(%q) = %v, %v", want.Name, got, ok)
		}
	}
}

func TestNamesAreComparedExactly(t *testing.T) {
	for _, name := range []string{"", "ISS", "Exp", "exp ", " exp", "exp\x00", "admin", "role", "tid", "__proto__", "constructor"} {
		if got, ok := ClaimNamed(name); ok || got != (Registered{}) {
			t.Errorf("ClaimNamed(%q) = %v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "ALG", "Kid", "x5t#s256", "x5t#S256 ", "exp"} {
		if got, ok := HeaderParameterNamed(name); ok || got != (Registered{}) {
			t.Errorf("HeaderParameterNamed(%q) = %v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "hs256", "None", "NONE", "none ", "HS256/64", "HS257", "ED25519"} {
		if got, ok := AlgorithmNamed(name); ok || got != (Algorithm{}) {
			t.Errorf("AlgorithmNamed(%q) = %v, %v", name, got, ok)
		}
	}
}

func TestKnownReferences(t *testing.T) {
	for _, c := range []struct {
		lookUp func(string) (Registered, bool)
		name   string
		want   string
	}{
		{ClaimNamed, "iss", "RFC 7519 §4.1.1"},
		{ClaimNamed, "exp", "RFC 7519 §4.1.4"},
		{ClaimNamed, "email", "OpenID Connect Core 1.0 §5.1"},
		{ClaimNamed, "cnf", "RFC 7800 §3.1"},
		{ClaimNamed, "scope", "RFC 8693 §4.2"},
		{ClaimNamed, "htm", "RFC 9449 §4.2"},
		{ClaimNamed, "...", "RFC 9901 §4.2.4.2"},
		{ClaimNamed, "crit", "OpenID Federation 1.0 §13.4"},
		{HeaderParameterNamed, "alg", "RFC 7515 §4.1.1, RFC 7516 §4.1.1"},
		{HeaderParameterNamed, "crit", "RFC 7515 §4.1.11, RFC 7516 §4.1.13"},
		{HeaderParameterNamed, "b64", "RFC 7797 §3"},
		{HeaderParameterNamed, "p2c", "RFC 7518 §4.8.1.2"},
	} {
		if got, _ := c.lookUp(c.name); got.Reference != c.want {
			t.Errorf("%s: reference %q, want %q", c.name, got.Reference, c.want)
		}
	}
}

func TestNumericDates(t *testing.T) {
	var got []string
	for _, r := range Claims {
		if r.Time {
			got = append(got, r.Name)
		}
	}
	// exi, ttl, uptime and cdniets are durations.
	if s := strings.Join(got, " "); s != "exp nbf iat updated_at auth_time sip_date toe" {
		t.Errorf("NumericDate claims: %s", s)
	}
	for _, r := range HeaderParameters {
		if r.Time {
			t.Errorf("header parameter %s is no NumericDate", r.Name)
		}
	}
}

func TestSignatureLengths(t *testing.T) {
	want := map[string]int{
		"HS256": 32, "HS384": 48, "HS512": 64, "HS1": 20,
		"ES256": 64, "ES384": 96, "ES512": 132, "ES256K": 64,
		"Ed25519": 64, "Ed448": 114,
		"ML-DSA-44": 2420, "ML-DSA-65": 3309, "ML-DSA-87": 4627,
	}
	for _, a := range Algorithms {
		if a.SignatureBytes != want[a.Name] {
			t.Errorf("%s: %d bytes, want %d", a.Name, a.SignatureBytes, want[a.Name])
		}
		delete(want, a.Name)
	}
	for name := range want {
		t.Errorf("%s is missing", name)
	}
}

func TestHMACKeyLengths(t *testing.T) {
	want := map[string]int{"HS256": 32, "HS384": 48, "HS512": 64}
	for _, a := range Algorithms {
		if a.MinKeyBytes != want[a.Name] {
			t.Errorf("%s: keys of %d bytes, want %d", a.Name, a.MinKeyBytes, want[a.Name])
		}
	}
}

func TestAlgorithmUseAndStatus(t *testing.T) {
	uses := map[string]AlgorithmUse{
		"HMAC": Signing, "RSA PKCS#1 v1.5": Signing, "RSA-PSS": Signing, "ECDSA": Signing, "EdDSA": Signing, "ML-DSA": Signing, "none": Signing,
		"key management": KeyManagement, "content encryption": ContentEncryption,
	}
	var prohibited, deprecated []string
	for _, a := range Algorithms {
		if use, known := uses[a.Family]; !known || use != a.Use {
			t.Errorf("%s: family %q with use %d", a.Name, a.Family, a.Use)
		}
		if a.Prohibited {
			prohibited = append(prohibited, a.Name)
		}
		if a.Deprecated {
			deprecated = append(deprecated, a.Name)
		}
	}
	if s := strings.Join(prohibited, " "); s != "RS1 A128CBC A192CBC A256CBC A128CTR A192CTR A256CTR HS1" {
		t.Errorf("prohibited: %s", s)
	}
	if s := strings.Join(deprecated, " "); s != "EdDSA" {
		t.Errorf("deprecated: %s", s)
	}
}
