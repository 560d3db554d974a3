package web

import (
	"cmp"
	"fmt"

	"jotlens/assets"
	"jotlens/views"
	"jotlens/views/i18n"
)

// The assets that a page or a script names.
const (
	firstScript   = "first.js"
	mainScript    = "main.js"
	privacyScript = "privacy.js"
	rulesScript   = "rules.js"
	compareScript = "compare.js"
	learnScript   = "learn.js"
	flowScript    = "flow.js"
	workerScript  = "worker.js"
	stylesheet    = "app.css"
	icon          = "favicon.svg"
	engine        = "engine.wasm"
	secretList    = "known-secrets.txt"
)

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
		FirstScript:   resource(firstScript),
		MainScript:    resource(mainScript),
		PrivacyScript: resource(privacyScript),
		RulesScript:   resource(rulesScript),
		CompareScript: resource(compareScript),
		LearnScript:   resource(learnScript),
		FlowScript:    resource(flowScript),
		WorkerURL:     resource(workerScript).URL,
		Icon:          resource(icon).URL,
		Version:       config.Version,
		Languages:     i18n.Languages(),
		PublicURL:     config.PublicURL,
		Demo:          config.Demo,
		ServerInspect: config.ServerInspect,
	}
	resource(engine)
	resource(secretList)
	secrets, _ := set.File(secretList)
	site.SecretsBytes = cmp.Or(secrets.Brotli, secrets.Bytes)
	return site, missing
}
