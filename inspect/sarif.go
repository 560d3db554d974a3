package inspect

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jotlens/jose"
)

// SARIFOptions is what a SARIF log says beside the report.
type SARIFOptions struct {
	Version string // of the program; "" when it is not known
	Base    string // where its pages are, without a final slash; "" when that is not known
	Mask    *Mask  // hides sensitive values in messages; nil hides nothing
}

// AppendSARIF appends the findings of a report as a log in SARIF 2.1.0, with
// what code scanning of GitHub asks for beyond the standard. The token is named
// as an artifact and is not part of the log: whoever holds it could use it.
func AppendSARIF(dst []byte, r *Report, options SARIFOptions) []byte {
	s := sarif{jsonText: jsonText{b: dst, start: len(dst)}, report: r, options: options}
	for at := r; at != nil; at = at.Nested {
		for i := range at.Findings {
			if id := at.Findings[i].ID; !slices.Contains(s.rules, id) {
				s.rules = append(s.rules, id)
			}
		}
	}
	s.log()
	return s.b
}

type sarif struct {
	jsonText
	report  *Report
	options SARIFOptions
	rules   []string // the ids of those that found something
}

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// tokenURI stands for the text that was pasted, which has no address.
const tokenURI = "token.jwt"

func (s *sarif) log() {
	r := s.report
	s.open('{')
	s.string("$schema", sarifSchema)
	s.string("version", "2.1.0")
	s.begin("runs", '[')
	s.open('{')
	s.begin("tool", '{')
	s.begin("driver", '{')
	s.string("name", "Jotlens")
	s.stringIf("version", s.options.Version)
	s.stringIf("informationUri", s.options.Base)
	rules := Rules()
	s.list("rules", false, len(s.rules), func(i int) {
		at := slices.IndexFunc(rules, func(rule Rule) bool { return rule.ID == s.rules[i] })
		s.rule(&rules[at])
	})
	s.close('}')
	s.close('}')
	s.begin("invocations", '[')
	s.open('{')
	s.bool("executionSuccessful", true)
	s.string("endTimeUtc", r.Now.UTC().Format("2006-01-02T15:04:05.000Z"))
	s.close('}')
	s.close(']')
	s.begin("artifacts", '[')
	s.open('{')
	s.begin("location", '{')
	s.string("uri", tokenURI)
	s.close('}')
	s.message("description", "The token without what was pasted around it. It is not part of this log.")
	s.int("length", len(r.Token.Text))
	s.begin("roles", '[')
	s.text("analysisTarget")
	s.close(']')
	s.close('}')
	s.close(']')
	s.begin("results", '[')
	path := ""
	for at := r; at != nil; at = at.Nested {
		for i := range at.Findings {
			s.result(&at.Findings[i], path, at == r)
		}
		path += "nested."
	}
	s.close(']')
	s.string("columnKind", "unicodeCodePoints")
	s.begin("properties", '{')
	s.string("form", string(r.Form.Kind))
	s.string("signature", string(r.Signature.State))
	s.string("time", string(r.Time.State))
	s.close('}')
	s.close('}')
	s.close(']')
	s.close('}')
}

// rule describes a rule. What fills the placeholders of its message differs
// from finding to finding.
func (s *sarif) rule(rule *Rule) {
	s.open('{')
	s.string("id", rule.ID)
	message := withoutPlaceholders(rule.Message)
	help := rule.Reference
	if rule.Fix != "" {
		help = withoutPlaceholders(rule.Fix) + " (" + rule.Reference + ")"
	}
	s.message("shortDescription", message)
	s.message("fullDescription", message)
	s.message("help", help)
	if s.options.Base != "" {
		s.string("helpUri", s.options.Base+"/rules/"+rule.ID)
	}
	s.begin("defaultConfiguration", '{')
	s.string("level", sarifLevel(rule.Severity))
	s.close('}')
	s.begin("properties", '{')
	s.begin("tags", '[')
	s.text("security")
	s.text("jwt")
	s.close(']')
	s.string("severity", string(rule.Severity))
	s.close('}')
	s.close('}')
}

// result writes a finding. path is where the token that it is about stands in
// the outermost one, which alone has places in the artifact.
func (s *sarif) result(f *Finding, path string, outermost bool) {
	message, fix := s.options.Mask.Finding(f)
	if fix != "" {
		message += " " + fix
	}
	place := s.options.Mask.Text(strings.TrimSuffix(path+f.Path, "."))
	s.open('{')
	s.string("ruleId", f.ID)
	s.int("ruleIndex", slices.Index(s.rules, f.ID))
	s.string("level", sarifLevel(f.Severity))
	s.message("message", message)
	s.begin("locations", '[')
	s.open('{')
	s.begin("physicalLocation", '{')
	s.begin("artifactLocation", '{')
	s.string("uri", tokenURI)
	s.int("index", 0)
	s.close('}')
	span := jose.Span{Start: 0, End: len(s.report.Token.Text)}
	if outermost {
		span = s.report.evidence(f)
	}
	s.region(span)
	s.close('}')
	if place != "" {
		s.begin("logicalLocations", '[')
		s.open('{')
		s.string("fullyQualifiedName", place)
		s.close('}')
		s.close(']')
	}
	s.close('}')
	s.close(']')
	s.begin("partialFingerprints", '{')
	s.string("primaryLocationLineHash", fingerprint(f.ID+" "+place))
	s.close('}')
	if f.More > 0 {
		s.begin("properties", '{')
		s.int("more", f.More)
		s.close('}')
	}
	s.close('}')
}

// region says where a span of the token stands. Its last column is the one
// behind it.
func (s *sarif) region(span jose.Span) {
	text := s.report.Token.Text
	s.begin("region", '{')
	line, column := lineAndColumn(text[:span.Start])
	s.int("startLine", line)
	s.int("startColumn", column)
	line, column = lineAndColumn(text[:span.End])
	s.int("endLine", line)
	s.int("endColumn", column)
	s.int("charOffset", utf8.RuneCountInString(text[:span.Start]))
	s.int("charLength", utf8.RuneCountInString(text[span.Start:span.End]))
	s.close('}')
}

// lineAndColumn are those of what follows a text, from 1.
func lineAndColumn(before string) (line, column int) {
	last := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[last:]) + 1
}

// message writes a text for people. SARIF reads braces as placeholders and
// brackets as links (§3.11.5, §3.11.6), and a token must not make either.
func (s *sarif) message(name, text string) {
	s.begin(name, '{')
	s.string("text", sarifText.Replace(text))
	s.close('}')
}

var sarifText = strings.NewReplacer("{", "{{", "}", "}}", `\`, `\\`, "[", `\[`, "]", `\]`)

// withoutPlaceholders is the message of a rule with “…” for what differs.
func withoutPlaceholders(message string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(message, "{")
		b.WriteString(before)
		_, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return b.String()
		}
		b.WriteString("…")
		message = after
	}
}

func sarifLevel(s Severity) string {
	switch s {
	case Critical:
		return "error"
	case Warning:
		return "warning"
	}
	return "note"
}

// fingerprint tells findings apart and is the same for the same rule and place:
// FNV-1a of 64 bits, with the number that code scanning expects behind it.
func fingerprint(text string) string {
	hash := uint64(14695981039346656037)
	for i := range len(text) {
		hash = (hash ^ uint64(text[i])) * 1099511628211
	}
	return strconv.FormatUint(hash, 16) + ":1"
}

// evidence is where in Token.Text the evidence for a finding stands: the
// characters of base64url that hold it, its whole segment, or the whole token.
func (r *Report) evidence(f *Finding) jose.Span {
	whole := jose.Span{Start: 0, End: len(r.Token.Text)}
	var segment *jose.Segment
	switch {
	case f.Part == "header" && r.Header != nil:
		segment = r.Header.Segment
	case f.Part == "payload" && r.Payload != nil:
		segment = r.Payload.Segment
	case f.Part == "signature" && len(r.Token.Segments) == 3:
		segment = &r.Token.Segments[2]
	}
	if segment == nil || segment.Span.Empty() || segment.Span.End > whole.End || segment.Span.Len() != len(segment.Text) {
		return whole // it does not stand there as it is, as in the JSON form
	}
	at := segment.Span
	if f.Span.Empty() || len(segment.Faults) > 0 {
		return at
	}
	start, end := f.Span.Start, f.Span.End
	if !segment.Raw {
		start, end = start*4/3, (end*4+2)/3 // four characters hold three bytes
	}
	return jose.Span{Start: min(at.Start+start, at.End), End: min(at.Start+end, at.End)}
}
