//go:build js && wasm

package main

import (
	"syscall/js"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/views"
)

func readLink(args []js.Value) map[string]any {
	link := inspect.ReadLink(args[0].String())
	sample, at := "", 0.0
	if build.HasExample(link.Sample) && link.Input == "" {
		sample = link.Sample
	}
	if clock := link.Expect.Read().At; !clock.IsZero() {
		at = float64(clock.UnixMilli())
	}
	return map[string]any{
		"found": link.Found, "token": link.Input, "name": link.Name, "key": link.Key,
		"sample": sample, "unknown": link.Sample != sample && link.Input == "", "clock": at, "focus": link.Focus, "note": link.Note,
		"ignored": link.Ignored, "seen": link.Seen, "expect": expectObject(link.Expect),
	}
}

// readLinkNote reads what a link said beside the token that the page shows.
func readLinkNote(object js.Value) views.LinkWords {
	link := object.Get("link")
	if link.Type() != js.TypeObject {
		return views.LinkWords{}
	}
	return views.LinkWords{Open: true, Focus: text(link, "focus"), Note: inspect.CleanNote(text(link, "note"))}
}
