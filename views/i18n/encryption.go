package i18n

// Encryption is what is said about encrypted tokens and about tokens inside
// others.
type Encryption struct {
	Label       string            // of the verdict row
	Title       string            // of the third panel
	States      map[string]string // by inspect.EncryptionState
	NoKey       func(alg string) string
	OpenedBy    func(alg, enc, key string) string
	YourKey     string
	YourKeyID   func(id string) string
	PayloadHint string // the payload came out of a JWE
	InnerBelow  string // in place of a payload that is a token
	Parts       [5]string
	KeyParts    func(n int) string // of several recipients, whose encrypted key is shown
	NoPart      string
	NotePrivate string // under the key box, about a private key
	HowMade     string

	Nested         string // title of the token inside
	NestedHint     string
	OpenNested     string
	NestedFindings string
}

func englishEncryption() Encryption {
	return Encryption{
		Label: "Decryption",
		Title: "Encryption",
		States: map[string]string{
			"encrypted": "Not decrypted yet", "decrypted": "Decrypted", "failed": "Not decrypted",
			"refused": "Refused", "unsupported": "Cannot be decrypted",
		},
		NoKey:          func(alg string) string { return alg + ". Enter the key to open it." },
		OpenedBy:       func(alg, enc, key string) string { return alg + ", " + enc + ", " + key },
		YourKey:        "your key",
		YourKeyID:      func(id string) string { return "your key “" + id + "”" },
		PayloadHint:    "decrypted here, with your key",
		InnerBelow:     "What was encrypted is a token of its own. It is shown below.",
		Parts:          [5]string{"Header", "Encrypted key", "Initialization vector", "Ciphertext", "Tag"},
		KeyParts:       func(n int) string { return "that of the first of " + count(n, "recipient", "recipients") },
		NoPart:         "none",
		NotePrivate:    "Never paste a private key into a page that you do not run. Only the receiver of an encrypted token needs it.",
		HowMade:        "How it is encrypted",
		Nested:         "Inner token",
		NestedHint:     "inside the token above, judged by itself",
		OpenNested:     "Open the inner token",
		NestedFindings: "Findings about the inner token",
	}
}
