package i18n

import (
	"strconv"

	"jotlens/inspect"
)

// Compare is what the page that compares two tokens says.
type Compare struct {
	Nav          string // in the navigation
	Title        string
	Lead         string
	TokenA       string
	TokenB       string
	HintA        string
	HintB        string
	Placeholder  string
	KeyHint      string
	NoKey        string
	Check        string
	Swap         string
	ClearKeys    string // what the button clears
	NoScript     string
	NoScriptOff  string
	Answered     string
	LiveOff      string
	LiveOffNoUse string // where the server does not check either
	First        string // the heading of the first sentence
	Empty        string
	Header       string
	Claims       string
	NoHeader     string // nothing differs there
	NoClaims     string
	Name         string // heads of columns
	Absent       string // a member that a token does not have
	Changes      map[string]string
	Later        func(span string) string
	Earlier      func(span string) string
	Missing      func(entries []string, more int) string // from B
	New          func(entries []string, more int) string // in B
	SameEntries  string
	Nearly       func(how string) string
	More         func(n int) string // differences that are not listed
	Whole        func(n int) string // unfolds a long value
	Notes        string
	// Sentence joins points; more says how many more there are below.
	Sentence func(points []string, more int) string
	// Point and Note say one point, without a full stop. Texts of the token in
	// it are fit to be shown.
	Point func(p inspect.Point) string
	Note  func(p inspect.Point) string
	// Lifetime says two durations, which take their words from Time.Span.
	Lifetime func(a, b string) string
}

func englishCompare() Compare {
	return Compare{
		Nav:          "Compare",
		Title:        "Compare two tokens",
		Lead:         "Yesterday’s token worked and today’s does not? Put the one that worked in A and the other in B.",
		TokenA:       "Token A",
		TokenB:       "Token B",
		HintA:        "for instance the one that works",
		HintB:        "the one that does not",
		Placeholder:  "Paste a token, or anything that has one in it.",
		KeyHint:      "optional, for both tokens",
		NoKey:        "Without a key the tokens are decoded, but not checked. One key is for both; a JWK Set may hold one for each.",
		Check:        "Compare on this server",
		Swap:         "Swap A and B",
		ClearKeys:    "Empties all three boxes",
		NoScript:     "JavaScript is off, so the page cannot compare by itself. The button sends the form to this server, which then sees both tokens and the key; it keeps and logs none of them.",
		NoScriptOff:  "JavaScript is off, and this server does not check tokens itself. Switch JavaScript on to compare; what you paste stays in the tab.",
		Answered:     "Compared by the server, which has seen both tokens. It keeps nothing.",
		LiveOff:      "Live checking is off in this browser, because it has no WebAssembly. The button below compares on the server.",
		LiveOffNoUse: "Live checking is off in this browser, because it has no WebAssembly, and this server does not check tokens itself.",
		First:        "What most likely matters",
		Empty:        "Paste a token into each box. What differs shows up here as you type, and stays in this tab.",
		Header:       "Header",
		Claims:       "Claims",
		NoHeader:     "Both headers say the same.",
		NoClaims:     "Nothing that can be read in the claims differs.",
		Name:         "What differs",
		Absent:       "not there",
		Changes:      map[string]string{"added": "added", "removed": "removed", "changed": "changed"},
		Later:        func(span string) string { return span + " later" },
		Earlier:      func(span string) string { return span + " earlier" },
		Missing:      func(entries []string, more int) string { return "removed: " + listOf(entries, more) },
		New:          func(entries []string, more int) string { return "added: " + listOf(entries, more) },
		SameEntries:  "the same entries, once as text and once as an array",
		Nearly:       func(how string) string { return "only " + how + " differs" },
		More:         func(n int) string { return "And " + count(n, "more difference.", "more differences.") },
		Whole:        func(n int) string { return "All " + count(n, "character", "characters") },
		Notes:        "Worth knowing",
		Sentence: func(points []string, more int) string {
			text := ""
			for i, p := range points {
				if i > 0 {
					text += "; "
				}
				text += p
			}
			if more > 0 {
				text += "; and " + strconv.Itoa(more) + " more"
			}
			return upperFirst(text) + "."
		},
		Point:    comparePoint,
		Note:     compareNote,
		Lifetime: func(a, b string) string { return "another lifetime: " + a + " in A, " + b + " in B" },
	}
}

// entriesSaid is how many entries of a list a sentence names.
const entriesSaid = 3

func comparePoint(p inspect.Point) string {
	switch p.Code {
	case inspect.PointMalformed:
		return sides(p.Side, "is not well-formed", "are not well-formed")
	case inspect.PointSignature:
		return "the signature is " + signatureWords(p.A) + " in A and " + signatureWords(p.B) + " in B"
	case inspect.PointUnreadable:
		return "the claims of " + map[string]string{"a": "token A", "b": "token B", "both": "both tokens"}[p.Side] + " cannot be read"
	case inspect.PointIssuer:
		return another("issuer", p)
	case inspect.PointAudience:
		return setPoint("audience", "audiences", p)
	case inspect.PointScope:
		return setPoint("scope", "scopes", p)
	case inspect.PointRoles:
		return setPoint("role or group", "roles or groups", p)
	case inspect.PointTime:
		if p.B == string(inspect.TimeNotYetValid) {
			return sides(p.Side, "is not valid yet", "are not valid yet")
		}
		return sides(p.Side, "has expired", "have expired")
	case inspect.PointAlgorithm:
		return another("algorithm", p)
	case inspect.PointKeyID:
		return another("key ID", p)
	case inspect.PointKind:
		return "another kind of token: A looks like " + kindWords(p.A) + ", B like " + kindWords(p.B)
	case inspect.PointClient:
		return another("client", p)
	case inspect.PointSubject:
		return another("subject", p)
	case inspect.PointShape:
		return memberNames(p.Names) + " written in another shape"
	case inspect.PointDuplicates:
		return memberNames(p.Names) + " more than once in one token"
	case inspect.PointOther:
		return "different: " + memberNames(p.Names)
	case inspect.PointPast:
		if p.A == string(inspect.TimeNotYetValid) {
			return "token A is not valid yet"
		}
		return "by now token A has expired"
	case inspect.PointSameClaims:
		if len(p.Names) > 0 {
			return "the claims are the same but for what is new in every token: " + memberNames(p.Names)
		}
		return "the claims are the same; only the signature or the writing differs"
	case inspect.PointSame:
		return "the two are the same token"
	}
	return ""
}

func compareNote(p inspect.Point) string {
	if p.Code == inspect.PointWritten {
		return "In the " + and(p.Names) + " only the order, white space or another way of writing the same values differs."
	}
	return "More than once in " + map[string]string{"a": "token A", "b": "token B", "both": "both tokens"}[p.Side] + ": " + memberNames(p.Names) + ". The last one was compared, as most libraries read it."
}

func sides(side, one, two string) string {
	switch side {
	case "a":
		return "token A " + one
	case "b":
		return "token B " + one
	}
	return "both tokens " + two
}

func another(what string, p inspect.Point) string {
	switch {
	case p.A == "":
		return "the " + what + " “" + p.B + "” only in B"
	case p.B == "":
		return "the " + what + " “" + p.A + "” only in A"
	}
	text := "another " + what + ": “" + p.A + "” in A, “" + p.B + "” in B"
	if p.Nearly != "" {
		text += ", which differ only in " + p.Nearly
	}
	return text
}

// setPoint says what is missing from a set and what is new in it.
func setPoint(one, many string, p inspect.Point) string {
	noun := func(list []string) string {
		if len(list) == 1 {
			return "the " + one + " "
		}
		return "the " + many + " "
	}
	said := func(list []string) string { return quotedList(list, entriesSaid) }
	switch {
	case p.A != "" || p.B != "":
		return another(one, p)
	case len(p.Added) == 0:
		return "B lacks " + noun(p.Removed) + said(p.Removed)
	case len(p.Removed) == 0:
		return "only B has " + noun(p.Added) + said(p.Added)
	case len(p.Added) == 1 && len(p.Removed) == 1:
		return "another " + one + ": " + said(p.Removed) + " in A, " + said(p.Added) + " in B"
	}
	return "other " + many + ": " + said(p.Removed) + " only in A, " + said(p.Added) + " only in B"
}

func quotedList(list []string, most int) string {
	shown := make([]string, 0, most)
	for _, s := range list[:min(len(list), most)] {
		shown = append(shown, "“"+s+"”")
	}
	return listOf(shown, len(list)-len(shown))
}

func memberNames(names []string) string { return quotedList(names, 4) }

// listOf joins entries and says how many more there are.
func listOf(entries []string, more int) string {
	if more > 0 {
		entries = append(entries[:len(entries):len(entries)], strconv.Itoa(more)+" more")
	}
	return and(entries)
}

func signatureWords(state string) string {
	switch inspect.SignatureState(state) {
	case inspect.Verified:
		return "verified"
	case inspect.Invalid:
		return "invalid"
	case inspect.Refused:
		return "refused"
	case inspect.Unverifiable:
		return "not checkable"
	}
	return "not checked"
}

func kindWords(profile string) string {
	switch inspect.Profile(profile) {
	case inspect.AccessToken:
		return "an access token"
	case inspect.IDToken:
		return "an ID token"
	case inspect.RefreshToken:
		return "a refresh token"
	case inspect.LogoutToken:
		return "a logout token"
	case inspect.DPoPProof:
		return "a DPoP proof"
	case inspect.SDJWTVC:
		return "a verifiable credential"
	case inspect.KubernetesAccount:
		return "a Kubernetes service account token"
	case inspect.GitHubActions:
		return "a token of GitHub Actions"
	case inspect.GitLabCI:
		return "a token of GitLab CI"
	case inspect.SPIFFE:
		return "a JWT-SVID"
	}
	return "something else"
}

// upperFirst begins a sentence. Only words of ours stand first.
func upperFirst(text string) string {
	if text != "" && 'a' <= text[0] && text[0] <= 'z' {
		return string(text[0]-'a'+'A') + text[1:]
	}
	return text
}
