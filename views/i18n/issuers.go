package i18n

// Issuers are the words about issuers that the operator of the site lists. Where
// a name is asked for, it is the operator's.
type Issuers struct {
	Key      func(id, name string) string // completes Signature.VerifiedBy; id may be ""
	Fetched  func(name, date string) string
	Typed    func(name string) string // there are pinned keys, and the person gave another
	Box      func(name string) string // under the key box, which is empty
	Expected func(name string) string // the expectations are the operator's
	Words    string                   // where a claim is explained: who says so
}

func englishIssuers() Issuers {
	return Issuers{
		Key: func(id, name string) string {
			if id == "" {
				return "a key of " + name + ", pinned by your operator"
			}
			return "the key “" + id + "” of " + name + ", pinned by your operator"
		},
		Fetched: func(name, date string) string { return "The keys of " + name + " are those of " + date + "." },
		Typed: func(name string) string {
			return "Your key counts, and not those of " + name + " that your operator pins."
		},
		Box:      func(name string) string { return "Empty: the keys of " + name + " are used, pinned by your operator." },
		Expected: func(name string) string { return "As your operator expects it of " + name },
		Words:    "words of your operator",
	}
}

// Pinning says on the page about privacy which request the list of issuers causes. It
// is no part of the catalogue, which the engine holds.
func Pinning(m *Messages) string {
	if m.Tag == chineseTag {
		return chinesePinning()
	}
	return englishPinning()
}

func englishPinning() string {
	return "This server’s operator pins the keys of its own issuers. The page fetches them from this server, at /issuers.json, when it starts and again by the clock while it is open. The request is the same for everybody: no token causes it, delays it or is part of it. The bar does not count it among your requests."
}
