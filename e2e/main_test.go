package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestMain(m *testing.M) { os.Exit(tell(m)) }

// tell runs the stories, and then looks at what they left behind.
func tell(m *testing.M) int {
	var err error
	if suite.canary, err = startCanary(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e: no canary:", err)
		return 1
	}
	path, err := findBrowser()
	if err == nil {
		var stop context.CancelFunc
		if suite.browser, stop, err = startBrowser(path, suite.canary.listener.Addr().String()); err == nil {
			defer stop()
		}
	}
	suite.missing = err
	if err != nil && (os.Getenv("CI") != "" || !errors.Is(err, errNoBrowser)) {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	code := m.Run()
	removeFolders()
	// Every story's tokens and secrets are canaries for the log and the network.
	// Greetings of TLS are full of random bytes, among which "eyJ" alone is found
	// now and then.
	private := regexp.MustCompile(`eyJ[\w-]{5}|` + regexp.QuoteMeta(secret) + `|` + regexp.QuoteMeta(canaryWord))
	for where, text := range map[string]string{
		"the server's log":     serverLog.String(),
		"the canary's records": strings.Join(suite.canary.all(), "\n"),
	} {
		if at := private.FindStringIndex(text); at != nil {
			fmt.Fprintf(os.Stderr, "e2e: %q is in %s: %.200q\n", text[at[0]:at[1]], where, text[max(at[0]-80, 0):])
			code = 1
		}
	}
	return code
}
