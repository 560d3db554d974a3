// Command image makes the container image without a container engine: an OCI
// layout for Linux on amd64 and arm64, and for each a file for docker load.
//
//	go -C deploy run ./image -version v1.2.3
//
// What it writes depends on the commit and the toolchain and on nothing else,
// so that the digest can be compared. The assets must have been built.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

// architectures are those that the image is for, all on Linux.
var architectures = []string{"amd64", "arm64"}

// A plan is what to make, from what and where.
type plan struct {
	root          string // of the module jotlens
	out           string // folder for what is made
	version       string // for the binary and the labels; "" when there is none
	revision      string // the commit, for the labels; "" when it is not known
	architectures []string
}

func main() {
	p := plan{architectures: architectures}
	flag.StringVar(&p.root, "root", "..", "`folder` of the module jotlens")
	flag.StringVar(&p.out, "out", "../bin", "`folder` to write to")
	flag.StringVar(&p.version, "version", "", "`version` of the binary and the image")
	flag.StringVar(&p.revision, "revision", "", "`commit` that it is built from")
	flag.Parse()
	if err := p.run(); err != nil {
		fmt.Fprintln(os.Stderr, "image:", err)
		os.Exit(1)
	}
}

// run builds every image and writes it. What it has written it reads again and
// checks as a registry would: every digest, size and list of layers.
func (p plan) run() error {
	dir := filepath.Join(p.out, "image")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	oci, err := layout.Write(dir, mutate.IndexMediaType(empty.Index, types.OCIImageIndex))
	if err != nil {
		return err
	}
	for _, architecture := range p.architectures {
		binary := filepath.Join(p.out, "jotlens-linux-"+architecture)
		if err := p.compile(binary, architecture); err != nil {
			return err
		}
		image, err := p.image(binary, architecture)
		if err != nil {
			return err
		}
		platform := v1.Platform{OS: "linux", Architecture: architecture}
		if err := oci.AppendImage(image, layout.WithPlatform(platform)); err != nil {
			return err
		}
		if err := p.load(image, architecture); err != nil {
			return err
		}
	}
	index, err := oci.ImageIndex()
	if err != nil {
		return err
	}
	if err := validate.Index(index); err != nil {
		return fmt.Errorf("%s is not valid: %w", dir, err)
	}
	return nil
}

// load writes the file that docker load and podman load take, and says what is
// in it.
func (p plan) load(image v1.Image, architecture string) error {
	tag, err := name.NewTag("jotlens:" + p.tag())
	if err != nil {
		return fmt.Errorf("the version makes no tag: %w", err)
	}
	path := filepath.Join(p.out, "jotlens-image-"+architecture+".tar")
	if err := tarball.WriteToFile(path, tag, image); err != nil {
		return err
	}
	written, err := tarball.ImageFromPath(path, &tag)
	if err != nil {
		return err
	}
	if err := validate.Image(written); err != nil {
		return fmt.Errorf("%s is not valid: %w", path, err)
	}
	digest, err := image.Digest()
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	fmt.Printf("%s  %s  %.1f MB\n", digest, path, float64(info.Size())/1e6)
	return nil
}

// tag is the name of the version in a registry, which has fewer letters.
func (p plan) tag() string {
	if p.version == "" {
		return "latest"
	}
	return strings.ReplaceAll(p.version, "+", "_")
}

// compile makes the program for one architecture, as make build and the
// Dockerfile do.
func (p plan) compile(to, architecture string) error {
	if _, err := os.Stat(filepath.Join(p.root, "assets/dist/manifest.json")); errors.Is(err, os.ErrNotExist) {
		return errors.New("the assets are not built: run make assets first")
	}
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	ldflags := "-s -w"
	if p.version != "" {
		ldflags += " -X main.version=" + p.version
	}
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags="+ldflags, "-o", to, ".")
	build.Dir = p.root
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH="+architecture, "CGO_ENABLED=0")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("the program for %s does not compile: %w", architecture, err)
	}
	return nil
}
