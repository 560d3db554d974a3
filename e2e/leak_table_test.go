package e2e

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

var updateLeaks = flag.Bool("update", false, "write docs/leaks.md anew")

// leakDocument is what the table is kept in.
const leakDocument = "../docs/leaks.md"

// notAvailable is what an attempt says when the browser has no such thing.
const notAvailable = "NotAvailable"

// leakSigns are the signs that tell what stopped an attempt, in the order in which
// they count, with the name that the table has for them. What is not here was not
// foreseen, and fails the test.
var leakSigns = []struct{ sign, means string }{
	{"require-trusted-types-for", "Trusted Types"},
	{"connect-src", "`connect-src`"},
	{"form-action", "`form-action`"},
	{"frame-src", "`frame-src`"},
	{"script-src-elem", "`script-src`"},
	{"script-src-attr", "`script-src`"},
	{"script-src", "`script-src`"},
	{"style-src-elem", "`style-src`"},
	{"style-src-attr", "`style-src`"},
	{"style-src", "`style-src`"},
	{"img-src", "`img-src`"},
	{"media-src", "`media-src`"},
	{"font-src", "`font-src`"},
	{"manifest-src", "`manifest-src`"},
	{"worker-src", "`worker-src`"},
	{"default-src", "`default-src`"},
	{"ERR_NETWORK_ACCESS_REVOKED", "`Connection-Allowlist`"},
	{"SecurityError", "refused: security"},
	{"NotAllowedError", "refused: not allowed"},
	{"Severed", "`Cross-Origin-Opener-Policy`"},
	{notAvailable, "not available"},
	{"kept", "kept"},
	// What only says that something did not work, whatever the reason.
	{"TypeError", ""}, {"EvalError", ""}, {"ERR_ABORTED", ""}, {"ERR_BLOCKED_BY_CSP", ""}, {"ERR_FAILED", ""},
}

// stopped names what stopped an attempt, "" when the browser does not say.
func (r *leakRun) stopped(id string) string {
	said := r.said(id)
	for _, sign := range said {
		if sign != "" && !slices.ContainsFunc(leakSigns, func(s struct{ sign, means string }) bool { return s.sign == sign }) {
			r.t.Errorf("%s: the browser says %q, which the table does not know", id, sign)
		}
	}
	for _, s := range leakSigns {
		if slices.Contains(said, s.sign) {
			return s.means
		}
	}
	return ""
}

// A leakRow is what became of a channel, tried from one place.
type leakRow struct {
	channel, place string
	proof          string // that it works from a page without a seal, or why that is not shown
	half           string // what becomes of it without the Connection-Allowlist
	stopped        string // what stops it
	packets        int    // that came to other hosts, from the sealed page
	home           string // what becomes of it on the way to our own server
}

// row finds out what became of a channel.
func (r *leakRun) row(c leakChannel, place string, site *server) leakRow {
	id := func(direction string) string { return c.name + "." + place + "." + direction }
	row := leakRow{channel: c.name, place: place, proof: "–", half: "–", stopped: "–", home: "–"}
	if c.goes(control) {
		row.packets = r.ear.count(id(outward))
		worksBare, worksHalf := r.ear.count(id(control)) > 0, r.ear.count(id(halfway)) > 0
		switch missing := slices.Contains(r.said(id(control)), notAvailable); {
		case worksBare && c.mute != "":
			r.t.Errorf("%s does leave a page without a seal, which was thought impossible: %s", c.name, c.mute)
		case worksBare:
			row.proof = "leaves"
		case missing:
			row.proof = "not available"
		case c.mute != "":
			row.proof = "not provable here: " + c.mute
		default:
			r.t.Errorf("%s (%s) does not even leave a page without a seal, so it proves nothing", c.name, place)
		}
		switch kinds := strings.Join(r.ear.of(id(halfway)), " "); kinds {
		case "":
			row.half = "stopped"
		case "DNS", "DNS TCP", "DNS TLS":
			row.half = "**name looked up**"
			if strings.Contains(c.name, "dns-prefetch") || strings.Contains(c.name, "preconnect") {
				row.half = "**leaves**" // that is all it does
			}
		default:
			row.half = "**leaves**"
		}
		switch by := r.stopped(id(outward)); {
		case row.packets > 0:
			row.stopped = "**nothing**"
		case by != "":
			row.stopped = by
		case worksHalf:
			row.stopped = "`Connection-Allowlist`"
		case worksBare:
			row.stopped = "the rest of the seal, unreported"
		}
	}
	if c.goes(homeward) {
		arrived := slices.ContainsFunc(site.seen(), func(q request) bool {
			switch c.name {
			case "listed-page": // which carries nothing
				return q.Path == "/learn"
			case "engine-post": // whose body the server does not even read
				return q.Method == http.MethodPost && q.Path == r.paths["wasm"]
			}
			return strings.Contains(q.Dump, "leak="+id(homeward))
		})
		row.home = cmp.Or(r.stopped(id(homeward)), "nothing arrives")
		if arrived {
			row.home = "**arrives**"
		}
	}
	if c.goes(resting) {
		row.stopped = cmp.Or(r.stopped(id(resting)), "nothing is kept")
	}
	return row
}

// judge makes the table, fails the test for every packet, and for every
// outcome that is not the one in the document.
func (r *leakRun) judge(site *server) {
	var b strings.Builder
	b.WriteString(leakPreface)
	fmt.Fprintf(&b, "\nMade with %s.\n", r.version())
	for _, group := range leakGroups {
		fmt.Fprintf(&b, "\n## %s\n\n", group.title)
		b.WriteString("| channel | from | without a seal | without `Connection-Allowlist` | with the seal, stopped by | packets elsewhere | to our own server |\n|---|---|---|---|---|---|---|\n")
		for _, c := range group.channels {
			for _, place := range strings.Fields(c.places) {
				row := r.row(c, place, site)
				if row.packets > 0 {
					r.t.Errorf("%s leaves the %s: %q came to another host", c.name, place, r.ear.of(c.name+"."+place+"."+outward))
				}
				fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %d | %s |\n", row.channel, row.place, row.proof, row.half, row.stopped, row.packets, row.home)
			}
		}
	}
	r.t.Log("\n" + b.String())
	if *updateLeaks {
		r.must(os.WriteFile(leakDocument, []byte(b.String()), 0o644))
	}
	kept, err := os.ReadFile(leakDocument)
	r.must(err)
	r.compare(strings.Split(string(kept), "\n"), strings.Split(b.String(), "\n"))
}

// compare names the lines in which the document differs from what was seen,
// but for the version of the browser.
func (r *leakRun) compare(kept, seen []string) {
	for _, line := range seen {
		if !slices.Contains(kept, line) && !strings.HasPrefix(line, "Made with ") {
			r.t.Errorf("docs/leaks.md does not have the line\n%s\nif that is as it should be: go test ./e2e -run TestNoWayOut -update", line)
		}
	}
	if len(kept) != len(seen) {
		r.t.Errorf("docs/leaks.md has %d lines, want %d", len(kept), len(seen))
	}
}

// version is the name of the browser and its version.
func (r *leakRun) version() string {
	answer, err := chromedp.Run(r.browser, func(ctx context.Context, t *chromedp.Target) (browser.GetVersionResult, error) {
		return cdp.Call(ctx, t, browser.GetVersion, cdp.Empty{})
	})
	r.must(err)
	return strings.Replace(answer.Product, "/", " ", 1)
}

// leakPreface explains the table.
const leakPreface = `# Ways out

What happens when somebody manages to run a script in the inspector, with a token and a key in its boxes, and that script tries to get them out. This page is written
by a test, ` + "`go test ./e2e -run TestNoWayOut -update`" + `, which really tries each way, in Chromium, from the page and from its worker, and which fails when a
way behaves otherwise than it says here.

- **without a seal**: the same attempt from a page without any of our headers. It leaves: so the listeners would have noticed. They are a resolver
  of names, to which the browser is led, and for each name HTTP, HTTPS (its greeting is enough) and, for one attempt each, UDP. Where an attempt cannot be shown to
  work, the reason stands here, and the row proves little.
- **without ` + "`Connection-Allowlist`" + `**: the inspector with that one header left out. That is what a browser is left with that does not know the header.
- **with the seal, stopped by**: the directive of the Content-Security-Policy or the header that the browser names. Where it names none, it is
  ` + "`Connection-Allowlist`" + ` if the attempt leaves without that header; otherwise it is one of the others.
- **packets elsewhere**: how many packets of the sealed page other hosts got, name look-ups included. Any but 0 fails the test.
- **to our own server**: the same attempt towards an address that the page may use, with data in the query. What arrives there, only the operator of the server can
  see; the server itself logs and keeps none of it.

The script starts as a developer would start it, through the browser’s protocol, which may do one thing that a script of a page may not: use ` + "`eval`" + ` in
spite of the policy. The attempts therefore run later, from an event, where the policy holds. Nothing else differs: requests of a script from the protocol obey
every header of the page. Images, fonts and styles are tried by script as well as in markup, since Trusted Types refuse most markup.

## What arrives at our own server, and why

Pages have to lead to each other and the worker has to load its engine, so a script can always ask our own server for something, and choose what and when. In detail: a
form may be sent to the inspector, for people without WebAssembly (not with ` + "`-server-inspect=off`" + `); a cookie or, with a policy of its own, a referrer goes along
with a visit to a page that is listed; a listed file can be downloaded with a query, which Chromium lets pass; and the worker may send a body or headers with the
request for its engine. None of it reaches anybody but the operator, who could serve another page anyway. The server sets no cookie, reads none of this and logs none
of it. What is kept in the browser (last table) is not sent: but a cookie for a parent domain also goes to other hosts of that domain when the person visits them.
`
