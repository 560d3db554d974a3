package views

import (
	"slices"
	"strings"

	"jotlens/inspect"
)

// maxNames is how many names of a certificate are listed.
const maxNames = 20

// A certificate is one of a list, as the page shows it.
type certificate struct {
	Title    string
	Read     bool
	Subject  string
	Issuer   string
	Validity string
	Names    string
	SHA256   string
	SHA1     string
	Remarks  []string
	Problem  string
}

func certificates(list []inspect.Certificate, c *clock) []certificate {
	m := c.m.KeyFacts
	views := make([]certificate, len(list))
	for i, x := range list {
		v := certificate{Problem: x.Problem, Title: m.CertificateName(i+1, m.Unread)}
		if x.SHA256 != "" {
			v.Read, v.Title = true, m.CertificateName(i+1, excerpt(x.Subject))
			v.Issuer, v.SHA256, v.SHA1 = x.Issuer, x.SHA256, x.SHA1
			if excerpt(x.Subject) != x.Subject {
				v.Subject = x.Subject // the title does not say it all
			}
			v.Validity = m.Valid(c.utc(x.NotBefore), c.utc(x.NotAfter))
			from, to := float64(x.NotBefore.Unix()), float64(x.NotAfter.Unix())
			switch {
			case c.now > to:
				v.Validity = c.m.Remark(v.Validity, m.Expired)
			case c.now < from:
				v.Validity = c.m.Remark(v.Validity, m.NotYetValid)
				c.change(from - c.now)
			default:
				c.change(to - c.now + 1)
			}
			names := slices.Clone(x.Names[:min(len(x.Names), maxNames)])
			if len(x.Names) > maxNames {
				names = append(names, "…")
			}
			v.Names = strings.Join(names, ", ")
			if x.SelfSigned {
				v.Remarks = append(v.Remarks, m.SelfSigned)
			}
			if len(x.NamedBy) > 0 {
				v.Remarks = append(v.Remarks, m.NamedBy(c.m.Findings.And(x.NamedBy)))
			}
		}
		views[i] = v
	}
	return views
}
