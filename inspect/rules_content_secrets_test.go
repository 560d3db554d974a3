package inspect

import (
	"strings"
	"testing"
)

// The keys of these tests are made up, and put together here so that nothing
// that scans sources for keys takes them for real.
var (
	letters   = strings.Repeat("EXAMPLEexample", 20)
	uppers    = strings.Repeat("EXAMPLE", 20)
	anAWSKey  = "AKIA" + uppers[:16]
	aGitHub   = "ghp" + "_" + letters[:36]
	aGitHub2  = "github" + "_pat_" + letters[:82]
	aSlack    = "xoxb" + "-" + letters[:24]
	aLiveKey  = "sk" + "_live_" + letters[:24]
	aTestKey  = "sk" + "_test_" + letters[:24]
	aBcrypt   = "$2b$12$" + letters[:53]
	aPEM      = `-----BEGIN ` + `PRIVATE KEY-----\nMC4CAQ`
	aSlackURL = "https://hooks.slack" + ".com/services/T00000000/B00000000/" + letters[:24]
)

func TestPrivateKeys(t *testing.T) {
	runContentTests(t, only("value-private-key", Critical,
		"x", `{"x":"`+aPEM+`"}`,
		"x", `{"x":"text before `+strings.Replace(aPEM, "PRIVATE", "RSA PRIVATE", 1)+`"}`,
		"x", `{"x":"-----BEGIN CERTIFICATE-----`+strings.Replace(aPEM, "PRIVATE", "ENCRYPTED PRIVATE", 1)+`"}`,
		"x[0]", `{"x":["-----BEGIN `+`PGP PRIVATE KEY BLOCK-----"]}`,
		"cnf.jwk", `{"cnf":{"jwk":{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c"}}}`,
		"cnf.jwk", `{"cnf":{"jwk":{"kty":"oct","k":"AAECAwQFBgc"}}}`,
		"keys[1]", `{"keys":[{"kty":"AKP","pub":"x"},{"kty":"AKP","priv":"x"}]}`,
	))
	runContentTests(t, []contentTest{{`{"private_key":"` + aPEM + `"}`, []string{"claim-credential critical payload.private_key", "value-private-key critical payload.private_key"}}})
	runContentTests(t, silent(
		`{"cnf":{"jwk":{"kty":"EC","crv":"P-256","x":"a","y":"b"}}}`, `{"k":"x","d":"y"}`, `{"x":{"kty":"RSA","d":""}}`, `{"x":{"kty":"RSA","d":5}}`,
		`{"x":"-----BEGIN `+`PUBLIC KEY-----"}`, `{"x":"-----BEGIN `+`PRIVATE KEY"}`, `{"x":"BEGIN PRIVATE KEY"}`, `{"x":"-----BEGIN private key-----"}`, `{"x":"-----BEGIN `+`PRIVATE KEYS-----"}`,
	))
}

func TestKeysOfVendors(t *testing.T) {
	runContentTests(t, only("value-aws-key", Critical,
		"x", `{"x":"`+anAWSKey+`"}`,
		"x", `{"x":"key=`+anAWSKey+`;"}`,
		"access_key_id", `{"access_key_id":"ASIA`+uppers[:16]+`"}`,
		"x[1]", `{"x":["","A3T9`+uppers[:16]+`"]}`,
	))
	runContentTests(t, only("value-github-token", Critical,
		"x", `{"x":"`+aGitHub+`"}`,
		"x", `{"x":"Bearer `+strings.Replace(aGitHub, "ghp", "ghs", 1)+`"}`,
		"x", `{"x":"`+aGitHub2+`"}`,
	))
	runContentTests(t, only("value-slack-token", Critical,
		"x", `{"x":"`+aSlack+`"}`,
		"x", `{"x":"`+aSlackURL+`"}`,
	))
	runContentTests(t, only("value-stripe-key", Critical,
		"x", `{"x":"`+aLiveKey+`"}`,
		"x", `{"x":"`+strings.Replace(aLiveKey, "sk", "rk", 1)+`"}`,
		"x", `{"x":"`+aTestKey+` `+aLiveKey+`"}`,
		"x", `{"x":"`+strings.Replace(aLiveKey, "live", "prod", 1)+`"}`,
	))
	runContentTests(t, only("value-stripe-key", Warning,
		"x", `{"x":"`+aTestKey+`"}`,
		"x", `{"x":"`+strings.Replace(aTestKey, "sk", "rk", 1)+`"}`,
	))
	runContentTests(t, only("value-other-token", Critical,
		"gitlab", `{"gitlab":"glpat`+`-`+letters[:20]+`"}`,
		"npm", `{"npm":"npm`+`_`+letters[:36]+`"}`,
		"google", `{"google":"AIza`+letters[:35]+`"}`,
		"sendgrid", `{"sendgrid":"SG`+`.`+letters[:22]+`.`+letters[:43]+`"}`,
		"openai", `{"openai":"sk-`+`proj-`+letters[:40]+`"}`,
		"openai", `{"openai":"sk-`+`svcacct-`+letters[:40]+`"}`,
		"anthropic", `{"anthropic":"sk-`+`ant-api03-`+letters[:40]+`"}`,
		"db", `{"db":"postgres://zoe:`+`hunter2@db.example.com:5432/app"}`,
		"db", `{"db":"redis://:`+`hunter2@cache.example.com"}`,
		"db", `{"db":"see https://example.com/ and https://zoe:`+`p@ss:word@[2001:db8::1]/"}`,
		"password", `{"password":"https://zoe:`+`hunter2@example.com"}`, // a URL is no password, but this one holds one
	))
	// A precise finding says whose secret it is, which the name did not.
	runContentTests(t, []contentTest{{`{"client_secret":"` + aLiveKey + `"}`, []string{"claim-credential critical payload.client_secret", "value-stripe-key critical payload.client_secret"}}})
	runContentTests(t, silent(
		`{"x":"`+anAWSKey[:19]+`"}`, `{"x":"`+anAWSKey+`A"}`, `{"x":"X`+anAWSKey+`"}`, `{"x":"`+strings.ToLower(anAWSKey)+`"}`, `{"x":"AKIA`+strings.Repeat("1", 16)+`"}`, `{"x":"AROA`+uppers[:16]+`"}`,
		`{"x":"`+aGitHub[:39]+`"}`, `{"x":"`+aGitHub+`x"}`, `{"x":"x`+aGitHub+`"}`, `{"x":"`+strings.Replace(aGitHub, "ghp", "ghx", 1)+`"}`, `{"x":"`+aGitHub2+`x"}`, `{"ghp_":"x"}`,
		`{"x":"`+aSlack[:24]+`"}`, `{"x":"xoxz-`+letters[:24]+`"}`, `{"x":"https://hooks.slack.com/services/"}`,
		`{"x":"pk`+`_live_`+letters[:24]+`"}`, `{"x":"pk`+`_test_`+letters[:24]+`"}`, `{"x":"sk`+`_live_short"}`, `{"x":"task`+`_live_`+letters[:24]+`"}`, `{"x":"sk`+`_live_`+letters[:120]+`"}`,
		`{"x":"glpat-short"}`, `{"x":"npm_`+letters[:35]+`"}`, `{"x":"AIza`+letters[:34]+`"}`, `{"x":"SG.short.`+letters[:43]+`"}`, `{"x":"sk-proj-short"}`, `{"x":"sk-`+letters[:40]+`"}`, `{"x":"risk-ant-`+letters[:40]+`"}`,
		`{"x":"https://example.com:8080/path@x"}`, `{"x":"https://zoe@example.com/"}`, `{"x":"https://zoe:@example.com/"}`, `{"x":"https://zoe:****@example.com/"}`, `{"x":"postgres://zoe:${PASSWORD}@db/x"}`, `{"x":"postgres://zoe:{password}@db/x"}`,
		`{"x":"https://example.com/?a:b@c.example"}`, `{"x":"://zoe:hunter2@example.com"}`, `{"x":"mailto:zoe@example.com/x"}`,
	))
}

func TestPasswordHashes(t *testing.T) {
	runContentTests(t, only("value-password-hash", Warning,
		"x", `{"x":"`+aBcrypt+`"}`,
		"x", `{"x":"`+strings.Replace(aBcrypt, "2b", "2", 1)+`"}`,
		"x", `{"x":"$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g"}`,
		"x", `{"x":"$argon2i$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g"}`,
		"x", `{"x":"$scrypt$ln=16,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"}`,
		"x", `{"x":"$6$saltsalt$`+letters[:86]+`"}`,
		"x", `{"x":"$5$rounds=5000$saltsalt$`+letters[:43]+`"}`,
		"x", `{"x":"{SSHA}c2FsdHNhbHRoYXNoaGFzaGhhc2g="}`,
		"x", `{"x":"{SSHA512}c2FsdHNhbHRoYXNoaGFzaGhhc2g="}`,
	))
	// That it is a hash is news, even where the name says "password".
	runContentTests(t, []contentTest{{`{"password_hash":"` + aBcrypt + `"}`, []string{"claim-credential critical payload.password_hash", "value-password-hash warning payload.password_hash"}}})
	runContentTests(t, silent(
		`{"x":"`+aBcrypt[:59]+`"}`, `{"x":"`+aBcrypt+`x"}`, `{"x":" `+aBcrypt+`"}`, `{"x":"`+strings.Replace(aBcrypt, "2b", "2x", 1)+`"}`, `{"x":"$2b$ab$`+letters[:53]+`"}`,
		`{"x":"$5$ off, today and tomorrow"}`, `{"x":"$6$salt$short"}`, `{"x":"$argon2id$"}`, `{"x":"$argon2id$ is a good choice of hash"}`, `{"x":"$argon2x$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFz"}`, `{"x":"{SSHA}"}`, `{"x":"{SHA}c2FsdHNhbHRoYXNoaGFzaGhhc2g="}`, `{"x":"$2b$12$"}`,
	))
}
