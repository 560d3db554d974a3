package assets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
)

//go:embed badges
var badges embed.FS

// Badge serves the picture that says in a language, given by its tag, where a link
// leads. It stands in documentation on other sites, which names it once and for
// years: unlike those of other files its address has no hash, and is kept for a
// day only.
func Badge(tag string) (http.Handler, error) {
	picture, err := badges.ReadFile("badges/" + tag + ".svg")
	if err != nil {
		return nil, fmt.Errorf("assets: the badge: %w", err)
	}
	sum := sha256.Sum256(picture)
	etag := `"` + hex.EncodeToString(sum[:8]) + `"`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "image/svg+xml")
		h.Set("Cache-Control", "public, max-age=86400")
		h.Set("ETag", etag)
		if matches(r.Header.Get("If-None-Match"), etag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h.Set("Content-Length", strconv.Itoa(len(picture)))
		_, _ = bytes.NewReader(picture).WriteTo(w) // fails when the client has gone
	}), nil
}
