package views

import (
	"strings"
	"testing"

	"jotlens/views/i18n"
)

func TestDescribed(t *testing.T) {
	long := strings.Repeat("a", 100)
	for text, want := range map[string]string{
		"":                                    "",
		"One. Two. Three.":                    "One. Two. Three.",
		long + ". " + long + ".":              long + ".",
		"RFC 7519. " + long + " v1.2 " + long: "RFC 7519.",
		long + long + ". Two.":                long + long + ".",
		long + long:                           long + long,
		strings.Repeat("字", 90) + "。" + strings.Repeat("字", 90) + "。": strings.Repeat("字", 90) + "。",
	} {
		if got := Described(text); got != want {
			t.Errorf("%q is described as %q", text, got)
		}
	}
}

func TestAPreviewIsWholeOnlyWhereTheAddressIsKnown(t *testing.T) {
	site := testSite
	site.Pictures = map[string]string{"en": "/assets/share.1.png", "zh-Hant-TW": "/assets/share-zh-hant.2.png"}
	const kind = `<meta name="twitter:card" content="summary_large_image">`
	page := render(t, License(site, LicensePage{Messages: i18n.English()}))
	if !strings.Contains(page, kind) || strings.Contains(page, "og:url") || strings.Contains(page, "og:image") {
		t.Errorf("without an address the page is %s", page)
	}
	site.PublicURL = "https://jwt.example.com"
	page = render(t, License(site, LicensePage{Messages: i18n.TraditionalChinese()}))
	for _, want := range []string{
		kind, `<meta property="og:locale" content="zh_TW">`, `<meta property="og:type" content="website">`,
		`<meta property="og:url" content="https://jwt.example.com/zh-hant/license">`,
		`<meta property="og:image" content="https://jwt.example.com/assets/share-zh-hant.2.png">`,
		`<link rel="canonical" href="https://jwt.example.com/zh-hant/license">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if page = render(t, Problem(site, ProblemPage{Messages: i18n.English()})); strings.Contains(page, "og:") {
		t.Error("a page without an address has a preview")
	}
}
