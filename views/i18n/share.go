package i18n

// Share is the menu that hands a token on.
type Share struct {
	Menu     string
	Whole    string // heading: the token as it is
	Unsigned string // heading: without its signature
	Masked   string // heading: with claims hidden
	Hint     string // what becomes of links
	Free     string // what a link without a signature is
	Ticked   string // what the boxes mean
	Actions  map[string]string
	Live     func(relative string) (before, after string) // around the time at which it expires
	Forever  string
	Unknown  string
	Long     func(bytes int) string
	Also     func(claims []string) string
	None     func(code string) string // by build.ShareError
}

func englishShare() Share {
	return Share{
		Menu:     "Share",
		Whole:    "The whole token",
		Unsigned: "Without the signature",
		Masked:   "Without the signature and with claims masked",
		Hint:     "Links stay in histories and chats. The key is never in them.",
		Free:     "Anyone can read header and payload. No API may accept this token.",
		Ticked:   "Ticked claims are masked.",
		Actions: map[string]string{
			"link":          "Copy link",
			"header":        "Copy as Authorization header",
			"curl":          "Copy as curl",
			"markdown-full": "Copy as Markdown",
			"unsigned":      "Copy link without the signature",
			"markdown":      "Copy as Markdown without the signature",
			"masked":        "Copy link with these claims masked",
		},
		Live: func(relative string) (before, after string) {
			return "Whoever has one of these can use the token until ", ", which is " + relative + "."
		},
		Forever: "Whoever has one of these can use the token forever: it names no time at which it expires.",
		Unknown: "Whoever has one of these may be able to use the token. When it expires cannot be read.",
		Long: func(n int) string {
			return "This link has " + count(n, "byte", "bytes") + ". Many chats and mail programs cut links that long."
		},
		Also: func(claims []string) string {
			return "Copied. The same values were masked in " + and(claims) + ", too."
		},
		None: func(code string) string {
			switch code {
			case "too-long":
				return "The token is too long for a link: browsers take about 64 kB."
			case "holds-key":
				return "The token has the key, or a private key, in its own header or claims. A link would hand that on."
			case "holds-token":
				return "Another whole token is in the header or in a claim. It would still be usable: mask that claim."
			case "encrypted":
				return "An encrypted token cannot be taken apart. For the token or the claims inside, decrypt it and open those by themselves."
			case "no-payload":
				return "The payload does not stand in this token, so there is nothing to show without the signature."
			case "no-claims":
				return "Header and payload must be whole JSON objects for claims to be masked."
			case "elsewhere":
				return "No link was made: a value to be masked is also in the header or in the name of a claim, which are not changed."
			case "too-many":
				return "There are too many claims, or values in them, to mask any."
			case "not-bearer":
				return "A token in JSON form cannot stand in an Authorization header."
			case "no-focus":
				return "The token has no part, claim or header parameter of that name, so the link would point at nothing."
			case "note-key":
				return "No link was made: the note tells the key, or a piece of what is in the key box."
			}
			return "Paste a token to share it."
		},
	}
}
