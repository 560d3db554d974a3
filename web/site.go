package web

import (
	"cmp"
	"fmt"
	"strings"

	"jotlens/assets"
	"jotlens/views"
	"jotlens/views/i18n"
)

// The assets that a page or a script names.
const (
	firstScript     = "first.js"
	mainScript      = "main.js"
	privacyScript   = "privacy.js"
	rulesScript     = "rules.js"
	compareScript   = "compare.js"
	learnScript     = "learn.js"
	flowScript      = "flow.js"
	embedPageScript = "embed.js" // of the page in a frame
	hostScript      = "host.js"  // for the page around it
	stylesheet      = "app.css"
	icon            = "favicon.svg"
	secretList      = "known-secrets.txt"
)

// sharePicture comes with a link to a page in a language.
func sharePicture(m *i18n.Messages) string { return "share" + suffix(m) + ".png" }

// workerScript is the worker of a language.
func workerScript(m *i18n.Messages) string { return "worker" + suffix(m) + ".js" }

// engine is what it fetches.
func engine(m *i18n.Messages) string { return "engine" + suffix(m) + ".wasm" }

func suffix(m *i18n.Messages) string { return strings.ReplaceAll(m.Path, "/", "-") }

// pageSite is what every page needs to know.
func pageSite(config Config, set *assets.Set) (views.Site, error) {
	var missing error
	resource := func(name string) views.Resource {
		f, ok := set.File(name)
		if !ok {
			missing = fmt.Errorf("web: there is no asset called %s", name)
		}
		return views.Resource{URL: config.BasePath + f.URL, Integrity: f.Integrity}
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
		EmbedScript:   resource(embedPageScript),
		HostScript:    resource(hostScript),
		EmbedOrigins:  config.EmbedOrigins,
		EmbedKey:      config.EmbedKey,
		Workers:       map[string]string{},
		Pictures:      map[string]string{},
		Icon:          resource(icon).URL,
		Version:       config.Version,
		Base:          config.BasePath,
		Owner:         config.Title,
		PublicURL:     config.PublicURL,
		Demo:          config.Demo,
		ServerInspect: config.ServerInspect,
		Issuers:       config.Issuers != nil,
	}
	for _, m := range i18n.Languages() {
		site.Languages = append(site.Languages, m.At(config.BasePath))
		resource(engine(m))
		site.Workers[m.Tag] = resource(workerScript(m)).URL
		site.Pictures[m.Tag] = resource(sharePicture(m)).URL
	}
	resource(secretList)
	secrets, _ := set.File(secretList)
	site.SecretsBytes = cmp.Or(secrets.Brotli, secrets.Bytes)
	return site, missing
}
