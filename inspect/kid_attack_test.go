package inspect

import (
	"math/rand"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// The attacks as regular expressions, which say the same as kid_attack.go and
// are too large for the engine.

// sqlShape is SQL that changes the meaning of a query: a condition or a
// statement that follows a quotation mark or a semicolon, a union, a condition
// that always holds.
var sqlShape = sync.OnceValue(func() *regexp.Regexp {
	const (
		gap  = `(?:\s|/\*[^*]*\*/)*`
		gaps = `(?:\s|/\*[^*]*\*/)+`
	)
	return regexp.MustCompile(`(?is)` + strings.Join([]string{
		"['\"`;)]" + gap + `(?:or|and)\b` + gap + `(?:[('"` + "`" + `]*[\w.@]*['")` + "`" + `]*` + gap + `(?:=|<|>|!=|--|/\*|#` + gap + `$|\|\|)|not?\b|\w+\(|true\b)`,
		"['\"`;)]" + gap + `(?:insert` + gaps + `into\b|update` + gaps + `\S+` + gaps + `set\b|delete` + gaps + `from\b|drop` + gaps + `(?:table|database|schema|view|user)\b)`,
		"['\"`;)]" + gap + `select\b(?:.*\bfrom\b|` + gap + `(?:@@|[*(])|` + gaps + `(?:['"\d]|null\b|\w+\())`,
		`['"]` + gap + `\|\|` + gap + `\(?` + gap + `select\b`,
		"['\"`;)]" + gap + `exec(?:ute)?(?:` + gap + `\(|` + gaps + `(?:xp_|sp_|master\b|immediate\b|@))`,
		`\bunion` + gaps + `(?:all` + gaps + `|distinct` + gaps + `)?select\b`,
		`\bor\b` + gaps + `['"]?\w+['"]?` + gap + `=` + gap + `['"]?\w+`,
	}, "|"))
})

// sqlComment is a comment right behind a quotation mark, or at the end.
var sqlComment = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(['"])\)*(?:--|/\*|;?\s*(?:--|#)[\s-]*$)`)
})

// matchesSQL is isSQL by these expressions.
func matchesSQL(kid string) bool {
	if sqlShape().MatchString(kid) {
		return true
	}
	m := sqlComment().FindStringSubmatch(kid)
	return m != nil && strings.Count(kid, m[1])%2 == 1
}

// commandShape is what a shell runs: a substitution, a second command, or a
// line of its own. ";" and "|" also separate the parts of honest key ids
// ("2024-01-01;prod", "auth0|zoe"), so there a command must follow.
var commandShape = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\$\(|` + "`[^`]+`" + `|&&|[\r\n]\s*\S|[;|&]\s*(?:` + strings.Join([]string{
		`/(?:usr/|s?bin/|tmp/|dev/|etc/)`,
		`(?:whoami|uname|id|pwd|ls|sleep|ping|curl|wget|nc|ncat|netcat|bash|sh|zsh|ksh|dash|cmd|powershell|pwsh|python[0-9]*(?:\.[0-9]+)*|perl|ruby|php|nslookup|rm|chmod|chown|touch|reboot|shutdown|mkfifo|telnet|certutil|ipconfig|ifconfig)(?:\.exe)?(?:$|[\s;|&<>])`,
		`(?:cat|echo|printf|cd|cp|mv|dd|kill|dig|grep|awk|sed|openssl|ssh|scp|sudo|tee|exec|eval|nohup|base64)\s+\S`,
	}, "|") + `)`)
})

// kidPieces are what attacks and honest key ids are made of.
var kidPieces = []string{
	"'", "\"", "`", ";", ")", "(", " ", " ", "\t", "\n", "/**/", "/*x*/", "--", "#", "||", "|", "&", "&&", "$(", "=", "<", "!=", "@", "@@", "*", ",", ".", "-", "_", "/",
	"or", "and", "OR", "not", "no", "true", "union", "all", "distinct", "select", "SELECT", "from", "insert", "into", "update", "set", "delete", "drop", "table", "user",
	"exec", "execute", "xp_", "sp_", "master", "immediate", "null", "sleep", "(", "1", "x", "key", "1=1", "whoami", "id", "python3", ".exe", "cat", "/bin/", "/dev/null", "curl", "zoe", "prod", "Zoë",
}

func TestAttacksAreThoseOfTheExpressions(t *testing.T) {
	random := rand.New(rand.NewSource(1)) // the same key ids each time
	attacks := 0
	for range 100_000 {
		var b strings.Builder
		for range 1 + random.Intn(9) {
			b.WriteString(kidPieces[random.Intn(len(kidPieces))])
		}
		kid := b.String()
		if got, want := isSQL(kid), matchesSQL(kid); got != want {
			t.Errorf("SQL in %q: %v, and the expressions say %v", kid, got, want)
		}
		if got, want := isCommand(kid), commandShape().MatchString(kid); got != want {
			t.Errorf("a command in %q: %v, and the expression says %v", kid, got, want)
		}
		if isSQL(kid) || isCommand(kid) {
			attacks++
		}
	}
	if attacks < 10_000 {
		t.Fatalf("only %d attacks among the key ids", attacks)
	}
}

func FuzzAttacks(f *testing.F) {
	for _, piece := range kidPieces {
		f.Add("x" + piece + " 1")
	}
	f.Fuzz(func(t *testing.T, kid string) {
		isSQL(kid[:min(len(kid), maxKeyID)])
		isCommand(kid[:min(len(kid), maxKeyID)])
	})
}
