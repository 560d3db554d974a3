package inspect

import (
	"strconv"
	"strings"
)

// roundTrip reports whether a JSON number survives a double-precision float,
// as JavaScript reads it (RFC 7493 §2.2), and what it becomes if not.
func roundTrip(literal string) (rounded string, exact bool) {
	if len(literal) <= 15 && !strings.ContainsAny(literal, "eE") {
		return "", true // fifteen significant digits always survive
	}
	x, err := strconv.ParseFloat(literal, 64)
	if err != nil { // overflow
		return "infinity", false
	}
	format := byte('f')
	if x != 0 && (x >= 1e21 || x <= -1e21 || (x < 1e-6 && x > -1e-6)) {
		format = 'e' // as JavaScript prints it
	}
	rounded = strconv.FormatFloat(x, format, -1, 64)
	return rounded, sameNumber(literal, rounded)
}

// sameNumber compares two decimal literals by value.
func sameNumber(a, b string) bool {
	da, ea := decimal(a)
	db, eb := decimal(b)
	return da == db && (ea == eb || da == "" || da == "-")
}

// decimal splits a JSON number into its significant digits, with sign but
// without zeros at either end, and the power of ten of the last one.
func decimal(literal string) (digits string, exponent int) {
	mantissa, e, _ := strings.Cut(strings.ToLower(literal), "e")
	exponent, _ = strconv.Atoi(e) // saturates: such a number cannot round-trip anyway
	sign := ""
	if strings.HasPrefix(mantissa, "-") {
		sign, mantissa = "-", mantissa[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	exponent -= len(fraction)
	digits = strings.TrimLeft(whole+fraction, "0")
	trimmed := strings.TrimRight(digits, "0")
	return sign + trimmed, exponent + len(digits) - len(trimmed)
}
