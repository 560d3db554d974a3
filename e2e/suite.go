package e2e

import (
	"context"
	"os"
	"testing"
)

// suite is what all stories share: one browser and the canary that hears what
// leaves it.
var suite struct {
	browser context.Context
	missing error // why there is no browser
	canary  *canary
}

// needBrowser is the browser, or the end of a test that has none. TestMain has
// ended the suite already where that is not allowed.
func needBrowser(t testing.TB) context.Context {
	t.Helper()
	if suite.missing != nil {
		t.Skip(suite.missing)
	}
	return suite.browser
}

func licenseText(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
