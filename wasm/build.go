//go:build js && wasm

package main

import (
	"crypto/rand"
	"syscall/js"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views"
)

// openDraft gives the texts of the token in a request, for the editors.
func openDraft(args []js.Value) map[string]any {
	request := readRequest(args[0])
	report := inspect.Inspect(request)
	o, why := build.Open(&report, request.Now)
	return map[string]any{
		"locked": why != "", "plain": o.Plain,
		"from": map[string]any{"token": o.From.Token, "header": o.From.Header, "payload": o.From.Payload},
	}
}

// buildToken makes the token of a draft and inspects it. When there is none, the
// token in the box is inspected. Where a password is hashed for long it is only
// made: the page asks for the look at it in a second request, so that neither
// takes as long as a hang.
func buildToken(args []js.Value) map[string]any {
	object, request := args[0].Get("draft"), readRequest(args[0])
	d := readDraft(args[0])
	b := build.Sign(d, rand.Reader)
	switch {
	case b.Same:
		request.Input, request.Pick = text(object, "box"), object.Get("pick").Int()
	case b.Token != "":
		request.Input, request.Pick = b.Token, 0
	}
	w := views.Write(d, b, object.Get("rekeyed").Bool(), language())
	answer, later := map[string]any{}, w.Slow && b.Signed
	if !later {
		answer = inspected(args[0], request)
	}
	if w.Words != "" {
		answer["announcement"] = w.Words
	}
	answer["built"] = map[string]any{
		"token": b.Token, "same": b.Same, "status": w.Status, "fault": w.Fault,
		"part": w.Part, "words": w.Words, "alg": w.Alg, "enc": w.Enc, "slow": w.Slow, "later": later,
	}
	return answer
}

// amendDraft gives the texts of a draft with a change in them. "claims" asks for
// the list of claims instead.
func amendDraft(args []js.Value) map[string]any {
	if text(args[0], "op") == "claims" {
		return map[string]any{"claims": render(views.ClaimList(language()))}
	}
	op := build.Amendment{Op: text(args[0], "op"), Value: text(args[0], "value")}
	header, payload, why := build.Amend(readDraft(args[0]), op, clock(args[0].Get("now")), rand.Reader)
	words := ""
	if why != "" {
		words = language().Edit.Amend(why)
	}
	return map[string]any{"header": header, "payload": payload, "words": words}
}

// readDraft reads the draft of a request.
func readDraft(request js.Value) build.Draft {
	object := request.Get("draft")
	from := object.Get("from")
	original := build.Original{Token: text(from, "token"), Header: text(from, "header"), Payload: text(from, "payload")}
	return build.Draft{
		Header:  build.Typed(text(object, "header"), original.Header),
		Payload: build.Typed(text(object, "payload"), original.Payload),
		Plain:   object.Get("plain").Bool(), Compact: object.Get("compact").Bool(), Rekey: object.Get("rekey").Bool(),
		Key: text(request, "key"), KeyEncoding: jose.Encoding(text(request, "encoding")),
		From: original,
	}
}
