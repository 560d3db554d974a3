package inspect

// Encryption is what there is to say about a JWE: how it is encrypted and, with
// a key, whether it could be opened.
type Encryption struct {
	State      EncryptionState `json:"state"`
	Alg        string          `json:"alg,omitempty"`
	Enc        string          `json:"enc,omitempty"`
	Zip        string          `json:"zip,omitempty"`
	Reason     string          `json:"reason"`               // why it is in this state, in a sentence; "" when it needs none
	Rule       string          `json:"rule,omitempty"`       // id of the rule that decided, if one did
	Recipients int             `json:"recipients,omitempty"` // of the JSON form
	Bytes      int             `json:"bytes,omitempty"`      // length of the plaintext

	ReasonCode Reason `json:"-"` // the same as Reason, for translation
}

// EncryptionState says whether a JWE could be opened.
type EncryptionState string

// The states of a JWE.
const (
	Encrypted   EncryptionState = "encrypted"   // no key yet
	Decrypted   EncryptionState = "decrypted"   // opened, and its tag matched
	Undecrypted EncryptionState = "failed"      // the key does not open it, or it was changed
	Unopened    EncryptionState = "refused"     // opening it would be unsafe
	Unopenable  EncryptionState = "unsupported" // cannot be opened here
)
