//go:build js && wasm

// The engine of the tab: the packages jose, inspect and views compiled to
// WebAssembly. It runs in a worker and answers through globalThis.jotlens. This
// is glue; what it says is decided elsewhere.
package main

import (
	"fmt"
	"syscall/js"
	"time"

	"jotlens/inspect"
	"jotlens/views"
)

func main() {
	js.Global().Set("jotlens", map[string]any{
		"inspect":  call(inspectToken),
		"link":     call(readLink),
		"example":  call(makeExample),
		"snippets": call(writeSnippets),
		"break":    call(breakToken),
		"negative": call(negativeTests),
		"export":   call(exportReport),
		"compare":  call(compareTokens),
		"build":    call(buildToken),
		"draft":    call(openDraft),
		"amend":    call(amendDraft),
		"share":    call(shareToken),
		"lesson":   call(readLesson),
		"issuers":  call(readIssuers),

		"searchList": call(searchList),
		"searchOn":   call(searchOn),

		"makeKey":    call(makeKey),
		"convertKey": call(convertKey),
	})
	select {} // the functions live as long as the worker
}

// call makes a function for JavaScript. A panic becomes an answer with an
// error, so that the worker can say why it ends.
func call(answer func(args []js.Value) map[string]any) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		defer func() {
			if reason := recover(); reason != nil {
				result = map[string]any{"error": fmt.Sprint(reason)}
			}
		}()
		return answer(args)
	})
}

// sent is the HTML of each section as the page has it: only what changed is
// sent again.
var sent = map[string]string{}

// inspectToken takes one object; see readRequest.
func inspectToken(args []js.Value) map[string]any {
	return inspected(args[0], readRequest(args[0]))
}

// inspected is the answer to a request.
func inspected(object js.Value, request inspect.Request) map[string]any {
	report := inspect.Inspect(request)
	updated := views.Update(&report, language())
	updated.Sections = append(updated.Sections, views.LinkNote(&report, readLinkNote(object), language()))
	answer := answered(updated)
	answer["expected"] = expectedOf(&report)
	answer["guess"], answer["search"] = guessObject(&report), prepareSearch(report)
	return answer
}

// answered is what changed on the page, as HTML.
func answered(updated views.Updated) map[string]any {
	sections := map[string]any{}
	for _, section := range updated.Sections {
		if text := render(section.Component); sent[section.ID] != text {
			sent[section.ID] = text
			sections[section.ID] = text
		}
	}
	return map[string]any{
		"sections":     sections,
		"announcement": updated.Announcement,
		"refresh":      updated.Refresh.Milliseconds(),
	}
}

// clock reads a time in milliseconds since 1970, as JavaScript has it.
func clock(ms js.Value) time.Time {
	return time.UnixMilli(int64(ms.Float())).UTC()
}
