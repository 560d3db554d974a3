package issuers

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"jotlens/jose"
)

var durationType = reflect.TypeFor[Duration]()

// kind is what a member must be, in words.
func kind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "an array"
	case reflect.String:
		return "a string"
	}
	return "an object"
}

// A checker collects the first fault.
type checker struct{ err error }

func (c *checker) fault(place, format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%s %s", place, fmt.Sprintf(format, args...))
	}
}

// text asks for 1 to most characters without controls.
func (c *checker) text(place, s string, most int) {
	switch n := utf8.RuneCountInString(s); {
	case s == "":
		c.fault(place, "must not be empty")
	case n > most:
		c.fault(place, "must be at most %d characters long, and has %d", most, n)
	case strings.ContainsFunc(s, unicode.IsControl):
		c.fault(place, "must not have control characters")
	}
}

// list asks for at most so many different texts.
func (c *checker) list(place string, list []string, most, length int) {
	if len(list) > most {
		c.fault(place, "must have at most %d entries", most)
		return
	}
	for i, s := range list {
		c.text(fmt.Sprintf("%s/%d", place, i), s, length)
		if slices.Contains(list[:i], s) {
			c.fault(fmt.Sprintf("%s/%d", place, i), "is there twice; keep one")
		}
	}
}

func (c *checker) claims(place string, claims map[string]string) {
	if len(claims) > maxClaims {
		c.fault(place, "must have at most %d claims", maxClaims)
	}
	for name, words := range claims {
		c.text(place+"/"+name, words, maxWords)
		c.text(place+" has a name that", name, maxWords)
	}
}

func (c *checker) rules(place string, r *Rules) {
	if r == nil {
		return
	}
	if d := time.Duration(r.MaxLifetime); d != 0 && (d < minLifetime || d > maxLifetime) {
		c.fault(place+"/max_lifetime", "must be from 1s to 87600h, such as \"1h\"")
	}
	if r.AudiencePattern != "" {
		c.text(place+"/audience_pattern", r.AudiencePattern, maxWords)
		if strings.Count(r.AudiencePattern, "*") > 5 {
			c.fault(place+"/audience_pattern", "must have at most 5 asterisks")
		}
	}
	c.list(place+"/forbidden_claims", r.ForbiddenClaims, maxForbid, maxWords)
}

// check looks at everything that can be judged without asking a provider.
func (c *Config) check() error {
	var k checker
	if len(c.Issuers) == 0 && c.Rules == nil && len(c.Claims) == 0 {
		k.fault("/issuers", "is missing; write {\"issuers\": [{\"name\": \"Corp SSO\", \"issuer\": \"https://login.corp.example\"}]}")
	}
	if len(c.Issuers) > maxIssuers {
		k.fault("/issuers", "must have at most %d entries", maxIssuers)
	}
	if c.Proxy != "" && c.Proxy != "environment" {
		k.fault("/proxy", "must be \"environment\", or be left out")
	}
	k.rules("/rules", c.Rules)
	k.claims("/claims", c.Claims)
	for i := range c.Issuers {
		issuer, place := &c.Issuers[i], fmt.Sprintf("/issuers/%d", i)
		k.issuer(place, issuer)
		for _, other := range c.Issuers[:i] {
			if other.Issuer == issuer.Issuer {
				k.fault(place+"/issuer", "is the same as that of “%s”; keep one", other.Name)
			}
			if other.Name == issuer.Name {
				k.fault(place+"/name", "is there twice; give each issuer a name of its own")
			}
		}
	}
	return k.err
}

func (c *checker) issuer(place string, i *Issuer) {
	c.text(place+"/name", i.Name, maxName)
	c.text(place+"/issuer", i.Issuer, maxURL)
	c.list(place+"/audiences", i.Audiences, maxList, maxURL)
	c.list(place+"/algorithms", i.Algorithms, maxList, maxName)
	for n, alg := range i.Algorithms {
		if need, known := jose.NeedOf(alg); !known || need.Type == jose.TypeOct || !jose.Verifiable(alg) {
			c.fault(fmt.Sprintf("%s/algorithms/%d", place, n), "must be an algorithm with public keys that can be checked here, such as \"RS256\"")
		}
	}
	c.claims(place+"/claims", i.Claims)
	c.rules(place+"/rules", i.Rules)
	switch d := time.Duration(i.Refresh); {
	case d == 0:
		i.Refresh = Duration(defaultRefresh)
	case d < minRefresh, d > maxRefresh:
		c.fault(place+"/refresh", "must be from 10s to 24h, such as \"5m\"")
	}
	switch {
	case i.JWKSURI != "" && i.JWKSFile != "":
		c.fault(place, "has both jwks_uri and jwks_file; keep one")
	case i.JWKSFile != "" && (i.CAFile != "" || i.AllowHTTP):
		c.fault(place, "reads its keys from jwks_file, and so needs neither ca_file nor allow_http")
	case !i.discovers() && i.Hosts != nil:
		c.fault(place+"/hosts", "means something only where the provider is asked for the address of its keys; leave it out")
	case i.JWKSURI != "":
		c.url(place+"/jwks_uri", i.JWKSURI, i)
	case i.discovers():
		c.url(place+"/issuer", i.Issuer, i)
		if strings.ContainsAny(i.Issuer, "?#") {
			c.fault(place+"/issuer", "must have neither query nor fragment to be asked for its keys; name jwks_uri or jwks_file")
		}
	}
	c.list(place+"/hosts", i.Hosts, maxList, maxWords)
	for n, host := range i.Hosts {
		if u, err := url.Parse("https://" + host); err != nil || u.Host != host || host != strings.ToLower(host) {
			c.fault(fmt.Sprintf("%s/hosts/%d", place, n), "must be a host such as \"keys.corp.example\", perhaps with a port, in lower case")
		}
	}
}

// url asks for an address that may be fetched.
func (c *checker) url(place, text string, i *Issuer) {
	if err := i.fetchable(text); err != nil {
		c.fault(place, "%v", err)
	}
}

// fetchable says why an address must not be asked for; nil when it may.
func (i *Issuer) fetchable(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.Opaque != "":
		return errors.New("must be an address such as https://login.corp.example")
	case u.User != nil:
		return errors.New("must not have a user name or password in it")
	case u.Scheme == "http" && !i.AllowHTTP:
		return errors.New("is http: whoever stands in between could name keys of their own; use https, or set allow_http")
	case !i.secure(u.Scheme):
		return errors.New("must be https")
	case len(text) > maxURL:
		return fmt.Errorf("must be at most %d bytes long", maxURL)
	}
	return nil
}
