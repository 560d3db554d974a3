package inspect

// Disclosures is what there is to say about the selectively disclosable part of
// an SD-JWT (RFC 9901).
type Disclosures struct {
	Hash       string       `json:"hash"` // _sd_alg, "sha-256" when the token does not say
	List       []Disclosure `json:"list"`
	Hidden     int          `json:"undisclosed"` // digests in the payload that no disclosure belongs to
	Claims     string       `json:"claims"`      // the payload with everything disclosed in its place, as JSON
	KeyBinding *KeyBinding  `json:"key_binding,omitempty"`
}

// A Disclosure is one disclosed claim or array element.
type Disclosure struct {
	Name   string `json:"name,omitempty"` // "" for an array element
	JSON   string `json:"json"`           // the value as written
	Path   string `json:"path,omitempty"` // where it belongs, for instance "payload.address.region"
	Digest string `json:"digest"`
	State  string `json:"state"` // "matched", "unreferenced", "duplicate" or "malformed"
}

// KeyBinding is the verdict on the JWT by which a holder proves to have the key
// that the issuer named in cnf (RFC 9901 §4.3).
type KeyBinding struct {
	State  SignatureState `json:"state"`
	Reason string         `json:"reason"`
}
