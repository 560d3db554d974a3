//go:build js && wasm

package main

import (
	"syscall/js"

	"jotlens/inspect"
	"jotlens/views"
)

// writeSnippets takes the object that inspectToken takes, and answers with the
// content of the card of code.
func writeSnippets(args []js.Value) map[string]any {
	report := inspect.Inspect(readRequest(args[0]))
	return map[string]any{"sections": rendered(views.Snippets(&report, language()))}
}
