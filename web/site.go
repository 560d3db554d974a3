package web

import (
	"fmt"
	"path"
	"slices"

	"jotlens/assets"
	"jotlens/views"
)

// The scripts that a page or another script names; every other script is a
// module that these import.
const (
	themeScript   = "theme.js"
	previewScript = "preview.js"
	mainScript    = "main.js"
	privacyScript = "privacy.js"
	workerScript  = "worker.js"
)

// The other assets that are known by name.
const (
	stylesheet = "app.css"
	icon       = "favicon.svg"
	engine     = "engine.wasm"
)

var namedScripts = []string{themeScript, previewScript, mainScript, privacyScript, workerScript}

// pageSite is what every page needs to know.
func pageSite(config Config, set *assets.Set) (views.Site, error) {
	var missing error
	resource := func(name string) views.Resource {
		f, ok := set.File(name)
		if !ok {
			missing = fmt.Errorf("web: there is no asset called %s", name)
		}
		return views.Resource{URL: f.URL, Integrity: f.Integrity}
	}
	site := views.Site{
		Stylesheet:    resource(stylesheet),
		ThemeScript:   resource(themeScript),
		PreviewScript: resource(previewScript),
		MainScript:    resource(mainScript),
		PrivacyScript: resource(privacyScript),
		WorkerURL:     resource(workerScript).URL,
		Icon:          resource(icon).URL,
		Version:       config.Version,
		ServerInspect: config.ServerInspect,
	}
	resource(engine)
	for _, f := range set.Files() {
		if path.Ext(f.Name) == ".js" && !slices.Contains(namedScripts, f.Name) {
			site.Modules = append(site.Modules, resource(f.Name))
		}
	}
	return site, missing
}
