package inspect

import (
	"slices"
	"time"
)

// AppendJSON appends the report as JSON: the answer of POST /api/inspect,
// without a line end. It writes what encoding/json would make of the report
// without SetEscapeHTML.
func (r *Report) AppendJSON(dst []byte) []byte {
	t := jsonText{b: dst, start: len(dst)}
	t.report(r)
	return t.b
}

func (t *jsonText) report(r *Report) {
	t.open('{')
	t.begin("input", '{')
	t.listIf("removed", len(r.Input.Removed), func(i int) {
		x := &r.Input.Removed[i]
		t.open('{')
		t.string("code", x.Code)
		t.string("text", x.Text)
		t.close('}')
	})
	t.stringsIf("tokens", r.Input.Tokens)
	t.intIf("picked", r.Input.Picked)
	t.close('}')
	t.begin("form", '{')
	t.string("kind", string(r.Form.Kind))
	t.bool("well_formed", r.Form.WellFormed)
	t.bool("is_jwt", r.Form.IsJWT)
	t.int("segments", r.Form.Segments)
	t.int("bytes", r.Form.Bytes)
	t.stringIf("profile", string(r.Form.Profile))
	t.boolIf("detached", r.Form.Detached)
	t.close('}')
	t.signature(&r.Signature)
	t.begin("time", '{')
	t.string("state", string(r.Time.State))
	t.date("exp", r.Time.Exp)
	t.date("nbf", r.Time.Nbf)
	t.date("iat", r.Time.Iat)
	t.close('}')
	t.part("header", r.Header)
	t.part("payload", r.Payload)
	t.findings(r.Findings)
	t.begin("counts", '{')
	t.int("critical", r.Counts.Critical)
	t.int("warning", r.Counts.Warning)
	t.int("info", r.Counts.Info)
	t.close('}')
	t.signatures(r.Signatures)
	t.encryption(r.Encryption)
	t.disclosures(r.Disclosures)
	t.certificates(r.Certificates)
	t.acceptance(r.Expectations)
	if r.Nested != nil {
		t.name("nested")
		t.report(r.Nested)
	}
	t.keySet(r.KeySet)
	if i := r.Issuer; i != nil {
		t.begin("issuer", '{')
		t.string("name", i.Name)
		t.stringIf("fetched_at", i.FetchedAt)
		t.bool("pinned", i.Pinned)
		t.bool("expected", i.Expected)
		t.close('}')
	}
	t.close('}')
}

func (t *jsonText) signature(s *Signature) {
	t.begin("signature", '{')
	t.string("state", string(s.State))
	t.stringIf("alg", s.Alg)
	t.keyUsed(s.Key)
	t.string("reason", s.Reason)
	t.stringIf("rule", s.Rule)
	if s.Matches != nil {
		t.bool("matches", *s.Matches)
	}
	t.listIf("near_misses", len(s.Near), func(i int) {
		t.open('{')
		t.string("code", s.Near[i].Code)
		t.string("message", s.Near[i].Message)
		t.close('}')
	})
	t.int("bytes", s.Bytes)
	if e := s.Embedded; e != nil {
		t.begin("embedded", '{')
		t.string("parameter", e.Parameter)
		t.bool("tried", e.Tried)
		t.boolIf("matches", e.Matches)
		t.stringIf("problem", e.Problem)
		t.close('}')
	}
	t.close('}')
}

func (t *jsonText) keyUsed(k *KeyUsed) {
	if k == nil {
		return
	}
	t.begin("key", '{')
	t.string("source", k.Source)
	t.string("kind", string(k.Kind))
	t.stringIf("encoding", string(k.Encoding))
	t.intIf("bytes", k.Bytes)
	t.stringIf("kid", k.KeyID)
	t.stringIf("type", string(k.Type))
	t.stringIf("curve", k.Curve)
	t.intIf("bits", k.Bits)
	t.stringIf("format", k.Format)
	t.boolIf("private", k.Private)
	t.stringIf("thumbprint", k.Thumbprint)
	t.intIf("keys", k.Keys)
	t.intIf("tried", k.Tried)
	t.certificates(k.Certificates)
	t.stringIf("error", k.Error)
	t.stringIf("next", k.Next)
	t.stringIf("unusable", k.Unusable)
	t.listIf("notes", len(k.Notes), func(i int) {
		t.open('{')
		t.string("code", k.Notes[i].Code)
		t.arguments(k.Notes[i].Args)
		t.close('}')
	})
	t.listIf("skipped", len(k.Skipped), func(i int) {
		skipped := &k.Skipped[i]
		t.open('{')
		t.int("index", skipped.Index)
		t.stringIf("kid", skipped.KeyID)
		t.stringIf("type", string(skipped.Type))
		t.string("why", skipped.Why)
		t.close('}')
	})
	t.close('}')
}

// arguments writes a map in the order of its keys.
func (t *jsonText) arguments(args map[string]string) {
	if len(args) == 0 {
		return
	}
	names := make([]string, 0, len(args))
	for name := range args {
		names = append(names, name)
	}
	slices.Sort(names)
	t.begin("args", '{')
	for _, name := range names {
		t.text(name)
		t.b = append(t.b, ':')
		t.text(args[name])
	}
	t.close('}')
}

func (t *jsonText) date(name string, date *NumericDate) {
	if date != nil {
		t.name(name)
		t.raw(date.Literal)
	}
}

func (t *jsonText) part(name string, p *Part) {
	if p == nil {
		return
	}
	t.begin(name, '{')
	t.string("text", p.Text)
	t.list("members", p.Members == nil, len(p.Members), func(i int) {
		m := &p.Members[i]
		t.open('{')
		t.string("name", m.Name)
		t.string("json", m.JSON)
		t.boolIf("duplicate", m.Duplicate)
		t.stringIf("meaning", m.Meaning)
		t.stringIf("reference", m.Reference)
		t.close('}')
	})
	t.close('}')
}

func (t *jsonText) findings(findings []Finding) {
	t.list("findings", findings == nil, len(findings), func(i int) {
		f := &findings[i]
		t.open('{')
		t.string("id", f.ID)
		t.string("severity", string(f.Severity))
		t.string("message", f.Message)
		t.stringIf("fix", f.Fix)
		t.string("reference", f.Reference)
		t.stringIf("path", f.Path)
		t.intIf("more", f.More)
		t.close('}')
	})
}

func (t *jsonText) signatures(list []JSONSignature) {
	t.listIf("signatures", len(list), func(i int) {
		s := &list[i]
		t.open('{')
		t.string("state", string(s.State))
		t.stringIf("alg", s.Alg)
		t.stringIf("kid", s.KeyID)
		t.string("reason", s.Reason)
		t.stringIf("unprotected", s.Unprotected)
		t.bool("current", s.Current)
		t.close('}')
	})
}

func (t *jsonText) encryption(e *Encryption) {
	if e == nil {
		return
	}
	t.begin("encryption", '{')
	t.string("state", string(e.State))
	t.stringIf("alg", e.Alg)
	t.stringIf("enc", e.Enc)
	t.stringIf("zip", e.Zip)
	t.stringIf("kid", e.KeyID)
	t.string("reason", e.Reason)
	t.stringIf("rule", e.Rule)
	t.intIf("recipients", e.Recipients)
	t.intIf("bytes", e.Bytes)
	t.close('}')
}

func (t *jsonText) disclosures(d *Disclosures) {
	if d == nil {
		return
	}
	t.begin("disclosures", '{')
	t.string("hash", d.Hash)
	t.list("list", d.List == nil, len(d.List), func(i int) {
		x := &d.List[i]
		t.open('{')
		t.stringIf("name", x.Name)
		t.string("json", x.JSON)
		t.stringIf("path", x.Path)
		t.string("digest", x.Digest)
		t.string("state", string(x.State))
		t.close('}')
	})
	t.int("undisclosed", d.Hidden)
	t.string("claims", d.Claims)
	if b := d.KeyBinding; b != nil {
		t.begin("key_binding", '{')
		t.string("state", string(b.State))
		t.string("reason", b.Reason)
		t.close('}')
	}
	t.close('}')
}

func (t *jsonText) certificates(chain []Certificate) {
	t.listIf("certificates", len(chain), func(i int) {
		c := &chain[i]
		t.open('{')
		t.string("subject", c.Subject)
		t.string("issuer", c.Issuer)
		t.string("not_before", c.NotBefore.Format(time.RFC3339Nano))
		t.string("not_after", c.NotAfter.Format(time.RFC3339Nano))
		t.stringsIf("names", c.Names)
		t.string("x5t", c.SHA1)
		t.string("x5t_s256", c.SHA256)
		t.stringIf("problem", c.Problem)
		t.boolIf("self_signed", c.SelfSigned)
		t.stringsIf("named_by", c.NamedBy)
		t.close('}')
	})
}

func (t *jsonText) keySet(set *KeySet) {
	if set == nil {
		return
	}
	t.begin("key_set", '{')
	t.list("keys", set.Keys == nil, len(set.Keys), func(i int) {
		k := &set.Keys[i]
		t.open('{')
		t.stringIf("path", k.Path)
		t.stringIf("kid", k.KeyID)
		t.stringIf("type", string(k.Type))
		t.intIf("bits", k.Bits)
		t.intIf("bytes", k.Bytes)
		t.stringIf("curve", k.Curve)
		t.stringIf("use", k.Use)
		t.stringsIf("key_ops", k.Ops)
		t.stringIf("alg", k.Alg)
		t.boolIf("private", k.Private)
		t.stringIf("thumbprint", k.Thumbprint)
		t.certificates(k.Certificates)
		t.stringIf("error", k.Error)
		t.close('}')
	})
	t.intIf("omitted", set.Omitted)
	t.boolIf("swapped", set.Swapped)
	t.close('}')
}

func (t *jsonText) acceptance(a *Acceptance) {
	if a == nil {
		return
	}
	t.begin("expectations", '{')
	t.string("state", string(a.State))
	t.string("reason", a.Reason)
	t.boolIf("nested", a.Nested)
	t.list("checks", a.Checks == nil, len(a.Checks), func(i int) {
		c := &a.Checks[i]
		t.open('{')
		t.string("name", c.Name)
		t.bool("met", c.Met)
		t.stringIf("expected", c.Expected)
		t.stringIf("found", c.Found)
		t.stringIf("reason", c.Reason)
		t.close('}')
	})
	t.close('}')
}
