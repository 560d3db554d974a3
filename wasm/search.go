//go:build js && wasm

package main

import (
	"syscall/js"

	"jotlens/inspect"
)

var (
	shown       inspect.Report        // the newest report
	search      *inspect.SecretSearch // for the secret of its signature; nil when there is nothing to look for
	listSecrets string                // the long list, once the worker has fetched it
)

// prepareSearch takes the newest report and says how it stands with its secret:
// "new" when there is one to look for, "same" when that is so since the last
// report, "" otherwise.
func prepareSearch(r inspect.Report) string {
	missing := inspect.SearchBuiltIn(&r)
	same := search != nil && missing != nil && search.SameSignature(missing)
	shown = r
	switch {
	case missing == nil:
		search = nil
		return ""
	case same:
		return "same"
	}
	search = missing
	return "new"
}

// guessObject is a secret that everybody can find, for the key box; nil when
// there is none, or the key that was given verifies.
func guessObject(r *inspect.Report) any {
	for ; r != nil; r = r.Nested {
		if g := r.Guess; g != nil && r.Signature.State != inspect.Verified {
			return map[string]any{"secret": g.Secret, "encoding": string(g.Encoding)}
		}
	}
	return nil
}

// searchList begins a search in the long list, which comes with the first call.
func searchList(args []js.Value) map[string]any {
	if list := args[0]; list.Type() == js.TypeObject {
		data := make([]byte, list.Length())
		js.CopyBytesToGo(data, list)
		listSecrets = string(data)
	}
	search = inspect.SearchList(&shown, listSecrets)
	return searchOn(nil)
}

// searchOn tries a slice of the list.
func searchOn([]js.Value) map[string]any {
	if search == nil {
		return map[string]any{"more": false, "tried": 0, "total": 0}
	}
	answer := map[string]any{"more": search.Next(), "tried": search.Tried, "total": search.Total}
	if found := search.Found; found != nil {
		answer["secret"] = found.Secret
	}
	return answer
}
