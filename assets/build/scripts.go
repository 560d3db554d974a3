package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"jotlens/assets"
)

// What worker.js calls the engine and the list of secrets before the build knows
// their URLs, which are relative to its own, and lengths.
const (
	engineURLMark   = "__ENGINE_URL__"
	engineBytesMark = "__ENGINE_BYTES__"
	secretsURLMark  = "__SECRETS_URL__"
)

// bundles are the scripts that pages load, each with everything that it
// imports: one request for each.
var bundles = []struct {
	name   string
	format api.Format
}{
	{"first.js", api.FormatIIFE}, // a classic script: it runs before the page is drawn
	{"main.js", api.FormatESModule},
	{"privacy.js", api.FormatESModule},
	{"rules.js", api.FormatESModule},
	{"compare.js", api.FormatESModule},
	{"learn.js", api.FormatESModule},
	{"flow.js", api.FormatESModule},
	{"embed.js", api.FormatESModule},
	{"host.js", api.FormatIIFE}, // a classic script, for pages of other sites
}

// addScripts adds the bundles of a folder.
func addScripts(out *output, dir string) error {
	for _, b := range bundles {
		content, err := bundle(dir, b.name, b.format)
		if err != nil {
			return err
		}
		if _, err := out.add(b.name, content); err != nil {
			return err
		}
	}
	return nil
}

// addWorker adds a worker, which gets the toolchain's glue and the addresses of
// what it fetches.
func addWorker(out *output, file, name, glue string, engine, secrets assets.File) error {
	worker, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for _, mark := range []string{engineURLMark, secretsURLMark} {
		if !strings.Contains(string(worker), mark) {
			return fmt.Errorf("%s does not name what it fetches as %s", file, mark)
		}
	}
	_, err = out.add(name, []byte(glue+"\n"+strings.NewReplacer(
		engineURLMark, path.Base(engine.URL),
		secretsURLMark, path.Base(secrets.URL),
		engineBytesMark, strconv.FormatInt(engine.Bytes, 10),
	).Replace(string(worker))))
	return err
}

// bundle joins a script with what it imports. Names and line breaks stay as
// they are, so that a person can read in the browser what runs there.
func bundle(dir, name string, format api.Format) ([]byte, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: dir, // what it writes must not depend on where that is
		EntryPoints:   []string{name},
		Bundle:        true,
		Format:        format,
		Target:        api.ESNext,
		Charset:       api.CharsetUTF8,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	return result.OutputFiles[0].Contents, nil
}
