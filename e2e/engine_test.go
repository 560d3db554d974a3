package e2e

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/debugger"
	"github.com/chromedp/chromedp"
)

// inWorker runs JavaScript inside the worker.
func inWorker(t *testing.T, worker context.Context, script string) {
	t.Helper()
	if err := chromedp.Do(worker, chromedp.Evaluate[chromedp.Void](script)); err != nil {
		t.Fatal(err)
	}
}

func TestAnEngineThatPanicsIsStartedAgain(t *testing.T) {
	p := open(t)
	p.start()
	// The story makes the running engine throw, as a Go program does that has ended.
	inWorker(t, p.watch.worker(t, p.ctx), `jotlens.inspect = () => { throw new Error("Go program has already exited") }`)
	p.pasteToken(fresh("zoe"))
	p.says("#payload", `"zoe"`)
	p.says("#engine-status", "started again")
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
}

// TestAPanicInTheEngineIsAnAnswer: Go's own panics are recovered, though the
// engine is built without the tables for stack traces.
func TestAPanicInTheEngineIsAnAnswer(t *testing.T) {
	p := open(t)
	p.start()
	worker := p.watch.worker(t, p.ctx)
	for call, want := range map[string]string{
		`jotlens.inspect()`: "index out of range", `jotlens.example("none", 0)`: "no example", `jotlens.link()`: "index out of range",
	} {
		got, err := chromedp.Run(worker, chromedp.Evaluate[string](call+".error"))
		if err != nil || !strings.Contains(got, want) {
			t.Errorf("%s answers %q (%v), want %q", call, got, err, want)
		}
	}
	p.pasteToken(fresh("zoe"))
	p.says("#payload", `"zoe"`)
	p.says("#engine-status", "")
}

func TestAnEngineThatHangsIsStartedAgain(t *testing.T) {
	// The page's patience of ten seconds passes ten times as fast.
	p := open(t, beforeScripts(`const wait = setTimeout; globalThis.setTimeout = (f, ms, ...rest) => wait(f, ms >= 10000 ? ms / 10 : ms, ...rest)`))
	p.start()
	inWorker(t, p.watch.worker(t, p.ctx), `jotlens.inspect = () => { for (;;); }`)
	p.paste("#token", fresh("zoe"))
	p.says("#payload", `"zoe"`)
	p.says("#engine-status", "started again")
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
}

func TestAnEngineThatNeverWorksLeavesTheForm(t *testing.T) {
	needsServer(t)
	p := open(t, beforeScripts(`globalThis.Worker = class { constructor() { queueMicrotask(() => this.onmessage?.({data: {type: "failed", message: "no engine"}})) } postMessage() {} terminate() {} }`))
	p.visit("/")
	p.paste("#token", fresh("zoe"))
	p.until(`document.documentElement.dataset.ready === "server"`)
	p.until(`document.querySelector("#engine-status").innerText !== ""`)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.says("#payload", `"zoe"`)
}

func TestThePageAnswersWhileTheEngineIsBusyWithAMebibyte(t *testing.T) {
	p := open(t)
	p.start()
	worker := p.watch.worker(t, p.ctx)
	p.run(`globalThis.longTasks = []; new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((e) => Math.round(e.duration)))).observe({type: "longtask"})`)
	token := sign(`{"sub":"zoe","text":"` + strings.Repeat("lorem ipsum ", (1<<20)*3/4/12-20) + `"}`)
	if len(token) > 1<<20 || len(token) < 1<<20-1000 {
		t.Fatalf("the token has %d bytes", len(token))
	}
	// The engine stands still at its next instruction, however fast it may be.
	paused := chromedp.Events(worker, debugger.Paused)
	if _, err := chromedp.Call(worker, debugger.Enable, debugger.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(worker, debugger.Pause, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	p.paste("#token", token)
	for _, err := range paused {
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	p.write("#key", "answered")
	if got := p.value("#key"); got != "answered" {
		t.Errorf("the key box holds %q", got)
	}
	if p.attribute("#payload", "data-for") != "" && p.attribute("#verdict-form", "data-state") != "empty" {
		t.Error("the result was there before the keys: the page was not asked while the engine was busy")
	}
	if _, err := chromedp.Call(worker, debugger.Resume, debugger.ResumeParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(worker, debugger.Disable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	p.says("#payload", `"zoe"`)
	p.state("#verdict-signature", "invalid")
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	t.Logf("tasks over 50 ms on the page's thread: %v ms", eval[[]int](p, "longTasks"))
}

func TestMoreThanAMebibyteIsDeclinedInWords(t *testing.T) {
	p := open(t)
	p.start()
	p.paste("#token", strings.Repeat("a", 1<<20+1))
	p.until(`document.body.innerText.includes("over 1 MiB")`)
	p.pasteToken(fresh("zoe"))
	p.says("#payload", `"zoe"`)
	p.until(`!document.body.innerText.includes("over 1 MiB")`)
}

func TestOnlyTheNewestPasteIsShown(t *testing.T) {
	p := open(t)
	p.start()
	// All in one task, so that the engine is asked faster than it can answer.
	p.run(`for (let i = 0; i < 30; i++) {
		const box = document.querySelector("#token");
		box.value = "eyJhbGciOiJIUzI1NiJ9." + btoa('{"sub":"number-' + i + '"}').replaceAll("=", "") + ".AAAA";
		box.dispatchEvent(new InputEvent("input", {bubbles: true}));
	}`)
	p.says("#payload", `"number-29"`)
	p.until(`document.querySelector("#underlay").textContent.trimEnd() === document.querySelector("#token").value`)
}
