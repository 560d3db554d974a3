package inspect

import "jotlens/jose"

// maxWork bounds the signature checks of one report, in units of about one
// check with a 2048-bit RSA key, or of 64 KiB to hash. A set of two hundred
// keys, or a key of sixteen thousand bits, is answered at once, and the report
// says what was left out.
const maxWork = 128

// workOf is what one check with the key costs, in the units of maxWork.
func workOf(alg string, k *jose.Key) int {
	switch alg {
	case "ES384":
		return 3
	case "ES512":
		return 8
	}
	if k.Type == jose.TypeRSA {
		return max(1, k.Bits*k.Bits/(2048*2048))
	}
	return 1
}

// try does the mathematics with one key. done is false when it did not, because
// the key cannot be used or too much work was done already.
func (f *facts) try(alg string, k *jose.Key, signature []byte) (match jose.Match, done bool) {
	segments := f.token.Segments
	cost := workOf(alg, k) + (len(segments[0].Text)+len(segments[1].Text))>>16 // all that is signed is hashed
	if f.work+cost > maxWork {
		return jose.Match{}, false
	}
	match, err := jose.Verify(alg, k, f.token.SigningInput(), signature)
	if err != nil {
		return jose.Match{}, false
	}
	f.work += cost
	return match, true
}

// readKey reads the key box and chooses the keys that may have signed.
func (f *facts) readKey() {
	if !f.hasKey() {
		return
	}
	used := &KeyUsed{Source: "typed"}
	if f.req.Key == "" {
		used.Source = "issuer"
	}
	f.signature.Key = used
	key, err := f.keyBox()
	if err != nil {
		used.Kind, used.Error, used.Next, used.Problem = err.Kind(), err.Error(), err.Next(), err
		return
	}
	f.key = key
	used.Kind, used.Whole, used.Skipped = key.Kind, key, key.Skipped
	used.Notes = key.Notes
	if f.isKeySet() {
		used.Keys = len(key.Members())
	}
	if f.hasSignature() {
		f.chooseKeys()
	}
	if len(f.candidates) > 0 {
		f.use(f.candidates[0])
	} else if !f.isKeySet() {
		f.use(key)
	}
}

// isKeySet reports whether the key box holds several keys to choose from.
func (f *facts) isKeySet() bool {
	return f.key != nil && (f.key.Kind == jose.KindJWKSet || len(f.key.Keys) > 0)
}

// hasSignature reports whether the text is of a kind that a signature can be
// checked of.
func (f *facts) hasSignature() bool {
	switch f.token.Kind {
	case jose.KindJWSCompact, jose.KindSDJWT, jose.KindJWSJSON:
		return f.token.SegmentCount == 3
	}
	return false
}

// chooseKeys lists the keys that may have signed the token, the likeliest
// first. Of a set it is those that the header's kid names or, where there is no
// kid to go by, all that fit the algorithm. The key never decides the algorithm.
func (f *facts) chooseKeys() {
	if !f.isKeySet() {
		f.candidates = []*jose.Key{f.key}
		return
	}
	members := f.key.Members()
	kid, named := f.token.TextParameter("kid"), false
	for _, k := range members {
		named = named || k.KeyID != ""
	}
	if kid != "" && named {
		members = keysWhere(members, func(k *jose.Key) bool { return k.KeyID == kid })
		f.kidMissing = len(members) == 0
	}
	fitting := keysWhere(members, func(k *jose.Key) bool { return k.Fits(f.alg) })
	permitted := keysWhere(fitting, func(k *jose.Key) bool { return k.PermitsVerifying(f.alg) == jose.Permitted })
	switch {
	case len(permitted) > 0:
		f.candidates = permitted
	case len(fitting) > 0:
		f.candidates = fitting
	case kid != "" && named && len(members) > 0:
		f.candidates = members[:1] // the very key that is named does not fit
	}
}

func keysWhere(keys []*jose.Key, want func(*jose.Key) bool) []*jose.Key {
	var found []*jose.Key
	for _, k := range keys {
		if want(k) {
			found = append(found, k)
		}
	}
	return found
}

// use makes k the key that the verdict is about.
func (f *facts) use(k *jose.Key) {
	f.chosen = k
	describeKey(f.signature.Key, k)
}

// wordsForNeed say which key an algorithm needs.
func wordsForNeed(alg string) string {
	need, _ := jose.NeedOf(alg)
	switch {
	case need.Type == jose.TypeOct:
		return "a shared secret"
	case need.Type == jose.TypeRSA:
		return "an RSA key"
	case need.Type == jose.TypeEC:
		return "an elliptic curve key on " + need.Curve
	case need.Curve == "":
		return "an Ed25519 or Ed448 key"
	}
	return "an " + need.Curve + " key"
}

// wordsForKey say what a key is.
func wordsForKey(k *jose.Key) string {
	switch {
	case k.Secret():
		return "a shared secret"
	case k.Type == jose.TypeRSA:
		return "an RSA key"
	case k.Type == jose.TypeEC:
		return "an elliptic curve key on " + k.Curve
	case k.Curve != "":
		return "an " + k.Curve + " key"
	}
	return "a key of another kind"
}
