package inspect

import (
	"strings"
	"testing"
)

// What is written as text instead of a number is as bad as what depends on it.
func TestTimesThatAreNoNumbers(t *testing.T) {
	for _, test := range []struct {
		claim string
		want  Severity
	}{
		{`"exp":"1795522200"`, Critical},
		{`"nbf":"1795522200"`, Critical},
		{`"iat":"2026-11-25T07:40:16Z"`, Critical},
		{`"auth_time":"2026-11-25T07:40:16.113Z"`, Warning},
		{`"updated_at":"2026-11-25T07:40:16.023Z"`, Info},
		{`"updated_at":null`, Info},
		{`"updated_at":1795522200`, ""},
		{`"auth_time":1795522200.5`, ""},
	} {
		var got Severity
		var message string
		for _, finding := range inspect(sign(t, "", `{`+test.claim+`}`, goodSecret), "", "").Findings {
			if finding.ID == "time-not-number" {
				got, message = finding.Severity, finding.Message
			}
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.claim, got, test.want)
		}
		if limits := strings.Contains(message, "no such limit"); limits != (test.want == Critical) {
			t.Errorf("%s: %s", test.claim, message)
		}
	}
}
