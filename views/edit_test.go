package views

import (
	"crypto/rand"
	"strings"
	"testing"

	"jotlens/build"
	"jotlens/jose"
	"jotlens/views/i18n"
)

func TestWhatBecameOfADraftIsSaid(t *testing.T) {
	const header, payload, secret = `{"alg":"HS256"}`, `{"sub":"zoe"}`, "correct-horse-battery-staple-of-32-bytes"
	rsa, err := jose.Generate("RSA-2048", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public, _ := rsa.PEM(false)
	from := build.Original{Token: "e30.e30.AAAA", Header: header, Payload: payload}
	tests := []struct {
		name         string
		draft        build.Draft
		rekeyed      bool
		status, part string
		words        string
	}{
		{"signed", build.Draft{Header: header, Payload: payload, Key: secret}, false, "Signed with HS256", "", ""},
		{"another key", build.Draft{Header: header, Payload: payload, Key: secret}, true, "signed again, with HS256", "", ""},
		{"unchanged", build.Draft{Header: header, Payload: payload, From: from}, false, "byte for byte", "", ""},
		{"unsecured", build.Draft{Header: `{"alg":"none"}`, Payload: payload}, false, "Not signed", "", ""},
		{"no key", build.Draft{Header: header, Payload: payload}, false, "The key box is empty", "", ""},
		{"misfit", build.Draft{Header: `{"alg":"RS256"}`, Payload: payload, Key: secret}, false, "RS256 needs an RSA private key; the key box holds a secret.", "", ""},
		{"public", build.Draft{Header: `{"alg":"RS256"}`, Payload: payload, Key: public}, false, "the public key, which verifies and cannot sign", "", ""},
		{"wrong curve", build.Draft{Header: `{"alg":"ES256"}`, Payload: payload, Key: public}, false, "ES256 needs a private key on P-256; the key box holds a public key (RSA).", "", ""},
		{"broken", build.Draft{Header: header, Payload: "{\n\"a\":}", Key: secret}, false, "last good one", "payload", "Payload, line 2, column 5: "},
		{"no object", build.Draft{Header: "[]", Payload: payload, Key: secret}, false, "last good one", "header", "Header: It must be a JSON object."},
		{"encrypted", build.Draft{Header: `{"alg":"RSA-OAEP","enc":"A128GCM"}`, Payload: payload, Key: public}, false, "put the private key into the key box", "", ""},
		{"wrong length", build.Draft{Header: `{"alg":"dir","enc":"A128GCM"}`, Payload: payload, Key: secret}, false, "exactly 16 bytes; this one has 40.", "", ""},
		{"other kind", build.Draft{Header: `{"alg":"dir","enc":"A128GCM"}`, Payload: payload, Key: public}, false, "dir needs a shared secret; the key box holds a public key (RSA).", "", ""},
	}
	for _, test := range tests {
		w := Write(test.draft, build.Sign(test.draft, rand.Reader), test.rekeyed, i18n.English())
		if !strings.Contains(w.Status, test.status) || w.Part != test.part || !strings.HasPrefix(w.Words, test.words) || (w.Words == "") != (test.words == "") {
			t.Errorf("%s: %+v", test.name, w)
		}
	}
}

// Everything that can be made is offered, each once.
func TestTheMenuOffersEveryAlgorithm(t *testing.T) {
	offered := map[string]int{}
	for _, group := range editAlgorithms() {
		for _, name := range group.Names {
			offered[name]++
		}
	}
	for _, a := range jose.Algorithms {
		want := 1
		if a.Use == jose.ContentEncryption || a.Prohibited || a.Use == jose.Signing && a.Name != "none" && !jose.Verifiable(a.Name) {
			want = 0
		}
		if offered[a.Name] != want {
			t.Errorf("%s is offered %d times", a.Name, offered[a.Name])
		}
	}
	if len(editEncryptions()) != 6 {
		t.Errorf("%v", editEncryptions())
	}
}
