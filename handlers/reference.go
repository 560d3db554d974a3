package handlers

import (
	"net/http"
	"net/url"
	"slices"

	"jotlens/jose"
	"jotlens/learn"
	"jotlens/views"
	"jotlens/views/i18n"
)

// ShowReferenceIndex answers GET /reference.
func (h *Handlers) ShowReferenceIndex(w http.ResponseWriter, r *http.Request) error {
	return showTagged(w, r, views.ReferenceIndex(h.Site, h.messages(r)))
}

// ShowReference answers GET /reference/{table} with the names that the query
// asks for.
func (h *Handlers) ShowReference(w http.ResponseWriter, r *http.Request) error {
	p := views.ReferencePage{Table: r.PathValue("table"), Messages: h.messages(r)}
	if !slices.Contains(views.ReferenceTables, p.Table) {
		return &Error{Code: NotFound}
	}
	form, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return &Error{Code: Malformed, Detail: "The search could not be read.", Err: err}
	}
	if p.Search = form.Get("q"); len(p.Search) > views.MaxRuleSearch {
		return &Error{Code: Malformed, Detail: tooLongSearch}
	}
	switch p.Table {
	case "claims":
		p.Groups = nameGroups(p.Table, jose.Claims, p.Messages)
	case "header":
		p.Groups = nameGroups(p.Table, jose.HeaderParameters, p.Messages)
	case "keys":
		p.Groups = nameGroups(p.Table, jose.JWKParameters, p.Messages)
	default:
		p.Groups = algorithmGroups(p.Messages)
	}
	return showTagged(w, r, views.Reference(h.Site, p))
}

// nameGroups are the rows of a table with their texts; the everyday ones come
// first and the others are folded.
func nameGroups(table string, rows []jose.Registered, m *i18n.Messages) (groups []views.NameGroup) {
	words := i18n.ReferenceFor(m)
	for _, id := range learn.NameGroups {
		group := views.NameGroup{ID: id, Title: words.Groups[id], Folded: id == learn.Rare}
		for _, known := range rows {
			if learn.NameGroup(known.Reference) != id {
				continue
			}
			text, _ := learn.Name(m.Tag, table, known.Name)
			row := views.NameRow{
				Name: known.Name, Title: known.Title, Meaning: m.Say(known.Meaning, nil), Reference: known.Reference,
				Example: text.Example, Mistake: text.Mistake, Rule: text.Rule,
			}
			if text.Type != "" {
				row.Facts = []views.Fact{{Name: words.Type, Value: text.Type}}
			}
			group.Rows = append(group.Rows, row)
		}
		if len(group.Rows) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

func algorithmGroups(m *i18n.Messages) (groups []views.NameGroup) {
	for i, id := range []string{"signing", "key-management", "content-encryption"} {
		use := jose.AlgorithmUse(i)
		group := views.NameGroup{ID: id, Title: i18n.ReferenceFor(m).AlgorithmGroups[use]}
		for _, a := range jose.Algorithms {
			if a.Use == use {
				group.Rows = append(group.Rows, views.AlgorithmRow(a, m))
			}
		}
		groups = append(groups, group)
	}
	return groups
}
