// Package demo is a small API with real tokens, for the page /learn/flow: it
// logs invented people in, issues access tokens of a minute and refresh tokens
// that rotate, and refuses what it has to refuse. Beside the careful endpoint
// stands a naive one, which believes every token and says so; it only repeats
// what the token claims.
//
// All state is in memory and bounded. The keys are random, so no token outlives
// the program.
package demo

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// AccessLife is how long an access token lives unless the operator says
// otherwise.
const AccessLife = time.Minute

const (
	issuer   = "jotlens-demo"
	audience = "jotlens-demo-api"
	realm    = "jotlens-demo"

	// refreshLife is how long a family lives after its last refresh.
	refreshLife = 10 * time.Minute

	maxBody     = 8 << 10 // bytes of a request
	maxToken    = 4 << 10 // bytes of a token; ours have 400
	maxFamilies = 1000    // the one refreshed longest ago ends first
	maxLive     = 4000    // access tokens that have not expired; then nobody gets another
)

// A User is an invented person who can log in.
type User struct{ ID, Password, Name, Role string }

// Users are the people of the demo. The page shows their passwords.
var Users = [...]User{
	{ID: "zoe", Password: "quiet-harbor", Name: "Zoe Example", Role: "reader"},
	{ID: "otto", Password: "paper-lantern", Name: "Otto Example", Role: "editor"},
}

// An API is one demo with its keys and its state.
type API struct {
	now        func() time.Time
	random     io.Reader
	life       time.Duration // of an access token
	signingKey []byte        // of access tokens
	refreshKey []byte        // of refresh tokens

	mu       sync.Mutex
	families map[string]*family
	live     map[string]access    // by jti: what was issued and has not expired
	blocked  map[string]time.Time // the block list: jti and when the token expires
}

// A family is what one login leads to: each refresh token replaces the one
// before it.
type family struct {
	user    User
	number  uint64 // of the refresh token that may be used
	expires time.Time
}

// An access is an access token that was issued.
type access struct {
	family  string
	expires time.Time
}

// New makes a demo with keys of its own, read from random. Access tokens live
// as long as life says, in whole seconds; 0 is AccessLife.
func New(now func() time.Time, random io.Reader, life time.Duration) (*API, error) {
	if life == 0 {
		life = AccessLife
	}
	if life < time.Second {
		return nil, fmt.Errorf("demo: access tokens that live %v", life)
	}
	keys := make([]byte, 64)
	if _, err := io.ReadFull(random, keys); err != nil {
		return nil, fmt.Errorf("demo: no random keys: %w", err)
	}
	return &API{
		now: now, random: random, life: life.Truncate(time.Second),
		signingKey: keys[:32], refreshKey: keys[32:],
		families: map[string]*family{}, live: map[string]access{}, blocked: map[string]time.Time{},
	}, nil
}

// An Endpoint is one address of the API.
type Endpoint struct {
	Method, Path string
	Handler      http.Handler
}

// Prefix starts the path of every endpoint.
const Prefix = "/demo/"

// Endpoints are the addresses of the API.
func (a *API) Endpoints() []Endpoint {
	return []Endpoint{
		{http.MethodPost, Prefix + "login", a.endpoint(a.login)},
		{http.MethodGet, Prefix + "me", a.endpoint(a.me)},
		{http.MethodGet, Prefix + "naive/me", a.endpoint(a.naiveMe)},
		{http.MethodPost, Prefix + "refresh", a.endpoint(a.refresh)},
		{http.MethodPost, Prefix + "logout", a.endpoint(a.logout)},
		{http.MethodPost, Prefix + "attack", a.endpoint(a.attack)},
	}
}
