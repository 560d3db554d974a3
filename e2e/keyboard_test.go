package e2e

import (
	"slices"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pasteCommand makes a key event do what the system's paste shortcut does,
// which a browser without a window leaves out.
func pasteCommand(p *input.DispatchKeyEventParams) { p.Commands = []string{"paste"} }

func TestEverythingWorksWithTheKeyboardAlone(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.run(`document.activeElement.blur(); getSelection().removeAllRanges(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex")`)

	// Around the page once: each stop is visible, shows its focus and has a name.
	type stop struct {
		Mark, Name       string
		Visible, Outline bool
	}
	var order []string
	for range 80 {
		p.press(kb.Tab)
		at := eval[stop](p, `(() => {
			const e = document.activeElement;
			if (e === document.body || e === document.documentElement) return {Mark: ""};
			const r = e.getBoundingClientRect();
			const style = (x) => { const s = getComputedStyle(x); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join() };
			const chain = [e, e.closest(".card"), e.closest("label"), e.parentElement].filter(Boolean);
			const focused = chain.map(style).join();
			e.blur();
			const plain = chain.map(style).join();
			e.focus({focusVisible: true, preventScroll: true});
			return {
				Mark: e.id ? "#" + e.id : e.dataset.copy ? "copy " + e.dataset.copy : e.className + " " + e.tagName + " " + (e.textContent ?? "").trim().slice(0, 20),
				Name: e.ariaLabel || e.labels?.[0]?.textContent || e.textContent || "",
				Visible: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
				Outline: focused !== plain,
			};
		})()`)
		if at.Mark == "" || slices.Contains(order, at.Mark) {
			break
		}
		order = append(order, at.Mark)
		if !at.Visible || !at.Outline || at.Name == "" {
			t.Errorf("%s: visible %v, focus shown %v, name %q", at.Mark, at.Visible, at.Outline, at.Name)
		}
	}
	if len(order) < 12 {
		t.Fatalf("the tab key stops only at %q", order)
	}
	last := -1
	for _, mark := range []string{"#seal", "#theme", "#token", "#key-encoding", "#key", "copy header", "copy payload"} {
		at := slices.Index(order, mark)
		if at < 0 {
			t.Errorf("the tab key never stops at %s; it stops at %q", mark, order)
		} else if at < last {
			t.Errorf("%s comes too early: %q", mark, order)
		}
		last = max(last, at)
	}
}

func TestTheSkipLinkIsTheFirstStopAndLeadsToTheToken(t *testing.T) {
	p := open(t)
	p.visit("/")
	p.press(kb.Tab)
	if got := eval[string](p, `document.activeElement.className`); got != "skip" {
		t.Fatalf("the first stop is %q", got)
	}
	p.until(`document.activeElement.getBoundingClientRect().top >= 0`)
	p.press(kb.Enter)
	p.until(`document.activeElement.id === "token"`)
}

func TestAPersonTypesATokenAndPicksAnExampleByKeyboard(t *testing.T) {
	p := open(t)
	p.start()
	p.run(`document.querySelector("#examples summary").focus()`)
	p.press(kb.Enter)
	p.until(`document.querySelector("#examples").open`)
	p.press(kb.Tab)
	p.press(kb.Enter)
	p.state("#verdict-signature", "verified")
}

func TestShortcutsFocusAndClear(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.run(`document.querySelector("#theme").focus()`)
	p.press("/", chromedp.ModifierCtrl)
	p.until(`document.activeElement.id === "token"`)
	p.run(`document.querySelector("#theme").focus()`)
	p.press(kb.Escape)
	if p.value("#token") == "" {
		t.Error("one Escape empties the boxes")
	}
	p.press(kb.Escape)
	p.state("#verdict-form", "empty")
	if got := p.value("#token"); got != "" {
		t.Errorf("the token box holds %q", got)
	}
}
