package inspect

import (
	"strings"
	"testing"
)

// catalogue are the rules that there must be, in the order of the design.
const catalogue = `
	input-wrapper-removed whitespace-inside illegal-character standard-base64 base64-padding base64-impossible-length
	base64-noncanonical segment-count dot-flood json-serialization json-polyglot header-not-object payload-not-claims
	json-trailing-data duplicate-header-member duplicate-claim member-case-variant json-bom json-bad-utf8
	number-precision deep-nesting invisible-characters alg-missing alg-none alg-none-variant alg-case alg-unknown
	alg-prohibited signature-empty none-with-signature signature-length ecdsa-der-signature ecdsa-zero-signature
	ecdsa-high-s alg-polymorphic alg-family-note jwk-in-header jwk-private-in-header jku-present jku-unsafe-url
	x5u-present x5c-in-header x5t-sha1 kid-path-traversal kid-sql kid-command kid-ldap kid-url kid-not-string
	kid-oversize crit-unsupported crit-malformed b64-false b64-without-crit typ-missing typ-generic typ-not-string
	cty-nested zip-in-jws header-claim-replica sensitive-in-header jwe-is-encrypted jwe-inner-unsigned jwe-zip
	jwe-zip-bomb jwe-p2c-high jwe-p2c-low jwe-rsa1-5 jwe-oaep-sha1 jwe-bad-epk jwe-alg-key-mismatch key-type-mismatch
	hmac-key-is-public-key token-forged-with-public-key jwk-alg-mismatch jwk-use hmac-key-short hmac-key-empty
	hmac-key-guessable hmac-key-low-entropy secret-encoding-hint key-is-private rsa-key-short rsa-bad-exponent rsa-roca
	pss-salt-length ec-curve-mismatch ec-invalid-point jwks-duplicate-kid jwks-mixed-symmetry jwks-kid-not-found
	jwks-no-kid jwks-key-skipped x509-expired x509-weak thumbprint exp-missing time-not-number time-out-of-range
	time-in-milliseconds expired expires-soon not-yet-valid issued-in-future time-order lifetime-long lifetime-unknown
	iat-missing iat-old iss-missing aud-missing aud-wildcard sub-missing jti-missing claim-type-wrong claim-name-typo
	issuer-not-https profile-at-jwt profile-id-token profile-logout-token profile-dpop profile-sd-jwt privilege-claims
	claim-credential claim-financial claim-national-id claim-personal value-private-key value-aws-key value-github-token
	value-slack-token value-stripe-key value-other-token value-password-hash value-card-number value-ssn value-iban
	value-email value-phone value-nested-jwt size-cookie size-header size-many-claims size-pq unverified
	signature-mismatch verified-but-unsafe
`

func TestEveryRuleOfTheCatalogueExists(t *testing.T) {
	const want = 147
	exists := map[string]bool{}
	for _, rule := range Rules() {
		exists[rule.ID] = true
	}
	all := strings.Fields(catalogue)
	if len(all) != want {
		t.Fatalf("the catalogue has %d rules, want %d", len(all), want)
	}
	for _, id := range all {
		if !exists[id] {
			t.Errorf("there is no rule called %s", id)
		}
	}
}
