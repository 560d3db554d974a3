package assets

import (
	"strconv"
	"strings"
)

// Encoding picks the content coding for a response: the first of the offered
// codings that the client accepts by its Accept-Encoding header (RFC 9110
// §12.5.3), or "" for the plain form. The weights that it gives them do not
// matter; the offers stand in the order of their size.
func Encoding(accept string, offers ...string) string {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(strings.ToLower(accept), ",") {
		name, parameters, _ := strings.Cut(part, ";")
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.TrimSpace(parameters), "q="); ok {
			var err error
			if weight, err = strconv.ParseFloat(q, 64); err != nil {
				weight = 0
			}
		}
		weights[strings.TrimSpace(name)] = weight
	}
	for _, offer := range offers {
		weight, named := weights[offer]
		if !named {
			weight = weights["*"]
		}
		if weight > 0 {
			return offer
		}
	}
	return ""
}
