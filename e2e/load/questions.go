package main

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// A question is a request that is asked over and over.
type question struct {
	name, method, path, body, contentType string
}

// questions are what people and scripts ask most. The addresses and tokens are
// filled in once the program runs.
var questions = []*question{
	{name: "the page, packed", method: http.MethodGet, path: "/"},
	{name: "a script, packed", method: http.MethodGet},
	{name: "a page about a rule, made anew", method: http.MethodGet, path: "/rules/alg-none"},
	{name: "API, HS256", method: http.MethodPost, path: "/api/inspect", contentType: "application/json"},
	{name: "API, RS256", method: http.MethodPost, path: "/api/inspect", contentType: "application/json"},
}

var mainScript = regexp.MustCompile(`/assets/main\.[0-9a-f]+\.js`)

// fillQuestions finds the script of the page and makes the tokens.
func fillQuestions(url string) error {
	response, err := http.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	script := mainScript.Find(page)
	if script == nil {
		return errors.New("the page names no script")
	}
	questions[1].path = string(script)
	claims := jwt.MapClaims{"iss": "https://login.example.com", "sub": "zoe", "aud": "orders", "exp": time.Now().Add(time.Hour).Unix(), "iat": time.Now().Unix()}
	const secret = "a secret of forty characters for the load"
	hmac, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(secret))
	if err != nil {
		return err
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	signed, err := jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(key)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return err
	}
	for i, pair := range [][2]string{{hmac, secret}, {signed, string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))}} {
		body, err := json.Marshal(map[string]string{"input": pair[0], "key": pair[1]})
		if err != nil {
			return err
		}
		questions[3+i].body = string(body)
	}
	return nil
}

// An answer is what the program says to a question, as the bare server repeats it.
type answer struct {
	Method, Path string
	Asked        int // the length of the question's body, which tells two to one address apart
	Header       http.Header
	Body         []byte
}

// recordAnswers asks every question once and keeps the answers in a folder.
func recordAnswers(url string) (folder string, err error) {
	if folder, err = os.MkdirTemp("", "jotlens-load-"); err != nil {
		return "", err
	}
	for i, q := range questions {
		r, err := http.NewRequest(q.method, url+q.path, strings.NewReader(q.body))
		if err != nil {
			return "", err
		}
		for name, value := range q.headers() {
			r.Header.Set(name, value)
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			return "", err
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK {
			return "", fmt.Errorf("%s answers %s, %v", q.path, response.Status, err)
		}
		if q.body != "" && !bytes.Contains(body, []byte(`"state":"verified"`)) {
			return "", fmt.Errorf("the API does not verify the token of %q", q.name)
		}
		for _, of := range []string{"Date", "X-Request-Id", "Content-Length"} {
			response.Header.Del(of)
		}
		text, err := json.Marshal(answer{q.method, q.path, len(q.body), response.Header, body})
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, strconv.Itoa(i)+".json"), text, 0o600)
		}
		if err != nil {
			return "", err
		}
	}
	return folder, nil
}

// headers are those of a browser, or of a script that sends JSON.
func (q *question) headers() map[string]string {
	if q.contentType != "" {
		return map[string]string{"Content-Type": q.contentType}
	}
	return map[string]string{"Accept-Encoding": "gzip, deflate, br"}
}
