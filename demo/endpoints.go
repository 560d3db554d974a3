package demo

import (
	"encoding/json"
	"errors"
	"net/http"
)

// issued is what a login or a refresh answers (RFC 6749 §5.1).
type issued struct {
	AccessToken  string `json:"access_token"`
	TokenType    string `json:"token_type"`
	ExpiresIn    int    `json:"expires_in"` // seconds
	RefreshToken string `json:"refresh_token"`
}

func (a *API) answer(p pair) issued {
	return issued{p.access, "Bearer", int(a.life.Seconds()), p.refresh}
}

// login answers POST /demo/login.
func (a *API) login(_ http.ResponseWriter, r *http.Request) (any, error) {
	var body struct{ User, Password string }
	if err := read(r, &body); err != nil {
		return nil, err
	}
	user, ok := findUser(body.User, body.Password)
	if !ok {
		return nil, refused("There is no such user, or the password is another.")
	}
	made, err := a.begin(user)
	if err != nil {
		return nil, err
	}
	return a.answer(made), nil
}

// me answers GET /demo/me, carefully.
func (a *API) me(_ http.ResponseWriter, r *http.Request) (any, error) {
	token, err := bearer(r)
	if err != nil {
		return nil, err
	}
	c, err := a.check(token)
	if err != nil {
		detail := why(err)
		return nil, &problem{Status: http.StatusUnauthorized, Code: "invalid_token", Detail: detail + ".", challenge: challenge("invalid_token", detail)}
	}
	return struct {
		User string `json:"user"`
		Name string `json:"name"`
		Role string `json:"role"`
	}{c.Subject, c.Name, c.Role}, nil
}

// naiveMe answers GET /demo/naive/me: it repeats what the token says of itself.
func (a *API) naiveMe(_ http.ResponseWriter, r *http.Request) (any, error) {
	token, err := bearer(r)
	if err != nil {
		return nil, err
	}
	said, err := believe(token)
	if err != nil {
		detail := "The token cannot be read"
		return nil, &problem{Status: http.StatusUnauthorized, Code: "invalid_token", Detail: detail + ".", challenge: challenge("invalid_token", detail)}
	}
	return struct {
		Believed json.RawMessage `json:"believed"`
	}{said}, nil
}

// refresh answers POST /demo/refresh.
func (a *API) refresh(_ http.ResponseWriter, r *http.Request) (any, error) {
	token, err := readRefreshBody(r)
	if err != nil {
		return nil, err
	}
	made, err := a.rotate(token)
	switch {
	case errors.Is(err, errReused):
		return nil, refused("This refresh token was used before. Somebody else may have it, so the session has ended.")
	case errors.Is(err, errDead):
		return nil, refused("The refresh token is unknown, or its session has ended.")
	case err != nil:
		return nil, err
	}
	return a.answer(made), nil
}

// logout answers POST /demo/logout. A token that is not good is no error: what
// the client wants is so already (RFC 7009 §2.2).
func (a *API) logout(_ http.ResponseWriter, r *http.Request) (any, error) {
	token, err := readRefreshBody(r)
	if err != nil {
		return nil, err
	}
	a.endBy(token)
	return nil, nil
}

func readRefreshBody(r *http.Request) (string, error) {
	var body struct {
		Token string `json:"refresh_token"`
	}
	if err := read(r, &body); err != nil {
		return "", err
	}
	if body.Token == "" {
		return "", bad("The member “refresh_token” is missing.")
	}
	return body.Token, nil
}

// attack answers POST /demo/attack with a changed token, so that the page need
// not know how tokens are made.
func (a *API) attack(_ http.ResponseWriter, r *http.Request) (any, error) {
	var body struct{ Token, Attack string }
	if err := read(r, &body); err != nil {
		return nil, err
	}
	if body.Attack != attackRole && body.Attack != attackNone {
		return nil, bad("There is no such attack. There are role and none.")
	}
	if len(body.Token) > maxToken {
		return nil, bad("The token is longer than 4096 bytes.")
	}
	forged, err := a.forge(body.Token, body.Attack)
	if err != nil {
		return nil, bad("The token is not one that this demo has issued.")
	}
	return struct {
		Token string `json:"token"`
	}{forged}, nil
}
