package views

import (
	"strconv"

	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

// A FlowUser is an invented person of the demo.
type FlowUser struct{ ID, Password, Name, Role string }

// A FlowPage plays the client of the demo.
type FlowPage struct {
	Users    []FlowUser
	Messages *i18n.Messages
}

// Flow is the page /learn/flow.
func Flow(site Site, p FlowPage) templ.Component {
	m := p.Messages
	words := i18n.FlowFor(m)
	frame := knownPage(site, m, "/learn/flow")
	frame.Module = site.FlowScript
	return flowPage(frame, p.Users, words)
}

// FlowCommands are the steps in a terminal, each with an answer as
// the demo gives it.
var FlowCommands = [...]string{
	`curl -i "$SERVER/demo/login" -H 'Content-Type: application/json' \
  -d '{"user":"zoe","password":"quiet-harbor"}'

200 OK
{"access_token":"eyJ…","token_type":"Bearer","expires_in":60,"refresh_token":"…"}`,
	`echo "$TOKEN" | cut -d. -f2 | tr '_-' '/+' | base64 -d 2>/dev/null

{"iss":"jotlens-demo","sub":"zoe","aud":["jotlens-demo-api"],"exp":…,"iat":…,"jti":"…","name":"Zoe Example","role":"reader"}`,
	`curl -i "$SERVER/demo/me" -H "Authorization: Bearer $TOKEN"

200 OK
{"user":"zoe","name":"Zoe Example","role":"reader"}`,
	`curl -i "$SERVER/demo/refresh" -H 'Content-Type: application/json' \
  -d "{\"refresh_token\":\"$REFRESH\"}"

200 OK
{"access_token":"eyJ…","token_type":"Bearer","expires_in":60,"refresh_token":"…"}`,
	`curl -i "$SERVER/demo/logout" -H 'Content-Type: application/json' \
  -d "{\"refresh_token\":\"$REFRESH\"}"

204 No Content`,
	`curl -i "$SERVER/demo/me" -H "Authorization: Bearer $TOKEN"

401 Unauthorized
WWW-Authenticate: Bearer realm="jotlens-demo", error="invalid_token", error_description="The token was revoked: its session has ended"`,
	`curl -i "$SERVER/demo/attack" -H 'Content-Type: application/json' \
  -d "{\"token\":\"$TOKEN\",\"attack\":\"none\"}"

200 OK
{"token":"eyJ…"}

curl -i "$SERVER/demo/naive/me" -H "Authorization: Bearer $FORGED"

200 OK
{"believed":{"iss":"jotlens-demo","sub":"zoe",…,"role":"admin"}}`,
}

// flowAttacks are those that need no logout, in the order of their words.
var flowAttacks = [...]string{"role", "none", "expired"}

func flowNumber(i int) string { return strconv.Itoa(i+1) + "." }
