package handlers

import (
	"net/http"
	"reflect"
	"strings"

	"jotlens/views/i18n"
)

// The parts of /llms.txt. {here} is the address of the site; what depends on the
// program is filled in from its tables.
const (
	llmsHead = `# Jotlens

> A debugger for JSON Web Tokens (JWT). A person pastes a token and sees header, payload and signature side by side, whether the signature
> holds, and what is wrong or risky about the token. It works in the tab of the browser: what is pasted is not sent to the server.

Every page exists in English and, under {chinese}, in Traditional Chinese. There is no account and no cookie.

## Link to a token

- {here}/#token=eyJ… opens a token. It stands in the fragment, which browsers do not send to a server. Do not write it into the query.
- &publicKey=… adds a public key: PEM, JWK or JWK Set, percent-encoded. A secret in a link is ignored.
- &expect.iss=, &expect.aud=, &expect.alg=, &expect.typ=, &expect.scope= and &expect.leeway= say what an API expects of the token; &expect.at= is the time at which it looks.
- &focus=exp marks a claim, &note=… shows up to 280 characters about it, and &at=2027-01-15T08:00:00Z fixes the clock. &lang=zh-hant chooses Traditional Chinese.
- {here}/#sample=hs256 opens an example instead of a token.

`
	llmsAPI = `## API

POST {here}/api/inspect with Content-Type: application/json answers with the report that the page shows:

    {"input": "eyJ…", "key": "…"}

Only input is needed. The members are {members}; those of expect are {expected}.
The report has form, signature, time, header, payload, findings and counts; each finding has an id, and {here}/rules/<id> explains it.
With Accept: application/sarif+json the answer is SARIF 2.1.0, with Accept: text/markdown a report for people. Errors are application/problem+json, with a type that leads to a page. {here}/openapi.yaml describes it all (OpenAPI 3.1).

The server sees what is sent to the API. It neither keeps nor logs it; even so, send no token that still opens something to a server that is not yours.

`
)

// LLMs answers GET /llms.txt: what there is, for machines that read text.
func (h *Handlers) LLMs(w http.ResponseWriter, r *http.Request) {
	here := h.here(r)
	var b strings.Builder
	b.WriteString(llmsHead)
	if h.Site.ServerInspect {
		b.WriteString(llmsAPI)
	}
	for _, l := range h.listings(i18n.English()) {
		b.WriteString("## " + l.title + "\n\n")
		for _, p := range l.pages {
			b.WriteString("- [" + p.Title + "]({here}" + p.address + "): " + p.Description + "\n")
		}
		b.WriteByte('\n')
	}
	filled := strings.NewReplacer("{here}", here, "{chinese}", here+i18n.TraditionalChinese().To("/"),
		"{members}", members(reflect.TypeFor[inspectRequest]()), "{expected}", members(reflect.TypeFor[expectRequest]()))
	w.Header().Set("Cache-Control", forADay)
	write(w, http.StatusOK, "text/plain; charset=utf-8", []byte(filled.Replace(strings.TrimSpace(b.String())+"\n")))
}
