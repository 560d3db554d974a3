// Package issuers reads the list of an organisation's identity providers and
// keeps their key sets: it fetches them, and only them, again and again, and has
// the last good ones at hand. What a token says never reaches it.
package issuers

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// The bounds of the file.
const (
	maxFile    = 256 << 10 // bytes
	maxIssuers = 20
	maxName    = 60      // characters
	maxURL     = 2 << 10 // bytes, of an issuer or an audience, too
	maxList    = 20      // entries of algorithms, audiences and hosts
	maxClaims  = 100     // descriptions
	maxWords   = 200     // characters of a description, and of a pattern
	maxForbid  = 100     // claims

	minRefresh     = 10 * time.Second
	maxRefresh     = 24 * time.Hour
	defaultRefresh = 5 * time.Minute
	minLifetime    = time.Second
	maxLifetime    = 10 * 365 * 24 * time.Hour
)

// A Config is the file, read and checked.
type Config struct {
	Issuers []Issuer          `json:"issuers"`
	Rules   *Rules            `json:"rules"`  // for every token
	Claims  map[string]string `json:"claims"` // descriptions, for every token
	Proxy   string            `json:"proxy"`  // "environment" takes HTTPS_PROXY and the like; "" reaches the providers directly

	folder string // of the file; other files are named relative to it
}

// An Issuer is one identity provider, as the operator describes it.
type Issuer struct {
	Name       string            `json:"name"`   // what people call it
	Issuer     string            `json:"issuer"` // the exact "iss" of its tokens
	JWKSURI    string            `json:"jwks_uri"`
	JWKSFile   string            `json:"jwks_file"`
	Hosts      []string          `json:"hosts"`   // where the discovery document may say that the keys are, besides the issuer's own host
	CAFile     string            `json:"ca_file"` // PEM; these authorities, and no others, vouch for the provider
	Algorithms []string          `json:"algorithms"`
	Audiences  []string          `json:"audiences"`
	AllowHTTP  bool              `json:"allow_http"`
	Refresh    Duration          `json:"refresh"` // the longest until a new key is known in every tab
	Claims     map[string]string `json:"claims"`
	Rules      *Rules            `json:"rules"` // each member stands for that of the rules for every token
}

// Rules are what the organisation asks of its tokens. What is empty is not asked.
type Rules struct {
	MaxLifetime     Duration `json:"max_lifetime"`
	AudiencePattern string   `json:"audience_pattern"` // each * stands for letters, digits, dots, hyphens and underscores
	ForbiddenClaims []string `json:"forbidden_claims"`
}

// A Duration is written as text, such as "5m".
type Duration time.Duration

// UnmarshalText reads it.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	*d = Duration(v)
	return err
}

// Read reads and checks a file. An error names the file, the place in it as a
// JSON Pointer, and what to write there.
func Read(path string) (*Config, error) {
	f, err := os.Open(path) // #nosec G304 -- the operator names the file
	if err != nil {
		return nil, fmt.Errorf("the list of issuers cannot be opened: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("the list of issuers cannot be read: %w", err)
	}
	c := &Config{folder: filepath.Dir(path)}
	if len(text) > maxFile {
		err = fmt.Errorf("is longer than %d kB", maxFile>>10)
	} else if err = json.Unmarshal(text, c, json.RejectUnknownMembers(true)); err != nil {
		err = readable(err)
	} else {
		err = c.check()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// readable says in our words what is wrong with the JSON, and where.
func readable(err error) error {
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		if errors.Is(err, jsontext.ErrDuplicateName) {
			return fmt.Errorf("%s is there twice; keep one", syntax.JSONPointer)
		}
		return fmt.Errorf("%s at byte %d: this is not JSON: %w", where(syntax.JSONPointer), syntax.ByteOffset, syntax.Err)
	}
	semantic, ok := errors.AsType[*json.SemanticError](err)
	switch {
	case !ok:
		return err
	case errors.Is(err, json.ErrUnknownName):
		return fmt.Errorf("%s is not known; see docs/issuers.md for the members", semantic.JSONPointer)
	case semantic.GoType == durationType:
		return fmt.Errorf("%s must be a duration such as \"5m\"", semantic.JSONPointer)
	}
	return fmt.Errorf("%s must be %s", where(semantic.JSONPointer), kind(semantic.GoType))
}

func where(p jsontext.Pointer) string {
	if p == "" {
		return "the file"
	}
	return string(p)
}

// file is the path of a file that the list names.
func (c *Config) file(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(c.folder, name)
}

// rules are those for the tokens of an issuer.
func (c *Config) rules(own *Rules) Rules {
	var r Rules
	if c.Rules != nil {
		r = *c.Rules
	}
	if own == nil {
		return r
	}
	if own.MaxLifetime != 0 {
		r.MaxLifetime = own.MaxLifetime
	}
	if own.AudiencePattern != "" {
		r.AudiencePattern = own.AudiencePattern
	}
	if own.ForbiddenClaims != nil {
		r.ForbiddenClaims = own.ForbiddenClaims
	}
	return r
}

// secure reports whether a URL is https, or may be http.
func (i *Issuer) secure(scheme string) bool {
	return scheme == "https" || i.AllowHTTP && scheme == "http"
}

// discovers reports whether the provider itself says where its keys are.
func (i *Issuer) discovers() bool { return i.JWKSURI == "" && i.JWKSFile == "" }

// discovery is the address of the provider's description (OpenID Connect
// Discovery 1.0 §4).
func (i *Issuer) discovery() string {
	return strings.TrimSuffix(i.Issuer, "/") + "/.well-known/openid-configuration"
}
