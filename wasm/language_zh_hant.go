//go:build js && wasm && zh_hant

package main

import "jotlens/views/i18n"

// language is what this engine speaks.
func language() *i18n.Messages { return i18n.TraditionalChinese() }
