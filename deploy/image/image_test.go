package main

import (
	"archive/tar"
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// built is the image for this machine, which run writes once for all tests.
func built(t *testing.T) (image v1.Image, dir string) {
	t.Helper()
	dir = t.TempDir()
	p := plan{root: "../..", out: dir, version: "v1.2.3+test", revision: "0123abc", architectures: []string{runtime.GOARCH}}
	if err := p.run(); err != nil {
		t.Fatal(err)
	}
	image, err := tarball.ImageFromPath(filepath.Join(dir, "jotlens-image-"+runtime.GOARCH+".tar"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return image, dir
}

func TestImage(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the image is for Linux, and only there its program runs")
	}
	image, dir := built(t)
	root := filepath.Join(dir, "root")
	unpack(t, image, root)
	t.Run("holds only what it needs", func(t *testing.T) { checkFiles(t, image) })
	t.Run("is configured as by the Dockerfile", func(t *testing.T) { checkDockerfile(t, image) })
	t.Run("is the same when made again", func(t *testing.T) { checkSame(t, image, dir) })
	t.Run("runs", func(t *testing.T) { runIn(t, root) })
}

// eachFile walks the layers, of which there must be one.
func eachFile(t *testing.T, image v1.Image, do func(*tar.Header, []byte)) {
	t.Helper()
	layers, err := image.Layers()
	if err != nil {
		t.Fatal(err)
	}
	if len(layers) != 1 {
		t.Fatalf("there are %d layers, not one", len(layers))
	}
	r, err := layers[0].Uncompressed()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for archive := tar.NewReader(r); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		do(header, content)
	}
}

func unpack(t *testing.T, image v1.Image, root string) {
	t.Helper()
	eachFile(t, image, func(header *tar.Header, content []byte) {
		path := filepath.Join(root, filepath.FromSlash(header.Name))
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if err == nil && header.Typeflag == tar.TypeReg {
			err = os.WriteFile(path, content, header.FileInfo().Mode())
		}
		if err != nil {
			t.Fatal(err)
		}
	})
}

func checkFiles(t *testing.T, image v1.Image) {
	var names []string
	eachFile(t, image, func(header *tar.Header, content []byte) {
		names = append(names, header.Name)
		if header.Mode&0o222 != 0 || header.Uid != 0 || header.Gid != 0 {
			t.Errorf("%s can be changed: mode %o, owner %d:%d", header.Name, header.Mode, header.Uid, header.Gid)
		}
		if header.ModTime.Unix() != 0 {
			t.Errorf("%s has a time, %v", header.Name, header.ModTime)
		}
		if strings.HasSuffix(header.Name, ".crt") {
			pool := x509.NewCertPool()
			if !pool.AppendCertsFromPEM(content) {
				t.Errorf("%s holds no certificate", header.Name)
			}
			if n := bytes.Count(content, []byte("BEGIN CERTIFICATE")); n < 80 {
				t.Errorf("%s holds only %d authorities", header.Name, n)
			}
		}
	})
	want := []string{"LICENSE", "etc/", "etc/group", "etc/passwd", "etc/ssl/", "etc/ssl/certs/", "etc/ssl/certs/ca-certificates.crt", "jotlens"}
	if !slices.Equal(names, want) {
		t.Errorf("the image holds %q, not %q", names, want)
	}
}

// checkDockerfile compares the configuration with the last stage of the
// Dockerfile, line by line: whoever changes one must change the other.
func checkDockerfile(t *testing.T, image v1.Image) {
	file, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	_, last, found := strings.Cut(string(text), "\nFROM scratch\n")
	if !found {
		t.Fatal("the Dockerfile has no stage from scratch")
	}
	last = strings.ReplaceAll(last, "\\\n", "")
	config := file.Config
	want := []string{
		"USER " + config.User,
		"EXPOSE 8080",
		fmt.Sprintf("ENTRYPOINT [%q]", config.Entrypoint[0]),
		fmt.Sprintf("HEALTHCHECK --interval=%v --timeout=%v --start-period=%v CMD [%q, %q]", config.Healthcheck.Interval,
			config.Healthcheck.Timeout, config.Healthcheck.StartPeriod, config.Healthcheck.Test[1], config.Healthcheck.Test[2]),
	}
	for _, e := range config.Env {
		want = append(want, "ENV "+e)
	}
	if _, ok := config.ExposedPorts["8080/tcp"]; !ok || len(config.ExposedPorts) != 1 {
		t.Errorf("the image exposes %v", config.ExposedPorts)
	}
	lines := strings.Split(last, "\n")
	for _, line := range want {
		if !slices.Contains(lines, line) {
			t.Errorf("the last stage of the Dockerfile lacks %q", line)
		}
	}
	for key, value := range config.Labels {
		switch key {
		case "org.opencontainers.image.version":
			value = "$VERSION"
		case "org.opencontainers.image.revision":
			value = "$REVISION"
		}
		if label := fmt.Sprintf("%s=%q", key, value); !strings.Contains(last, label) {
			t.Errorf("the last stage of the Dockerfile lacks the label %s", label)
		}
	}
	eachFile(t, image, func(header *tar.Header, _ []byte) {
		if header.Typeflag == tar.TypeReg && !strings.Contains(last, " /"+header.Name+"\n") {
			t.Errorf("the last stage of the Dockerfile does not copy to /%s", header.Name)
		}
	})
}

// checkSame packs the same binary again and compares the digests.
func checkSame(t *testing.T, image v1.Image, dir string) {
	p := plan{root: "../..", version: "v1.2.3+test", revision: "0123abc"}
	again, err := p.image(filepath.Join(dir, "jotlens-linux-"+runtime.GOARCH), runtime.GOARCH)
	if err != nil {
		t.Fatal(err)
	}
	first, err := image.ConfigName() // which names the layers by their digests
	if err != nil {
		t.Fatal(err)
	}
	second, err := again.ConfigName()
	if err != nil {
		t.Fatal(err)
	}
	if first != second {
		t.Errorf("the configurations differ: %s and %s", first, second)
	}
}
