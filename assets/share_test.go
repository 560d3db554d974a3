package assets

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// TestSharePicturesFit: those who show previews ask for 1200 by 630 pixels, and a
// picture is fetched for a link that nobody may click.
func TestSharePicturesFit(t *testing.T) {
	drawings, err := filepath.Glob("share/*.svg")
	if err != nil || len(drawings) < 2 {
		t.Fatalf("%d drawings, %v", len(drawings), err)
	}
	for _, drawing := range drawings {
		name := drawing[:len(drawing)-len("svg")] + "png"
		file, err := os.Open(name)
		if err != nil {
			t.Error(err)
			continue
		}
		info, err := file.Stat()
		if err != nil {
			t.Fatal(err)
		}
		config, err := png.DecodeConfig(file)
		file.Close()
		if err != nil || config.Width != 1200 || config.Height != 630 || info.Size() > 60_000 {
			t.Errorf("%s: %d by %d pixels, %d bytes, %v", name, config.Width, config.Height, info.Size(), err)
		}
	}
}
