package inspect

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jotlens/jose"
)

// compareNow is the clock of every comparison.
var compareNow = time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)

// compared compares two tokens with these headers and claims sets.
func compared(t testing.TB, headerA, claimsA, headerB, claimsB string) Comparison {
	t.Helper()
	return comparedTexts(hs(t, headerA, claimsA), hs(t, headerB, claimsB), "")
}

func comparedTexts(a, b, key string) Comparison {
	ra := Inspect(Request{Input: a, Key: key, Now: compareNow, Leeway: DefaultLeeway})
	rb := Inspect(Request{Input: b, Key: key, Now: compareNow, Leeway: DefaultLeeway})
	return Compare(&ra, &rb)
}

const compareKey = "0123456789abcdef0123456789abcdef"

func hs(t testing.TB, header, claims string) string {
	t.Helper()
	input := encodeSegment(header) + "." + encodeSegment(claims)
	mac, err := jose.SignHMAC("HS256", []byte(compareKey), input)
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + encodeSegment(string(mac))
}

// codes writes the points in short: "audience scope".
func codes(points []Point) string {
	list := make([]string, len(points))
	for i, p := range points {
		list[i] = string(p.Code)
	}
	return strings.Join(list, " ")
}

func TestCompareRanksWhatMatters(t *testing.T) {
	const header = `{"alg":"HS256","kid":"k1"}`
	const claims = `"iss":"https://login.example.com/","sub":"zoe","aud":"orders","scope":"read write","azp":"app","iat":1795680000,"exp":1795680900`
	for name, c := range map[string]struct {
		headerB, claimsB string
		state            CompareState
		want             string
	}{
		"the same":              {header, claims, CompareSame, "same"},
		"the order":             {header, `"exp":1795680900,"aud":"orders","iss":"https://login.example.com/","scope":"write read","sub":"zoe","azp":"app","iat":1795680000`, CompareSameClaims, "same-claims"},
		"later":                 {header, strings.NewReplacer("1795680000", "1795680300", "1795680900", "1795681200").Replace(claims) + `,"jti":"x"`, CompareDifferent, "other"},
		"only times":            {header, strings.NewReplacer("1795680000", "1795680300", "1795680900", "1795681200").Replace(claims), CompareSameClaims, "same-claims"},
		"audience and scope":    {header, strings.NewReplacer("orders", "stock", "read write", "read").Replace(claims), CompareDifferent, "audience scope"},
		"another issuer first":  {header, strings.NewReplacer(".com/", ".org/", "orders", "stock", "zoe", "max").Replace(claims), CompareDifferent, "issuer audience subject"},
		"expired":               {header, strings.NewReplacer("1795680000", "1795670000", "1795680900", "1795670900").Replace(claims), CompareSameClaims, "time same-claims"},
		"expired, another key":  {`{"alg":"HS256","kid":"k2"}`, strings.NewReplacer("1795680000", "1795670000", "1795680900", "1795670900").Replace(claims), CompareDifferent, "time key-id"},
		"another algorithm":     {`{"alg":"HS512","kid":"k1"}`, claims, CompareDifferent, "algorithm"},
		"unsecured":             {`{"alg":"none","kid":"k1"}`, claims, CompareDifferent, "signature algorithm"},
		"another client":        {header, strings.Replace(claims, "app", "web", 1), CompareDifferent, "client"},
		"roles and a lifetime":  {header, strings.Replace(claims, "1795680900", "1795683600", 1) + `,"realm_access":{"roles":["a"]}`, CompareDifferent, "roles lifetime"},
		"an access token no ID": {header, strings.Replace(claims, `"scope":"read write"`, `"nonce":"n"`, 1), CompareDifferent, "scope kind other"},
		"aud as an array":       {header, strings.Replace(claims, `"orders"`, `["orders"]`, 1), CompareDifferent, "shape"},
		"a claim twice":         {header, `"sub":"max",` + claims, CompareDifferent, "duplicates"},
	} {
		t.Run(name, func(t *testing.T) {
			got := compared(t, header, "{"+claims+"}", c.headerB, "{"+c.claimsB+"}")
			if got.State != c.state || codes(got.Points) != c.want {
				t.Errorf("%s: %s, want %s: %s\n%+v", got.State, codes(got.Points), c.state, c.want, got)
			}
		})
	}
}

func TestCompareListsWhatDiffers(t *testing.T) {
	type want struct {
		path           string
		change         Change
		added, removed string
		seconds        float64
	}
	for name, c := range map[string]struct {
		a, b string
		want []want
	}{
		"scopes are sets":       {`{"scope":"a b  c"}`, `{"scope":"c d a"}`, []want{{"payload.scope", Changed, "d", "b", 0}}},
		"scp is one too":        {`{"scp":["a","b"]}`, `{"scp":["b"]}`, []want{{"payload.scp", Changed, "", "a", 0}}},
		"text and array":        {`{"aud":"a"}`, `{"aud":["a","b"]}`, []want{{"payload.aud", Changed, "b", "", 0}}},
		"order and repetition":  {`{"groups":["a","b","a"],"amr":["x","y"]}`, `{"amr":["y","x"],"groups":["b","a"]}`, nil},
		"all of it removed":     {`{"roles":["a","b"]}`, `{}`, []want{{"payload.roles", Removed, "", "a,b", 0}}},
		"all of it added":       {`{}`, `{"scope":"a b"}`, []want{{"payload.scope", Added, "a,b", "", 0}}},
		"nested by path":        {`{"realm_access":{"roles":["a"]},"o":{"p":{"q":1}}}`, `{"o":{"p":{"q":2}},"realm_access":{"roles":[]}}`, []want{{"payload.realm_access.roles", Changed, "", "a", 0}, {"payload.o.p.q", Changed, "", "", 0}}},
		"an object removed":     {`{"realm_access":{"roles":["a"],"x":{}}}`, `{}`, []want{{"payload.realm_access.roles", Removed, "", "a", 0}, {"payload.realm_access.x", Removed, "", "", 0}}},
		"an object added":       {`{}`, `{"o":{"p":{"q":1}}}`, []want{{"payload.o.p.q", Added, "", "", 0}}},
		"later":                 {`{"exp":1000}`, `{"exp":1900}`, []want{{"payload.exp", Changed, "", "", 900}}},
		"earlier":               {`{"iat":1000.5}`, `{"iat":1000}`, []want{{"payload.iat", Changed, "", "", -0.5}}},
		"no time":               {`{"exp":"soon"}`, `{"exp":1000}`, []want{{"payload.exp", Changed, "", "", 0}}},
		"the same number":       {`{"n":100,"m":-0}`, `{"n":1.00e2,"m":0.0}`, nil},
		"big numbers, exactly":  {`{"n":9007199254740993}`, `{"n":9007199254740992}`, []want{{"payload.n", Changed, "", "", 0}}},
		"exponents, exactly":    {`{"n":1e99999999999999999999}`, `{"n":1e99999999999999999998}`, []want{{"payload.n", Changed, "", "", 0}}},
		"a number is no text":   {`{"n":1}`, `{"n":"1"}`, []want{{"payload.n", Changed, "", "", 0}}},
		"an escape is a way":    {`{"n":"\u0061"}`, `{"n":"a"}`, nil},
		"objects in arrays":     {`{"l":[{"x":1},2]}`, `{"l":[{"x":1,"y":3}]}`, []want{{"payload.l[0].y", Added, "", "", 0}, {"payload.l[1]", Removed, "", "", 0}}},
		"null is not missing":   {`{"n":null}`, `{}`, []want{{"payload.n", Removed, "", "", 0}}},
		"the last of two":       {`{"n":1,"n":2}`, `{"n":2}`, nil},
		"no object":             {`[1,2]`, `"text"`, []want{{"payload", Changed, "", "", 0}}},
		"a hostile name":        {`{"a\"]. b":1}`, `{"a\"]. b":2}`, []want{{`payload["a\"]. b"]`, Changed, "", "", 0}}},
		"the names of nobody":   {`{"":{"":1}}`, `{"":{"":2}}`, []want{{`payload[""][""]`, Changed, "", "", 0}}},
		"an object and a value": {`{"a":{}}`, `{"a":[]}`, []want{{"payload.a", Changed, "", "", 0}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := compared(t, `{"alg":"HS256"}`, c.a, `{"alg":"HS256"}`, c.b)
			if len(got.Claims) != len(c.want) || len(got.Header) != 0 {
				t.Fatalf("%+v, want %+v", got.Claims, c.want)
			}
			for i, w := range c.want {
				d := got.Claims[i]
				seconds := 0.0
				if d.Seconds != nil {
					seconds = *d.Seconds
				}
				if d.Path != w.path || d.Change != w.change || strings.Join(d.Added, ",") != w.added || strings.Join(d.Removed, ",") != w.removed || seconds != w.seconds {
					t.Errorf("%+v, want %+v", d, w)
				}
			}
		})
	}
}

func TestCompareKeepsEveryDigit(t *testing.T) {
	got := compared(t, `{"alg":"HS256"}`, `{"id":9007199254740993}`, `{"alg":"HS256"}`, `{"id":9007199254740993.5}`)
	if d := got.Claims[0]; d.A != "9007199254740993" || d.B != "9007199254740993.5" {
		t.Errorf("%+v", d)
	}
}

func TestCompareTellsScopesAndRolesAtOnce(t *testing.T) {
	got := compared(t, `{"alg":"HS256"}`, `{"scope":"a b","realm_access":{"roles":["x"]},"resource_access":{"app":{"roles":["y","z"]}}}`,
		`{"alg":"HS256"}`, `{"scp":["b","c"],"realm_access":{"roles":["x"]},"resource_access":{"app":{"roles":["z","admin"]}}}`)
	if codes(got.Points) != "scope roles" {
		t.Fatalf("%s", codes(got.Points))
	}
	if s := got.Points[0]; !slices.Equal(s.Removed, []string{"a"}) || !slices.Equal(s.Added, []string{"c"}) {
		t.Errorf("scopes %+v", s)
	}
	if r := got.Points[1]; !slices.Equal(r.Removed, []string{"y"}) || !slices.Equal(r.Added, []string{"admin"}) {
		t.Errorf("roles %+v", r)
	}
	moved := compared(t, `{"alg":"HS256"}`, `{"scope":"a b"}`, `{"alg":"HS256"}`, `{"scp":["b","a"]}`)
	if codes(moved.Points) != "shape" {
		t.Errorf("scopes that moved to another claim: %s", codes(moved.Points))
	}
}

func TestCompareNamesDuplicatesAndWriting(t *testing.T) {
	got := compared(t, `{"alg":"HS256"}`, `{"a":1,"b":2}`, `{ "alg":"HS256"}`, `{"b":2,"a":1.0}`)
	if len(got.Notes) != 1 || got.Notes[0].Code != PointWritten || !slices.Equal(got.Notes[0].Names, []string{"header", "payload"}) {
		t.Errorf("%+v", got.Notes)
	}
	got = compared(t, `{"alg":"HS256"}`, `{"o":{"a":1,"a":2}}`, `{"alg":"HS256"}`, `{"o":{"a":1}}`)
	if len(got.Notes) != 1 || got.Notes[0].Code != PointDuplicates || got.Notes[0].Side != "a" || !slices.Equal(got.Notes[0].Names, []string{"payload.o.a"}) {
		t.Errorf("%+v", got.Notes)
	}
}

func TestCompareLooksAtSignaturesAndWhatCannotBeRead(t *testing.T) {
	good := hs(t, `{"alg":"HS256"}`, `{"sub":"a"}`)
	bad := good[:strings.LastIndexByte(good, '.')+1] + strings.Repeat("A", 43)
	if got := comparedTexts(good, bad, compareKey); codes(got.Points) != "signature same-claims" || got.Points[0].A != "verified" || got.Points[0].B != "invalid" {
		t.Errorf("%+v", got)
	}
	if got := comparedTexts(good, bad, ""); codes(got.Points) != "same-claims" || len(got.Points[0].Names) != 0 {
		t.Errorf("without a key: %+v", got)
	}
	encrypted := encodeSegment(`{"alg":"dir","enc":"A256GCM"}`) + "..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA"
	if got := comparedTexts(good, encrypted, ""); got.State != CompareDifferent || !strings.Contains(codes(got.Points), "unreadable") {
		t.Errorf("encrypted: %+v", got)
	}
	if got := comparedTexts(good, " ", ""); got.State != CompareEmpty || len(got.Points) != 0 {
		t.Errorf("one box is empty: %+v", got)
	}
	if got := comparedTexts("Bearer "+good, `{"access_token":"`+good+`"}`, ""); got.State != CompareSame {
		t.Errorf("the same token in other wrappers: %+v", got)
	}
}

// TestCompareOfIssuersTokens compares what real issuers write.
func TestCompareOfIssuersTokens(t *testing.T) {
	tokens := map[string]string{}
	for _, token := range readIssuerTokens(t) {
		tokens[token.name] = token.text(t)
	}
	for pair, want := range map[string]string{
		"auth0-id auth0-access":                          "audience scope roles kind client subject other lifetime",
		"okta-access okta-id":                            "audience scope roles kind client subject other",
		"keycloak-id keycloak-access":                    "audience scope roles kind other",
		"keycloak-access keycloak-refresh":               "audience scope roles algorithm key-id kind other lifetime",
		"cognito-id cognito-access":                      "audience scope roles key-id kind client other",
		"entra-v1-access entra-v2-access":                "issuer audience roles client subject other",
		"kubernetes-legacy kubernetes-projected":         "issuer audience key-id other",
		"kubernetes-audience kubernetes-projected":       "audience key-id other lifetime",
		"github-actions gitlab-ci":                       "issuer audience key-id kind subject other lifetime",
		"google-id google-one-tap":                       "subject other",
		"scitokens-access wlcg-access":                   "issuer audience scope algorithm key-id client subject other lifetime",
		"apple-app-store-connect google-service-account": "issuer audience scope algorithm key-id lifetime",
	} {
		names := strings.Fields(pair)
		a, b := tokens[names[0]], tokens[names[1]]
		if a == "" || b == "" {
			t.Errorf("no tokens %s", pair)
			continue
		}
		got := comparedTexts(a, b, "")
		list := codes(got.Points)
		if got.State != CompareDifferent || list != want {
			t.Errorf("%s: %s, want %s", pair, list, want)
		}
		if _, err := json.Marshal(got); err != nil {
			t.Errorf("%s: %v", pair, err)
		}
	}
	for name, text := range tokens {
		if got := comparedTexts(text, text, ""); got.State != CompareSame || len(got.Header)+len(got.Claims) > 0 {
			t.Errorf("%s and itself: %+v", name, got)
		}
	}
}

// TestCompareIsBounded counts what is listed of very large tokens; that it ends
// soon is what shows that the work is not quadratic.
func TestCompareIsBounded(t *testing.T) {
	big := func(value string) string {
		var b strings.Builder
		for i := range 10_000 {
			b.WriteString(`,"member-` + strconv.Itoa(i) + `-` + strings.Repeat("x", 40) + `":` + value)
		}
		return "{" + b.String()[1:] + "}"
	}
	list := func(from int) string {
		var b strings.Builder
		for i := range 50_000 {
			b.WriteString(`,"` + strconv.Itoa(from+i) + `"`)
		}
		return `{"roles":[` + b.String()[1:] + `]}`
	}
	deep := func(in string) string {
		return `{"a":` + strings.Repeat(`[{"b":`, 4_000) + in + strings.Repeat(`}]`, 4_000) + `}`
	}
	for name, c := range map[string]struct {
		a, b         string
		listed, more int
	}{
		"every member":   {big("1"), big("2"), maxDifferences, 10_000 - maxDifferences},
		"other members":  {big("1"), strings.ReplaceAll(big("1"), "member", "nember"), maxDifferences, 20_000 - maxDifferences},
		"no member":      {big("1"), big("1") + " ", 0, 0},
		"a list":         {list(0), list(50_000), 1, 0},
		"very deep":      {deep("1"), deep("2"), 1, 0},
		"one name, over": {"{" + strings.Repeat(`"a":1,`, 20_000) + `"a":1}`, `{"a":2}`, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := jose.Parse(encodeSegment(`{"alg":"none"}`)+"."+encodeSegment(c.a)+"."), jose.Parse(encodeSegment(`{"alg":"none"}`)+"."+encodeSegment(c.b)+".")
			got := compareParts("payload", a.Payload, b.Payload)
			if len(got.list) != c.listed || got.more != c.more {
				t.Errorf("%d listed and %d more, want %d and %d", len(got.list), got.more, c.listed, c.more)
			}
			for _, d := range got.list {
				if len(d.Path) > 2*maxPath {
					t.Errorf("a path of %d bytes", len(d.Path))
				}
			}
			if len(got.duplicates[0]) > maxDuplicates {
				t.Errorf("%d duplicates are named", len(got.duplicates[0]))
			}
		})
	}
}

func FuzzCompare(f *testing.F) {
	f.Add(`{"alg":"HS256"}`, `{"aud":"a","scope":"x y"}`, `{"aud":["b"],"scp":["x"]}`)
	f.Add(`{"alg":"none","alg":"x"}`, `{"a":1,"a":{"b":[1,{}]}}`, `{"a":[{"b":1e999}]`)
	f.Add(``, `[]`, `"text"`)
	f.Add(`{`, `{"exp":1,"iat":-1e400}`, `{"exp":1e12,"iat":null}`)
	f.Fuzz(func(t *testing.T, header, claimsA, claimsB string) {
		a := encodeSegment(header) + "." + encodeSegment(claimsA) + ".AAAA"
		b := encodeSegment(header) + "." + encodeSegment(claimsB) + ".AAAA"
		got := comparedTexts(a, b, "")
		for _, d := range slices.Concat(got.Header, got.Claims) {
			if d.A == d.B {
				t.Errorf("%+v is no difference", d)
			}
		}
		if back := comparedTexts(b, a, ""); len(back.Claims)+back.More != len(got.Claims)+got.More || back.State != got.State {
			t.Errorf("there %+v\nand back %+v", got, back)
		}
		for _, text := range []string{a, b} {
			if same := comparedTexts(text, text, ""); same.State != CompareSame || len(same.Header)+len(same.Claims)+same.More > 0 {
				t.Errorf("%s and itself: %+v", text, same)
			}
		}
	})
}
