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
	if err := plainBody(r); err != nil {
		return nil, err
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/x-www-form-urlencoded" {
		return nil, &Error{Code: UnsupportedMedia, Detail: "The form is read as application/x-www-form-urlencoded only."}
	}
	if err := r.ParseForm(); err != nil {
		return nil, &Error{Code: Malformed, Detail: "The form could not be read.", Err: err}
	}
	return r.PostForm, nil
}

// plainBody refuses a body with a content coding. Unpacking it would turn a small
// request into a large one, and taking it as it is would blame the token.
func plainBody(r *http.Request) error {
	for _, coding := range r.Header.Values("Content-Encoding") {
		if coding != "" && !strings.EqualFold(coding, "identity") {
			return &Error{Code: UnsupportedMedia, Detail: "The body must be sent as it is, without compression (Content-Encoding).", Coding: "identity"}
		}
	}
	return nil
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
