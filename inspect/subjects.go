package inspect

import "slices"

// A Subject is what several rules are about.
type Subject struct {
	ID    string // see SubjectIDs
	Rules []Rule // in the order in which they run
}

// SubjectIDs are the subjects in the order in which they are listed.
var SubjectIDs = [...]string{"input", "algorithm", "keys", "time", "claims", "content", "encryption", "forms", "size", "verdict"}

// A group is rules of one subject that run one after the other.
type group struct {
	subject string
	rules   []Rule
}

// formGroups are the rules about form and encoding, in the order in which they run.
func formGroups() []group {
	return []group{
		{"input", inputRules},
		{"input", jsonRules},
		{"forms", serializationRules},
	}
}

// tokenGroups are the rules about everything else that is known before the
// verdict, in the order in which they run.
func tokenGroups() []group {
	return []group{
		{"algorithm", algRules},
		{"algorithm", critRules},
		{"forms", b64Rules},
		{"algorithm", headerRules},
		{"forms", bindingRules},
		{"encryption", jweRules},
		{"keys", keyRules},
		{"keys", jwkRules},
		{"keys", keyQualityRules},
		{"time", timeRules},
		{"content", contentRules},
		{"claims", claimRules},
		{"claims", profileRules},
		{"claims", orgRules},
		{"size", sizeRules},
		{"algorithm", noteRules},
	}
}

// Subjects returns every rule by its subject.
func Subjects() []Subject {
	groups := slices.Concat(formGroups(), tokenGroups(), []group{{"keys", keySetRules}, {"verdict", verdictRules}})
	subjects := make([]Subject, len(SubjectIDs))
	for i, id := range SubjectIDs {
		subjects[i].ID = id
		for _, g := range groups {
			if g.subject == id {
				subjects[i].Rules = append(subjects[i].Rules, g.rules...)
			}
		}
	}
	return subjects
}

func ungrouped(groups []group) (rules []Rule) {
	for _, g := range groups {
		rules = append(rules, g.rules...)
	}
	return rules
}
