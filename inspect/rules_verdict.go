package inspect

// verdictRules are about the verdict itself. They run last, when the state of
// the signature is known.
var verdictRules = []Rule{
	{
		ID: "unverified", Severity: Info,
		Reference: "RFC 7519 §7.2",
		Message:   "Not checked: these claims could have been written by anyone.",
		Fix:       "Add the key.",
		Check: func(f *facts, hit func(Hit)) {
			h := Hit{Path: "signature"}
			if f.token.SegmentCount == 3 {
				h.Part = "signature"
			}
			switch f.signature.State {
			case Unverified:
				hit(h)
			case Unverifiable:
				h.Message, h.Fix = "Not checked: anyone could have written this.", f.signature.Reason
				hit(h)
			}
		},
	},
	{
		ID: "signature-mismatch", Severity: Critical,
		Reference: "RFC 7515 §5.2",
		Message:   "The signature does not match this key: the token was changed, or this is not the key that signed it. The two cannot be told apart.",
		Fix:       "Compare the secret with the issuer’s, character by character, and how each side encodes it.",
		Check: func(f *facts, hit func(Hit)) {
			if f.signature.State == Invalid {
				hit(Hit{Path: "signature", Part: "signature"})
			}
		},
	},
	{
		ID: "verified-but-unsafe", Severity: Warning,
		Reference: "RFC 8725bis §3.3",
		Message:   "The signature matches, but refuse the token all the same: see {rule}.",
		Fix:       "Mend what the critical findings name before trusting this token.",
		Check: func(f *facts, hit func(Hit)) {
			rule := f.refusedBy
			if rule == "" {
				rule = f.criticalRule
			}
			if f.signature.Matches != nil && *f.signature.Matches && rule != "" {
				hit(Hit{Path: "signature", Part: "signature", Args: map[string]string{"rule": rule}})
			}
		},
	},
}
