package handlers

import (
	"jotlens/inspect"
	"jotlens/learn"
	"jotlens/views"
	"jotlens/views/i18n"
)

// Values are what can stand in the places of an address with names in braces, by
// these names, such as the ids of rules for {id}.
func Values() map[string][]string {
	values := map[string][]string{"side": {"fires", "silent"}, "table": views.ReferenceTables[:]}
	for _, rule := range inspect.Rules() {
		values["id"] = append(values["id"], rule.ID)
	}
	for _, code := range problemCodes {
		values["code"] = append(values["code"], string(code))
	}
	for _, lesson := range learn.Lessons(i18n.English().Tag) {
		values["slug"] = append(values["slug"], lesson.Slug)
	}
	return values
}
