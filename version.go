package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"jotlens/web"
)

// version is set by the linker in a release.
var version string

// thisBuild is what is known about the program: what the linker set, and what the
// go tool stamped from the repository.
func thisBuild() web.Build {
	b := web.Build{Version: version, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if ok {
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.Commit = s.Value
			case "vcs.time":
				b.Time = s.Value
			case "vcs.modified":
				b.Modified = s.Value == "true"
			}
		}
	}
	switch {
	case b.Version != "":
	case ok && info.Main.Version != "" && info.Main.Version != "(devel)":
		b.Version = info.Main.Version
	default:
		b.Version = "development"
	}
	return b
}

// printVersion says it to a person or, as JSON, to a program.
func printVersion(w io.Writer, asJSON bool) {
	b := thisBuild()
	if asJSON {
		_, _ = w.Write(b.JSON())
		return
	}
	fmt.Fprintln(w, "jotlens", b.Version)
}
