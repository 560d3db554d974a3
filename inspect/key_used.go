package inspect

import "jotlens/jose"

// describeKey says in used what k is: the only key of the key box, or the one
// that was chosen from a set. Of the kind, the notes and the skipped members
// those of the whole key box stay. Certificates are described once all is known.
func describeKey(used *KeyUsed, k *jose.Key) {
	used.Chosen = k
	if used.Kind == "" {
		used.Kind = k.Kind
	}
	used.Encoding, used.Bytes, used.KeyID = k.Encoding, len(k.Bytes), k.KeyID
	used.Type, used.Curve, used.Bits, used.Format = k.Type, k.Curve, k.Bits, k.Format
	used.Private, used.Thumbprint = k.IsPrivate, k.Thumbprint
	used.Unusable = k.Unusable()
	used.Notes = k.Notes
	if whole := used.Whole; whole != nil && whole != k {
		used.Notes = append(whole.Notes[:len(whole.Notes):len(whole.Notes)], k.Notes...)
	}
	if k.Secret() {
		// The thumbprint of a secret is a hash that guesses can be tried on.
		used.Thumbprint = ""
	}
}
