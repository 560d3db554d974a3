package inspect

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

func TestShapesAgreeWithTheirPatterns(t *testing.T) {
	shapes := []struct {
		name    string
		pattern string
		matches func(string) bool
		pieces  []string // random texts are made of these
	}{
		{"aws", `\b(A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b`, func(s string) bool { return !awsKey(s).Empty() },
			[]string{"AKIA", "A3T", "A3TX", "ACCA", "A", "Z", "7", "1", "_", "-", "a", "QWERTYUIOPASDFGH", "ABCDEFGHABCDEFG"}},
		{"github", `\b(ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{82}\b`, func(s string) bool { return !gitHubToken(s).Empty() },
			[]string{"ghp_", "ghs_", "ghx_", "github_pat_", "g", "_", "-", "a", letters[:36], letters[:35], letters[:82], letters[:81]}},
		{"slack", `\bxox[abposre]-[0-9A-Za-z-]{20,}`, func(s string) bool { return !slackToken(s).Empty() },
			[]string{"xox", "xoxb-", "xoxz-", "xoxe-", "_", "-", "a", letters[:19], letters[:20]}},
		{"stripe", `\b(sk|rk)_(live|test|prod)_[A-Za-z0-9]{10,99}\b`, func(s string) bool { mode, _ := stripeKey(s); return mode != "" },
			[]string{"sk_", "rk_", "pk_", "live_", "test_", "prod_", "sk_live_", "_", "-", "a", letters[:9], letters[:10], letters[:99]}},
		{"others", `\bglpat-[\w-]{20}|\bnpm_[A-Za-z0-9]{36}\b|\bAIza[\w-]{35}|\bSG\.[\w-]{22}\.[\w-]{43}|\bsk-(proj|ant|svcacct)-[\w-]{20}`, func(s string) bool { service, _ := vendorToken(s); return service != "" },
			[]string{"glpat-", "npm_", "AIza", "SG.", "sk-", "proj-", "sk-ant-", ".", "_", "-", "a", letters[:20], letters[:22], letters[:35], letters[:36], letters[:43]}},
		{"private key", `-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----`, hasPrivatePEM,
			[]string{"-----BEGIN ", "-----", "BEGIN ", "PRIVATE KEY", "PRIVATE KEY-----", " BLOCK", "RSA ", " ", "-", "a", "K"}},
		{"bcrypt", `^\$2[aby]?\$\d\d\$[./A-Za-z0-9]{53}$`, isPasswordHash,
			[]string{"$2", "$2b$12$", "$2y", "$", "12", "$12$", "a", "./", letters[:53], letters[:51]}},
		{"ssn", `^(00[1-9]|0[1-9]\d|[1-57-8]\d\d|6[0-57-9]\d|66[0-57-9])-(0[1-9]|[1-9]\d)-(000[1-9]|00[1-9]\d|0[1-9]\d\d|[1-9]\d\d\d)$`, isSSN,
			[]string{"078-05-1120", "000", "666", "9", "12", "3", "-", "00", "1120", "0000"}},
		{"phone", `^\+[1-9]\d{7,14}$`, isPhone,
			[]string{"+", "+1", "+0", "0", "5", "5550199", "x", "12345678901234"}},
	}
	random := rand.New(rand.NewPCG(7519, 7515))
	for _, shape := range shapes {
		pattern, hits := regexp.MustCompile(shape.pattern), 0
		for range 30_000 {
			var b strings.Builder
			for range 1 + random.IntN(6) {
				b.WriteString(shape.pieces[random.IntN(len(shape.pieces))])
			}
			text := b.String()
			want := pattern.MatchString(text)
			if want {
				hits++
			}
			if got := shape.matches(text); got != want {
				t.Errorf("%s: %q matches: %v, want %v", shape.name, text, got, want)
				break
			}
		}
		if hits < 20 {
			t.Errorf("%s: only %d texts matched", shape.name, hits)
		}
	}
}

func TestShapesSayWhere(t *testing.T) {
	text := "key: " + anAWSKey + "."
	if at := awsKey(text); text[at.Start:at.End] != anAWSKey {
		t.Errorf("found %v", at)
	}
	if mode, at := stripeKey(aTestKey + " " + aLiveKey); mode != "live" || at.Start != len(aTestKey)+1 || at.End != len(aTestKey)+1+len(aLiveKey) {
		t.Errorf("found %s %v", mode, at)
	}
	text = "see postgres://zoe:" + "hunter2@db.example.com:5432/app"
	if service, at := vendorToken(text); service != "db.example.com:5432" || text[at.Start:at.End] != text[4:len(text)-4] {
		t.Errorf("found %s %v", service, at)
	}
}
