package jose

import (
	"encoding/base64"
	"strings"
	"testing"
)

// compact joins JSON texts to a compact serialization with the signature given.
func compact(header, payload, signature string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(payload)) + "." + encode([]byte(signature))
}

func TestParseTellsKindsApart(t *testing.T) {
	jws := compact(`{"alg":"HS256"}`, `{"sub":"a"}`, "sig")
	header, rest, _ := strings.Cut(jws, ".")
	payload, _, _ := strings.Cut(rest, ".")
	tests := []struct {
		name, text string
		want       Kind
		segments   int
	}{
		{"nothing", " \n ", KindEmpty, 0},
		{"a JWS", jws, KindJWSCompact, 3},
		{"an unsecured JWS", header + "." + payload + ".", KindJWSCompact, 3},
		{"a header alone", header, KindPartial, 1},
		{"a payload alone", payload, KindPartial, 1},
		{"two segments", header + "." + payload, KindPartial, 2},
		{"four segments", jws + ".AA", KindUnknown, 4},
		{"a JWE", header + "." + "AA.AA.AA.AA", KindJWECompact, 5},
		{"six segments", "a.b.c.d.e.f", KindUnknown, 6},
		{"a flood of dots", strings.Repeat(".", 100000), KindUnknown, 100001},
		{"an SD-JWT", jws + "~WyJhIl0~", KindSDJWT, 3},
		{"a flattened JWS", `{"payload":"","protected":"","signature":""}`, KindJWSJSON, 3},
		{"a general JWS", ` {"payload":"","signatures":[]}`, KindJWSJSON, 3},
		{"a JWE in JSON", `{"protected":"","ciphertext":""}`, KindJWEJSON, 0},
		{"a claims set", `{"sub":"a"}`, KindJSON, 0},
		{"broken JSON", `{"sub":`, KindUnknown, 0},
		{"a sentence", "hello world", KindUnknown, 1},
		{"a host name", "www.example.com", KindJWSCompact, 3},
	}
	for _, test := range tests {
		got := Parse(test.text)
		if got.Kind != test.want || got.SegmentCount != test.segments {
			t.Errorf("%s: %s with %d segments, want %s with %d", test.name, got.Kind, got.SegmentCount, test.want, test.segments)
		}
		if len(got.Segments) > maxSegments {
			t.Errorf("%s: keeps %d segments", test.name, len(got.Segments))
		}
	}
}

func TestParseReadsHalfATokenAsFarAsItGoes(t *testing.T) {
	header := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256"}`))
	payload := base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"a"}`))
	if got := Parse(header); got.Alg() != "HS256" || got.Payload != nil {
		t.Errorf("header alone: alg %q, payload %v", got.Alg(), got.Payload)
	}
	if got := Parse(payload); got.Header != nil || got.Payload.Member("sub").Value != "a" {
		t.Errorf("payload alone: header %v", got.Header)
	}
	if got := Parse(header + "." + payload); got.Alg() != "HS256" || got.Payload.Member("sub").Value != "a" || got.Signature() != nil {
		t.Errorf("two segments: %+v", got)
	}
	if got := Parse(header + "." + payload[:8]); got.Payload.Fault == nil || !got.Payload.IsObject() {
		t.Errorf("a cut payload: %+v", got.Payload)
	}
}

func TestTheLastOfDuplicateAlgCounts(t *testing.T) {
	if got := Parse(compact(`{"alg":"HS256","alg":"none"}`, `{}`, "")).Alg(); got != "none" {
		t.Errorf("alg is %q, want none", got)
	}
	if got := Parse(compact(`{"alg":256}`, `{}`, "")).Alg(); got != "" {
		t.Errorf("alg is %q, want none at all", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, v := range hmacVectors(f) {
		f.Add(v.token)
	}
	for _, seed := range []string{"", ".", "..", "a.b.c", "a.b.c.d.e", "x~y", "{", `{"payload":1,"signature":2}`, "eyJ", strings.Repeat(".", 50), "a\x00.b.c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		token := Parse(text)
		if token.Kind == "" {
			t.Fatal("no kind")
		}
		if token.JSON != nil {
			return // FuzzJWSJSON
		}
		var parts []string
		for _, s := range token.Segments {
			if token.Text[s.Span.Start:s.Span.End] != s.Text {
				t.Fatalf("segment %q is not at %v", s.Text, s.Span)
			}
			for _, fault := range s.Faults {
				if fault.Offset < 0 || fault.Offset > len(s.Text) {
					t.Fatalf("fault %v lies outside of %q", fault, s.Text)
				}
			}
			parts = append(parts, s.Text)
		}
		if n := token.SegmentCount; n > 0 && n <= maxSegments {
			if got := strings.Join(parts, ".") + text[len(text)-token.Tail.Len():]; got != text {
				t.Fatalf("the segments add up to %q", got)
			}
		}
		if len(token.Segments) >= 2 && token.SigningInput() != parts[0]+"."+parts[1] {
			t.Fatalf("signing input %q", token.SigningInput())
		}
		for _, d := range []*Document{token.Header, token.Payload} {
			checkOffsets(t, d)
		}
	})
}
