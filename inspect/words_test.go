package inspect

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitWords(t *testing.T) {
	for name, want := range map[string]string{
		"":                               "",
		"password":                       "password",
		"client_secret":                  "client secret",
		"clientSecret":                   "client secret",
		"Client-Secret":                  "client secret",
		"CLIENT SECRET":                  "client secret",
		"APIKey":                         "api key",
		"userSSN":                        "user ssn",
		"userIDs":                        "user ids",
		"IDsOfUsers":                     "ids of users",
		"IDset":                          "i dset",
		"cvv2":                           "cvv2",
		"oauth2Token":                    "oauth2 token",
		"2FASecret":                      "2 fa secret",
		"cognito:username":               "cognito username",
		"kubernetes.io/secret.name":      "kubernetes io secret name",
		"https://secret.example/roles":   "roles",
		"https://example.com/ns#apiKey/": "api key",
		"ÜberName":                       "über name",
		"пароль":                         "пароль",
		"__x__":                          "x",
		"\u202epassword":                 "password",
		"\xff":                           "",
	} {
		if got := strings.Join(splitWords(name), " "); got != want {
			t.Errorf("splitWords(%q) = %q, want %q", name, got, want)
		}
	}
	if n := len(splitWords(strings.Repeat("a_", 1<<20))); n > maxNameBytes {
		t.Errorf("%d words of one name", n)
	}
}

func TestTheLongestTermIsFoundAndLooksAhead(t *testing.T) {
	all := newTerms("card", "card number", "#pin")
	for name, want := range map[string]string{
		"card": "card", "my_card_x": "card", "card_number": "card number", "cardnumber": "cardnumber", "pin": "pin", "cards": "", "number": "",
	} {
		got, ok := all.find(splitWords(name), nil)
		if strings.Join(got.words, " ") != want || ok != (want != "") || got.numbers != (want == "pin") {
			t.Errorf("%q: %v, %v", name, got, ok)
		}
	}
	var seen []string
	_, ok := all.find([]string{"old", "card", "number", "id"}, func(_ term, before, after []string) bool {
		seen = append(slices.Clone(before), after...)
		return true
	})
	if ok || !slices.Equal(seen, []string{"old", "id"}) {
		t.Errorf("found %v around %q", ok, seen)
	}
}
