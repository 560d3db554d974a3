// Command share makes the pictures that come with a link to a page from the
// drawings beside it: a browser draws share*.svg, and the program keeps 128 colors
// of what it sees. It is run by hand, at the root of the module, with DejaVu Sans
// and Noto Sans CJK installed:
//
//	go run ./assets/share
package main

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// width and height are what those who show previews ask for.
const width, height = 1200, 630

func main() {
	drawings, err := filepath.Glob("assets/share/*.svg")
	if err == nil && len(drawings) == 0 {
		err = fmt.Errorf("there is no drawing; run it at the root of the module")
	}
	for _, drawing := range drawings {
		if err == nil {
			err = draw(context.Background(), drawing)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "share:", err)
		os.Exit(1)
	}
}

// draw writes the picture of a drawing beside it.
func draw(ctx context.Context, drawing string) error {
	path, err := filepath.Abs(drawing)
	if err != nil {
		return err
	}
	picture := strings.TrimSuffix(path, ".svg") + ".png"
	browser := cmp.Or(os.Getenv("BROWSER"), "chromium")
	shot := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
		fmt.Sprintf("--window-size=%d,%d", width, height), "--screenshot="+picture, "file://"+path)
	if out, err := shot.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", browser, err, out)
	}
	seen, err := read(picture)
	if err != nil {
		return err
	}
	file, err := os.Create(picture)
	if err != nil {
		return err
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(file, reduced(seen)); err != nil {
		return err
	}
	return file.Close()
}

func read(path string) (image.Image, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return png.Decode(file)
}

// reduced is a picture in the colors that it has most of.
func reduced(seen image.Image) image.Image {
	count := map[color.RGBA]int{}
	for y := range height {
		for x := range width {
			count[at(seen, x, y)]++
		}
	}
	var colors color.Palette
	for c := range count {
		colors = append(colors, c)
	}
	slices.SortFunc(colors, func(a, b color.Color) int {
		p, q := a.(color.RGBA), b.(color.RGBA)
		return cmp.Or(count[q]-count[p], int(p.R)-int(q.R), int(p.G)-int(q.G), int(p.B)-int(q.B))
	})
	few := image.NewPaletted(image.Rect(0, 0, width, height), colors[:min(len(colors), 128)])
	for y := range height {
		for x := range width {
			few.Set(x, y, at(seen, x, y))
		}
	}
	return few
}

func at(p image.Image, x, y int) color.RGBA { return color.RGBAModel.Convert(p.At(x, y)).(color.RGBA) }
