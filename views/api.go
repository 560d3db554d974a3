package views

import (
	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

const apiPath = "/api"

// openAPIPath is the address of its description for programs.
const openAPIPath = "/openapi.yaml"

// An APIPage says what the API is.
type APIPage struct {
	Command  string // asks the API for the example
	Answer   string // what it answers
	Markdown string // the same as Markdown

	Asked    []string // members of the request
	Expected []string // those of expect
	Answered []string // those of the report
	Problems []ProblemLink
	Messages *i18n.Messages
}

// API is the page /api.
func API(site Site, p APIPage) templ.Component {
	return apiPage(knownPage(site, p.Messages, apiPath), p, i18n.APIFor(p.Messages))
}
