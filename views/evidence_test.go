package views

import (
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/views/i18n"
)

// TestFindingsPointAtTheirBytes checks what the token box holds where a finding
// says that its evidence stands.
func TestFindingsPointAtTheirBytes(t *testing.T) {
	token := signed(t, hs256, `{"exp":1}`)
	parts := strings.Split(token, ".")
	bad := parts[0] + "." + parts[1][:5] + "*" + parts[1][5:] + "." + parts[2]
	disclosing := samples(t)["sd-jwt"].Source
	for _, c := range []struct {
		name, input, rule string
		panel, where      string
		evidence          string
	}{
		{"a claim", token, "expired", "payload", "payload.exp", parts[1][1:11]},
		{"a claim that is missing", token, "jti-missing", "payload", "the whole payload, because payload.jti is missing", parts[1]},
		{"the signature", token, "unverified", "signature", "signature", parts[2]},
		{"one character", "🙂 " + bad, "illegal-character", "payload", "payload", "*"},
		{"what was removed", "Bearer " + token, "input-wrapper-removed", "", "what was removed", "Bearer "},
		{"line breaks", token[:9] + "\r\n" + token[9:50] + "\n" + token[50:], "whitespace-inside", "", "what was taken out", "\n\n"},
		{"a disclosure", disclosing, "sd-jwt-disclosure-malformed", "disclosures", "disclosure", "x"},
		{"a disclosed claim", disclosing, "claim-credential", "disclosures", "disclosed.address.password", strings.Split(disclosing, "~")[1]},
		{"a header that nothing protects", `{"payload":"e30","header":{"alg":"HS256"},"signature":"AAAA"}`, "json-alg-unprotected", "", "header.alg", `"alg":"HS256"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := report(c.input, "")
			for _, f := range r.Findings {
				if f.ID != c.rule {
					continue
				}
				p := newPointer(f, r, newSource(r), i18n.English())
				if got := slice(t, box(c.input), p.At); got != c.evidence {
					t.Errorf("points at %q, want %q", got, c.evidence)
				}
				if p.Panel != c.panel || p.Show != "Show where: "+c.where {
					t.Errorf("panel %q, %q", p.Panel, p.Show)
				}
				return
			}
			t.Errorf("no finding: %+v", r.Findings)
		})
	}
}

func TestWhatStandsNowhereHasNoButton(t *testing.T) {
	r := report(signed(t, hs256, `{}`), "")
	for _, f := range []inspect.Finding{{ID: "segment-count"}, {ID: "unverified", Path: "signature"}} {
		if p := newPointer(f, r, newSource(r), i18n.English()); p.Show != "" || p.Marked != "" {
			t.Errorf("%s: %+v", f.ID, p)
		}
	}
}

// TestFindingsAboutAnInnerTokenPointAtItsPanels checks that no button promises
// what the page does not have.
func TestFindingsAboutAnInnerTokenPointAtItsPanels(t *testing.T) {
	html := sections(t, samples(t)["jwe-nested"])["nested"]
	if !strings.Contains(html, `data-panel="nested-payload"`) || strings.Contains(html, `data-panel="payload"`) {
		t.Error("the findings of the inner token point at the outer one")
	}
	if strings.Contains(html, "Show where: signature") {
		t.Error("there is a button for a panel that is not there")
	}
}
