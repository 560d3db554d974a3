package inspect

// A JSONSignature is one signature of a JWS in JSON form (RFC 7515 §7.2), judged
// by itself.
type JSONSignature struct {
	State   SignatureState `json:"state"`
	Alg     string         `json:"alg,omitempty"`
	KeyID   string         `json:"kid,omitempty"`
	Reason  string         `json:"reason"`
	Current bool           `json:"current"` // this is the one that the verdict is about
}
