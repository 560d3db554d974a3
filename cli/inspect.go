package cli

import (
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views"
	"jotlens/views/i18n"
)

// inspect prints the report about a token and judges it.
func (p *Program) inspect(args []string) int {
	s, err := readSettings(args)
	if errors.Is(err, flag.ErrHelp) {
		return p.print([]byte(help()))
	}
	if err != nil {
		return p.fail(fmt.Errorf("%w; jotlens inspect -h lists the flags", err))
	}
	request, err := p.request(s)
	if err != nil {
		return p.fail(err)
	}
	report := inspect.Inspect(request)
	if n := len(report.Paste.Tokens); s.pick > n {
		return p.fail(fmt.Errorf("-pick %d is too much: tokens in the input: %d", s.pick, n))
	}
	if report.Form.Kind == jose.KindEmpty {
		return p.fail(errors.New("there is no token in the input"))
	}
	if code := p.print(p.form(&report, s)); code != Clean {
		return code
	}
	if objections := judge(&report, s); len(objections) > 0 {
		p.say(strings.Join(objections, "; "))
		return Objects
	}
	return Clean
}

// form is the report in the form that was asked for.
func (p *Program) form(r *inspect.Report, s *settings) []byte {
	m := messages(s.lang)
	if len(s.formats) == 0 {
		var mask *inspect.Mask
		if s.mask != nil && *s.mask {
			mask = inspect.NewMask(r)
		}
		return layOut(views.NewOutline(r, mask, m), m, p.paints(s.color))
	}
	file := views.Export(r, views.ExportOptions{
		Format: s.formats[0], Values: s.mask != nil && !*s.mask, Version: p.Version,
	}, m)
	if isTerminal(p.Stdout) && s.formats[0] != "markdown" {
		return escapeHidden(file.Text)
	}
	return file.Text
}

func messages(language string) *i18n.Messages {
	for _, m := range i18n.Languages() {
		if strings.EqualFold(m.Path, "/"+language) {
			return m
		}
	}
	return i18n.English()
}

// escapeHidden writes the characters that a terminal would obey, or not show, as
// the escapes of JSON. In JSON as it is made here they stand in strings only, so
// it stays the same JSON.
func escapeHidden(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for _, r := range string(text) {
		if char := string(r); r == '\n' || views.Visible(char) == char {
			out = append(out, char...)
		} else if r > 0xffff {
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff)
		} else {
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return out
}

// judge says why a token is not what was asked for, in sentences; none when it is.
func judge(r *inspect.Report, s *settings) (objections []string) {
	if s.failOn != "never" {
		switch r.Form.Kind {
		case jose.KindPartial, jose.KindJSON, jose.KindUnknown:
			objections = append(objections, "the input is no token")
		}
		if n := countAtLeast(r, s.failOn); n == 1 {
			objections = append(objections, "1 finding is "+orWorse(s.failOn))
		} else if n > 1 {
			objections = append(objections, strconv.Itoa(n)+" findings are "+orWorse(s.failOn))
		}
	}
	if s.verifies() {
		if why := unverified(r); why != "" {
			objections = append(objections, why)
		}
	}
	if a := r.Expectations; a != nil && a.State != inspect.Accepted {
		objections = append(objections, "the token is not what you expect: "+a.Reason)
	}
	return objections
}

func orWorse(severity string) string {
	if severity == "critical" {
		return severity
	}
	return severity + " or worse"
}

// countAtLeast counts the findings of a severity and of worse ones, those about
// tokens inside too.
func countAtLeast(r *inspect.Report, severity string) (n int) {
	for ; r != nil; r = r.Nested {
		n += r.Counts.Critical
		if severity != "critical" {
			n += r.Counts.Warning
		}
		if severity == "info" {
			n += r.Counts.Info
		}
	}
	return n
}

// unverified says why a token is not verified, or not valid now; "" when it is
// both. Of a token in a token every layer has to be sound, and the times are
// those of the innermost.
func unverified(r *inspect.Report) string {
	layers := r.Layers()
	last := len(layers) - 1
	for i, layer := range layers {
		opened := layer.Encryption != nil && layer.Encryption.State == inspect.Decrypted && i < last
		if !opened && layer.Signature.State != inspect.Verified {
			return "the signature is not verified"
		}
	}
	switch layers[last].Time.State {
	case inspect.TimeExpired:
		return "the token has expired"
	case inspect.TimeNotYetValid:
		return "the token is not valid yet"
	case inspect.TimeUnreadable:
		return "the times of the token cannot be read"
	}
	return ""
}
