package i18n

// MakeKey is the menu that makes keys and the panel of the forms of a key.
type MakeKey struct {
	Menu     string
	MenuNote string
	Usual    func(alg, recipe string) string
	Groups   [5]string // in the order of views.recipeGroups

	Begun    string // {name} is filled by the page's script
	Making   string // likewise, and {seconds}
	Primes   string // follows while an RSA key is made
	Working  string // name of the progress bar
	Cancel   string
	Canceled string
	Failed   string

	Made     func(name string) string // the title of a key that was made
	MadeNote string
	Placed   string // the private half stands in the key box now
	Public   string // its public half does
	Kept     string // the box holds a key that a person typed

	Convert      string
	Converted    func(name string) string // the title of the forms of the key in the box
	ConvertedSet func(keys int) string
	NoKey        string
	Close        string
	Secret       func(bytes string) string
	KeyID        string // of a key whose ID is not its thumbprint
	Form         func(form string, private bool) string
	Text         string // the form of a secret as the key box takes it
	WholeSet     string
	Member       func(number int, name, id string) string // id may be empty
	MoreMembers  func(n int) string
	Put          func(private bool) string
	PutSecret    string

	SecretOnly  string // why there are no more forms
	PublicOnly  string
	NoPrivate   string
	NoForm      func(form string) string
	Unusable    func(why string) string
	LeftOut     string
	SecretsLeft string // left out of a public set
}

func englishMakeKey() MakeKey {
	return MakeKey{
		Menu:     "New key",
		MenuNote: "Made in this tab. A key from a web page is for tests.",
		Usual:    func(alg, recipe string) string { return "Key for " + alg + ": " + recipe },
		Groups:   [5]string{"Secret", "RSA", "EC", "EdDSA", "ML-DSA"},

		Begun:    "Making a key: {name}.",
		Making:   "Making a key: {name}. {seconds} s so far.",
		Primes:   "Two primes have to be found by trial, so nobody can say how long it takes. You can go on working.",
		Working:  "Making a key",
		Cancel:   "Cancel",
		Canceled: "Canceled. No key was made.",
		Failed:   "No key was made: the engine that makes it did not start, or ended.",

		Made:     func(name string) string { return "New key: " + name },
		MadeNote: "Made in this tab, kept nowhere, gone when the tab closes. A key from a web page is for tests.",
		Placed:   "The private key is in the key box. Undo in the box brings back what it held before.",
		Public:   "The public key is in the key box. Undo in the box brings back what it held before.",
		Kept:     "The key box was left as it is, since it holds a key of yours.",

		Convert:      "Convert",
		Converted:    func(name string) string { return "Forms of your key: " + name },
		ConvertedSet: func(keys int) string { return "Forms of " + count(keys, "key", "keys") },
		NoKey:        "The key box is empty. Put a key there to see its other forms.",
		Close:        "Close",
		Secret:       func(bytes string) string { return "secret, " + bytes },
		KeyID:        "Key ID",
		Form: func(form string, private bool) string {
			if private {
				return form + ", private"
			}
			return form + ", public"
		},
		Text:     "Secret in base64url",
		WholeSet: "All keys",
		Member: func(number int, name, id string) string {
			if id == "" {
				return thousands(number) + ". " + name
			}
			return thousands(number) + ". “" + id + "”, " + name
		},
		MoreMembers: func(n int) string { return "And " + count(n, "more key", "more keys") + "." },
		Put: func(private bool) string {
			if private {
				return "Put the private key in the key box"
			}
			return "Put the public key there"
		},
		PutSecret: "Put the secret in the key box",

		SecretOnly:  "A secret has no public half, and there is no PEM of one.",
		PublicOnly:  "This is a public key. The private half cannot be computed from it.",
		NoPrivate:   "The private half of this key cannot be used here, so only public forms are shown.",
		NoForm:      func(form string) string { return "This key has no such form: " + form + "." },
		Unusable:    func(why string) string { return "It cannot be converted: " + why + "." },
		LeftOut:     "Its certificates and its key_ops are left out.",
		SecretsLeft: "Secrets are left out of the public set: they have no public half.",
	}
}
