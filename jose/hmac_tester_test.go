package jose

import (
	"strings"
	"testing"
)

func TestASecretTesterAgreesWithVerify(t *testing.T) {
	secrets := []string{"", "a", "secret", strings.Repeat("k", 64), strings.Repeat("k", 65), strings.Repeat("k", 128), strings.Repeat("k", 129), strings.Repeat("k", 5000), "é\x00\xff"}
	for _, alg := range []string{"HS256", "HS384", "HS512"} {
		for _, secret := range secrets {
			signature, err := SignHMAC(alg, []byte(secret), signedText)
			if err != nil {
				t.Fatal(err)
			}
			tester := NewSecretTester(alg, signedText, signature)
			for _, guess := range secrets {
				want, _ := VerifyHMAC(alg, []byte(guess), signedText, signature)
				if got := tester.Matches(guess); got != want {
					t.Errorf("%s, signed with %.10q: %.10q matches %v, want %v", alg, secret, guess, got, want)
				}
			}
			signature[0] ^= 1
			if NewSecretTester(alg, signedText, signature).Matches(secret) {
				t.Errorf("%s: a changed signature matches", alg)
			}
		}
	}
	if NewSecretTester("RS256", signedText, nil) != nil {
		t.Error("RS256 has a tester of secrets")
	}
}
