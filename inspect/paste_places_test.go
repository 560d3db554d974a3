package inspect

import (
	"net/url"
	"strings"
	"testing"
)

func TestFindTokensInCookiesAndCommands(t *testing.T) {
	bearer := "'Authorization: Bearer " + shortToken + "'"
	testPastes(t, []pasteCase{
		{"Cookie", "Cookie: session=" + shortToken, one(shortToken, "cookie session", "cookie")},
		{"Cookie among others", "Cookie: theme=dark; session=" + shortToken + "; _ga=GA1.2.3", one(shortToken, "cookie session", "cookie")},
		{"Cookie, two tokens", "cookie: a=" + shortToken + "; b=" + otherToken, []pasteToken{{shortToken, "cookie a", "cookie", 0}, {otherToken, "cookie b", "cookie", 0}}},
		{"Cookie in quotes", `Cookie: a="` + shortToken + `"`, one(shortToken, "cookie a", "cookie")},
		{"signed cookie", "Cookie: sid=s%3A" + shortToken, one(shortToken, "cookie sid", "cookie")},
		{"Set-Cookie", "Set-Cookie: __Host-id=" + shortToken + "; Path=/; HttpOnly; Secure", one(shortToken, "cookie __Host-id", "cookie")},
		{"Cookie beside base64 JSON", "Cookie: XSRF-TOKEN=eyJpdiI6ImFiYyIsInZhbHVlIjoieHl6In0%3D; jwt=" + shortToken, one(shortToken, "cookie jwt", "cookie")},
		{"Cookie in a request", "GET / HTTP/1.1\nCookie: id=" + shortToken + "\nX-A: b", one(shortToken, "cookie id", "cookie text")},
		{"Set-Cookie, two lines", "Set-Cookie: a=" + shortToken + "; Path=/\r\nSet-Cookie: b=" + otherToken + "; Path=/",
			[]pasteToken{{shortToken, "cookie a", "cookie", 0}, {otherToken, "cookie b", "cookie", 0}}},
		{"curl", "curl https://api.example/me -H " + bearer, one(shortToken, "Authorization header", "curl authorization")},
		{"curl with a prompt and lines", "$ curl 'https://api.example' \\\n  -H 'Accept: */*' \\\n  -H " + bearer + " \\\n  --compressed\n",
			one(shortToken, "Authorization header", "curl authorization")},
		{"curl, double quotes", `curl -H "Authorization: Bearer ` + shortToken + `" https://api.example`, one(shortToken, "Authorization header", "curl authorization")},
		{"curl -b", "curl -b 'theme=dark; session=" + shortToken + "' https://api.example", one(shortToken, "cookie session", "curl cookie")},
		{"curl --cookie", "curl https://api.example --cookie \"session=" + shortToken + "\"", one(shortToken, "cookie session", "curl cookie")},
		{"curl, cookie header then another", "curl -H 'Cookie: a=" + shortToken + "' -H 'X-Token: " + otherToken + "'",
			[]pasteToken{{shortToken, "cookie a", "curl cookie", 0}, {otherToken, "X-Token", "curl label", 0}}},
		{"curl with JSON", `curl -d '{"token":"` + shortToken + `"}' https://api.example`, one(shortToken, "token", "curl")},
		{"curl with escaped JSON", `curl -d "{\"id_token\":\"` + shortToken + `\"}" https://api.example`, one(shortToken, "id_token", "curl")},
		{"curl with a form", "curl -d 'grant_type=x&assertion=" + shortToken + "' https://api.example", one(shortToken, "assertion", "curl")},
		{"curl without a token", `curl -H "Authorization: Bearer $TOKEN" https://api.example`, one(`curl -H "Authorization: Bearer $TOKEN" https://api.example`, "", "")},
		{"wrapped in a curl command", "curl -H 'Authorization: Bearer " + fold(shortToken, 60, "") + "'", []pasteToken{{shortToken, "Authorization header", "curl authorization white-space", (len(shortToken) - 1) / 60}}},
	})
}

func TestFindTokensInURLs(t *testing.T) {
	inner := "https://app.example/cb#access_token=" + otherToken + "&token_type=bearer"
	testPastes(t, []pasteCase{
		{"query", "https://app.example/?access_token=" + shortToken + "&x=1", one(shortToken, "access_token", "url")},
		{"fragment", "https://app.example/cb#state=abc&id_token=" + shortToken, one(shortToken, "id_token", "url")},
		{"implicit response", "https://app.example/cb#access_token=" + shortToken + "&id_token=" + otherToken + "&token_type=bearer",
			[]pasteToken{{otherToken, "id_token", "url", 0}, {shortToken, "access_token", "url", 0}}},
		{"opaque access token beside", "https://app.example/cb#access_token=SlAV32hkKG&id_token=" + shortToken, one(shortToken, "id_token", "url")},
		{"value", "https://debugger.example/?value=" + shortToken, one(shortToken, "value", "url")},
		{"debugger link", "https://debugger.example/#debugger-io?token=" + shortToken + "&publicKey=-----BEGIN%20PUBLIC%20KEY-----", one(shortToken, "token", "url")},
		{"bare fragment of a debugger", "#debugger-io?token=" + shortToken, one(shortToken, "token", "url")},
		{"token in a bare fragment", "https://debugger.example/#" + shortToken, one(shortToken, "", "text")},
		{"query alone", "?jwt=" + shortToken, one(shortToken, "jwt", "url")},
		{"pair alone", "id_token=" + shortToken + "&state=1", one(shortToken, "id_token", "url")},
		{"URL in text", "Go to https://app.example/?token=" + shortToken + " now", one(shortToken, "token", "url text")},
		{"URL in brackets", "<https://app.example/?token=" + shortToken + ">", one(shortToken, "token", "url")},
		{"request line", "GET /cb?jwt=" + shortToken + " HTTP/1.1", one(shortToken, "jwt", "url text")},
		{"URL in a parameter", "https://login.example/?next=" + url.QueryEscape(inner), one(otherToken, "access_token", "url")},
		{"percent-encoded value", "https://app.example/#token=" + strings.ReplaceAll(shortToken, ".", "%2E"), one(shortToken, "token", "url percent-encoding")},
		{"plus is no space", "https://app.example/#token=" + headerOnly + ".e30.ab+cd", one(headerOnly+".e30.ab+cd", "token", "url")},
		{"plus encoded", "https://app.example/#token=" + headerOnly + ".e30.ab%2Bcd", one(headerOnly+".e30.ab+cd", "token", "url percent-encoding")},
		{"no JOSE header", "https://app.example/?token=abc.def.ghi&x=1", one("abc.def.ghi", "token", "url")},
		{"no JOSE header, two", "#token=abc.def.ghi&id_token=k.l.m", []pasteToken{{"k.l.m", "id_token", "url", 0}, {"abc.def.ghi", "token", "url", 0}}},
		{"another parameter", "https://app.example/?x=abc.def.ghi", one("https://app.example/?x=abc.def.ghi", "", "")},
		{"in a path", "https://app.example/verify/" + shortToken + "/now?x=1", one(shortToken, "", "text")},
		{"ampersand entity before", "https://app.example/?a=1&amp;token=" + shortToken, one(shortToken, "token", "url")},
	})
}

func TestFindTokensInJSON(t *testing.T) {
	jwsJSON := `{"payload":"` + payload + `","protected":"` + headerOnly + `","signature":"abc"}`
	jweJSON := `{"protected":"` + headerOnly + `","iv":"a","ciphertext":"b","tag":"c"}`
	claims := `{"iss":"https://issuer.example","act":{"token":"` + shortToken + `"}}`
	jwk := `{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMko"}`
	indented := "{\n  \"access_token\": \"" + shortToken + "\",\n  \"token_type\": \"Bearer\",\n  \"id_token\":\n    \"" + otherToken + "\"\n}\n"
	testPastes(t, []pasteCase{
		{"token response", `{"access_token":"` + shortToken + `","token_type":"Bearer","expires_in":3600}`, one(shortToken, "access_token", "json")},
		{"token response, indented", indented, []pasteToken{{otherToken, "id_token", "json", 0}, {shortToken, "access_token", "json", 0}}},
		{"opaque access token", `{"access_token":"SlAV32hkKG","id_token":"` + shortToken + `"}`, one(shortToken, "id_token", "json")},
		{"nested", `{"data":{"tokens":[{"idToken":"` + shortToken + `"}]}}`, one(shortToken, "idToken", "json")},
		{"text in text", `{"body":"{\"id_token\":\"` + shortToken + `\"}"}`, one(shortToken, "id_token", "json")},
		{"text in text in text", `"{\\\"id_token\\\":\\\"` + shortToken + `\\\"}"`, one(shortToken, "id_token", "json")},
		{"array", `["` + shortToken + `", "` + otherToken + `"]`, []pasteToken{{shortToken, "", "json", 0}, {otherToken, "", "json", 0}}},
		{"headers", `{"headers":{"Authorization":"Bearer ` + shortToken + `"}}`, one(shortToken, "Authorization header", "json authorization")},
		{"one member of many", `"refresh_token": "` + shortToken + `",`, one(shortToken, "refresh_token", "json")},
		{"cut", `{"id_token":"` + shortToken + `","expi`, one(shortToken, "id_token", "json")},
		{"single quotes", "{'access_token': '" + shortToken + "'}", one(shortToken, "access_token", "json")},
		{"hash rocket", `"token" => "` + shortToken + `"`, one(shortToken, "token", "json")},
		{"escaped slash and plus", `{"token":"` + headerOnly + `.e30.a\/b\u002bc"}`, one(headerOnly+".e30.a/b+c", "token", "json escapes")},
		{"HTTP response", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"access_token\":\"" + shortToken + "\"}", one(shortToken, "access_token", "json text")},
		{"URL in a member", `{"url":"https://app.example/#token=` + shortToken + `\u0026x=1"}`, one(shortToken, "token", "json url")},
		{"response with a signature of its own", `{"id_token":"` + shortToken + `","signature":"c2ln","id":"https://login.example"}`, one(shortToken, "id_token", "json")},
		{"no token in it", `{"access_token":"SlAV32hkKG"}`, one(`{"access_token":"SlAV32hkKG"}`, "", "")},
		{"JWS in JSON form", " " + jwsJSON + "\n", one(jwsJSON, "", "")},
		{"JWE in JSON form", jweJSON, one(jweJSON, "", "")},
		{"JWS in a code fence", "```json\n" + jwsJSON + "\n```", one(jwsJSON, "", "quotes")},
		{"claims set", claims, one(claims, "", "")},
		{"JOSE header", `{"alg":"HS256"}`, one(`{"alg":"HS256"}`, "", "")},
		{"JWK", jwk, one(jwk, "", "")},
		{"JWK Set", `{"keys":[` + jwk + `]}`, one(`{"keys":[`+jwk+`]}`, "", "")},
		{"broken JSON", `{"sub":`, one(`{"sub":`, "", "")},
		{"zero-width space in claims", "{\"sub\":\"a\u200bb\"}", one("{\"sub\":\"a\u200bb\"}", "", "")},
	})
}
