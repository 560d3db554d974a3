package e2e

import (
	"fmt"
	"testing"

	"jotlens/jose"
)

func TestTheReferenceIsSearchedAsOneTypes(t *testing.T) {
	p := open(t)
	p.visit("/reference/claims")
	p.write("#rules-text", "universal entity")
	p.says("#rules-count", fmt.Sprintf("1 of %d names", len(jose.Claims)))
	p.until(`document.querySelector("#ueid").checkVisibility()`) // the fold has opened
	p.click("#rules-all")
	p.says("#rules-count", fmt.Sprintf("%d of %d names", len(jose.Claims), len(jose.Claims)))
	p.until(`!document.querySelector("#ueid").checkVisibility() && document.querySelector("#exp").checkVisibility()`)
}

func TestNothingOverflowsInTheReference(t *testing.T) {
	for _, width := range []int64{390, 700} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := open(t, viewport(width, 844))
			for _, path := range []string{"/", "/reference", "/reference/claims#ueid", "/reference/header", "/reference/algorithms", "/reference/keys"} {
				p.visit(path)
				p.fits(width)
			}
		})
	}
}
