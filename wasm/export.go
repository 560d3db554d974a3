//go:build js && wasm

package main

import (
	"syscall/js"

	"jotlens/inspect"
	"jotlens/views"
)

// exportReport takes one object: that of an inspection, and how its report is to
// be taken along.
func exportReport(args []js.Value) map[string]any {
	report := inspect.Inspect(readRequest(args[0]))
	file := views.Export(&report, views.ExportOptions{
		Format:  text(args[0], "format"),
		Values:  text(args[0], "values") != "",
		Version: text(args[0], "version"),
		Base:    text(args[0], "base"),
	}, language())
	return map[string]any{"text": string(file.Text), "name": file.Name, "media": file.Media}
}
