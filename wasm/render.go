//go:build js && wasm

package main

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"jotlens/views"
)

// render is the HTML of a component.
func render(c templ.Component) string {
	var html strings.Builder
	if err := c.Render(context.Background(), &html); err != nil {
		panic(err)
	}
	return html.String()
}

// rendered is the HTML of sections by their ids.
func rendered(sections ...views.Section) map[string]any {
	all := map[string]any{}
	for _, section := range sections {
		all[section.ID] = render(section.Component)
	}
	return all
}
