// Package samples holds, for each lint rule, a token that fires it and one
// that keeps it silent: <id>.fires.json and <id>.silent.json. The tests of the
// rules read them, and the pages of the rules open them in the inspector.
//
// It is a package of its own so that the files do not get into the engine.
package samples

import (
	"bytes"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"jotlens/jose"
)

//go:embed *.json
var files embed.FS

// Noon is the clock by which the samples are judged.
var Noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// A Side says what a sample shows.
type Side string

// The two samples of each rule.
const (
	Fires  Side = "fires"
	Silent Side = "silent"
)

// Sides are both.
var Sides = [...]Side{Fires, Silent}

// A Sample is one of the files. It has either an Input or a Payload.
type Sample struct {
	Input     string          `json:"input"`     // a pasted text; or else:
	Header    json.RawMessage `json:"header"`    // JSON, or a string that holds any text
	Payload   json.RawMessage `json:"payload"`   // JSON, or a string that holds any text
	Signature *string         `json:"signature"` // base64url; made up when absent
	SignWith  string          `json:"sign_with"` // UTF-8 secret that signs the token
	Key       string          `json:"key"`
	Encoding  jose.Encoding   `json:"encoding"`
	House     json.RawMessage `json:"organisation"` // what a site says that has the rules; see inspect.ReadOrganisation
	Note      string          `json:"note"`         // for those who read the file
}

// Read reads one of the two samples of a rule.
func Read(id string, side Side) (Sample, error) {
	var s Sample
	data, err := files.ReadFile(id + "." + string(side) + ".json")
	if err != nil {
		return s, fmt.Errorf("samples: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&s); err != nil {
		return s, fmt.Errorf("samples: %s.%s: %w", id, side, err)
	}
	return s, nil
}

// Names are the file names of all samples, in alphabetical order.
func Names() []string {
	entries, _ := files.ReadDir(".") // an embedded folder can always be read
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = entry.Name()
	}
	return names
}

// Text is what a person pastes: the input, or the token that the parts make.
func (s Sample) Text() (string, error) {
	if s.Input != "" {
		return s.Input, nil
	}
	encode := base64.RawURLEncoding.EncodeToString
	header, err := Plain(s.Header)
	if err != nil {
		return "", err
	}
	payload, err := Plain(s.Payload)
	if err != nil {
		return "", err
	}
	if header == "" {
		header = `{"alg":"HS256","typ":"JWT"}`
	}
	input := encode([]byte(header)) + "." + encode([]byte(payload))
	signature := encode(bytes.Repeat([]byte{0xa5}, 32))
	switch {
	case s.Signature != nil:
		signature = *s.Signature
	case s.SignWith != "":
		mac, err := jose.SignHMAC(jose.Parse(input+".").Alg(), []byte(s.SignWith), input)
		if err != nil {
			return "", fmt.Errorf("samples: signing: %w", err)
		}
		signature = encode(mac)
	}
	return input + "." + signature, nil
}

// Plain is the content of a JSON string, or the JSON itself.
func Plain(raw json.RawMessage) (string, error) {
	if !strings.HasPrefix(string(raw), `"`) {
		return string(raw), nil
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return "", fmt.Errorf("samples: a part: %w", err)
	}
	return text, nil
}
