package jose

import (
	"strings"
	"testing"
)

func TestTextsThatHoldKeysAreToldFromTokens(t *testing.T) {
	const ec = `{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}`
	for text, want := range map[string]Kind{
		`{"keys":[]}`:                             KindKeySet,
		`{"keys":[` + ec + `]}`:                   KindKeySet,
		` {"issuer":"x","keys":[1,` + ec + `]} `:  KindKeySet,
		`[` + ec + `]`:                            KindKeySet,
		`{"keys":[` + ec + `,{"kty":"RSA","n":"4`: KindKeySet,
		`{"keys":[` + ec + `]} and more`:          KindKeySet,
		ec:                                        KindKey,
		`{"a":"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"}`: KindOtherKeys,
		`{"issuer":"https://a.example","jwks_uri":"https://a.example/keys"}`:     KindOtherKeys,
		"-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----":             KindOtherKeys,
		`{"keys":[1,2]}`:                        KindJSON,
		`{"keys":{"a":1}}`:                      KindJSON,
		`{"sub":"zoe"}`:                         KindJSON,
		`{}`:                                    KindJSON,
		`[1]`:                                   KindUnknown,
		`{"signature":"x","keys":[` + ec + `]}`: KindJWSJSON,
	} {
		got := Parse(text)
		if got.Kind != want {
			t.Errorf("%s is %s, want %s", text, got.Kind, want)
		}
		if got.Kind.HoldsKeys() && (got.Header != nil || got.SegmentCount != 0) {
			t.Errorf("%s has a header or segments", text)
		}
	}
}

func TestKeysOfASetAreReadOneByOne(t *testing.T) {
	d := ReadJSON([]byte(`{"keys":[{"kty":"oct","k":"AAAA"},7,{"kty":"XYZ"}]}`))
	members := ReadKeySet(d)
	if len(members) != 3 || members[0].Key == nil || members[1].Problem == nil || members[2].Problem.Code != "jwk-kty-value" {
		t.Errorf("%+v", members)
	}
	if d = ReadJSON([]byte(`{"keys":[` + strings.Repeat(`{"kty":"oct","k":"AA"},`, MaxKeys+5) + `{}]}`)); len(ReadKeySet(d)) != MaxKeys || len(KeyNodes(d)) != MaxKeys+6 {
		t.Error("the bound on keys does not hold")
	}
}
