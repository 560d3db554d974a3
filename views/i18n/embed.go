package i18n

// Embed is what the page in a frame of another site says, and the page that shows
// how to make such a frame. It is no part of Messages, which the engine carries:
// only the server shows these pages.
type Embed struct {
	Nav   string // link of the footer
	Frame EmbedFrame
	How   EmbedHow
}

// EmbedFrame is what the page in the frame says.
type EmbedFrame struct {
	Title    string
	Open     string // the same token in the inspector
	Findings string // opens the findings
	NoScript string
	Off      string // there is no engine
	Nothing  string // the address names no token
	NoKey    string // the address has a key, and there is no key box
}

// EmbedHow is what the page that shows how says.
type EmbedHow struct {
	Title       string
	Lead        string
	Off         string // embedding is off here
	OffHow      string
	Live        string // heading of the example
	LiveNote    string
	LiveFrame   string // title of the frame
	Paste       string // heading
	PasteNote   string
	Address     string // heading
	AddressNote string
	Part        string
	Meaning     string
	Parts       [7]string // of EmbedParts
	Theme       string    // heading
	ThemeNote   string
	Height      string // heading
	HeightNote  string
	Own         string // before the code of a listener
	Trust       string // heading
	Trusts      []string
	Operator    string // heading
	Flag        string
	Flags       [2]string // of EmbedFlags
}

// EmbedFor is what these pages say in a language.
func EmbedFor(m *Messages) *Embed {
	words := englishEmbed()
	if m.Tag == chineseTag {
		words = chineseEmbed()
	}
	return &words
}

func englishEmbed() Embed {
	return Embed{
		Nav: "Embed",
		Frame: EmbedFrame{
			Title:    "A JSON Web Token, inspected",
			Open:     "Open in Jotlens",
			Findings: "Findings, each with its fix",
			NoScript: "This frame needs JavaScript.",
			Off:      "This browser does not run the engine here. Open the token in Jotlens instead.",
			Nothing:  "The address of this frame names no token.",
			NoKey:    "The key in the address is not used here.",
		},
		How: EmbedHow{
			Title:       "Embed a token",
			Lead:        "Show a token in your documentation, decoded and explained, and not as a picture that grows old. It is inspected in the reader’s browser, as in Jotlens itself.",
			Off:         "Embedding is off on this server.",
			OffHow:      "Its operator can switch it on with the options at the end of this page.",
			Live:        "Try it",
			LiveNote:    "This is such a frame: an invented ID token, made in your browser, with its claim “exp” marked.",
			LiveFrame:   "An ID token, inspected",
			Paste:       "Put it on your page",
			PasteNote:   "The script is optional. It makes the frame as high as its content. Without it the frame keeps the height that you give it and scrolls inside.",
			Address:     "What the address says",
			AddressNote: "What stands after # is not sent to the server. Use samples or invented tokens: whoever reads your page can read what is in it.",
			Part:        "Part",
			Meaning:     "Meaning",
			Parts: [7]string{
				"an example by its name, made anew for each reader, so that no token stands in your documentation",
				"a token",
				"the claim or the part that is marked",
				"a note of up to 280 characters, shown as the words of whoever made the link",
				"the clock stands at this time, so that the token does not expire",
				"light or dark, whatever the reader prefers",
				"lets the reader change the token",
			},
			Theme:      "Theme",
			ThemeNote:  "The ground of the frame is transparent. It is light or dark as the color-scheme of your page asks, in browsers that hand it on, and as the reader’s system does in others. A page with a switch of its own says theme= in the address, or tells the frame when it changes:",
			Height:     "Height without our script",
			HeightNote: "The frame tells the page around it how high its content is. It tells nobody but the origins that the operator has allowed. Check who speaks before you believe it:",
			Own:        "A frame that was there before your listener answers { type: \"jotlens:hello\" } with its height.",
			Trust:      "What to know",
			Trusts: []string{
				"Browsers refuse the frame on every page whose origin is not allowed.",
				"The frame has no key box unless the operator allows it, and a key in its address is not used. Nobody should type a secret into a frame: who runs the page around it cannot be seen.",
				"In a sandbox the frame needs allow-scripts and allow-same-origin, and allow-popups for its links. That gives it nothing on your page, which has another origin.",
				"To copy with one click the frame needs allow=\"clipboard-write\".",
			},
			Operator: "For the operator",
			Flag:     "Option",
			Flags: [2]string{
				"origins of the pages that may show the frame: a scheme and a host, perhaps a port; “*.” may stand before the host; http is for localhost only",
				"whether the frame has a key box and takes a public key from its address; off unless you say so",
			},
		},
	}
}
