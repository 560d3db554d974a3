package learn

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// References are the files about registered names: for each language a folder,
// for each table a file that maps a name to what its row in jose does not say.
//
//go:embed reference
var references embed.FS

// A NameText is what there is to say about a registered name beyond its row.
type NameText struct {
	Type    string `json:"type"`
	Example string `json:"example"` // a JSON value
	Mistake string `json:"mistake"` // one sentence; "" when there is none worth telling
	Rule    string `json:"rule"`    // the rule that finds the mistake, if there is one
	Source  string `json:"source"`  // of a translation: the Fingerprint of type, a line break and mistake
}

// NameTables are the tables that have such texts.
var NameTables = []string{"claims", "header", "keys"}

// Name is the text about a registered name of a table, in the language with
// this BCP 47 tag. Names that few people meet have none.
func Name(tag, table, name string) (NameText, bool) {
	text, ok := names()[tag+"/"+table][name]
	if tag != original { // what is in no language stands in the original alone
		first := names()[original+"/"+table][name]
		text.Example, text.Rule = first.Example, first.Rule
	}
	return text, ok
}

// names are all texts by "tag/table" and name. A file that cannot be read is
// left out; the tests report it.
var names = sync.OnceValue(func() map[string]map[string]NameText {
	all := map[string]map[string]NameText{}
	languages, _ := references.ReadDir("reference") // an embedded folder can always be read
	for _, language := range languages {
		for _, table := range NameTables {
			key := language.Name() + "/" + table
			if texts, err := readNameTexts(key); err == nil {
				all[key] = texts
			}
		}
	}
	return all
})

func readNameTexts(key string) (map[string]NameText, error) {
	source, err := references.ReadFile("reference/" + key + ".json")
	if err != nil {
		return nil, fmt.Errorf("learn: %w", err)
	}
	var texts map[string]NameText
	decoder := json.NewDecoder(bytes.NewReader(source))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&texts); err != nil {
		return nil, fmt.Errorf("learn: %s: %w", key, err)
	}
	return texts, nil
}

// everyday says which documents define the names that people meet every day,
// in the order in which they are shown.
var everyday = []struct {
	group string
	from  []string
}{
	{"jose", []string{"RFC 7515", "RFC 7516", "RFC 7517", "RFC 7518", "RFC 7519", "RFC 7797", "RFC 9964"}},
	{"openid", []string{"OpenID Connect Core 1.0", "OpenID Connect Front-Channel Logout 1.0"}},
	{"oauth", []string{"RFC 7800", "RFC 8693", "RFC 7643", "RFC 9396", "RFC 9449"}},
}

// Rare is the group of the names that few people meet.
const Rare = "rare"

// NameGroups are the groups of names in their order.
var NameGroups = []string{"jose", "openid", "oauth", Rare}

// NameGroup is the group of a name that is defined in reference.
func NameGroup(reference string) string {
	for _, g := range everyday {
		for _, from := range g.from {
			if strings.HasPrefix(reference, from) {
				return g.group
			}
		}
	}
	return Rare
}
