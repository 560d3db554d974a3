//go:build js && wasm

// Command report is Inspect in a browser, so that a test can compare its
// reports with those of the server.
package main

import (
	"encoding/json"
	"strings"
	"syscall/js"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
)

func main() {
	js.Global().Set("report", js.FuncOf(func(_ js.Value, args []js.Value) any {
		var request struct {
			Input    string        `json:"input"`
			Key      string        `json:"key"`
			Encoding jose.Encoding `json:"key_encoding"`
			Now      time.Time     `json:"now"`
			Expect   struct {
				Iss string   `json:"iss"`
				Aud []string `json:"aud"`
				Alg []string `json:"alg"`
			} `json:"expect"`
			Payload string `json:"payload"`
		}
		if err := json.Unmarshal([]byte(args[0].String()), &request); err != nil {
			return err.Error()
		}
		var report strings.Builder
		encoder := json.NewEncoder(&report)
		encoder.SetEscapeHTML(false)
		err := encoder.Encode(inspect.Inspect(inspect.Request{
			Input: request.Input, Key: request.Key, KeyEncoding: request.Encoding, Payload: request.Payload,
			Now: request.Now, Leeway: inspect.DefaultLeeway,
			Expect: inspect.Expectations{Issuer: request.Expect.Iss, Audiences: request.Expect.Aud, Algorithms: request.Expect.Alg},
		}))
		if err != nil {
			return err.Error()
		}
		return report.String()
	}))
	select {}
}
