package learn

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/jose"
)

var tables = map[string][]jose.Registered{"claims": jose.Claims, "header": jose.HeaderParameters, "keys": jose.JWKParameters}

func TestEverydayNamesHaveATypeAndAnExample(t *testing.T) {
	languages, err := os.ReadDir("reference")
	if err != nil || len(languages) == 0 {
		t.Fatalf("%d languages (%v)", len(languages), err)
	}
	for _, language := range languages {
		for _, table := range NameTables {
			key := language.Name() + "/" + table
			texts, err := readNameTexts(key)
			if err != nil {
				t.Error(err)
			}
			for _, row := range tables[table] {
				if _, ok := texts[row.Name]; !ok && NameGroup(row.Reference) != Rare {
					t.Errorf("%s says nothing about %s", key, row.Name)
				}
			}
			for name := range texts {
				text, _ := Name(language.Name(), table, name)
				if !slices.ContainsFunc(tables[table], func(row jose.Registered) bool { return row.Name == name }) {
					t.Errorf("%s: %s is not registered", key, name)
				}
				if text.Type == "" || !json.Valid([]byte(text.Example)) {
					t.Errorf("%s: %s has the type %q and the example %s", key, name, text.Type, text.Example)
				}
				if text.Mistake != "" && !strings.HasSuffix(text.Mistake, ".") && !strings.HasSuffix(text.Mistake, "。") {
					t.Errorf("%s: the mistake of %s is no sentence", key, name)
				}
				if text.Rule != "" && (text.Mistake == "" || !slices.ContainsFunc(inspect.Rules(), func(r inspect.Rule) bool { return r.ID == text.Rule })) {
					t.Errorf("%s: %s names the rule %q", key, name, text.Rule)
				}
			}
		}
	}
}

func TestName(t *testing.T) {
	if text, ok := Name("en", "claims", "exp"); !ok || text.Rule != "time-in-milliseconds" {
		t.Errorf("exp: %+v", text)
	}
	for _, c := range [][3]string{{"en", "claims", "Exp"}, {"tlh", "claims", "exp"}, {"en", "nothing", "exp"}} {
		if _, ok := Name(c[0], c[1], c[2]); ok {
			t.Errorf("there is a text for %q", c)
		}
	}
}
