package inspect

import (
	"math"
	"strconv"
)

// predictable says why a secret of printable characters is easier to guess than
// its length promises, "" when it is not. Other bytes are taken for random.
func predictable(secret []byte) string {
	var counts [256]bool
	distinct, digits := 0, true
	for _, c := range secret {
		if c < 0x20 || c > 0x7e {
			return ""
		}
		if !counts[c] {
			counts[c] = true
			distinct++
		}
		digits = digits && '0' <= c && c <= '9'
	}
	const wanted = 128 // bits
	bits := math.Log2(float64(max(distinct, 1))) * float64(len(secret))
	switch unit := period(secret); {
	case unit < len(secret):
		return "it repeats the same " + count(unit, "character", "characters")
	case digits:
		return "it has only digits"
	case distinct <= 8:
		return "it has only " + strconv.Itoa(distinct) + " different characters"
	case bits < wanted:
		return "at best it is worth " + strconv.Itoa(int(bits)) + " bits"
	}
	return ""
}

// period is the length of the shortest beginning that, repeated a whole number
// of times, gives s; len(s) when it does not repeat.
func period(s []byte) int {
	// The failure function of Knuth, Morris and Pratt.
	border := make([]int, len(s)+1)
	for i, k := 1, 0; i < len(s); i++ {
		for k > 0 && s[i] != s[k] {
			k = border[k]
		}
		if s[i] == s[k] {
			k++
		}
		border[i+1] = k
	}
	if unit := len(s) - border[len(s)]; len(s) > 0 && len(s)%unit == 0 {
		return unit
	}
	return len(s)
}
