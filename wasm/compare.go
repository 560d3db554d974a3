//go:build js && wasm

package main

import (
	"syscall/js"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views"
)

// compareTokens takes one object with the tokens a and b, perhaps a key for
// both, and the time.
func compareTokens(args []js.Value) map[string]any {
	report := func(name string) *inspect.Report {
		r := inspect.Inspect(inspect.Request{
			Input:       text(args[0], name),
			Key:         text(args[0], "key"),
			KeyEncoding: jose.Encoding(text(args[0], "encoding")),
			Now:         clock(args[0].Get("now")),
			Leeway:      inspect.DefaultLeeway,

			Organisation: organisation,
			OwnExpect:    true,
		})
		return &r
	}
	return answered(views.UpdateCompare(report("a"), report("b"), language()))
}
