//go:build js && wasm

package main

import (
	"strings"
	"syscall/js"

	"jotlens/views/i18n"
)

var moved *i18n.Messages

// language is what this engine speaks, with the addresses of the site that the
// worker comes from: the folder of the worker stands right below the site.
func language() *i18n.Messages {
	if moved == nil {
		base := ""
		if at := js.Global().Get("location"); at.Truthy() {
			path := at.Get("pathname").String()
			base = path[:max(strings.LastIndex(path, "/assets/"), 0)]
		}
		moved = catalogue().At(base)
	}
	return moved
}
