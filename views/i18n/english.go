package i18n

import (
	"fmt"
	"strconv"
	"strings"
)

func newEnglish() *Messages {
	return &Messages{
		Tag:     "en",
		Name:    "English",
		Locales: []string{"en", "x-default"},
		Marks:   Marks{Gap: " ", Stop: ".", Comma: ", ", Colon: ": ", Open: " (", Close: ")"},
		Site: Site{
			Name:          "Jotlens",
			SkipToContent: "Skip to the content",
			SkipToToken:   "Skip to the token",
			Pages:         "Pages",
			Inspect:       "Inspect",
			Rules:         "Rules",
			Reference:     "Reference",
			Privacy:       "Privacy",
			License:       "License",
			Theme:         "Theme",
			ThemeSystem:   "System",
			ThemeLight:    "Light",
			ThemeDark:     "Dark",
			SealOpen:      "Not sealed yet",
			SealSealed:    "Sealed · {n} requests",
			SealSealedOne: "Sealed · {n} request",
			SealBlocked:   "{n} blocked",
			SealServer:    "The server checks",
			SealTitle:     "What this page may send, and where",
			Version:       func(v string) string { return "Version " + v },
			Offer:         "This page is available in English",
			Decline:       "No, thanks",
		},
		Inspector: Inspector{
			Title:       "Jotlens: see what is in a JSON Web Token",
			Token:       "Token",
			TokenHint:   "Paste a token, or anything that has one in it: a header, a cookie, a curl command, a link.",
			Key:         "Key",
			KeyKinds:    "A secret, PEM, JWK or JWK Set",
			KeyEncoding: "How the secret is read",
			KeyHide:     "Hide",
			EncodingNames: map[string]string{
				"auto": "Auto", "utf-8": "UTF-8", "base64": "base64", "base64url": "base64url", "hex": "hex",
			},
			Copy:           "Copy",
			Copied:         "Copied",
			CopyFailed:     "Not copied",
			CopyPart:       func(name string) string { return "Copy " + strings.ToLower(name) },
			Clear:          "Clear",
			ClearKeys:      "Escape, pressed twice, clears too",
			Check:          "Check on this server",
			CheckNote:      "The server then sees the token and the key. It keeps neither.",
			NoScript:       "JavaScript is off, so the page cannot check the token by itself. The button sends the form to this server, which then sees the token and the key; it keeps and logs neither.",
			NoScriptOff:    "JavaScript is off, and this server does not check tokens itself. Switch JavaScript on to use the inspector; what you paste stays in the tab.",
			CheckedOnce:    "Checked by the server, which has seen this token. It keeps nothing.",
			Result:         "What the token says",
			Verdict:        "Verdict",
			Loading:        func(percent string) string { return "Getting ready: " + percent + " %. You can paste already." },
			LoadFailed:     "Live checking could not be loaded.",
			Restarted:      "The check took too long and was started again. The token may be too much for it.",
			LiveOff:        "Live checking is off in this browser, because it has no WebAssembly. The button below checks the token on the server.",
			LiveOffNoForm:  "Live checking is off in this browser, because it has no WebAssembly, and this server does not check tokens itself.",
			SeenByServer:   "This token came in the address, so the server and whatever stands before it have seen it. Put a token after a # instead.",
			SecretIgnored:  "The link carried a secret. It was ignored: a secret never belongs in a link.",
			TooLong:        "This is over 1 MiB. Nothing that long is a token.",
			NotText:        "This file holds no text.",
			Bytes:          func(n int) string { return count(n, "byte", "bytes") },
			Removed:        func(list []string) string { return "Removed " + and(list) + " from what you pasted." },
			SeveralTokens:  func(n int) string { return count(n, "token", "tokens") + " found. Shown:" },
			TokenNumber:    func(n int) string { return "Token " + strconv.Itoa(n) },
			EmptyFindings:  "Paste a token, or load an example. Its parts, its signature and its problems show up here as you type.",
			EmptyStaysHere: "What you paste stays in this tab: the page has no way to send it anywhere.",
		},
		Form: Form{
			Label:       "Form",
			Empty:       "No token yet",
			EmptyDetail: "Paste one to begin",
			Kinds: map[string]string{
				"jws-compact": "Signed message", "jwe-compact": "Encrypted JWT",
				"jws-json": "JWS in JSON form", "jwe-json": "JWE in JSON form",
				"sd-jwt": "SD-JWT", "partial": "Part of a token",
				"json": "JSON, not a token", "unknown": "Not a token",
			},
			Profiles: map[string]string{
				"access-token": "looks like an access token", "id-token": "looks like an ID token (OpenID Connect)",
				"refresh-token": "a refresh token", "logout-token": "a logout token (OpenID Connect)",
				"dpop-proof": "a DPoP proof", "sd-jwt-vc": "a verifiable credential",
				"kubernetes-service-account": "looks like a Kubernetes service account token",
				"github-actions":             "looks like an ID token of a GitHub Actions job",
				"gitlab-ci":                  "looks like an ID token of a GitLab CI job",
				"jwt-svid":                   "looks like a JWT-SVID (SPIFFE)",
			},
			SignedJWT:   "Signed JWT",
			Unsecured:   "Unsecured JWT",
			Malformed:   "Malformed",
			Parts:       func(n int) string { return count(n, "part", "parts") },
			JWSCompact:  func(parts string) string { return "JWS compact, " + parts },
			JWECompact:  func(parts string) string { return "JWE compact, " + parts },
			Partial:     func(parts string) string { return parts + " of 3" },
			SeeFindings: "See the findings",
		},
		Signature: Signature{
			Label:       "Signature",
			Empty:       "Nothing to check",
			EmptyDetail: "Needs a token and its key",
			States: map[string]string{
				"unverified": "Not verified yet", "verified": "Signature verified", "invalid": "Invalid signature",
				"refused": "Refused", "unverifiable": "Cannot be checked",
			},
			Unsecured:         "Unsecured JWT",
			NoKey:             func(alg string) string { return alg + ". Enter the key to check it." },
			VerifiedBy:        func(alg, key string) string { return alg + ", " + key },
			YourSecret:        "your secret",
			YourKey:           func(id string) string { return "your key “" + id + "”" },
			YourKeyOf:         func(kind string) string { return "your " + kind + " key" },
			WrongKey:          func(alg string) string { return alg + ", not with this key" },
			MatchesButRefused: "The signature itself matches.",
			Near:              func(how string) string { return "It verifies " + how + "." },
		},
		Key: Key{
			None: "Without a key the token is decoded, but not checked.",
			Secret: func(encoding string, bytes int) string {
				return "Secret read as " + encoding + ", " + count(bytes, "byte", "bytes") + "."
			},
			Minimum: func(alg string, bytes int) string {
				return fmt.Sprintf("%s asks for at least %d.", alg, bytes)
			},
			JWKSecret: func(id string, bytes int) string {
				if id != "" {
					id = " “" + id + "”"
				}
				return "Secret" + id + " from a JWK, " + count(bytes, "byte", "bytes") + "."
			},
			Unreadable: func(why string) string { return "Cannot be read: " + why + "." },
			Encodings: map[string]string{
				"auto": "UTF-8", "utf-8": "UTF-8", "base64": "base64", "base64url": "base64url", "hex": "hex",
			},
		},
		KeyFacts: englishKeyFacts(),
		Evidence: englishEvidence(),
		Time: Time{
			Label:       "Time",
			Empty:       "Nothing to read",
			EmptyDetail: "Needs claims with times",
			States: map[string]string{
				"none": "No times", "no-expiry": "Never expires", "valid": "Not expired", "expired": "Expired",
				"not-yet-valid": "Not valid yet", "unreadable": "Unreadable",
			},
			NoneDetail:    "There are no claims to read",
			CutDetail:     "The claims are cut off",
			ForeverDetail: "There is no “exp” claim",
			NotNumber:     func(claim string) string { return "“" + claim + "” is not a number" },
			NoTime:        func(claim string) string { return "“" + claim + "” is no plausible time" },
			InMillis:      func(claim string) string { return "“" + claim + "” looks like milliseconds" },
			Ago:           func(span string) string { return span + " ago" },
			In:            func(span string) string { return "in " + span },
			Now:           "now",
			Span:          span,
			ExpiredAgo:    func(relative string) string { return "expired " + relative },
			ExpiresIn:     func(relative string) string { return "expires " + relative },
			ValidFrom:     func(relative string) string { return "valid " + relative },
			Leeway:        func(detail string) string { return detail + ", within clock leeway" },
			Milliseconds:  func(date string) string { return "in milliseconds " + date },
			Implausible:   "no plausible time",
			Date: func(year, month, day int, clock string) string {
				return fmt.Sprintf("%d %s %d, %s UTC", day, months[month-1], year, clock)
			},
		},
		Findings: Findings{
			Label:      "Findings",
			Title:      "Findings",
			Severities: map[string]string{"critical": "Critical", "warning": "Warning", "info": "Note"},
			Count: func(n int, severity string) string {
				switch severity {
				case "critical":
					return strconv.Itoa(n) + " critical"
				case "warning":
					return count(n, "warning", "warnings")
				}
				return count(n, "note", "notes")
			},
			None:        "None",
			NoneDetail:  "No rule objects",
			NoneList:    "No rule objects to this token. That does not make it yours to trust: only its issuer’s key does.",
			Empty:       "None yet",
			EmptyDetail: "Needs a token",
			More:        func(n int) string { return "And in " + count(n, "more place.", "more places.") },
			Notes:       "Notes",
			And:         func(parts []string) string { return strings.Join(parts, ", ") },
		},
		Panel: Panel{
			Header:         "Header",
			Payload:        "Payload",
			Signature:      "Signature",
			PayloadHint:    "readable by anyone",
			Decoded:        func(name string) string { return name + ", decoded" },
			EmptyHeader:    "Says how the token is signed, and with which key.",
			EmptyPayload:   "The claims: who the token is about, who may use it, and until when. Anyone who holds a token can read them.",
			EmptySignature: "Shows, with the right key, that nobody changed the rest.",
			NoHeader:       "There is no header to read.",
			NoPayload:      "There is no payload to read.",
			Encrypted:      "The payload is encrypted. Only the header can be read without the key.",
			NoSignature:    "There is no signature.",
			Unsecured:      "Nobody signed this token: its algorithm is “none”. Anyone could have written these claims.",
			Meanings:       "What these mean",
			Meaning:        func(meaning, reference string) string { return meaning + " (" + reference + ")" },
			Duplicate:      "duplicate",
			Fault: func(part string, character int, what string) string {
				return fmt.Sprintf("%s, character %d: %s.", part, character, what)
			},
			Rest: func(part string) string {
				return "After the JSON of the " + strings.ToLower(part) + " comes more text:"
			},
			TooMuch:      "Too much to lay out: the rest stands as written.",
			NotJSON:      "This is text, not JSON:",
			Binary:       "This is binary data, not JSON:",
			MoreBytes:    func(n int) string { return "… and " + count(n, "more byte", "more bytes") },
			NoBytes:      "It is empty.",
			HowMade:      "How it is made",
			SigningInput: func(n int) string { return "Signing input, " + count(n, "byte", "bytes") },
			SigningCopy:  "Signing input",
			Secret:       "secret",
			Embedded: func(parameter string) string {
				return "This token carries a key of its own (“" + parameter + "”). It is not used: whoever forges a token brings a key of their own."
			},
			TryEmbedded: "Try that key, which proves nothing",
		},
		Forms:   englishForms(),
		Privacy: englishPrivacy(),
		License: License{
			Title: "License",
			Lead:  "Jotlens is free software. You may use, change and share it under these terms.",
		},
		Problem: Problem{
			Back:   "Back to the inspector",
			Status: func(status int) string { return "Error " + strconv.Itoa(status) },
		},
		Expect:     englishExpect(),
		Export:     englishExport(),
		Search:     englishSearch(),
		Compare:    englishCompare(),
		MakeKey:    englishMakeKey(),
		Encryption: englishEncryption(),
		KeySet:     englishKeySet(),
		Rules:      englishRules(),
		Learn:      englishLearn(),
		Snippets:   englishSnippets(),
		Examples:   englishExamples(),
		Breaks:     englishBreaks(),
		Negative:   englishNegative(),
		Edit:       englishEdit(),
		Share:      englishShare(),
		DocLinks:   englishDocLinks(),
		Issuers:    englishIssuers(),
	}
}

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

func span(n int64, unit byte) string {
	switch unit {
	case 'y':
		return count(int(n), "year", "years")
	case 'd':
		return count(int(n), "day", "days")
	case 'h':
		return strconv.FormatInt(n, 10) + " h"
	case 'm':
		return strconv.FormatInt(n, 10) + " min"
	}
	return strconv.FormatInt(n, 10) + " s"
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes a whole number with separators: 55,840.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// and joins a list as in a sentence.
func and(list []string) string {
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return strings.Join(list, "")
}
