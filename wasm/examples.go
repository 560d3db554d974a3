//go:build js && wasm

package main

import (
	"crypto/rand"
	"syscall/js"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/views"
)

func makeExample(args []js.Value) map[string]any {
	example, err := build.Example(args[0].String(), clock(args[1]), rand.Reader)
	if err != nil {
		panic(err)
	}
	return map[string]any{"name": args[0].String(), "token": example.Token, "key": example.Key, "encoding": string(example.Encoding), "payload": example.Payload}
}

// sourceOf is what stands in the boxes, to make tokens of.
func sourceOf(object js.Value) build.Source {
	r := readRequest(object)
	return build.Source{Input: r.Input, Pick: r.Pick, Key: r.Key, Encoding: r.KeyEncoding}
}

// breakToken takes the object of inspectToken with the name of a break. What
// cannot be broken has no "token". "expect" is what the API of the good token
// would expect, where only that tells what is wrong.
func breakToken(args []js.Value) map[string]any {
	request := readRequest(args[0])
	broken, err := sourceOf(args[0]).Make(text(args[0], "name"), request.Now, rand.Reader)
	answer := map[string]any{"token": broken.Token, "rule": broken.Rule, "says": views.BreakWords(broken, err, language())}
	if err == nil && broken.Rule == "" {
		good := inspect.Inspect(request)
		if texts, ok := inspect.Suggestion(&good); ok {
			answer["expect"] = expectObject(texts)
		}
	}
	return answer
}

// negative is the set that the page shows, so that a file has the same tokens.
var negative struct {
	of  build.Source
	set build.NegativeSet
	err error
}

// negativeTests takes the object of inspectToken, perhaps with the "file" that is
// wanted, "sh" or "json", and the URL that it is for, the "target".
func negativeTests(args []js.Value) map[string]any {
	source, file := sourceOf(args[0]), text(args[0], "file")
	if file == "" || negative.of != source {
		negative.of = source
		negative.set, negative.err = source.Negative(readRequest(args[0]).Now, rand.Reader)
	}
	answer := map[string]any{}
	var fault error
	if words := views.NegativeWords(language()); file != "" && negative.err == nil {
		var content string
		if file == "json" {
			content, fault = negative.set.JSON(text(args[0], "target"), words)
		} else {
			content, fault = negative.set.Script(text(args[0], "target"), words)
		}
		answer["file"], answer["content"] = file, content
	}
	set := &negative.set
	if negative.err != nil {
		set = nil
	}
	answer["sections"] = rendered(views.NegativeSections(set, negative.err, fault != nil, language())...)
	return answer
}
