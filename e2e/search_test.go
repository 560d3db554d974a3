package e2e

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"jotlens/inspect"
)

// listedSecret is the entry of the long list with this index.
func listedSecret(t *testing.T, index int) string {
	t.Helper()
	data, err := os.ReadFile("../assets/data/known-secrets.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n")[index]
}

// signedWith is an HS256 token with a secret of its own.
func signedWith(secret, payload string) string {
	input := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(payload))
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(input))
	return input + "." + encode(mac.Sum(nil))
}

// lengthy is a token that a search is busy with for minutes.
func lengthy() string {
	return sign(`{"sub":"zoe","text":"` + strings.Repeat("lorem ipsum ", 8_000) + `"}`)
}

const guessable = `.finding[data-rule="hmac-key-guessable"]`

// searchable waits until the search is offered.
func (p *Page) searchable() {
	p.t.Helper()
	p.until(`document.querySelector("#search-start").checkVisibility()`)
}

func TestASecretOfTheLongListIsFoundOnAClick(t *testing.T) {
	p := open(t)
	p.start()
	worker := p.watch.worker(t, p.ctx)
	known := listedSecret(t, 100_000)
	p.pasteToken(signedWith(known, `{"sub":"zoe"}`))
	p.searchable()
	p.says("#search-start", "103,781")
	p.says("#search-note", "kB from this server")
	p.says("#seal", "0 requests")
	if n := p.count(guessable); n != 0 {
		t.Fatalf("%d findings before the search", n)
	}
	sent := len(p.watch.sent())
	p.click("#search-start")
	p.state("#search", "found")
	p.until(`document.querySelector(` + quote(guessable) + `) !== null`)
	p.says(guessable, known)
	p.says(guessable, "critical")
	p.says("#seal", "1 request")
	inWorker(t, worker, "0") // an answer comes after every event before it
	if after := p.watch.sent()[sent:]; len(after) != 1 || !strings.Contains(after[0], "/assets/known-secrets.") || strings.Contains(after[0], "?") {
		t.Errorf("the browser asked for %q", after)
	}

	// It is no key until the person says so.
	p.state("#verdict-signature", "unverified")
	p.paste("#key", "another")
	p.state("#verdict-signature", "invalid")
	p.says(guessable, known)
	p.click("#search-use")
	p.state("#verdict-signature", "verified")
	if got := p.value("#key"); got != known {
		t.Errorf("the key box holds %q", got)
	}
	p.says(guessable, known)
	p.until(`!document.querySelector("#search").checkVisibility()`)

	// The list is fetched once.
	p.paste("#key", "")
	p.pasteToken(fresh("zoe"))
	p.searchable()
	p.click("#search-start")
	p.state("#search", "none")
	p.says("#seal", "1 request")
}

func TestAStrongSecretIsNotFoundAndNotPraised(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.searchable()
	p.write("#search-start", "\r")
	p.state("#search", "none")
	p.says("#search-status", "None of 103,781 known secrets signs this token. That does not make its secret strong.")
	p.until(`document.querySelector("#announce").textContent.includes("None of 103,781")`)
	if n := p.count(guessable); n != 0 {
		t.Errorf("%d findings", n)
	}
	// Another token may be searched anew.
	p.pasteToken(fresh("ann"))
	p.state("#search", "idle")
	p.searchable()
}

func TestASearchIsAnsweredWhileItRunsAndEndsWhenToldTo(t *testing.T) {
	p := open(t)
	p.start()
	p.run(`document.querySelector("#token").value = ` + quote(lengthy()) + `; document.querySelector("#token").dispatchEvent(new Event("input", {bubbles: true}))`)
	p.says("#payload", `"zoe"`)
	p.searchable()
	p.click("#search-start")
	p.state("#search", "running")
	p.until(`document.querySelector("#search-progress").value > 0`)

	// A key is answered at once, and the search goes on.
	p.paste("#key", "another")
	p.state("#verdict-signature", "invalid")
	p.state("#search", "running")
	if !eval[bool](p, `document.querySelector("#search-progress").checkVisibility()`) {
		t.Error("no progress is shown")
	}
	p.says("#search-status", "of 103,781")

	// Cancel, with the keyboard, which then stands at the offer again.
	p.write("#search-cancel", "\r")
	p.state("#search", "idle")
	p.until(`document.activeElement.id === "search-start"`)

	// Another token ends it as well.
	p.click("#search-start")
	p.state("#search", "running")
	p.pasteToken(fresh("ann"))
	p.says("#payload", `"ann"`)
	p.state("#search", "idle")
	p.searchable()
}

func TestABuiltInSecretIsFoundWithoutAClick(t *testing.T) {
	// One of those that a search behind the answer finds, and one that the answer has at once.
	for name, known := range map[string]string{"searched": listedSecret(t, 3_504), "at once": "your-256-bit-secret"} {
		token := signedWith(known, `{"sub":"zoe"}`)
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.start()
			p.pasteToken(token)
			p.until(`document.querySelector(` + quote(guessable) + `) !== null`)
			p.says(guessable, known)
			p.state("#search", "found")
			p.says("#seal", "0 requests")
			p.click("#search-use")
			p.state("#verdict-signature", "verified")

			// The server says the same.
			needsServer(t)
			body, err := json.Marshal(map[string]string{"input": token})
			if err != nil {
				t.Fatal(err)
			}
			response, err := http.Post(p.server.URL+"/api/inspect", "application/json", strings.NewReader(string(body)))
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			var report struct{ Findings []inspect.Finding }
			if err := json.NewDecoder(response.Body).Decode(&report); err != nil {
				t.Fatal(err)
			}
			found := ""
			for _, f := range report.Findings {
				if f.ID == "hmac-key-guessable" {
					found = f.Message
				}
			}
			if !strings.Contains(found, known) {
				t.Errorf("the server says %q", found)
			}
		})
	}
}

func TestNoSearchIsOfferedWhereThereIsNothingToFind(t *testing.T) {
	p := open(t)
	p.start()
	hidden := `!document.querySelector("#search").checkVisibility()`
	p.until(hidden)
	p.pasteToken(fresh("zoe"))
	p.searchable()
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.until(hidden)
	p.paste("#key", "")
	p.searchable()
	p.pasteToken(encode([]byte(`{"alg":"RS256"}`)) + ".e30.AAAA")
	p.until(hidden)
}

func TestAListThatCannotBeLoadedSaysSo(t *testing.T) {
	p := open(t)
	p.start()
	worker := p.watch.worker(t, p.ctx)
	inWorker(t, worker, `const real = fetch; globalThis.fetch = () => Promise.reject(new TypeError("offline")); globalThis.online = () => { globalThis.fetch = real }`)
	p.pasteToken(fresh("zoe"))
	p.searchable()
	p.click("#search-start")
	p.state("#search", "failed")
	p.says("#search-status", "could not be loaded")
	inWorker(t, worker, `online()`)
	p.click("#search-start")
	p.state("#search", "none")
}
