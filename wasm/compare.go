//go:build js && wasm

package main

import (
	"context"
	"strings"
	"syscall/js"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views"
	"jotlens/views/i18n"
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
		})
		return &r
	}
	return answered(views.UpdateCompare(report("a"), report("b"), i18n.English))
}

// answered is what changed on the page, as HTML.
func answered(updated views.Updated) map[string]any {
	sections := map[string]any{}
	for _, section := range updated.Sections {
		var html strings.Builder
		if err := section.Component.Render(context.Background(), &html); err != nil {
			panic(err)
		}
		if text := html.String(); sent[section.ID] != text {
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
