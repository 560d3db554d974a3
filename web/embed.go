package web

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jotlens/assets"
	"jotlens/handlers"
)

// The addresses of what other sites show in a frame.
const (
	embedPath       = "/embed"     // the page in the frame
	embedHowPath    = "/embed/how" // the page that shows how
	embedScriptPath = "/embed.js"  // for the page around the frame; it never moves
)

// maxEmbedOrigins bounds the list: it stands in a header.
const maxEmbedOrigins = 50

var (
	originHost = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$`)
	wildHost   = regexp.MustCompile(`^\*(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?){2,}$`)
)

// EmbedOrigins reads the origins of the pages that may show tokens in a frame, with
// spaces between them. A host may begin with "*.", which stands for one name or
// several, and http is for this machine alone.
func EmbedOrigins(text string) ([]string, error) {
	var origins []string
	for _, word := range strings.Fields(text) {
		origin, err := embedOrigin(word)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(origins, origin) {
			origins = append(origins, origin)
		}
	}
	if len(origins) > maxEmbedOrigins {
		return nil, fmt.Errorf("at most %d origins can be listed", maxEmbedOrigins)
	}
	return origins, nil
}

// embedOrigin is one origin as browsers write it: in lower case, and without the
// usual port.
func embedOrigin(word string) (string, error) {
	scheme, host, ok := strings.Cut(strings.ToLower(word), "://")
	name, port, hasPort := strings.Cut(host, ":")
	number, err := strconv.ParseUint(port, 10, 16)
	switch {
	case !ok || scheme != "https" && scheme != "http":
		return "", fmt.Errorf("%q must begin with https://", word)
	case len(name) > 253 || !originHost.MatchString(name) && !wildHost.MatchString(name):
		return "", fmt.Errorf("%q must be a scheme and a host, such as https://docs.example.com or https://*.example.org", word)
	case hasPort && (err != nil || number == 0 || strconv.FormatUint(number, 10) != port):
		return "", fmt.Errorf("%q has a bad port", word)
	case scheme == "http" && name != "localhost" && name != "127.0.0.1":
		return "", fmt.Errorf("%q must begin with https://; http is for localhost only", word)
	}
	if scheme == "https" && number == 443 || scheme == "http" && number == 80 {
		host = name
	}
	return scheme + "://" + host, nil
}

// embedScript serves the script for the page around a frame.
func embedScript(config Config, h *handlers.Handlers, set *assets.Set) http.Handler {
	if len(config.EmbedOrigins) == 0 {
		return h.Page(handlers.Fail(&handlers.Error{Code: handlers.EmbedOff}))
	}
	return set.Unhashed(hostScript)
}
