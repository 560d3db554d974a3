package web

import (
	"cmp"
	"net/http"
	"strings"

	"jotlens/views/i18n"
)

// LanguageNames are what the languages of the pages are called in addresses and
// options, the default first.
func LanguageNames() (names []string) {
	for _, m := range i18n.Languages() {
		names = append(names, languageName(m))
	}
	return names
}

func languageName(m *i18n.Messages) string { return cmp.Or(strings.TrimPrefix(m.Path, "/"), "en") }

// languageCalled is the language with this name; nil when there is none.
func languageCalled(name string) *i18n.Messages {
	for _, m := range i18n.Languages() {
		if languageName(m) == name {
			return m
		}
	}
	return nil
}

// greeted sends newcomers to the bare address of the site on to a language. Who
// comes from a page of the site has chosen the language that the address names, and
// so has everybody on a page that is in another language than English.
//
// A browser says in Sec-Fetch-Site whence a person comes, over https and on
// this machine. Without it nobody is sent on: the way back to English would be
// closed.
func greeted(config Config, m *i18n.Messages, next http.Handler) http.Handler {
	to := languageCalled(config.Language)
	if to == nil || to == m || m != i18n.English() {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		varies(w.Header(), "Sec-Fetch-Site")
		switch r.Header.Get("Sec-Fetch-Site") {
		case "none", "cross-site", "same-site":
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("Location", to.At(config.BasePath).To("/"))
			w.WriteHeader(http.StatusFound)
		default:
			next.ServeHTTP(w, r)
		}
	})
}
