package demo

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// A problem is an error as the client gets it (RFC 9457).
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Code   string `json:"code"`

	challenge string // WWW-Authenticate
	retry     int    // seconds, for Retry-After
}

func (p *problem) Error() string { return p.Code }

func bad(detail string) error {
	return &problem{Status: http.StatusBadRequest, Code: "malformed-request", Detail: detail}
}

// refused is the answer to a grant that is not good (RFC 6749 §5.2).
func refused(detail string) error {
	return &problem{Status: http.StatusBadRequest, Code: "invalid_grant", Detail: detail}
}

// endpoint makes a handler of f, which returns a status and a value to send, nil
// for an empty body.
func (a *API) endpoint(f func(w http.ResponseWriter, r *http.Request) (any, error)) http.Handler {
	var protection http.CrossOriginProtection
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		var value any
		err := protection.Check(r)
		if err != nil {
			err = &problem{Status: http.StatusForbidden, Code: "cross-origin-request", Detail: "The request comes from a page of another site."}
		} else {
			value, err = f(w, r)
		}
		switch {
		case err != nil:
			sendProblem(w, err)
		case value == nil:
			w.WriteHeader(http.StatusNoContent)
		default:
			send(w, http.StatusOK, "application/json", value)
		}
	})
}

// sendProblem turns an error into an answer. What is no problem is our own
// fault, and its text stays here.
func sendProblem(w http.ResponseWriter, err error) {
	p, ok := errors.AsType[*problem](err)
	if !ok {
		p = &problem{Status: http.StatusInternalServerError, Code: "internal-error", Detail: "The fault is on this server."}
		if errors.Is(err, errFull) {
			p = &problem{Status: http.StatusServiceUnavailable, Code: "busy", Detail: "The demo has issued as many tokens as it keeps. Try again in a minute.", retry: int(AccessLife.Seconds())}
		}
	}
	if p.challenge != "" {
		w.Header().Set("WWW-Authenticate", p.challenge)
	}
	if p.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(p.retry))
	}
	p.Type, p.Title = "about:blank", http.StatusText(p.Status)
	send(w, p.Status, "application/problem+json", p)
}

func send(w http.ResponseWriter, status int, contentType string, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		http.Error(w, "The answer cannot be written.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // a failed write means that the client has gone
}

// read reads a JSON body with these members and no others.
func read(r *http.Request, into any) error {
	if mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || mediaType != "application/json" {
		return &problem{Status: http.StatusUnsupportedMediaType, Code: "unsupported-media-type", Detail: "The body must be application/json."}
	}
	body, err := io.ReadAll(r.Body)
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return &problem{Status: http.StatusRequestEntityTooLarge, Code: "request-too-large", Detail: "The demo reads at most 8 KiB at once."}
	}
	if err != nil {
		return bad("The body could not be read.")
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil || len(bytes.TrimSpace(body[decoder.InputOffset():])) > 0 {
		return bad("The body is not the JSON object that this address reads.")
	}
	return nil
}

// bearer is the token of a request (RFC 6750 §2.1).
func bearer(r *http.Request) (string, error) {
	values := r.Header.Values("Authorization")
	if len(values) == 0 {
		return "", &problem{Status: http.StatusUnauthorized, Code: "no-token", Detail: "The request has no token.", challenge: challenge("", "")}
	}
	scheme, token, _ := strings.Cut(values[0], " ")
	detail := ""
	switch {
	case len(values) > 1:
		detail = "There are several Authorization headers"
	case !strings.EqualFold(scheme, "Bearer") || token == "":
		detail = "The Authorization header is not Bearer and a token"
	case len(token) > maxToken:
		detail = "The token is longer than 4096 bytes"
	default:
		return token, nil
	}
	return "", &problem{Status: http.StatusBadRequest, Code: "invalid_request", Detail: detail + ".", challenge: challenge("invalid_request", detail)}
}

// challenge is the value of WWW-Authenticate (RFC 6750 §3).
func challenge(code, description string) string {
	text := `Bearer realm="` + realm + `"`
	if code != "" {
		text += `, error="` + code + `", error_description="` + description + `"`
	}
	return text
}

// findUser finds the person whose password this is.
func findUser(id, password string) (User, bool) {
	for _, user := range Users {
		if user.ID == id && subtle.ConstantTimeCompare([]byte(user.Password), []byte(password)) == 1 {
			return user, true
		}
	}
	return User{}, false
}
