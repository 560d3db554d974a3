//go:build js && wasm && !zh_hant

package main

import "jotlens/views/i18n"

// language is what this engine speaks. Each language has an engine of its own, which
// holds no word of another.
func language() *i18n.Messages { return i18n.English() }
