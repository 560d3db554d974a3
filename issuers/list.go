package issuers

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A List is what pages get: the issuers with their public keys. It never changes.
type List struct {
	JSON    []byte // see inspect.ReadOrganisation for its members
	ETag    string // of these bytes
	Refresh time.Duration
}

type listJSON struct {
	Refresh float64           `json:"refresh"` // seconds until a page asks again
	Issuers []issuerJSON      `json:"issuers"`
	Rules   *rulesJSON        `json:"rules,omitempty"`
	Claims  map[string]string `json:"claims,omitempty"`
}

type issuerJSON struct {
	Name       string            `json:"name"`
	Issuer     string            `json:"issuer"`
	Algorithms []string          `json:"algorithms,omitempty"`
	Audiences  []string          `json:"audiences,omitempty"`
	Claims     map[string]string `json:"claims,omitempty"`
	Rules      *rulesJSON        `json:"rules,omitempty"`
	FetchedAt  string            `json:"fetched_at,omitempty"`
	Keys       jsontext.Value    `json:"jwks,omitempty"`
}

type rulesJSON struct {
	MaxLifetime     float64  `json:"max_lifetime,omitempty"` // seconds
	AudiencePattern string   `json:"audience_pattern,omitempty"`
	ForbiddenClaims []string `json:"forbidden_claims,omitempty"`
}

func (r Rules) json() *rulesJSON {
	if r.MaxLifetime == 0 && r.AudiencePattern == "" && len(r.ForbiddenClaims) == 0 {
		return nil
	}
	return &rulesJSON{time.Duration(r.MaxLifetime).Seconds(), r.AudiencePattern, r.ForbiddenClaims}
}

// publish makes the list anew.
func (k *Keeper) publish() {
	k.publishing.Lock()
	defer k.publishing.Unlock()
	shown := listJSON{Issuers: []issuerJSON{}, Claims: k.config.Claims, Rules: k.config.rules(nil).json()}
	refresh := time.Duration(defaultRefresh)
	for n, one := range k.providers {
		if own := time.Duration(one.issuer.Refresh); n == 0 || own < refresh {
			refresh = own
		}
		shown.Issuers = append(shown.Issuers, one.json(k.config))
	}
	refresh /= 2
	shown.Refresh = refresh.Seconds()
	text, err := json.Marshal(shown, json.Deterministic(true))
	if err != nil { // every part of it was written by this package
		panic(fmt.Sprint("issuers: ", err))
	}
	sum := sha256.Sum256(text)
	k.list.Store(&List{JSON: text, ETag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`, Refresh: refresh})
}

func (one *provider) json(c *Config) issuerJSON {
	i := one.issuer
	shown := issuerJSON{
		Name: i.Name, Issuer: i.Issuer, Algorithms: i.Algorithms, Audiences: i.Audiences, Claims: i.Claims, Rules: c.rules(i.Rules).json(),
	}
	one.mu.Lock()
	defer one.mu.Unlock()
	if !one.fetched.IsZero() {
		shown.FetchedAt, shown.Keys = one.fetched.UTC().Format(time.RFC3339), jsontext.Value(one.set.text)
	}
	return shown
}
