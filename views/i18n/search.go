package i18n

// Search is the search for the secret of an HMAC in a long list. {tried} and
// {total} are filled by the page's script.
type Search struct {
	Start    func(secrets int) string
	Note     func(bytes int64) string // what happens then; bytes as sent
	Loading  string
	Progress string // accessible name of the bar
	Running  string
	Cancel   string
	None     func(secrets int) string
	Failed   string
	Found    string
	Use      string
}

func englishSearch() Search {
	return Search{
		Start: func(n int) string { return "Try " + thousands(n) + " known secrets" },
		Note: func(bytes int64) string {
			return "Loads " + thousands(int((bytes+999)/1000)) + " kB from this server once and tries them in this tab. The token is sent nowhere."
		},
		Loading:  "Loading the list.",
		Progress: "Secrets tried",
		Running:  "{tried} of {total}",
		Cancel:   "Cancel",
		None: func(n int) string {
			return "None of " + thousands(n) + " known secrets signs this token. That does not make its secret strong."
		},
		Failed: "The list could not be loaded. Try again.",
		Found:  "A secret from public lists signs this token. See the findings.",
		Use:    "Use it as the key",
	}
}
