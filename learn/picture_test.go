package learn

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// TestEveryDrawingIsShown finds drawings that no lesson uses, and says what is
// wrong with one that is not in the form.
func TestEveryDrawingIsShown(t *testing.T) {
	drawings, err := files.ReadDir("pictures")
	if err != nil || len(drawings) == 0 {
		t.Fatalf("%d drawings (%v)", len(drawings), err)
	}
	var texts strings.Builder
	for _, name := range filesIn("lessons") {
		source, err := files.ReadFile(path.Join("lessons", name))
		if err != nil {
			t.Fatal(err)
		}
		texts.Write(source)
	}
	for _, entry := range drawings {
		name, ok := strings.CutSuffix(entry.Name(), ".svg")
		if _, err := readDrawing(name); !ok || err != nil {
			t.Errorf("%s: %v", entry.Name(), err)
		}
		if !strings.Contains(texts.String(), "```picture\nname: "+name+"\n") {
			t.Errorf("no lesson shows %s", entry.Name())
		}
	}
}

func TestAPictureIsFilledWithItsLabels(t *testing.T) {
	const fence = "name: postcard-and-box\nalt: A card & a <b>.\ncaption: Read on.\nlabel-signed: <i>card</i>\nlabel-seal: seal\n" +
		"label-signed-read: all\nlabel-encrypted: {seal}\nlabel-encrypted-read: one\n"
	p, err := readPicture(fence)
	if err != nil {
		t.Fatal(err)
	}
	if p.Caption != "Read on." {
		t.Errorf("the caption is %q", p.Caption)
	}
	for _, want := range []string{
		`<svg role="img" viewBox="0 0 `, "><title>A card &amp; a &lt;b&gt;.</title>", ">&lt;i&gt;card&lt;/i&gt;</text>", ">{seal}</text>", ">seal</text>",
	} {
		if !strings.Contains(string(p.Drawing), want) {
			t.Errorf("the drawing has no %s: %s", want, p.Drawing)
		}
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"no alt":              {"alt: A card & a <b>.\n", "", "the alt has 0 characters"},
		"a long alt":          {"A card", strings.Repeat("A", maxAlt), "the alt has"},
		"no name":             {"name: postcard-and-box\n", "", `"" is no name`},
		"an unknown drawing":  {"postcard-and", "letter-and", "there is no drawing"},
		"another folder":      {"postcard-and", "../pictures/postcard-and", "is no name"},
		"a label missing":     {"label-seal: seal\n", "", "a place {seal} and the fence no label"},
		"an empty label":      {"label-seal: seal", "label-seal: ", "label-seal"},
		"a label without use": {"label-seal", "label-lid: lid\nlabel-seal", "a label for {lid} and the drawing no such place"},
		"a label twice":       {"label-seal", "label-seal: lid\nlabel-seal", "twice"},
		"an unknown key":      {"caption", "heading", "heading"},
	} {
		if !strings.Contains(fence, c.old) {
			t.Fatalf("%s: the fence has no %q", name, c.old)
		}
		if _, err := readPicture(strings.Replace(fence, c.old, c.new, 1)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q in it", name, err, c.want)
		}
	}
}

func TestADrawingIsShapesAndPlaceholders(t *testing.T) {
	const good = `<svg viewBox="0 0 340 40"><g><rect class="box" width="9" height="9"/></g><text x="1" y="20">API: {name}</text><text class="code">alg</text></svg>`
	if err := checkDrawing([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"no viewBox":           {` viewBox="0 0 340 40"`, "", "viewBox"},
		"too wide":             {"340", "341", "341 wide"},
		"half a viewBox":       {"0 0 340 40", "0 0 340", "viewBox"},
		"a script":             {"<g>", "<script/><g>", "an element script"},
		"a drawing inside":     {"<g>", "<svg/><g>", "an element svg"},
		"a link":               {"<g>", `<a href="/"/><g>`, "an element a"},
		"a style":              {`class="box"`, `style="fill: red"`, "attribute style"},
		"a color":              {`class="box"`, `fill="red"`, "attribute fill"},
		"an id":                {`class="box"`, `id="box"`, "attribute id"},
		"a handler":            {`class="box"`, `onclick="go()"`, "attribute onclick"},
		"a label in a class":   {`class="box"`, `class="{name}"`, "attribute class has a place"},
		"another namespace":    {`class="box"`, `xlink:x="1"`, "attribute x"},
		"words without label":  {"API: {name}", "Issuer: {name}", "belongs into a label"},
		"words of a language":  {"API: {name}", "簽章", "belongs into a label"},
		"words outside":        {"<g>", "<g>{name}", "outside a text"},
		"a comment":            {"<g>", "<!-- x --><g>", "Comment"},
		"an element left open": {"</g>", "", "reading it"},
		"too long":             {"<g>", "<g>" + strings.Repeat(" ", maxDrawing), "bytes"},
	} {
		if !strings.Contains(good, c.old) {
			t.Fatalf("%s: the drawing has no %q", name, c.old)
		}
		if err := checkDrawing([]byte(strings.Replace(good, c.old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q in it", name, err, c.want)
		}
	}
}

func TestAPictureIsABlockOfALesson(t *testing.T) {
	const fence = "```picture\nname: three-parts\nalt: A token.\n```\n\n"
	if _, err := parseLesson("01-a.md", []byte(strings.Replace(goodLesson, "```live", fence+"```live", 1))); err == nil || !strings.Contains(err.Error(), "line 10: the drawing has a place") {
		t.Errorf("a picture without labels: %v", err)
	}
	shown := slices.ContainsFunc(Lessons("en")[1].Blocks, func(b Block) bool { return b.Picture != nil && b.Prose == "" })
	if !shown {
		t.Error("the lesson on the three parts has no picture")
	}
}
