//go:build js && wasm

package main

import (
	"context"
	"strings"
	"syscall/js"

	"jotlens/inspect"
	"jotlens/views"
	"jotlens/views/i18n"
)

// writeSnippets takes the object that inspectToken takes, and answers with the
// content of the card of code.
func writeSnippets(args []js.Value) map[string]any {
	report := inspect.Inspect(readRequest(args[0]))
	section := views.Snippets(&report, i18n.English)
	var html strings.Builder
	if err := section.Component.Render(context.Background(), &html); err != nil {
		panic(err)
	}
	return map[string]any{"sections": map[string]any{section.ID: html.String()}}
}
