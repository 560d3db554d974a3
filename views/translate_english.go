//go:build js && !zh_hant

package views

import (
	"jotlens/inspect"
	"jotlens/views/i18n"
)

// translated is the report itself: the English engine has nothing to translate.
func translated(r *inspect.Report, _ *i18n.Messages) *inspect.Report { return r }
