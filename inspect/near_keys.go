package inspect

import (
	"strings"

	"jotlens/jose"
)

// relatives are the algorithms that people mix up with alg: those that need the
// same kind of key.
func relatives(alg string) []string {
	switch alg {
	case "RS256", "RS384", "RS512":
		return []string{"P" + alg[1:], "RS256", "RS384", "RS512"}
	case "PS256", "PS384", "PS512":
		return []string{"R" + alg[1:], "PS256", "PS384", "PS512"}
	}
	return nil
}

// nearKeys tries what people mix up about public keys and the signatures by
// them: the padding of RSA, the hash, the form of an ECDSA signature, and which
// key of a set it is.
func (f *facts) nearKeys() []NearMiss {
	var near []NearMiss
	signature := f.token.Signature()
	for _, alg := range relatives(f.alg) {
		if alg == f.alg {
			continue
		}
		if match, _ := f.try(alg, f.chosen, signature); match.Matches {
			near = append(near, NearMiss{strings.ToLower(alg), "as " + alg + ", which is not what the header says"})
		}
	}
	if raw, ok := jose.ECDSAFromDER(f.alg, signature); ok {
		if match, _ := f.try(f.alg, f.chosen, raw); match.Matches {
			near = append(near, NearMiss{"der", "once it is converted from DER to r and s side by side"})
		}
	}
	return near
}

// nearMembers tries the other keys of a set than those that were candidates: the
// header may name the wrong one.
func (f *facts) nearMembers() []NearMiss {
	if !f.isKeySet() {
		return nil
	}
	tried := map[*jose.Key]bool{}
	for _, k := range f.candidates {
		tried[k] = true
	}
	for _, k := range f.key.Members() {
		if tried[k] || !k.Fits(f.alg) {
			continue
		}
		if match, _ := f.try(f.alg, k, f.token.Signature()); match.Matches {
			return []NearMiss{{"other-key", "with another key of this set, " + nameOf(k)}}
		}
	}
	return nil
}

// nameOf names a key of a set.
func nameOf(k *jose.Key) string {
	if k.KeyID == "" {
		return "which has no “kid”"
	}
	return "“" + excerpt(k.KeyID) + "”"
}
