package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// numberRules know numbers by their check digits or by their layout.
var numberRules = []Rule{
	{
		ID: "value-card-number", Severity: Warning,
		Reference: "PCI DSS, requirement 3; ISO/IEC 7812-1",
		Message:   "“{name}” looks like the number of a payment card ({value}): its length, its first digits and its check digit agree.",
		Fix:       "Send a reference, or the last four digits only.",
		Check: onPayload(func(v *value) (Hit, bool) {
			if v.node.Kind != jose.String && v.node.Kind != jose.Number || !isCardNumber(v.node.Value) {
				return Hit{}, false
			}
			if _, financial := financialTerms.find(splitWords(v.name), nil); isIdentifierName(v.name) && !financial {
				return Hit{}, false
			}
			return hitValue(v), true
		}),
	},
	{
		ID: "value-ssn", Severity: Warning,
		Reference: "SSA, structure of the social security number",
		Message:   "“{name}” looks like a social security number of the United States ({value}).",
		Fix:       "Take it out of the token.",
		Check: onStrings(func(v *value, text string) (Hit, bool) {
			if !isSSN(text) {
				return Hit{}, false
			}
			return hitValue(v), true
		}),
	},
	{
		ID: "value-iban", Severity: Warning,
		Reference: "ISO 13616-1",
		Message:   "“{name}” looks like the number of a bank account ({value}): an IBAN with the right length and check digits.",
		Fix:       "Send a reference that means nothing to others.",
		Check: onStrings(func(v *value, text string) (Hit, bool) {
			if !isIBAN(text) {
				return Hit{}, false
			}
			return hitValue(v), true
		}),
	},
}

// identifierWords end the names of claims whose values are identifiers or
// times. One random number in ten has the check digit of a card.
var identifierWords = wordSet("sub jti sid azp kid id ids iat exp nbf at uid uuid guid oid tid cid puid appid aud nonce time timestamp")

func isIdentifierName(name string) bool {
	words := splitWords(name)
	return len(words) > 0 && identifierWords[words[len(words)-1]]
}

// isCardNumber reports whether a whole text is the number of a payment card: 13
// to 19 digits in groups, an issuer's range and length, and the check digit of
// ISO/IEC 7812-1 annex B.
func isCardNumber(s string) bool {
	if len(s) < 13 || len(s) > 37 {
		return false
	}
	digits := make([]byte, 0, 19)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			if len(digits) == 19 {
				return false
			}
			digits = append(digits, c)
		case (c == ' ' || c == '-') && i > 0 && i < len(s)-1 && isDigit(s[i-1]):
		default:
			return false
		}
	}
	return len(digits) >= 13 && isIssued(string(digits)) && luhn(digits)
}

// isIssued reports whether a number begins with a range of a card network and
// has one of the lengths that the network uses there.
func isIssued(s string) bool {
	six, _ := strconv.Atoi(s[:6])
	between := func(from, to, digits int) bool {
		n := six
		for range 6 - digits {
			n /= 10
		}
		return from <= n && n <= to
	}
	switch n := len(s); {
	case s[0] == '4':
		return n == 13 || n == 16 || n == 19
	case between(51, 55, 2), between(2221, 2720, 4), between(6011, 6011, 4), between(65, 65, 2), between(644, 649, 3), between(3528, 3589, 4):
		return n == 16
	case between(34, 34, 2), between(37, 37, 2):
		return n == 15
	case between(300, 305, 3), between(36, 36, 2), between(38, 38, 2):
		return n == 14
	case between(62, 62, 2):
		return n >= 16
	}
	return false
}

func luhn(digits []byte) bool {
	sum := 0
	for i, c := range digits {
		d := int(c - '0')
		if (len(digits)-i)%2 == 0 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// isSSN matches ^(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$.
func isSSN(s string) bool {
	return len(s) == 11 && s[3] == '-' && s[6] == '-' && onlyDigits(s[:3]) && onlyDigits(s[4:6]) && onlyDigits(s[7:]) &&
		s[:3] != "000" && s[:3] != "666" && s[0] != '9' && s[4:6] != "00" && s[7:] != "0000"
}

// ibanLengths are the countries of the IBAN registry (ISO 13616) with the
// length of their numbers.
const ibanLengths = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 " +
	"EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 " +
	"LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 " +
	"QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 "

// isIBAN reports whether a whole text, spaces aside, is an IBAN: a country of
// the registry, its length, and check digits that leave 1 modulo 97.
func isIBAN(s string) bool {
	if len(s) < 15 || len(s) > 48 || !isUpper(s[0]) || !isUpper(s[1]) || !isDigit(s[2]) {
		return false
	}
	s = strings.ReplaceAll(s, " ", "")
	if len(s) < 15 || !isDigit(s[3]) || !strings.Contains(ibanLengths, s[:2]+strconv.Itoa(len(s))+" ") {
		return false
	}
	rest := 0
	for _, c := range []byte(s[4:] + s[:4]) {
		switch {
		case isDigit(c):
			rest = (rest*10 + int(c-'0')) % 97
		case isUpper(c):
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}
