package e2e

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// viewport makes the window so many CSS pixels wide and high.
func viewport(width, height int64) step {
	return command(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1,
	})
}

// colorScheme makes the system prefer "light" or "dark".
func colorScheme(name string) step {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
	})
}

// onPaper shows the page as it is printed.
func onPaper() step {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
}

// unfetchedScript is the fault of a script that a browser without JavaScript
// does not fetch. A content security policy that refused it would raise an issue
// as well.
const unfetchedScript = "load failed: Script  csp"

// withoutScripts switches JavaScript off.
func withoutScripts() step {
	return command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// beforeScripts runs a script in every page before its own.
func beforeScripts(source string) step {
	return command(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source})
}

// withScripts switches JavaScript on again.
func withScripts() step {
	return command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
}
