package learn

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Picture is a drawing with its words.
type Picture struct {
	Drawing HTML   // an SVG element with its text alternative
	Caption string // plain text, or ""
}

// The bounds of a picture. A wider drawing would be shrunk on a phone, and its
// letters with it.
const (
	maxDrawing      = 8 << 10
	maxDrawingWidth = 340
	maxAlt          = 320
)

// What a drawing is made of. Colors and type come from classes, which follow the
// theme; an id might meet another one on the page.
var (
	drawingElements   = []string{"svg", "g", "rect", "circle", "path", "text"}
	drawingAttributes = []string{"viewBox", "class", "x", "y", "width", "height", "rx", "cx", "cy", "r", "d", "text-anchor"}
)

var (
	drawingName = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	placeholder = regexp.MustCompile(`\{[a-z]+(-[a-z]+)*\}`)
)

// readPicture reads a picture fence: the name of a drawing, its text
// alternative, perhaps a caption, and a label for each of its placeholders.
func readPicture(content string) (*Picture, error) {
	known := []string{"name", "alt", "caption"}
	for line := range strings.Lines(content) {
		if key, _, _ := strings.Cut(line, ": "); strings.HasPrefix(key, "label-") {
			known = append(known, key)
		}
	}
	v, err := readKeys(content, known...)
	if err != nil {
		return nil, err
	}
	if n := utf8.RuneCountInString(v["alt"]); n == 0 || n > maxAlt {
		return nil, fmt.Errorf("the alt has %d characters; there must be 1 to %d", n, maxAlt)
	}
	drawing, err := readDrawing(v["name"])
	if err != nil {
		return nil, err
	}
	labels := map[string]string{}
	for key, value := range v {
		if id, ok := strings.CutPrefix(key, "label-"); ok {
			labels["{"+id+"}"] = value
		}
	}
	filled, err := fill(drawing, labels)
	if err != nil {
		return nil, err
	}
	start := `<svg role="img" ` + strings.TrimPrefix(filled, "<svg ")
	tag, rest, _ := strings.Cut(start, ">")
	return &Picture{HTML(tag + "><title>" + html.EscapeString(v["alt"]) + "</title>" + rest), v["caption"]}, nil
}

// fill puts the labels into a drawing. Each has a place, and each place a label.
func fill(drawing string, labels map[string]string) (string, error) {
	places := placeholder.FindAllString(drawing, -1)
	for _, place := range places {
		if labels[place] == "" {
			return "", fmt.Errorf("the drawing has a place %s and the fence no label for it", place)
		}
	}
	for label := range labels {
		if !slices.Contains(places, label) {
			return "", fmt.Errorf("the fence has a label for %s and the drawing no such place", label)
		}
	}
	return placeholder.ReplaceAllStringFunc(drawing, func(place string) string { return html.EscapeString(labels[place]) }), nil
}

// readDrawing reads a drawing that is in the form.
func readDrawing(name string) (string, error) {
	if !drawingName.MatchString(name) {
		return "", fmt.Errorf("%q is no name of a drawing", name)
	}
	source, err := files.ReadFile(path.Join("pictures", name+".svg"))
	if err != nil {
		return "", fmt.Errorf("there is no drawing called %q", name)
	}
	if err := checkDrawing(source); err != nil {
		return "", fmt.Errorf("the drawing %q: %w", name, err)
	}
	return strings.TrimSpace(string(source)), nil
}

// checkDrawing finds what a drawing must not contain.
func checkDrawing(source []byte) error {
	if len(source) > maxDrawing || !bytes.HasPrefix(source, []byte(`<svg viewBox="0 0 `)) {
		return fmt.Errorf("it has over %d bytes, or does not begin with its viewBox", maxDrawing)
	}
	decoder := xml.NewDecoder(bytes.NewReader(source))
	var open []xml.StartElement
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading it: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := checkShape(t, len(open)); err != nil {
				return err
			}
			open = append(open, t.Copy())
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if err := checkWords(string(t), open); err != nil {
				return err
			}
		default:
			return fmt.Errorf("it contains a %T", token)
		}
	}
}

// checkShape finds what is wrong with an element that so many others are around.
func checkShape(e xml.StartElement, depth int) error {
	if !slices.Contains(drawingElements, e.Name.Local) || (e.Name.Local == "svg") != (depth == 0) {
		return fmt.Errorf("there is an element %s", e.Name.Local)
	}
	for _, a := range e.Attr {
		if !slices.Contains(drawingAttributes, a.Name.Local) || a.Name.Space != "" {
			return fmt.Errorf("%s has the attribute %s", e.Name.Local, a.Name.Local)
		}
		if placeholder.MatchString(a.Value) {
			return fmt.Errorf("the attribute %s has a place for a label", a.Name.Local)
		}
		if a.Name.Local != "viewBox" {
			continue
		}
		box := strings.Fields(a.Value)
		if len(box) != 4 {
			return fmt.Errorf("the viewBox is %q", a.Value)
		}
		if width, err := strconv.Atoi(box[2]); err != nil || width > maxDrawingWidth {
			return fmt.Errorf("it is %s wide; it may be %d", box[2], maxDrawingWidth)
		}
	}
	return nil
}

// checkWords fails for words that no label brings: only code and names in
// capitals are the same in all languages.
func checkWords(words string, open []xml.StartElement) error {
	if strings.TrimSpace(words) == "" {
		return nil
	}
	if len(open) == 0 || open[len(open)-1].Name.Local != "text" {
		return fmt.Errorf("%q stands outside a text element", strings.TrimSpace(words))
	}
	code := slices.ContainsFunc(open[len(open)-1].Attr, func(a xml.Attr) bool {
		return a.Name.Local == "class" && slices.Contains(strings.Fields(a.Value), "code")
	})
	if own := placeholder.ReplaceAllString(words, ""); !code && strings.ContainsFunc(own, func(r rune) bool { return unicode.IsLetter(r) && !unicode.IsUpper(r) }) {
		return fmt.Errorf("%q belongs into a label, or has the class code", words)
	}
	return nil
}
