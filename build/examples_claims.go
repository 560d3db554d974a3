package build

import (
	"encoding/hex"
	"io"
	"strconv"
	"strings"
)

// The claims of the examples: {now} is the time, {soon} ten minutes later, and
// each {id} another random identifier.
const (
	ordinaryClaims = `{"iss":"https://login.example.com","sub":"zoe","aud":"orders","name":"Zoë Kravar","role":"clerk","jti":"{id}","iat":{now},"exp":{soon}}`

	sensitiveClaims = `{"iss":"https://login.example.com","sub":"9007199254740993","aud":"orders","name":"Zoë Kravar",` +
		`"email":"zoe@example.com","password":"hunter2","credit_card":"4111 1111 1111 1111","jti":"{id}","iat":{now},"exp":{soon}}`

	// OpenID Connect Core §2.
	idClaims = `{"iss":"https://login.example.com","sub":"248289761001","aud":"orders-web","nonce":"{id}","auth_time":{now},"acr":"urn:example:mfa","amr":["pwd","otp"],` +
		`"sid":"{id}","iat":{now},"exp":{soon}}`

	// RFC 9068 §2.2.
	accessClaims = `{"iss":"https://login.example.com","aud":"https://orders.example.com","sub":"248289761001","client_id":"orders-web","scope":"openid orders:read","jti":"{id}","iat":{now},"exp":{soon}}`

	// As Keycloak writes them.
	refreshClaims = `{"exp":{soon},"iat":{now},"jti":"{id}","iss":"https://login.example.com/realms/shop","aud":"https://login.example.com/realms/shop",` +
		`"sub":"248289761001","typ":"Refresh","azp":"orders-web","sid":"{id}","scope":"openid profile"}`

	// OpenID Connect Back-Channel Logout §2.4.
	logoutClaims = `{"iss":"https://login.example.com","sub":"248289761001","aud":"orders-web","iat":{now},"exp":{soon},"jti":"{id}",` +
		`"events":{"http://schemas.openid.net/event/backchannel-logout":{}},"sid":"{id}"}`

	// RFC 9449 §4.2.
	dpopClaims = `{"jti":"{id}","htm":"POST","htu":"https://orders.example.com/orders","iat":{now}}`

	kubernetesClaims = `{"aud":["https://kubernetes.default.svc"],"exp":{soon},"iat":{now},"iss":"https://kubernetes.default.svc","jti":"{id}",` +
		`"kubernetes.io":{"namespace":"shop","node":{"name":"worker-1","uid":"{id}"},"pod":{"name":"orders-7d9c5b6f4-x2kqz","uid":"{id}"},` +
		`"serviceaccount":{"name":"orders","uid":"{id}"}},"nbf":{now},"sub":"system:serviceaccount:shop:orders"}`

	githubClaims = `{"jti":"{id}","sub":"repo:example/orders:ref:refs/heads/main","aud":"https://github.com/example","ref":"refs/heads/main","repository":"example/orders",` +
		`"repository_owner":"example","run_number":"10","actor":"zoe","workflow":"Release","event_name":"push","ref_type":"branch",` +
		`"job_workflow_ref":"example/orders/.github/workflows/release.yml@refs/heads/main","runner_environment":"github-hosted",` +
		`"iss":"https://token.actions.githubusercontent.com","nbf":{now},"exp":{soon},"iat":{now}}`

	webhookBody = `event=order.paid&order={id}&at={now}`

	// Claims would have to be signed before: whoever has the public key can
	// encrypt, too.
	secretMessage = "The key to the archive is with the porter."
)

// claims fills a text of claims.
func (m *exampleMaker) claims(text string) string {
	text = strings.ReplaceAll(text, "{now}", strconv.FormatInt(m.now, 10))
	text = strings.ReplaceAll(text, "{soon}", strconv.FormatInt(m.now+600, 10))
	for strings.Contains(text, "{id}") {
		text = strings.Replace(text, "{id}", m.id(), 1)
	}
	return text
}

// id is a random identifier in the form of a UUID (RFC 9562 §5.4).
func (m *exampleMaker) id() string {
	var b [16]byte
	if _, err := io.ReadFull(m.random, b[:]); err != nil && m.err == nil {
		m.err = err
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	text := hex.EncodeToString(b[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}
