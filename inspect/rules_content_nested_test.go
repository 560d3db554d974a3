package inspect

import "testing"

func TestTokensInClaims(t *testing.T) {
	const jws, jwe = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6b2UifQ.c2lnbmF0dXJl", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y2lwaGVy.dGFn"
	runContentTests(t, only("value-nested-jwt", Warning,
		"token", `{"token":"`+jws+`"}`,
		"x.y[0]", `{"x":{"y":["`+jws+`","x"]}}`,
		"encrypted", `{"encrypted":"`+jwe+`"}`,
		"unsigned", `{"unsigned":"eyJhbGciOiJub25lIn0.e30."}`,
		"rfc", `{"rfc":"ewogImFsZyI6ICJub25lIgp9.e30."}`,
		"x[0][0]", `{"x":[["`+jws+`"]]}`,
	))
	// Its name has said it already.
	runContentTests(t, only("claim-credential", Critical,
		"access_token", `{"access_token":"`+jws+`"}`,
		"access_token", `{"access_token":["","`+jws+`"]}`,
		"secret.value", `{"secret":{"value":"`+jws+`"}}`,
	))
	runContentTests(t, silent(
		`{"x":"1.2.3"}`, `{"x":"www.example.com"}`, `{"x":"eyes.wide.shut"}`, `{"x":"e30.e30.e30"}`, `{"x":"eyJhbGciOiJIUzI1NiJ9.e30"}`, `{"x":"eyJhbGciOiJIUzI1NiJ9.e30.x.y"}`, `{"x":"`+jws+` "}`, `{"x":"`+jws+`~"}`,
		`{"x":"eyJ0eXAiOiJKV1QifQ.e30.c2ln"}`, // no alg
		`{"act":{"sub":"`+jws+`"}}`, `{"vp":{"verifiableCredential":["`+jws+`"]}}`, `{"_claim_sources":{"a":{"JWT":"`+jws+`"}}}`, `{"client_assertion":"`+jws+`"}`, `{"logout_token":"`+jws+`"}`,
	))
}
