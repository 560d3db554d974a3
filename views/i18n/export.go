package i18n

// Export is the menu that takes a report along, and the report as Markdown.
type Export struct {
	Menu      string
	Copy      string
	Values    string    // the box that lets sensitive values through
	Downloads [3]string // in the order of views.ExportFormats
	JSONNote  string    // the JSON keeps nothing back
	Title     func(date string) string
	Masked    func(sign string) string // what stands for a value
	Token     string
	Signature string // stands for the signature
	Place     func(path string) string
	TooLong   func(bytes int) string
	NotWhole  string // a part in which sensitive values cannot be told
	Inside    string // the payload is another token
}

func englishExport() Export {
	return Export{
		Menu:      "Export",
		Copy:      "Copy as Markdown",
		Values:    "Include values that look sensitive, and the token without its signature",
		Downloads: [3]string{"Download Markdown", "Download SARIF", "Download JSON"},
		JSONNote:  "The JSON always holds header and payload in full.",
		Title:     func(date string) string { return "Jotlens report of " + date },
		Masked:    func(sign string) string { return "Values that look sensitive are left out: " + sign + "." },
		Token:     "Token",
		Signature: "[signature left out]",
		Place:     func(path string) string { return "at " + path },
		TooLong:   func(n int) string { return "Left out, because it is long: " + count(n, "byte", "bytes") + "." },
		NotWhole:  "Left out, because it is not whole JSON: what is sensitive in it cannot be told.",
		Inside:    "Another token; see below.",
	}
}
