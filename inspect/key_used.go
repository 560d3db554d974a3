package inspect

import "jotlens/jose"

// describeKey says in used what k is.
func describeKey(used *KeyUsed, k *jose.Key) {
	used.Chosen = k
	used.Encoding, used.Bytes, used.KeyID = k.Encoding, len(k.Bytes), k.KeyID
	used.Type, used.Curve, used.Bits, used.Format = k.Type, k.Curve, k.Bits, k.Format
	used.Private, used.Thumbprint = k.Private != nil, k.Thumbprint
}
