package inspect

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"jotlens/jose"
)

// headerRules are about header parameters other than alg and crit, and about
// what the signature shows without a key.
var headerRules = slices.Concat(signatureRules, headerKeyRules, kidRules, typeRules, readableRules)

// typeRules are about what the header says the token, and its payload, to be.
var typeRules = []Rule{
	{
		ID: "typ-missing", Severity: Info,
		Reference: "RFC 8725 §3.11",
		Message:   "The header does not say what kind of token this is, so one kind might be used in place of another.",
		Fix:       "Set “typ”, for instance to at+jwt or logout+jwt.",
		Check: func(f *facts, hit func(Hit)) {
			if f.isWholeJWS() && f.token.Parameter("typ") == nil && !f.isIDToken() {
				hit(f.headerHit("typ", nil))
			}
		},
	},
	{
		ID: "typ-generic", Severity: Info,
		Reference: "RFC 8725 §3.11; RFC 8725bis, Use Explicit Typing",
		Message:   "“JWT” says only that this is a JWT. An issuer with several kinds of token should say which kind this is.",
		Fix:       "Write what it is, for instance at+jwt for an access token.",
		Check: func(f *facts, hit func(Hit)) {
			if f.isWholeJWS() && f.typ == "jwt" && f.hasClaim("iss") && f.hasClaim("aud") && !f.isIDToken() {
				hit(f.headerHit("typ", nil))
			}
		},
	},
	{
		ID: "typ-not-string", Severity: Warning,
		Reference: "RFC 7515 §4.1.9, §4.1.10",
		Message:   "“{name}” must be a string, and this is {what}.",
		Fix:       "Write a media type, for instance \"JWT\".",
		Check: func(f *facts, hit func(Hit)) {
			for _, name := range []string{"typ", "cty"} {
				if n := f.token.Parameter(name); n != nil && n.Kind != jose.String {
					hit(f.headerHit(name, map[string]string{"name": name, "what": kindNames[n.Kind]}))
				}
			}
		},
	},
	{
		ID: "cty-nested", Severity: Info,
		Reference: "RFC 7519 §5.2",
		Message:   "A token inside a token: check the signature of both.",
		Fix:       "Trust the claims only after the inner token is checked too.",
		Check: func(f *facts, hit func(Hit)) {
			holdsToken := f.token.Payload != nil && isCompactToken(strings.TrimSpace(f.token.Payload.Text))
			isJWT := strings.EqualFold(strings.TrimPrefix(strings.ToLower(f.token.TextParameter("cty")), "application/"), "jwt")
			switch h := f.headerHit("cty", nil); {
			case holdsToken && f.token.Parameter("cty") == nil:
				h.Severity = Warning
				h.Message = "The payload is itself a token, and the header does not say so."
				h.Fix = "Set “cty” to JWT, and check the signature of both."
				hit(h)
			case isJWT && !holdsToken && f.token.Payload.IsObject():
				h.Message = "“cty” says that the payload is another token, but the payload is a claims set."
				h.Fix = "Leave “cty” out unless the payload is a token."
				hit(h)
			case isJWT:
				hit(h)
			}
		},
	},
	{
		ID: "zip-in-jws", Severity: Info,
		Reference: "RFC 7516 §4.1.3",
		Message:   "“zip” is defined for encrypted tokens only. If the payload is compressed (as in SMART Health Cards), it looks like binary data here, and most verifiers cannot read it.",
		Fix:       "Do not compress what a JWS signs, unless the profile that you follow says so.",
		Check: func(f *facts, hit func(Hit)) {
			switch f.token.Kind {
			case jose.KindJWSCompact, jose.KindSDJWT, jose.KindJWSJSON:
				if f.token.Parameter("zip") != nil {
					hit(f.headerHit("zip", nil))
				}
			}
		},
	},
}

// readableRules are about claims in the header, which nothing ever encrypts.
var readableRules = []Rule{
	{
		ID: "header-claim-replica", Severity: Info,
		Reference: "RFC 7519 §5.3",
		Message:   "The header repeats “{name}” from the payload, with the same value.",
		Fix:       "Rely on the claim; a verifier that reads the header has to compare the two.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.token.Header.IsObject() || !f.token.Payload.IsObject() {
				return
			}
			seen := map[string]bool{}
			for _, m := range f.token.Header.Root.Members {
				if _, registered := jose.ClaimNamed(m.Name); !registered || seen[m.Name] || ownMeaning[m.Name] {
					continue
				}
				seen[m.Name] = true // before the claim is looked for, which takes long among many
				claim := f.claim(m.Name)
				if claim == nil {
					continue
				}
				h := f.headerHit(m.Name, map[string]string{"name": excerpt(m.Name)})
				if !sameJSON(f.token.Header.Member(m.Name), claim) {
					h.Severity = Critical
					h.Message = "Header and payload disagree about “{name}”. A service that reads one and a service that reads the other see different tokens."
					h.Fix = "Refuse the token; write the claim only once."
				}
				hit(h)
			}
		},
	},
	{
		ID: "sensitive-in-header", Severity: Info,
		Reference: "RFC 7516 §4; RFC 7519 §12",
		Message:   "“{name}” {what}, and it stands in the header, which is readable by everyone, even in an encrypted token.",
		Fix:       "Take it out of the header. If it is a credential, replace it.",
		Check: func(f *facts, hit func(Hit)) {
			header := facts{content: "header", values: f.freeHeaderValues()}
			if len(header.values) == 0 {
				return // the usual header
			}
			// One place is one finding, the worst that there is to say about it.
			worst, places := map[string]Hit{}, []string(nil)
			for i := range contentRules {
				rule := &contentRules[i]
				rule.Check(&header, func(h Hit) {
					severity := cmp.Or(h.Severity, rule.Severity)
					before, known := worst[h.Path]
					if known && rank(before.Severity) <= rank(severity) {
						return
					}
					if !known {
						places = append(places, h.Path)
					}
					h.Args["what"] = fill(sensitiveNames[rule.ID], h.Args)
					worst[h.Path] = Hit{Severity: severity, Path: h.Path, Part: h.Part, Span: h.Span, Args: h.Args}
				})
			}
			sort.SliceStable(places, func(i, j int) bool { return rank(worst[places[i]].Severity) < rank(worst[places[j]].Severity) })
			for _, place := range places {
				hit(worst[place])
			}
		},
	},
}

// isWholeJWS reports whether the token is a JWT, signed or to be signed, of which
// header and payload can be read in full.
func (f *facts) isWholeJWS() bool {
	switch f.token.Kind {
	case jose.KindJWSCompact, jose.KindSDJWT, jose.KindPartial:
		return f.token.Header.IsWholeObject() && f.token.Payload.IsWholeObject()
	}
	return false
}

// ownMeaning are names that mean one thing in the header and another among the
// claims: nobody expects their values to agree.
var ownMeaning = wordSet("nonce crit client_id trust_chain")

// sameJSON reports whether two values are the same, whatever the order of their
// members and however their numbers are written.
func sameJSON(a, b *jose.Node) bool {
	if a == nil || b == nil || a.Kind != b.Kind || len(a.Members) != len(b.Members) || len(a.Elements) != len(b.Elements) {
		return a == nil && b == nil
	}
	switch a.Kind {
	case jose.Number:
		return a.Value == b.Value || len(a.Value)+len(b.Value) < 400 && sameNumber(a.Value, b.Value)
	case jose.String:
		return a.Value == b.Value
	case jose.Array:
		for i := range a.Elements {
			if !sameJSON(a.Elements[i], b.Elements[i]) {
				return false
			}
		}
	case jose.Object:
		others := make(map[string]*jose.Node, len(b.Members))
		for _, m := range b.Members {
			others[m.Name] = m.Value
		}
		for _, m := range a.Members {
			if other, ok := others[m.Name]; !ok || !sameJSON(m.Value, other) {
				return false
			}
		}
	}
	return true
}

// judgedElsewhere are header parameters about whose content other rules speak,
// or that are made to hold a token.
var judgedElsewhere = wordSet("alg enc typ cty zip crit kid jku x5u x5c jwk jwt svt trust_chain peer_trust_chain")

// freeHeaderValues are the values of the header's other parameters.
func (f *facts) freeHeaderValues() []value {
	var values []value
	judged := true
	for i := range f.values {
		v := &f.values[i]
		if v.part != "header" {
			continue
		}
		if v.isTopLevel() {
			judged = judgedElsewhere[v.member.Name]
		}
		if !judged {
			values = append(values, *v)
		}
	}
	return values
}

// sensitiveNames say what each of contentRules has found, to complete "“name” …".
var sensitiveNames = map[string]string{
	"claim-credential":    "looks like a credential",
	"claim-financial":     "looks like payment data",
	"claim-national-id":   "looks like a government identifier",
	"claim-personal":      "is personal data",
	"value-private-key":   "holds a private key",
	"value-aws-key":       "holds an AWS access key id ({value})",
	"value-github-token":  "holds a GitHub token ({value})",
	"value-slack-token":   "holds a Slack token or webhook ({value})",
	"value-stripe-key":    "holds a secret key of Stripe ({value})",
	"value-other-token":   "holds a credential of {service} ({value})",
	"value-password-hash": "holds the hash of a password",
	"value-card-number":   "looks like the number of a payment card",
	"value-ssn":           "looks like a US social security number",
	"value-iban":          "looks like the number of a bank account",
	"value-email":         "is an e-mail address",
	"value-phone":         "looks like a phone number",
	"value-nested-jwt":    "holds a whole token",
}
