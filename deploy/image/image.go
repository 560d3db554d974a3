package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// user is who the program runs as: the number that images without a shell have
// agreed on. As a number, Kubernetes can see that it is not root.
const user = "65532:65532"

// passwd and group give that number a name, for whoever lists processes.
const (
	passwd = "jotlens:x:65532:65532:Jotlens:/:/none\n"
	group  = "jotlens:x:65532:\n"
)

// A file is one entry of the layer. Its path has no slash at the beginning.
type file struct {
	path    string
	mode    int64
	content []byte
}

// image is the image around one binary: a single layer, and the same
// configuration as in the Dockerfile.
func (p plan) image(binary, architecture string) (v1.Image, error) {
	files, err := p.files(binary)
	if err != nil {
		return nil, err
	}
	packed, err := pack(files)
	if err != nil {
		return nil, err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(packed)), nil
	}, tarball.WithMediaType(types.OCILayer), tarball.WithCompressionLevel(gzip.BestCompression))
	if err != nil {
		return nil, err
	}
	image, err := mutate.Append(mutate.MediaType(empty.Image, types.OCIManifestSchema1), mutate.Addendum{
		Layer:   layer,
		History: v1.History{Created: v1.Time{Time: noTime}, CreatedBy: "deploy/image"},
	})
	if err != nil {
		return nil, err
	}
	image = mutate.ConfigMediaType(image, types.OCIConfigJSON)
	configFile, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	configFile = configFile.DeepCopy()
	configFile.OS, configFile.Architecture = "linux", architecture
	configFile.Created = v1.Time{Time: noTime}
	configFile.Config = p.config()
	return mutate.ConfigFile(image, configFile)
}

// noTime stands wherever the format wants a time: the image is the same
// whenever it is built.
var noTime = time.Unix(0, 0).UTC()

// config says how the image is run.
func (p plan) config() v1.Config {
	labels := map[string]string{
		"org.opencontainers.image.title":       "Jotlens",
		"org.opencontainers.image.description": "A JWT debugger that you host yourself",
		"org.opencontainers.image.licenses":    "MIT",
	}
	if p.version != "" {
		labels["org.opencontainers.image.version"] = p.version
	}
	if p.revision != "" {
		labels["org.opencontainers.image.revision"] = p.revision
	}
	return v1.Config{
		User:         user,
		Env:          []string{"JOTLENS_LISTEN=:8080"},
		ExposedPorts: map[string]struct{}{"8080/tcp": {}},
		Entrypoint:   []string{"/jotlens"},
		Healthcheck: &v1.HealthConfig{
			Test:        []string{"CMD", "/jotlens", "healthcheck"},
			Interval:    30 * time.Second,
			Timeout:     6 * time.Second,
			StartPeriod: 2 * time.Second,
		},
		Labels: labels,
	}
}

// files are what the image holds: the program, what it needs to call an
// issuer over TLS, the name of its user, and the licence.
func (p plan) files(binary string) ([]file, error) {
	program, err := os.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	license, err := os.ReadFile(filepath.Join(p.root, "LICENSE"))
	if err != nil {
		return nil, err
	}
	roots, err := rootCertificates()
	if err != nil {
		return nil, err
	}
	return []file{
		{"LICENSE", 0o444, license},
		{"etc/", 0o555, nil},
		{"etc/group", 0o444, []byte(group)},
		{"etc/passwd", 0o444, []byte(passwd)},
		{"etc/ssl/", 0o555, nil},
		{"etc/ssl/certs/", 0o555, nil},
		{"etc/ssl/certs/ca-certificates.crt", 0o444, roots},
		{"jotlens", 0o555, program},
	}, nil
}

// pack writes files as a tar archive that belongs to root, so that the
// program could not change them even where the root is writable.
func pack(files []file) ([]byte, error) {
	var packed bytes.Buffer
	w := tar.NewWriter(&packed)
	for _, f := range files {
		header := &tar.Header{Name: f.path, Mode: f.mode, Size: int64(len(f.content)), ModTime: noTime, Typeflag: tar.TypeReg, Format: tar.FormatUSTAR}
		if f.content == nil {
			header.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(header); err != nil {
			return nil, fmt.Errorf("%s: %w", f.path, err)
		}
		if _, err := w.Write(f.content); err != nil {
			return nil, fmt.Errorf("%s: %w", f.path, err)
		}
	}
	return packed.Bytes(), w.Close()
}
