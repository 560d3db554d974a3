package build

import (
	"crypto/sha256"

	"jotlens/jose"
)

// ofKind makes the example of a kind of token. Those that signed tokens of the
// kind with RSA use it here; elsewhere keys are quick to make.
func (m *exampleMaker) ofKind(name string) ExampleToken {
	switch name {
	case "id-token":
		return m.identified("ES256", "JWT", idClaims, asJWK)
	case "access-token":
		return m.identified("ES256", "at+jwt", accessClaims, asJWK)
	case "refresh-token":
		secret := m.key("HS512")
		return m.shown(m.sign("HS512", secret, `"typ":"JWT","kid":"`+m.id()+`"`, m.claims(refreshClaims)), secret, asSecret)
	case "logout-token":
		return m.identified("ES256", "logout+jwt", logoutClaims, asJWK)
	case "dpop-proof":
		key := m.key("ES256")
		return m.shown(m.sign("ES256", key, `"typ":"dpop+jwt","jwk":`+m.bareJWK(key), m.claims(dpopClaims)), key, asPEM)
	case "kubernetes":
		return m.identified("RS256", "", kubernetesClaims, asPEM)
	case "github-actions":
		return m.identified("RS256", "JWT", githubClaims, asJWK)
	case "sd-jwt":
		return m.disclosing()
	case "jwe-dir":
		key := m.forEncryption("HS256") // 32 bytes, as A256GCM asks for
		return m.shown(m.encrypt(`{"alg":"dir","enc":"A256GCM","typ":"JWT"}`, m.claims(ordinaryClaims), key), key, asSecret)
	case "jwe-rsa":
		key := m.forEncryption("RSA-2048")
		return m.shown(m.encrypt(`{"alg":"RSA-OAEP-256","enc":"A256GCM","cty":"text/plain"}`, secretMessage, key), key, asPrivate)
	case "jwe-ecdh":
		key := m.forEncryption("P-256")
		return m.shown(m.encrypt(`{"alg":"ECDH-ES","enc":"A256GCM","cty":"text/plain"}`, secretMessage, key), key, asPrivate)
	case "nested":
		return m.nested()
	case "jws-json":
		return m.generalJSON()
	case "detached":
		return m.detached()
	case "jwk-set":
		return m.ofSet()
	}
	m.err = ErrNoExample
	return ExampleToken{}
}

// identified is a token whose header names its key by the thumbprint. typ may be
// empty.
func (m *exampleMaker) identified(alg, typ, claims string, form keyForm) ExampleToken {
	key := m.key(alg)
	if key == nil {
		return ExampleToken{}
	}
	header := `"kid":"` + key.Thumbprint + `"`
	if typ != "" {
		header = `"typ":"` + typ + `",` + header
	}
	return m.shown(m.sign(alg, key, header, m.claims(claims)), key, form)
}

// bareJWK is the public half of a key without a key ID.
func (m *exampleMaker) bareJWK(key *jose.Key) string {
	if m.err != nil {
		return ""
	}
	bare := *key
	bare.KeyID, bare.Thumbprint = "", ""
	text, err := bare.JWK(false)
	m.err = err
	return text
}

func (m *exampleMaker) forEncryption(recipe string) *jose.Key {
	key := m.recipe(recipe)
	if key != nil {
		key.Use, key.Alg = "enc", ""
	}
	return key
}

func (m *exampleMaker) encrypt(header, plaintext string, key *jose.Key) string {
	if m.err != nil {
		return ""
	}
	token, err := jose.Encrypt(header, []byte(plaintext), key, m.random)
	if err != nil { // a nil *JWEError is no nil error
		m.err = err
	}
	return token
}

// nested is a signed token inside an encrypted one (RFC 7519 appendix A.2). The
// key is a set: one opens, the other verifies.
func (m *exampleMaker) nested() ExampleToken {
	opening, signing := m.forEncryption("P-256"), m.key("ES256")
	if m.err != nil {
		return ExampleToken{}
	}
	signing.Use = "sig"
	inner := m.sign("ES256", signing, `"typ":"JWT","kid":"`+signing.Thumbprint+`"`, m.claims(ordinaryClaims))
	outer := m.encrypt(`{"alg":"ECDH-ES","enc":"A256GCM","cty":"JWT","kid":"`+opening.Thumbprint+`"}`, inner, opening)
	return m.withSet(outer, m.shown("", opening, asPrivate).Key, m.shown("", signing, asJWK).Key)
}

// ofSet is a token and the JWK Set of its issuer: the key that signs now and the
// one before it.
func (m *exampleMaker) ofSet() ExampleToken {
	previous, current := m.key("ES256"), m.key("ES256")
	if m.err != nil {
		return ExampleToken{}
	}
	for _, key := range []*jose.Key{previous, current} {
		key.Use, key.Alg = "sig", "ES256"
	}
	token := m.sign("ES256", current, `"typ":"JWT","kid":"`+current.Thumbprint+`"`, m.claims(ordinaryClaims))
	return m.withSet(token, m.shown("", previous, asJWK).Key, m.shown("", current, asJWK).Key)
}

func (m *exampleMaker) withSet(token, first, second string) ExampleToken {
	return ExampleToken{Token: token, Key: `{"keys":[` + first + "," + second + "]}", Encoding: jose.Auto}
}

// generalJSON is a JWS with one signature in general JSON form (RFC 7515 §7.2.1).
func (m *exampleMaker) generalJSON() ExampleToken {
	made := m.ofAlgorithm("ES256")
	if m.err == nil {
		s := jose.Parse(made.Token).Segments
		made.Token = `{"payload":"` + s[1].Text + `","signatures":[{"protected":"` + s[0].Text + `","signature":"` + s[2].Text + `"}]}`
	}
	return made
}

// detached is a JWS whose payload travels beside it (RFC 7515 appendix F), as in
// the signature of a webhook.
func (m *exampleMaker) detached() ExampleToken {
	key := m.key("ES256")
	body := m.claims(webhookBody)
	made := m.shown(m.sign("ES256", key, `"typ":"JOSE"`, body), key, asPEM)
	if m.err == nil {
		s := jose.Parse(made.Token).Segments
		made.Token, made.Payload = s[0].Text+".."+s[2].Text, body
	}
	return made
}

// disclosing is a credential of which the holder discloses two claims of three,
// with the proof that the holder has the key in it (RFC 9901).
func (m *exampleMaker) disclosing() ExampleToken {
	issuer, holder := m.key("ES256"), m.key("ES256")
	var disclosures [3]string
	digests := ""
	for i, claim := range []string{`"given_name","Zoë"`, `"family_name","Kravar"`, `"employee_since","2019-04-01"`} {
		disclosures[i] = encode(`["` + m.id() + `",` + claim + `]`)
		sum := sha256.Sum256([]byte(disclosures[i]))
		if i > 0 {
			digests += ","
		}
		digests += `"` + encode(string(sum[:])) + `"`
	}
	payload := m.claims(`{"iss":"https://login.example.com","vct":"https://login.example.com/employee","sub":"zoe","iat":{now},"exp":{soon},"_sd":[`) +
		digests + `],"_sd_alg":"sha-256","cnf":{"jwk":` + m.bareJWK(holder) + `}}`
	presented := m.sign("ES256", issuer, `"typ":"dc+sd-jwt"`, payload) + "~" + disclosures[0] + "~" + disclosures[1] + "~"
	sum := sha256.Sum256([]byte(presented))
	binding := m.sign("ES256", holder, `"typ":"kb+jwt"`,
		m.claims(`{"iat":{now},"aud":"https://orders.example.com","nonce":"{id}","sd_hash":"`)+encode(string(sum[:]))+`"}`)
	return m.shown(presented+binding, issuer, asJWK)
}
