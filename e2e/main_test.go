package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
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
	// Every story's tokens and secrets are canaries for the log and the network.
	for where, text := range map[string]string{
		"the server's log":     serverLog.String(),
		"the canary's records": strings.Join(suite.canary.all(), "\n"),
	} {
		for _, private := range []string{"eyJ", secret, canaryWord} {
			if at := strings.Index(text, private); at >= 0 {
				fmt.Fprintf(os.Stderr, "e2e: %q is in %s: %.200q\n", private, where, text[max(at-80, 0):])
				code = 1
			}
		}
	}
	return code
}
