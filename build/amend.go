package build

import (
	"encoding/base64"
	"io"
	"strconv"
	"strings"
	"time"

	"jotlens/jose"
)

// An Amendment is a change that a helper makes to the texts of a draft.
type Amendment struct {
	// Op is one of "alg" and "enc" (Value is the algorithm), "iat", "nbf", "exp"
	// (Value is in how many seconds), "jti", "claim" (Value is its name),
	// "format", "sort", "compact" (Value is the part) and "encrypt".
	Op, Value string
}

// Amend makes an amendment and gives the texts of header and payload. Nothing
// else in them changes. why is "" or says why nothing was done: "header-broken",
// "payload-broken" (it is not JSON), "payload-not-object", "claim-there" or
// "no-token".
func Amend(d Draft, a Amendment, now time.Time, random io.Reader) (header, payload, why string) {
	header, payload = d.Header, d.Payload
	claim := func(name, value string) {
		if set, ok := SetMember(payload, name, value); ok {
			payload = set
		} else if payload == "" {
			payload, _ = SetMember("{}", name, value)
		} else {
			why = "payload-not-object"
		}
	}
	switch a.Op {
	case "alg", "enc":
		header, why = setAlgorithm(header, a, d)
	case "iat", "nbf":
		claim(a.Op, seconds(now))
	case "exp":
		in, _ := strconv.Atoi(a.Value)
		claim("exp", seconds(now.Add(time.Duration(in)*time.Second)))
	case "jti":
		var id [16]byte
		if _, err := io.ReadFull(random, id[:]); err != nil {
			return header, payload, "no-token"
		}
		claim("jti", jose.Quote(base64.RawURLEncoding.EncodeToString(id[:])))
	case "claim":
		if doc := jose.ReadJSON([]byte(payload)); doc.Member(a.Value) != nil {
			return header, payload, "claim-there"
		}
		claim(a.Value, placeholder(a.Value, now))
	case "format", "sort", "compact":
		part, name := &payload, "payload-broken"
		if a.Value == "header" {
			part, name = &header, "header-broken"
		}
		layout := Compact
		switch a.Op {
		case "format":
			layout = Indented
		case "sort":
			layout = Sorted
		}
		if text, ok := Write(*part, layout); ok {
			*part = text
		} else {
			why = name
		}
	case "encrypt":
		b := Sign(d, random)
		if b.Token == "" {
			return header, payload, "no-token"
		}
		header, payload = `{"alg":"`+algorithmFor(d)+`","enc":"`+encFor(d)+`","cty":"JWT"}`, b.Token
	}
	return header, payload, why
}

// setAlgorithm changes alg or enc. A signature algorithm takes enc away, which
// would make the token an encrypted one; key management adds it.
func setAlgorithm(header string, a Amendment, d Draft) (text, why string) {
	text, ok := SetMember(header, a.Op, jose.Quote(a.Value))
	if !ok {
		return header, "header-broken"
	}
	known, _ := jose.AlgorithmNamed(a.Value)
	switch {
	case a.Op == "enc":
	case known.Use == jose.KeyManagement:
		if jose.ReadJSON([]byte(text)).Member("enc") == nil {
			enc := "A256GCM"
			if a.Value == "dir" {
				enc = encFor(d)
			}
			text, _ = SetMember(text, "enc", jose.Quote(enc))
		}
	default:
		for _, name := range []string{"enc", "epk", "p2s", "p2c", "iv", "tag"} {
			text = DropMember(text, name)
		}
	}
	return text, ""
}

// algorithmFor is how a token is encrypted for the key of a draft.
func algorithmFor(d Draft) string {
	key, _ := d.readKey()
	if key == nil {
		return "RSA-OAEP-256"
	}
	for _, k := range key.Members() {
		switch {
		case k.Type == jose.TypeRSA:
			return "RSA-OAEP-256"
		case k.Type == jose.TypeEC || k.Type == jose.TypeOKP && k.Curve == "X25519":
			return "ECDH-ES+A256KW"
		case k.Secret() && (len(k.Bytes) == 16 || len(k.Bytes) == 24 || len(k.Bytes) == 32):
			return "dir"
		case k.Secret():
			return "PBES2-HS256+A128KW"
		}
	}
	return "RSA-OAEP-256"
}

// encFor is the content encryption that takes the secret of a draft as it is.
func encFor(d Draft) string {
	if key, _ := d.readKey(); key != nil && key.Secret() {
		switch len(key.Bytes) {
		case 16:
			return "A128GCM"
		case 24:
			return "A192GCM"
		}
	}
	return "A256GCM"
}

// placeholder is a value of the right kind for a registered claim.
func placeholder(name string, now time.Time) string {
	if known, ok := jose.ClaimNamed(name); ok && known.Time {
		return seconds(now)
	}
	switch name {
	case "iss":
		return `"https://issuer.example.com"`
	case "aud":
		return `"https://api.example.com"`
	case "sub":
		return `"1234567890"`
	case "email":
		return `"zoe@example.com"`
	case "scope":
		return `"openid profile"`
	case "locale":
		return `"en-US"`
	case "zoneinfo":
		return `"Europe/Paris"`
	case "birthdate":
		return `"2000-01-01"`
	case "profile", "picture", "website":
		return `"https://www.example.com/"`
	case "email_verified", "phone_number_verified":
		return "false"
	case "amr":
		return `["pwd"]`
	case "roles", "groups", "entitlements", "authorization_details":
		return "[]"
	case "address", "cnf", "act", "may_act", "events", "sub_jwk", "orig", "dest":
		return "{}"
	}
	return `""`
}

// DropMember takes all members of a name out of the object that is the text, and
// leaves every other byte as it is. A text that is no object stays.
func DropMember(text, name string) string {
	d := jose.ReadJSON([]byte(text))
	if !d.IsWholeObject() {
		return text
	}
	members := d.Root.Members
	var out strings.Builder
	at := 0 // what is written, or dropped
	kept := false
	for i, m := range members {
		if m.Name != name {
			kept = true
			continue
		}
		from, to := m.NameSpan.Start, m.Value.Span.End
		switch {
		case kept: // with the comma before it
			from = members[i-1].Value.Span.End
		case i+1 < len(members): // with the comma after it
			to = members[i+1].NameSpan.Start
		}
		out.WriteString(text[at:max(at, from)])
		at = max(at, to)
	}
	out.WriteString(text[at:])
	return out.String()
}
