package jose

import (
	"bytes"
	"encoding/base64"
	"testing"
)

func TestDecodeBase64URLNamesEachFaultAndItsPlace(t *testing.T) {
	tests := []struct {
		text string
		want string
		code FaultCode
		at   int
	}{
		{"", "", "", 0},
		{"aGk", "hi", "", 0},
		{"-_8", "\xfb\xff", "", 0},
		{"+_8", "\xfb\xff", FaultStandardBase64, 0},
		{"-/8", "\xfb\xff", FaultStandardBase64, 1},
		{"aGk=", "hi", FaultPadding, 3},
		{"aA==", "h", FaultPadding, 2},
		{"aA=A", "h\x00", FaultIllegalCharacter, 2},
		{"aGk===", "hi", FaultIllegalCharacter, 3},
		{"a Gk", "hi", FaultWhitespace, 1},
		{"aG\nk", "hi", FaultWhitespace, 2},
		{"aG\r\nk", "hi", FaultWhitespace, 2},
		{"aG!k", "hi", FaultIllegalCharacter, 2},
		{"aGké", "hi", FaultIllegalCharacter, 3},
		{"aGk\x00", "hi", FaultIllegalCharacter, 3},
		{"aGlzA", "his", FaultImpossibleLength, 5},
		{"A", "", FaultImpossibleLength, 1},
		{"aGl", "hi", FaultNonCanonical, 2},
		{"aB", "h", FaultNonCanonical, 1},
	}
	for _, test := range tests {
		data, faults := decodeBase64URL(test.text)
		if string(data) != test.want {
			t.Errorf("%q decodes to %q, want %q", test.text, data, test.want)
		}
		if test.code == "" {
			if len(faults) != 0 {
				t.Errorf("%q has faults %v, want none", test.text, faults)
			}
			continue
		}
		if len(faults) == 0 || faults[0].Code != test.code || faults[0].Offset != test.at {
			t.Errorf("%q has faults %v, want first %s at %d", test.text, faults, test.code, test.at)
		}
	}
}

func TestCharactersOfCoversExactlyTheDigitsOfTheBytes(t *testing.T) {
	for n := 1; n <= 9; n++ {
		text := base64.RawURLEncoding.EncodeToString(make([]byte, n))
		for start := 0; start < n; start++ {
			got := CharactersOf(Span{start, n})
			if got.End != len(text) || got.Start > got.End {
				t.Errorf("bytes %d to %d of %d: characters %v, want the end at %d", start, n, n, got, len(text))
			}
		}
	}
	if got := CharactersOf(Span{3, 6}); got != (Span{4, 8}) {
		t.Errorf("bytes 3 to 6 are characters %v, want 4 to 8", got)
	}
}

func FuzzDecodeBase64URL(f *testing.F) {
	for _, seed := range []string{"", "aGk", "aGk=", "+/+/", "a\nb", "é", "A", "aB", "====", "a=b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		data, faults := decodeBase64URL(text)
		want, err := base64.RawURLEncoding.Strict().DecodeString(text)
		// The standard library passes over line ends; we do not.
		strict := err == nil && !bytes.ContainsAny([]byte(text), "\r\n")
		if strict != (len(faults) == 0) {
			t.Fatalf("%q: faults %v, the standard library says %v", text, faults, err)
		}
		if strict && !bytes.Equal(data, want) {
			t.Fatalf("%q decodes to %x, want %x", text, data, want)
		}
		for _, fault := range faults {
			if fault.Offset < 0 || fault.Offset > len(text) {
				t.Fatalf("%q: fault %v lies outside", text, fault)
			}
		}
	})
}
