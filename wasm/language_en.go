//go:build js && wasm && !zh_hant

package main

import "jotlens/views/i18n"

// catalogue is what this engine speaks. Each language has an engine of its own, which
// holds no word of another.
func catalogue() *i18n.Messages { return i18n.English() }
