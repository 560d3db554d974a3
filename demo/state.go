package demo

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

var (
	errFull   = errors.New("too many access tokens are alive")
	errReused = errors.New("the refresh token was used before")
	errDead   = errors.New("the refresh token is unknown or its family has ended")
)

// pair is what a login or a refresh gives.
type pair struct{ access, refresh string }

// begin starts a family for a user who has logged in.
func (a *API) begin(user User) (pair, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.prune()
	id, err := a.name()
	if err != nil {
		return pair{}, err
	}
	f := &family{user: user}
	made, err := a.issue(id, f)
	if err != nil {
		return pair{}, err
	}
	if len(a.families) >= maxFamilies {
		delete(a.families, a.oldest())
	}
	a.families[id] = f
	return made, nil
}

// rotate takes a refresh token for a new pair. One that was used before is in
// two hands, and nobody can tell which of them is honest: its family ends.
func (a *API) rotate(token string) (pair, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.prune()
	id, number, ok := a.readRefresh(token)
	f := a.families[id]
	switch {
	case !ok || f == nil || number > f.number:
		return pair{}, errDead
	case number < f.number:
		a.end(id)
		return pair{}, errReused
	}
	return a.issue(id, f)
}

// endBy ends the family of a refresh token, whether it was used or not.
func (a *API) endBy(token string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.prune()
	if id, _, ok := a.readRefresh(token); ok {
		a.end(id)
	}
}

// end ends a family and puts its access tokens on the block list.
func (a *API) end(id string) {
	delete(a.families, id)
	for jti, token := range a.live {
		if token.family == id {
			a.blocked[jti] = token.expires
		}
	}
}

// isBlocked reports whether a token is on the block list.
func (a *API) isBlocked(jti string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, ok := a.blocked[jti]
	return ok
}

// issue makes the next pair of a family. What it changes, it changes only when
// all of it works.
func (a *API) issue(id string, f *family) (pair, error) {
	if len(a.live) >= maxLive {
		return pair{}, errFull
	}
	jti, err := a.name()
	if err != nil {
		return pair{}, err
	}
	issued := a.now().Truncate(time.Second)
	expires := issued.Add(a.life)
	token, err := a.sign(f.user, jti, issued, expires)
	if err != nil {
		return pair{}, err
	}
	f.number++
	f.expires = a.now().Add(refreshLife)
	a.live[jti] = access{family: id, expires: expires}
	return pair{token, a.writeRefresh(id, f.number)}, nil
}

// prune forgets what has expired: an expired token is refused for that.
func (a *API) prune() {
	now := a.now()
	for id, f := range a.families {
		if !now.Before(f.expires) {
			delete(a.families, id)
		}
	}
	for jti, token := range a.live {
		if !now.Before(token.expires) {
			delete(a.live, jti)
			delete(a.blocked, jti)
		}
	}
}

// oldest is the family that was refreshed longest ago.
func (a *API) oldest() (oldest string) {
	var at time.Time
	for id, f := range a.families {
		if oldest == "" || f.expires.Before(at) {
			oldest, at = id, f.expires
		}
	}
	return oldest
}

// name is a random name that cannot be guessed.
func (a *API) name() (string, error) {
	var id [16]byte
	_, err := io.ReadFull(a.random, id[:])
	return base64.RawURLEncoding.EncodeToString(id[:]), err
}

// writeRefresh makes a refresh token: the family, the number of the token in it,
// and a code that only this program can make. So a used one is told from a made-up
// one, and nothing but a number has to be kept.
func (a *API) writeRefresh(id string, number uint64) string {
	text := id + "." + strconv.FormatUint(number, 10)
	code := hmac.New(sha256.New, a.refreshKey)
	_, _ = code.Write([]byte(text)) // a hash never fails
	return text + "." + base64.RawURLEncoding.EncodeToString(code.Sum(nil))
}

func (a *API) readRefresh(token string) (id string, number uint64, ok bool) {
	id, rest, _ := strings.Cut(token, ".")
	digits, _, _ := strings.Cut(rest, ".")
	number, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || !hmac.Equal([]byte(token), []byte(a.writeRefresh(id, number))) {
		return "", 0, false
	}
	return id, number, true
}
