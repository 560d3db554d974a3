package handlers

import (
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"jotlens/jose"
)

// readForm reads the form that a page has sent.
func readForm(r *http.Request) (url.Values, error) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/x-www-form-urlencoded" {
		return nil, &Error{Code: UnsupportedMedia, Detail: "The form is read as application/x-www-form-urlencoded only."}
	}
	if err := r.ParseForm(); err != nil {
		return nil, &Error{Code: Malformed, Detail: "The form could not be read.", Err: err}
	}
	return r.PostForm, nil
}

// keyEncoding is how the form says that a secret is read; Auto when it says
// nothing.
func keyEncoding(form url.Values) (jose.Encoding, error) {
	encoding := jose.Encoding(form.Get("key_encoding"))
	switch {
	case encoding == "":
		return jose.Auto, nil
	case !slices.Contains(jose.Encodings, encoding):
		return "", &Error{Code: Malformed, Detail: "There is no such way to read a secret."}
	}
	return encoding, nil
}

// unixLines undoes what a browser does to a text box when it sends a form:
// every line break becomes CR LF. A secret must not change on its way, and the
// server is to see what the tab sees.
func unixLines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }
