package issuers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// written is a file with a text.
func inFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadTakesAWholeFile(t *testing.T) {
	c, err := Read(inFile(t, "issuers.json", `{
		"issuers": [
			{"name": "Corp SSO", "issuer": "https://login.corp.example", "algorithms": ["RS256", "ES256"], "audiences": ["orders"],
			 "hosts": ["keys.corp.example", "keys.corp.example:8443"], "refresh": "10m", "claims": {"dept": "Department that pays"},
			 "rules": {"max_lifetime": "1h", "forbidden_claims": []}},
			{"name": "Build", "issuer": "build.corp.example", "jwks_uri": "http://10.0.0.1/keys", "allow_http": true},
			{"name": "Robots", "issuer": "robots", "jwks_file": "robots.json"}],
		"rules": {"max_lifetime": "24h", "audience_pattern": "https://*.corp.example", "forbidden_claims": ["email"]},
		"claims": {"tenant": "Whose data it is"}, "proxy": "environment"}`))
	if err != nil {
		t.Fatal(err)
	}
	first := c.Issuers[0]
	if time.Duration(first.Refresh) != 10*time.Minute || time.Duration(c.Issuers[1].Refresh) != defaultRefresh || !first.discovers() || c.Issuers[2].discovers() {
		t.Errorf("%+v", c.Issuers)
	}
	if r := c.rules(first.Rules); time.Duration(r.MaxLifetime) != time.Hour || r.AudiencePattern != "https://*.corp.example" || len(r.ForbiddenClaims) != 0 {
		t.Errorf("the rules of the first are %+v", r)
	}
	if r := c.rules(nil); time.Duration(r.MaxLifetime) != 24*time.Hour || len(r.ForbiddenClaims) != 1 {
		t.Errorf("the rules for others are %+v", r)
	}
	if got := c.file("robots.json"); got != filepath.Join(c.folder, "robots.json") || c.file("/a/b") != "/a/b" {
		t.Errorf("the file is %s", got)
	}
}

func TestReadSaysWhereAndWhat(t *testing.T) {
	one := func(members string) string {
		return `{"issuers": [{"name": "A", "issuer": "https://a.example"` + members + `}]}`
	}
	for text, want := range map[string]string{
		``:                  "this is not JSON",
		`{"issuers": [}`:    "/issuers",
		`[]`:                "the file must be an object",
		`{}`:                "/issuers is missing",
		`{"issuer": []}`:    "/issuer is not known",
		`{"issuers": {}}`:   "/issuers must be an array",
		`{"issuers": [{}]}`: "/issuers/0/name must not be empty",
		`{"proxy": "http://p:3128", "rules": {}}`:                           "/proxy must be",
		`{"rules": {"max_lifetime": 3600}}`:                                 "/rules/max_lifetime must be a duration",
		`{"rules": {"max_lifetime": "soon"}}`:                               "/rules/max_lifetime must be a duration",
		`{"rules": {"max_lifetime": "-1h"}}`:                                "/rules/max_lifetime must be from 1s",
		`{"rules": {"audience_pattern": "******"}}`:                         "at most 5 asterisks",
		`{"rules": {"forbidden_claims": ["a", "a"]}}`:                       "/rules/forbidden_claims/1 is there twice",
		`{"claims": {"a": ""}}`:                                             "/claims/a must not be empty",
		`{"claims": {"a": "` + strings.Repeat("é", 201) + `"}}`:             "at most 200 characters",
		one(`, "name": "B"`):                                                "/issuers/0/name is there twice",
		one(`, "jwks_url": "x"`):                                            "/issuers/0/jwks_url is not known",
		one(`, "refresh": "1s"`):                                            "/issuers/0/refresh must be from 10s",
		one(`, "refresh": "1"`):                                             "/issuers/0/refresh must be a duration",
		one(`, "algorithms": ["HS256"]`):                                    "/issuers/0/algorithms/0 must be an algorithm with public keys",
		one(`, "algorithms": ["none"]`):                                     "/issuers/0/algorithms/0",
		one(`, "algorithms": ["ES256K"]`):                                   "/issuers/0/algorithms/0",
		one(`, "algorithms": "RS256"`):                                      "/issuers/0/algorithms must be an array",
		one(`, "allow_http": "yes"`):                                        "/issuers/0/allow_http must be true or false",
		one(`, "jwks_uri": "http://a.example/k"`):                           "/issuers/0/jwks_uri is http",
		one(`, "jwks_uri": "ftp://a.example/k"`):                            "/issuers/0/jwks_uri must be https",
		one(`, "jwks_uri": "https://u:p@a.example/k"`):                      "user name",
		one(`, "jwks_uri": "/keys"`):                                        "/issuers/0/jwks_uri must be an address",
		one(`, "jwks_uri": "https://a.example/k", "jwks_file": "k"`):        "both jwks_uri and jwks_file",
		one(`, "jwks_uri": "https://a.example/k", "hosts": ["b"]`):          "/issuers/0/hosts means something only",
		one(`, "jwks_file": "k", "allow_http": true`):                       "neither ca_file nor allow_http",
		one(`, "hosts": ["https://b.example"]`):                             "/issuers/0/hosts/0 must be a host",
		`{"issuers": [{"name": "A", "issuer": "a"}]}`:                       "/issuers/0/issuer must be an address",
		`{"issuers": [{"name": "A", "issuer": "http://a.example"}]}`:        "/issuers/0/issuer is http",
		`{"issuers": [{"name": "A", "issuer": "https://a.example?b"}]}`:     "neither query nor fragment",
		`{"issuers": [{"name": "A\u0007", "issuer": "https://a.example"}]}`: "control characters",
		`{"issuers": [{"name": "A", "issuer": "https://a.example"}, {"name": "B", "issuer": "https://a.example"}]}`: "/issuers/1/issuer is the same as that of “A”",
		`{"issuers": [{"name": "A", "issuer": "https://a.example"}, {"name": "A", "issuer": "https://b.example"}]}`: "/issuers/1/name is there twice",
		`{"rules": {}, "x": "` + strings.Repeat("x", maxFile) + `"}`:                                                "longer than 256 kB",
	} {
		path := inFile(t, "issuers.json", text)
		_, err := Read(path)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), path) {
			t.Errorf("%.80s: %v, want %s", text, err, want)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none.json")); err == nil || !strings.Contains(err.Error(), "cannot be opened") {
		t.Errorf("no file: %v", err)
	}
}
