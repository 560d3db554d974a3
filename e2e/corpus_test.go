package e2e

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views"
	"jotlens/views/i18n"
	"jotlens/web"
)

// A sample is one row of the corpus: what a person pastes.
type sample struct {
	Name     string        `json:"name"`
	Input    string        `json:"input"`
	Key      string        `json:"key"`
	Encoding jose.Encoding `json:"encoding"`
	Payload  string        `json:"detached_payload"` // of a token that does not hold it
}

// corpusNow is the clock by which the corpus is judged.
var corpusNow = time.Date(2027, 1, 15, 8, 0, 0, 0, time.UTC)

// corpusExpects is what every other sample is judged by.
var corpusExpects = map[string]any{"iss": "https://login.example.com", "aud": []string{"orders"}, "alg": []string{"HS256"}}

func corpus(t *testing.T) []sample {
	t.Helper()
	data, err := os.ReadFile("../inspect/testdata/corpus.json")
	if err != nil {
		t.Fatal(err)
	}
	var samples []sample
	if err := json.Unmarshal(data, &samples); err != nil {
		t.Fatal(err)
	}
	if len(samples) < 60 {
		t.Fatalf("the corpus has only %d samples", len(samples))
	}
	return append(append(samples, ruleSamples(t)...), keySetSamples(t)...)
}

// ruleSamples are the examples of the rules about keys, signatures and
// encryption: those that are written out as a pasted text.
func ruleSamples(t *testing.T) (samples []sample) {
	t.Helper()
	files, err := filepath.Glob("../inspect/samples/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s := sample{Encoding: jose.Auto}
		if err := json.Unmarshal(data, &s); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if s.Input != "" {
			s.Name = filepath.Base(file)
			samples = append(samples, s)
		}
	}
	if len(samples) < 40 {
		t.Fatalf("there are only %d examples of rules with an input", len(samples))
	}
	return samples
}

func (s sample) report(expect inspect.ExpectTexts) inspect.Report {
	return inspect.Inspect(inspect.Request{
		Input: s.Input, Key: s.Key, KeyEncoding: s.Encoding, Payload: s.Payload, Expect: expect.Read(), Now: corpusNow, Leeway: inspect.DefaultLeeway,
	})
}

// updated is what the engine answers: the sections that changed since its last
// answer.
type updated struct {
	Sections     map[string]string `json:"sections"`
	Announcement string            `json:"announcement"`
	Refresh      int64             `json:"refresh"` // ms
}

func TestTheEngineInTheTabRendersWhatTheServerRenders(t *testing.T) {
	p := open(t, beforeScripts(`globalThis.sent = {};
		globalThis.Worker = class extends Worker {
			constructor(url) {
				super(url);
				this.addEventListener("message", ({data}) => Object.assign(sent, data.sections));
			}
		}`))
	p.start()
	worker := p.watch.worker(t, p.ctx)
	// The engine has warmed up, and what it sent then it sends only when it changes.
	shown := eval[map[string]string](p, `sent`)
	kinds := map[jose.Kind]bool{}
	judged := map[inspect.AcceptanceState]bool{}
	for i, s := range corpus(t) {
		// Every other sample is judged by expectations, some of which cannot be read.
		expect := []inspect.ExpectTexts{
			{}, {Issuer: "https://login.example.com", Algorithms: "HS256"},
			{}, {Audience: "orders", Scope: "<b>", Leeway: "5m", At: "1800000000"},
			{}, {Type: "JWT", Leeway: "soon", At: "</p>"},
		}[i%6]
		object := map[string]string{}
		for _, name := range inspect.ExpectNames {
			object[name] = *expect.Of(name)
		}
		call, err := json.Marshal(map[string]any{"token": s.Input, "key": s.Key, "encoding": s.Encoding, "payload": s.Payload, "expect": object, "now": corpusNow.UnixMilli()})
		if err != nil {
			t.Fatal(err)
		}
		answer, err := chromedp.Run(worker, chromedp.Evaluate[updated]("jotlens.inspect("+string(call)+")"))
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		for id, html := range answer.Sections {
			shown[id] = html
		}
		report := s.report(expect)
		kinds[report.Form.Kind] = true
		if report.Expectations != nil {
			judged[report.Expectations.State] = true
		}
		want := views.Update(&report, i18n.English().At(site()))
		if answer.Announcement != want.Announcement || answer.Refresh != want.Refresh.Milliseconds() {
			t.Errorf("%s: the engine announces %q and refreshes in %d ms; the server %q and %d ms",
				s.Name, answer.Announcement, answer.Refresh, want.Announcement, want.Refresh.Milliseconds())
		}
		if len(want.Sections) != 19+len(inspect.ExpectNames) {
			t.Fatalf("there are %d sections", len(want.Sections))
		}
		for _, section := range want.Sections {
			var html bytes.Buffer
			if err := section.Component.Render(t.Context(), &html); err != nil {
				t.Fatal(err)
			}
			if got := shown[section.ID]; got != html.String() {
				t.Errorf("%s: #%s is\n%s\nby the engine and\n%s\nby the server", s.Name, section.ID, difference(got, html.String()), difference(html.String(), got))
			}
		}
	}
	for _, kind := range []jose.Kind{jose.KindEmpty, jose.KindJWSCompact, jose.KindJWECompact, jose.KindJWSJSON, jose.KindJWEJSON, jose.KindSDJWT, jose.KindPartial, jose.KindJSON, jose.KindUnknown, jose.KindKeySet, jose.KindKey, jose.KindOtherKeys} {
		if !kinds[kind] {
			t.Errorf("no sample is a %s", kind)
		}
	}
	if len(judged) != 3 {
		t.Errorf("the samples are judged only as %v", judged)
	}
}

func TestTheSameReportComesFromWebAssemblyAsFromTheServer(t *testing.T) {
	needsServer(t)
	needBrowser(t)
	t.Parallel()
	page := reporter(t)
	p := openAt(t, page)
	p.visit("/")
	p.until(`typeof globalThis.report === "function"`)
	server := serve(t, web.Config{ServerInspect: true})
	for i, s := range corpus(t) {
		call := map[string]any{"input": s.Input, "key": s.Key, "key_encoding": s.Encoding, "payload": s.Payload, "now": corpusNow}
		if i%2 == 1 {
			call["expect"] = corpusExpects
		}
		body, err := json.Marshal(call)
		if err != nil {
			t.Fatal(err)
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/api/inspect", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		_, err = want.ReadFrom(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: the server answers %s (%v): %s", s.Name, answer.Status, err, &want)
		}
		got := eval[string](p, `report(`+quote(string(body))+`)`)
		if !sameJSON(t, got, want.String()) {
			t.Errorf("%s: the report is\n%s\nin WebAssembly and\n%s\nfrom the server", s.Name, difference(got, want.String()), difference(want.String(), got))
		}
	}
}

// reporter serves a page with Inspect compiled to WebAssembly, and nothing else.
func reporter(t *testing.T) *server {
	t.Helper()
	dir := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dir, "report.wasm"), "./report")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	glue, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"wasm_exec.js": string(glue),
		"index.html": `<!doctype html><title>report</title><link rel="icon" href="data:,"><script src="wasm_exec.js"></script>` +
			`<script>const go = new Go(); WebAssembly.instantiateStreaming(fetch("report.wasm"), go.importObject).then(({instance}) => go.run(instance))</script>`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return plainServer(t, http.FileServer(http.Dir(dir)))
}

// sameJSON compares two texts as JSON, member order and number spelling included.
func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y bytes.Buffer
	if err := json.Compact(&x, []byte(a)); err != nil {
		t.Fatalf("%v: %.200s", err, a)
	}
	if err := json.Compact(&y, []byte(b)); err != nil {
		t.Fatalf("%v: %.200s", err, b)
	}
	return bytes.Equal(bytes.TrimSpace(x.Bytes()), bytes.TrimSpace(y.Bytes()))
}

// difference is where a begins to differ from b, with a little before it.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return "… " + a[max(0, i-60):min(len(a), i+200)]
}
