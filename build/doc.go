// Package build makes what a person wants beside reading a token: tokens from
// edited text, examples, broken tokens, links and snippets of code. What it makes
// is judged by inspect like anything else.
//
// The package is pure like inspect: it reaches no network, no clock and no files.
// The time and the source of chance come from outside.
package build
