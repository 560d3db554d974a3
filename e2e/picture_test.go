package e2e

import "testing"

// pictureFaults are the shapes over the edge of their drawing, and the labels
// that cannot be read: too small, over the edge, over each other, or over the
// outline of a shape.
const pictureFaults = `[...document.querySelectorAll(".picture svg")].flatMap((svg) => {
	const area = svg.getBoundingClientRect(), all = [...svg.querySelectorAll("text")], faults = [];
	const inside = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
	const shapes = [...svg.querySelectorAll("rect, circle")];
	const apart = (a, b) => a.right <= b.left || a.left >= b.right || a.bottom <= b.top || a.top >= b.bottom;
	for (const text of all) {
		const box = text.getBoundingClientRect();
		const fault = (what) => faults.push(text.textContent + ": " + what);
		const size = parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a;
		if (size < 13.99) fault("has " + size + " pixels");
		if (!inside(box, area)) fault("is over the edge");
		for (const other of all) if (other !== text && !apart(box, other.getBoundingClientRect())) fault("is over " + other.textContent);
		for (const shape of shapes) {
			const outline = shape.getBoundingClientRect();
			if (!apart(box, outline) && !inside(box, outline)) fault("is over an outline");
		}
	}
	for (const shape of shapes) if (!inside(shape.getBoundingClientRect(), area)) faults.push("a " + shape.tagName + " is over the edge");
	if (!svg.querySelector("title")?.textContent) faults.push("a picture has no text alternative");
	return faults;
})`

func TestThePicturesOfLessonsCanBeRead(t *testing.T) {
	p := open(t, viewport(390, 844))
	pictures := 0
	for _, path := range p.lessonPaths() {
		for _, width := range []int64{390, 1280} {
			p.do(viewport(width, 844))
			p.visit(path)
			for _, fault := range eval[[]string](p, pictureFaults) {
				t.Errorf("%s, at %d pixels: %s", path, width, fault)
			}
		}
		pictures += p.count(".picture svg")
	}
	if pictures < 6 {
		t.Errorf("there are %d pictures", pictures)
	}
	// The search for faults finds one.
	p.visit("/learn/three-parts")
	p.run(`document.querySelector(".picture text").textContent = "a label that is far too long for its place in the drawing"`)
	if len(eval[[]string](p, pictureFaults)) == 0 {
		t.Error("a label that is too long is no fault")
	}
}
