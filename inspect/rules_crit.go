package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// critRules are about "crit", by which a signer names what a verifier must
// understand (RFC 7515 §4.1.11). The one extension that Jotlens processes is b64
// (RFC 7797); each other name refuses the token.
var critRules = []Rule{
	{
		ID: "crit-unsupported", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §4.1.11; CVE-2025-59420; CVE-2026-32597",
		Message:   "The signer says: if you do not understand {names}, reject me. We do not, so we refuse; many libraries ignore “crit” and accept.",
		Fix:       "Reject unknown “crit” names in your verifier.",
		Check: func(f *facts, hit func(Hit)) {
			crit := f.token.Header.Member("crit")
			if crit == nil || critFault(f.token.Header, crit) != "" {
				return
			}
			const most = 5
			var names []string
			n := 0
			for _, e := range crit.Elements {
				if f.processes(e.Value) {
					continue
				}
				if n++; n <= most {
					names = append(names, "“"+excerpt(e.Value)+"”")
				}
			}
			switch {
			case n == 0:
				return
			case n > most:
				names = append(names, strconv.Itoa(n-most)+" more")
			}
			hit(f.critHit(map[string]string{"names": list(names)}))
		},
	},
	{
		ID: "crit-malformed", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §4.1.11",
		Message:   "“crit” itself is malformed: {why}.",
		Fix:       "List each extension once, and only extensions that the header carries.",
		Check: func(f *facts, hit func(Hit)) {
			crit := f.token.Header.Member("crit")
			if crit == nil {
				return
			}
			if why := critFault(f.token.Header, crit); why != "" {
				hit(f.critHit(map[string]string{"why": why}))
			}
		},
	},
}

func (f *facts) critHit(args map[string]string) Hit {
	return Hit{Path: "header.crit", Part: "header", Span: memberSpan(f.token.Header, "crit"), Args: args}
}

// processes reports whether we do what an extension in crit asks for.
func (f *facts) processes(name string) bool {
	if name != "b64" {
		return false
	}
	n := f.token.Header.Member(name)
	return n != nil && (n.Kind == jose.True || n.Kind == jose.False)
}

// critFault says how crit breaks its definition, "" if it does not.
func critFault(header *jose.Document, crit *jose.Node) string {
	if crit.Kind != jose.Array || len(crit.Elements) == 0 {
		return "it must be an array with at least one name"
	}
	carried := map[string]bool{} // both lists may be long
	for i := range header.Root.Members {
		carried[header.Root.Members[i].Name] = true
	}
	seen := map[string]bool{}
	for _, e := range crit.Elements {
		switch {
		case e.Kind != jose.String:
			return "it may hold only names"
		case seen[e.Value]:
			return "it names “" + excerpt(e.Value) + "” twice"
		case definedByJOSE(e.Value):
			return "“" + excerpt(e.Value) + "” needs no mention, because every verifier must know it"
		case !carried[e.Value]:
			return "the header does not carry “" + excerpt(e.Value) + "”"
		}
		seen[e.Value] = true
	}
	return ""
}

// definedByJOSE reports whether a header parameter comes from RFC 7515, 7516
// or 7518, whose names "crit" must not hold.
func definedByJOSE(name string) bool {
	known, ok := jose.HeaderParameterNamed(name)
	if !ok {
		return false
	}
	for _, rfc := range []string{"RFC 7515", "RFC 7516", "RFC 7518"} {
		if strings.HasPrefix(known.Reference, rfc) {
			return true
		}
	}
	return false
}
