package deploy

import (
	"debug/buildinfo"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var (
	sbom   = flag.String("sbom", "", "the `file` that make sbom has written")
	binary = flag.String("binary", "", "the program that it describes")
)

// TestSBOM compares the list with what the compiler wrote into the program:
// every module, at its version, and nothing else.
func TestSBOM(t *testing.T) {
	if *sbom == "" || *binary == "" {
		t.Skip("make sbom writes the list and runs this test")
	}
	text, err := os.ReadFile(*sbom)
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		BOMFormat, SpecVersion string
		Metadata               struct {
			Component struct{ Name, Version string }
		}
		Components []struct {
			Name, Version, PURL string
			Hashes              []struct{ Alg, Content string }
		}
	}
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	if list.BOMFormat != "CycloneDX" || list.SpecVersion != "1.6" || list.Metadata.Component.Name != "jotlens" {
		t.Errorf("it is %s %s of %q", list.BOMFormat, list.SpecVersion, list.Metadata.Component.Name)
	}
	info, err := buildinfo.ReadFile(*binary)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"std " + info.GoVersion}
	for _, module := range info.Deps {
		want = append(want, module.Path+" "+module.Version)
	}
	var got []string
	for _, c := range list.Components {
		got = append(got, c.Name+" "+c.Version)
		if c.Name != "std" && (len(c.Hashes) == 0 || !strings.HasPrefix(strings.ToLower(c.PURL), "pkg:golang/"+strings.ToLower(c.Name)+"@")) {
			t.Errorf("%s has no hash, or the address %q", c.Name, c.PURL)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("it lists %q, and the program holds %q", got, want)
	}
}
