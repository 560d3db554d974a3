//go:build js && wasm

package main

import (
	"syscall/js"
	"time"

	"jotlens/inspect"
	"jotlens/views"
)

// shareToken takes the object that inspectToken takes, and what of the token is to
// be handed on. Without a "what" it answers with the content of the menu. Whether a
// token can still be used is no matter of what an API is expected to say at another
// time, so the clock is that of the request.
func shareToken(args []js.Value) map[string]any {
	request := readRequest(args[0])
	request.Expect.At = time.Time{}
	report := inspect.Inspect(request)
	options := views.ShareOptions{What: text(args[0], "what"), Base: text(args[0], "base"), Key: request.Key}
	if options.What == "" {
		return map[string]any{"sections": rendered(views.Share(&report, options, language()))}
	}
	for _, digit := range text(args[0], "masked") {
		options.Masked = append(options.Masked, digit == '1')
	}
	shared := views.MakeShare(&report, options, language())
	return map[string]any{"text": shared.Text, "said": shared.Said}
}
