//go:build js && wasm && zh_hant

package main

import "jotlens/views/i18n"

// catalogue is what this engine speaks.
func catalogue() *i18n.Messages { return i18n.TraditionalChinese() }
