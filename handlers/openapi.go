package handlers

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"net/http"
)

// openAPI describes the API for programs (OpenAPI 3.1).
//
//go:embed openapi.yaml
var openAPI []byte

var openAPITag = func() string {
	sum := sha256.Sum256(openAPI)
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}()

// OpenAPI answers GET /openapi.yaml, also where the API is off: what is answered
// then is described there, too.
func OpenAPI(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", forADay)
	w.Header().Set("ETag", openAPITag)
	if r.Header.Get("If-None-Match") == openAPITag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	write(w, http.StatusOK, "application/yaml", openAPI)
}
