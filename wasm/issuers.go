//go:build js && wasm

package main

import (
	"syscall/js"

	"jotlens/inspect"
)

// organisation is what the operator of the site says, as the worker fetched it last.
var organisation inspect.Organisation

// readIssuers takes the text of /issuers.json.
func readIssuers(args []js.Value) map[string]any {
	organisation = inspect.ReadOrganisation(args[0].String())
	return map[string]any{}
}

// houseOf is the organisation by which a request is judged: that of the example of
// a rule, or that of the site.
func houseOf(object js.Value) inspect.Organisation {
	if own := text(object, "house"); own != "" {
		return inspect.ReadOrganisation(own)
	}
	return organisation
}

// expectedOf are the operator's expectations that a report was judged by, for the
// form; nil when there are none.
func expectedOf(r *inspect.Report) any {
	if r.ExpectedOf == nil {
		return nil
	}
	return expectObject(r.Expect.Texts())
}
