package inspect

import (
	"strings"
	"sync"

	"jotlens/jose"
)

// otherCase returns the registered name that name would be if letter case did
// not matter, "" if there is none or name is registered itself.
func otherCase(part, name string) string {
	if part == "header" {
		if _, ok := jose.HeaderParameterNamed(name); ok {
			return ""
		}
		return lowerHeader()[strings.ToLower(name)]
	}
	if _, ok := jose.ClaimNamed(name); ok {
		return ""
	}
	return lowerClaims()[strings.ToLower(name)]
}

var (
	lowerHeader = sync.OnceValue(func() map[string]string { return byLowerCase(jose.HeaderParameters) })
	lowerClaims = sync.OnceValue(func() map[string]string { return byLowerCase(jose.Claims) })
)

func byLowerCase(table []jose.Registered) map[string]string {
	names := make(map[string]string, len(table))
	for _, r := range table {
		names[strings.ToLower(r.Name)] = r.Name
	}
	return names
}
