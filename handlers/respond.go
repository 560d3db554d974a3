package handlers

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
)

// show renders a page into memory and sends it once it is whole, so that a
// template that fails never leaves half a page. A client that goes meanwhile is no
// fault: the page is rendered all the same.
func show(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	var html bytes.Buffer
	if err := page.Render(context.WithoutCancel(r.Context()), &html); err != nil {
		return fmt.Errorf("rendering: %w", err)
	}
	write(w, status, "text/html; charset=utf-8", html.Bytes())
	return nil
}

// send sends a value as JSON.
func send(w http.ResponseWriter, status int, contentType string, value any) error {
	text, err := encodeJSON(value)
	if err != nil {
		return err
	}
	write(w, status, contentType, text)
	return nil
}

// encodeJSON is a value as JSON, with a line end.
func encodeJSON(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("encoding: %w", err)
	}
	return text.Bytes(), nil
}

// write sends a whole body. A failed write means that the client has gone.
func write(w http.ResponseWriter, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // #nosec G705 -- escaped by templ, or of a type that no browser reads as HTML (nosniff)
}
