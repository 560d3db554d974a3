package inspect

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"jotlens/jose"
)

// A KeySet is what a text holds that is no token but keys: a JWK Set or a JWK.
type KeySet struct {
	Keys    []SetKey `json:"keys"`
	Omitted int      `json:"omitted,omitempty"` // how many more there are, unread
	Swapped bool     `json:"swapped,omitempty"` // the key box holds a token
}

// A SetKey is one key of a KeySet.
type SetKey struct {
	Path         string        `json:"path,omitempty"` // for instance "keys[2]"; "" of a JWK that stands alone
	KeyID        string        `json:"kid,omitempty"`
	Type         jose.KeyType  `json:"type,omitempty"`
	Bits         int           `json:"bits,omitempty"`  // length of an RSA modulus
	Bytes        int           `json:"bytes,omitempty"` // length of a secret
	Curve        string        `json:"curve,omitempty"`
	Use          string        `json:"use,omitempty"`
	Ops          []string      `json:"key_ops,omitempty"`
	Alg          string        `json:"alg,omitempty"`
	Private      bool          `json:"private,omitempty"`    // it has a private half
	Thumbprint   string        `json:"thumbprint,omitempty"` // RFC 7638, SHA-256; "" of a secret, which it would help to guess
	Certificates []Certificate `json:"certificates,omitempty"`
	Error        string        `json:"error,omitempty"` // why it cannot be used, in lower case

	Span jose.Span `json:"-"` // where it stands in the payload
}

// A setKey is a key of the inspected set, with its place.
type setKey struct {
	jose.SetMember
	number int    // in the set, from 1
	path   string // "keys[2]"; "" of a JWK that stands alone
}

// reusedRules are the rules about tokens and their keys that mean the same for
// keys alone.
const reusedRules = " invisible-characters jwks-duplicate-kid jwks-mixed-symmetry jwks-key-skipped" +
	" rsa-key-short rsa-key-long rsa-bad-exponent rsa-roca ec-invalid-point x509-expired x509-weak x5c-key-mismatch "

// keysOnlyRules are all rules about a text that holds keys and no token.
var keysOnlyRules = sync.OnceValue(func() []Rule {
	rules := slices.Clone(keySetRules)
	for _, list := range [][]Rule{formRules(), tokenRules()} {
		for _, rule := range list {
			if strings.Contains(reusedRules, " "+rule.ID+" ") {
				rules = append(rules, rule)
			}
		}
	}
	return rules
})

// inspectKeys says what there is to say about a text that holds keys.
func (f *facts) inspectKeys(r *Report) {
	f.readKey()
	f.key, f.chosen = nil, nil // the key box is described, and not judged
	f.readSet()
	f.values = walkValues("payload", f.token.Payload)
	r.Form, r.Time.State = f.form(), TimeNone
	r.Form.WellFormed = f.token.Payload == nil || f.token.Payload.Valid()
	r.Findings, _ = f.run(r.Findings, keysOnlyRules())
	f.signature.State, f.signature.ReasonCode = Unverifiable, Reason{Code: "keys"}
	f.signature.Reason = f.signature.ReasonCode.sentence()
	r.Signature = f.signature
	r.KeySet = f.describeSet()
	sort.SliceStable(r.Findings, func(i, j int) bool { return rank(r.Findings[i].Severity) < rank(r.Findings[j].Severity) })
	r.Counts = countFindings(r.Findings)
	r.Expect, r.Leeway = f.req.Expect, f.req.Leeway
}

// readSet reads the keys of the text.
func (f *facts) readSet() {
	if f.token.Kind == jose.KindOtherKeys {
		return
	}
	for i, member := range jose.ReadKeySet(f.token.Payload) {
		m := &setKey{SetMember: member, number: i + 1}
		if f.token.Kind == jose.KindKeySet {
			m.path = "[" + strconv.Itoa(i) + "]"
			if f.token.Payload.IsObject() {
				m.path = "keys" + m.path
			}
		}
		f.set = append(f.set, m)
		if m.Key != nil {
			f.readable = append(f.readable, m)
		}
	}
}

func (f *facts) describeSet() *KeySet {
	set := &KeySet{Keys: make([]SetKey, len(f.set))}
	if f.token.Kind != jose.KindOtherKeys {
		set.Omitted = len(jose.KeyNodes(f.token.Payload)) - len(f.set)
	}
	for i, m := range f.set {
		set.Keys[i] = f.describeSetKey(m)
	}
	if f.req.Key != "" {
		switch jose.Parse(FindTokens(f.req.Key).Tokens[0].Text).Kind {
		case jose.KindJWSCompact, jose.KindJWECompact, jose.KindSDJWT:
			set.Swapped = true
		}
	}
	return set
}

func (f *facts) describeSetKey(m *setKey) SetKey {
	v := SetKey{Path: m.path, Span: m.Node.Span, KeyID: valid(m.text("kid")), Use: valid(m.text("use")), Alg: valid(m.text("alg"))}
	v.Private = m.private() != ""
	k := m.Key
	if k == nil {
		v.Error = m.Problem.Error()
		return v
	}
	v.Type, v.Bits, v.Curve, v.Bytes = k.Type, k.Bits, k.Curve, len(k.Bytes)
	for _, op := range k.Ops {
		v.Ops = append(v.Ops, valid(op))
	}
	if !k.Secret() {
		v.Thumbprint = k.Thumbprint
	}
	v.Certificates = f.chainWithin(k)
	return v
}

// chainWithin describes the certificates of a key. Whether they vouch for each
// other costs a signature check for each, so it is left out where the report has
// done enough of them.
func (f *facts) chainWithin(k *jose.Key) []Certificate {
	cost := 2 * len(k.Certificates) * workOf("", k)
	if f.work+cost <= maxWork {
		f.work += cost
		return chainOf(k.Certificates)
	}
	list := make([]Certificate, len(k.Certificates))
	for i, c := range k.Certificates {
		list[i] = plainCertificate(c)
	}
	return list
}

func valid(text string) string { return strings.ToValidUTF8(text, "\ufffd") }

// text is the value of a member that is a string, "" otherwise.
func (m *setKey) text(name string) string {
	if m.Node.Kind != jose.Object {
		return ""
	}
	if v := m.Node.Member(name); v != nil && v.Kind == jose.String {
		return v.Value
	}
	return ""
}

// private names the first member that holds a part of a private key; "" when
// none does. Some programs write null, or nothing, for what they leave out.
func (m *setKey) private() string {
	for _, member := range m.Node.Members {
		if v := member.Value; jose.PrivateMember(member.Name) && v != nil && v.Kind != jose.Null && (v.Kind != jose.String || v.Value != "") {
			return member.Name
		}
	}
	return ""
}

// secret reports whether the key is a shared secret, usable or not.
func (m *setKey) secret() bool { return m.text("kty") == "oct" }

// at is a hit at one of the key's members, or at the whole key when it has none
// of that name. Pairs are the names and values of its Args in turn.
func (m *setKey) at(name string, pairs ...string) Hit {
	h := Hit{Path: m.path, Part: "payload", Span: m.Node.Span, Args: map[string]string{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		h.Args[pairs[i]] = pairs[i+1]
	}
	for _, member := range m.Node.Members {
		if member.Name == name {
			h.Path, h.Span = strings.TrimPrefix(memberPath(m.path, name), "."), spanOf(member)
		}
	}
	return h
}

// name is how a sentence about the key begins.
func (m *setKey) name() string {
	switch kid := m.text("kid"); {
	case m.path == "":
		return "This JWK"
	case kid != "":
		return "Key " + strconv.Itoa(m.number) + ", “" + excerpt(kid) + "”,"
	}
	return "Key " + strconv.Itoa(m.number)
}

// eachJudged visits the keys that the rules about the quality of keys judge: the
// one that was chosen for the token, or all of a set that is inspected itself.
// place is where a finding about the member called name belongs.
func (f *facts) eachJudged(visit func(k *jose.Key, place func(name string, args ...string) Hit)) {
	if f.chosen != nil {
		visit(f.chosen, func(string, ...string) Hit { return Hit{Path: "key", Part: "key"} })
	}
	for _, m := range f.readable {
		visit(m.Key, m.at)
	}
}
