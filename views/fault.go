package views

import (
	"unicode/utf8"

	"jotlens/jose"
)

// fault cuts what follows the last thing that was laid out at the fault.
func (p *jsonPrinter) fault(part string) *faultAt {
	text, at := p.doc.Text, max(p.doc.Fault.Offset, p.end)
	f := &faultAt{Before: text[p.end:at], Message: faultMessage(p, part)}
	if at < len(text) {
		_, size := utf8.DecodeRuneInString(text[at:])
		f.At, f.After = text[at:at+size], text[at+size:]
	}
	return f
}

func faultMessage(p *jsonPrinter, part string) string {
	return p.m.Panel.Fault(part, characterOf(p.doc, p.doc.Fault.Offset), p.m.Phrase(p.doc.Fault.Message))
}

// characterOf is the place of a byte as people count: in characters, from 1.
func characterOf(d *jose.Document, offset int) int {
	return utf8.RuneCountInString(d.Text[:min(offset, len(d.Text))]) + 1
}
