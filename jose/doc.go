// Package jose reads what is on the wire: compact tokens, base64url, JSON with
// its order, duplicates and byte offsets, header parameters, claims,
// algorithms and keys. It never repairs and never guesses: a fault is recorded
// with its position and reading goes on as far as it can.
//
// The package is pure. It reaches no network, no clock and no files, so the
// same code runs in the server and, compiled to WebAssembly, in the browser.
package jose

// Span is a half-open range of byte offsets, [Start, End).
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no bytes.
func (s Span) Empty() bool { return s.End <= s.Start }
