package inspect

import (
	"slices"
	"strconv"

	"jotlens/jose"
)

// An Organisation is what the operator of a site says about the tokens that come
// there: who issues them, by which keys, and what the house asks of them.
type Organisation struct {
	Issuers []Issuer
	Rules   *OrgRules // for the tokens of everybody else; nil asks nothing
	Claims  []ClaimWords
}

// An Issuer is an identity provider that the operator vouches for.
type Issuer struct {
	Name       string // what people call it
	Issuer     string // the exact “iss” of its tokens
	Algorithms []string
	Audiences  []string
	Rules      *OrgRules
	Claims     []ClaimWords
	Keys       string // a JWK Set of public keys; "" when none could be had yet
	FetchedAt  string // when it was last known to be the issuer's (RFC 3339)
}

// OrgRules are what the house asks of a token. What is empty is not asked.
type OrgRules struct {
	MaxLifetime     float64 // seconds
	AudiencePattern string  // see matchesPattern
	ForbiddenClaims []string
}

// ClaimWords say in the words of the operator what a claim of the house means.
type ClaimWords struct{ Name, Words string }

// A KnownIssuer is the issuer of a token, if the operator lists it.
type KnownIssuer struct {
	Name      string `json:"name"`
	FetchedAt string `json:"fetched_at,omitempty"` // when its keys were (RFC 3339)
	Pinned    bool   `json:"pinned"`               // its keys were the key, because nobody gave one
	Expected  bool   `json:"expected"`             // the expectations are the operator's, because nobody stated any
}

// ReadOrganisation reads what a server of ours answers at /issuers.json. What it
// cannot read is as if it were not there.
func ReadOrganisation(text string) (o Organisation) {
	d := jose.ReadJSON([]byte(text))
	if !d.IsWholeObject() {
		return o
	}
	o.Rules, o.Claims = orgRulesOf(d.Member("rules")), claimWordsOf(d.Member("claims"))
	list := d.Member("issuers")
	if list == nil {
		return o
	}
	o.Issuers = make([]Issuer, len(list.Elements))
	for k, n := range list.Elements {
		i := &o.Issuers[k]
		i.Name, i.Issuer, i.FetchedAt = textOf(n, "name"), textOf(n, "issuer"), textOf(n, "fetched_at")
		i.Algorithms, i.Audiences = textsIn(n, "algorithms"), textsIn(n, "audiences")
		i.Rules, i.Claims = orgRulesOf(n.Member("rules")), claimWordsOf(n.Member("claims"))
		if keys := n.Member("jwks"); keys != nil {
			i.Keys = d.Raw(keys.Span)
		}
	}
	return o
}

// textOf is the text of a member, "" when it has none.
func textOf(n *jose.Node, name string) string {
	if m := n.Member(name); m != nil && m.Kind == jose.String {
		return m.Value
	}
	return ""
}

// textsIn are the texts of an array.
func textsIn(n *jose.Node, name string) []string {
	m := n.Member(name)
	if m == nil {
		return nil
	}
	list, _ := stringsOf(m)
	return list
}

func orgRulesOf(n *jose.Node) *OrgRules {
	if n == nil {
		return nil
	}
	r := &OrgRules{}
	if life := n.Member("max_lifetime"); life != nil {
		r.MaxLifetime, _ = strconv.ParseFloat(life.Value, 64)
	}
	r.AudiencePattern, r.ForbiddenClaims = textOf(n, "audience_pattern"), textsIn(n, "forbidden_claims")
	return r
}

func claimWordsOf(n *jose.Node) (list []ClaimWords) {
	if n == nil {
		return nil
	}
	for _, m := range n.Members {
		list = append(list, ClaimWords{m.Name, m.Value.Value})
	}
	return list
}

// issuer is the listed issuer of a token, nil when there is none. The names are
// compared byte for byte, and a name that stands there twice is none: nothing
// that a token says leads to a key, except by being on the list.
func (f *facts) issuer() *Issuer {
	list := f.req.Organisation.Issuers
	if len(list) == 0 {
		return nil
	}
	name := f.issuerName()
	for i := range list {
		if list[i].Issuer == name && name != "" {
			return &list[i]
		}
	}
	return nil
}

// issuerName is “iss”, "" when it is no text or there twice.
func (f *facts) issuerName() string {
	if name, _ := textsOf(f.token.Payload, "iss", false); len(name) == 1 {
		return name[0]
	}
	return ""
}

// pinned is the issuer by whose keys a signed token is judged, because nobody
// gave a key; nil when it is judged otherwise.
func (f *facts) pinned() *Issuer {
	if f.req.Key != "" || !f.hasSignature() {
		return nil
	}
	return f.issuer()
}

// hasKey reports whether there is a key to judge by.
func (f *facts) hasKey() bool {
	i := f.pinned()
	return f.req.Key != "" || i != nil && i.Keys != ""
}

// signs reports whether the issuer signs with an algorithm. It has no shared
// secret to sign with.
func (i *Issuer) signs(alg string) bool {
	return !jose.IsHMAC(alg) && (len(i.Algorithms) == 0 || slices.Contains(i.Algorithms, alg))
}

// withoutIssuer is the verdict about a token as long as nobody gave a key, and
// no issuer did either.
func (f *facts) withoutIssuer() (SignatureState, string, map[string]string) {
	if i := f.pinned(); i != nil {
		return Unverified, "issuer-no-keys", map[string]string{"issuer": i.Name}
	}
	list := f.req.Organisation.Issuers
	for i := range list {
		if how := nearly(f.issuerName(), list[i].Issuer); how != "" {
			return Unverified, "issuer-nearly", map[string]string{"issuer": list[i].Name, "how": how}
		}
	}
	return Unverified, "", nil
}

// house are the rules and the words for this token.
func (f *facts) house() (*OrgRules, []ClaimWords) {
	o := &f.req.Organisation
	if i := f.issuer(); i != nil {
		return i.Rules, append(i.Claims[:len(i.Claims):len(i.Claims)], o.Claims...)
	}
	return o.Rules, o.Claims
}

// known notes the issuer in the report. Where nobody said what is expected, it is
// what the operator says about the issuer of the innermost token.
func (f *facts) known(r *Report) {
	_, r.Claims = f.house()
	if i := f.issuer(); i != nil {
		r.Issuer = &KnownIssuer{Name: i.Name, FetchedAt: i.FetchedAt, Pinned: f.pinned() != nil}
		r.Listed = i
	}
	if f.jwe.depth > 0 || r.Expect.asks() || len(r.Expect.Faults) > 0 || f.req.OwnExpect {
		return
	}
	layers := r.Layers()
	if inner := layers[len(layers)-1]; inner.Listed != nil {
		inner.Issuer.Expected, r.ExpectedOf = true, inner.Issuer
		i := inner.Listed
		r.Expect.Issuer, r.Expect.Audiences, r.Expect.Algorithms = i.Issuer, i.Audiences, i.Algorithms
	}
}

// Expectations are what the operator expects of the issuer's tokens.
func (i *Issuer) Expectations() Expectations {
	return Expectations{Issuer: i.Issuer, Audiences: i.Audiences, Algorithms: i.Algorithms}
}
