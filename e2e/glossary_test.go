package e2e

import "testing"

// TestTheGlossaryLeadsToWhatItMeans goes from a lesson list to a term, and from
// there to the name in the reference, which the seal has to allow.
func TestTheGlossaryLeadsToWhatItMeans(t *testing.T) {
	for name, language := range map[string]string{"English": "", "Chinese": chinese} {
		t.Run(name, func(t *testing.T) {
			p := open(t, viewport(390, 844))
			p.language = language
			p.visit("/learn")
			p.loadsLink(`main a[href$="/learn/glossary"]`)
			p.fits(390)
			p.says("#audience", "受眾")
			if n := p.count(".glossary tbody tr"); n < 45 {
				t.Errorf("there are %d terms", n)
			}
			p.loadsLink(`#audience a[href$="/reference/claims#aud"]`)
			p.until(`document.querySelector("#aud:target") !== null`)
			if got := eval[string](p, "location.pathname"); got != site()+language+"/reference/claims" {
				t.Errorf("the term leads to %s", got)
			}
		})
	}
}
