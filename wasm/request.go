//go:build js && wasm

package main

import (
	"syscall/js"

	"jotlens/inspect"
	"jotlens/jose"
)

// readRequest reads what the page asks for. What an object lacks is as if it
// were empty.
func readRequest(object js.Value) inspect.Request {
	request := inspect.Request{
		Input:       text(object, "token"),
		Key:         text(object, "key"),
		KeyEncoding: jose.Encoding(text(object, "encoding")),
		Payload:     text(object, "payload"),
		Known:       text(object, "known"),
		SearchLater: true,
		Now:         clock(object.Get("now")),
		Leeway:      inspect.DefaultLeeway,

		Organisation: houseOf(object),
		OwnExpect:    text(object, "own") != "",
	}
	if try := object.Get("tryEmbedded"); try.Type() == js.TypeBoolean {
		request.TryEmbedded = try.Bool()
	}
	if pick := object.Get("pick"); pick.Type() == js.TypeNumber {
		request.Pick = pick.Int()
	}
	if expect := object.Get("expect"); expect.Type() == js.TypeObject {
		var texts inspect.ExpectTexts
		for _, name := range inspect.ExpectNames {
			*texts.Of(name) = text(expect, name)
		}
		request.Expect = texts.Read()
	}
	return request
}

// text is a member of an object, "" when it is no text.
func text(object js.Value, name string) string {
	if v := object.Get(name); v.Type() == js.TypeString {
		return v.String()
	}
	return ""
}

// expectObject is what a link states, for the page; nil when it states nothing.
func expectObject(texts inspect.ExpectTexts) any {
	if texts == (inspect.ExpectTexts{}) {
		return nil
	}
	object := map[string]any{}
	for _, name := range inspect.ExpectNames {
		object[name] = *texts.Of(name)
	}
	return object
}
