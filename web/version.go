package web

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// A Build says which program runs. What is not known of it is left out.
type Build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Time     string `json:"time,omitempty"`     // of the commit (RFC 3339)
	Modified bool   `json:"modified,omitempty"` // built with changes that are in no commit
	Go       string `json:"go"`
	Platform string `json:"platform"` // such as linux/amd64
}

// JSON is the build as /version and jotlens version -json say it, with a line end.
func (b Build) JSON() []byte {
	text, _ := json.Marshal(b) // strings and a bool can always be encoded
	return append(text, '\n')
}

// answer is GET /version.
func (b Build) answer(w http.ResponseWriter, _ *http.Request) {
	text := b.JSON()
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	_, _ = w.Write(text)
}
