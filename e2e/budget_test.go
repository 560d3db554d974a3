package e2e

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"jotlens/e2e/bench/weight"
	"jotlens/views/i18n"
	"jotlens/web"
)

// What a first visit may cost, in bytes as sent. Size does not depend on how
// busy a machine is, so unlike speed it is a test.
const (
	pageBudget   = 60_000    // HTML, CSS and script
	engineBudget = 1_700_000 // the WebAssembly module
	otherBudget  = 1_750_000 // that of another language, which knows the English sentences too
)

func TestThePageAndItsEngineStayWithinTheirBudgets(t *testing.T) {
	handler, err := web.New(web.Config{ServerInspect: true, Version: "budget", License: "none"}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range i18n.Languages() {
		var budget int64 = otherBudget
		if m == i18n.English() {
			budget = engineBudget
		}
		t.Run(m.Tag, func(t *testing.T) { weigh(t, handler, m.To("/"), budget) })
	}
}

func weigh(t *testing.T, handler http.Handler, path string, engineBudget int64) {
	parts, err := weight.Of(handler, path)
	if err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	kinds := map[string]int{}
	for _, p := range parts {
		fmt.Fprintf(&list, "%9d  %-18s %s\n", p.Bytes, p.Type, p.Path)
		kinds[p.Type]++
	}
	for _, kind := range []string{"text/html", "text/css", "text/javascript", "application/wasm"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s was found, so the sum says nothing:\n%s", kind, &list)
		}
	}
	page, engine := weight.Total(parts)
	if page > pageBudget {
		t.Errorf("the page is %d bytes as sent, the budget is %d:\n%s", page, pageBudget, &list)
	}
	if engine > engineBudget {
		t.Errorf("the engine is %d bytes as sent, the budget is %d:\n%s", engine, engineBudget, &list)
	}
}
