//go:build js && wasm

package main

import (
	"syscall/js"
	"time"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/views"
)

// shareToken takes the object that inspectToken takes, and what of the token is to
// be handed on. Without a "what" it answers with the content of the menu. Whether a
// token can still be used is no matter of what an API is expected to say at another
// time, so the clock is that of the request.
func shareToken(args []js.Value) map[string]any {
	request := readRequest(args[0])
	doc := readDocLink(args[0], request)
	request.Expect.At = time.Time{}
	report := inspect.Inspect(request)
	options := views.ShareOptions{What: text(args[0], "what"), Base: text(args[0], "base"), Key: request.Key, Doc: doc}
	if options.What == "" {
		return map[string]any{"sections": rendered(views.Share(&report, options, language()), views.DocShare(&report, options, language()))}
	}
	for _, digit := range text(args[0], "masked") {
		options.Masked = append(options.Masked, digit == '1')
	}
	shared := views.MakeShare(&report, options, language())
	return map[string]any{"text": shared.Text, "said": shared.Said}
}

// readDocLink reads what a link for documentation is to say. A clock that is fixed
// stands where that of the expectations stands, or else at the present second.
func readDocLink(object js.Value, request inspect.Request) build.DocLink {
	d := build.DocLink{
		Sample: text(object, "sample"), Focus: text(object, "focus"), Note: text(object, "note"), Lang: text(object, "lang"),
		Text: text(object, "words"), Badge: text(object, "badge"),
	}
	if text(object, "fixed") != "" {
		if d.At = request.Expect.At; d.At.IsZero() {
			d.At = time.Unix(request.Now.Unix(), 0)
		}
	}
	return d
}
