package cli

import (
	"io"
	"os"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	token := signed(t, hs256, good)
	expired := signed(t, hs256, strings.Replace(good, "1795435800", "1795435300", 1))
	unsecured := encode(`{"alg":"none"}`) + "." + encode(good) + "."
	nested := signed(t, `{"alg":"HS256","cty":"JWT"}`, expired)
	key, other, pem := file(t, secret), file(t, secret+"?"), file(t, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")
	jwks := file(t, `{"keys":[{"kty":"oct","kid":"a","k":"`+encode(secret)+`"}]}`)
	at := "-at=2026-11-23T12:05:00Z"
	for name, c := range map[string]struct {
		stdin string
		args  string
		code  int
		says  string // on standard error
	}{
		"a token alone":             {token, at, 0, ""},
		"verified":                  {token, at + " -key " + key, 0, ""},
		"verified by a set":         {token, at + " -jwks " + jwks, 0, ""},
		"verified by a variable":    {token, at + " -key-env TOKEN_KEY", 0, ""},
		"flags after the file":      {token, "- " + at + " -key " + key, 0, ""},
		"another key":               {token, at + " -key " + other, 1, "the signature is not verified"},
		"another key, looked at":    {token, at + " -fail-on never -verify=false -key " + other, 0, ""},
		"another key, all the same": {token, at + " -fail-on never -key " + other, 1, "not verified"},
		"a key that is none":        {token, at + " -key " + pem, 1, "not verified"},
		"nobody signed it":          {unsecured, at, 1, "critical"},
		"nobody signed it, so what": {unsecured, at + " -fail-on=never", 0, ""},
		"notes":                     {token, at + " -fail-on info", 1, "info or worse"},
		"no warnings":               {token, at + " -fail-on warning", 0, ""},
		"a warning":                 {expired, "-fail-on warning -at=2026-11-23T18:00:00Z", 1, "1 finding is warning or worse"},
		"expired, not asked":        {expired, "-at=2026-11-23T18:00:00Z", 0, ""},
		"expired":                   {expired, "-at=2026-11-23T18:00:00Z -key " + key, 1, "the token has expired"},
		"not yet":                   {signed(t, hs256, strings.Replace(good, `"jti"`, `"nbf":1795435700,"jti"`, 1)), "-at=1795435201 -key " + key, 1, "not valid yet"},
		"times that are none":       {signed(t, hs256, strings.Replace(good, "1795435800", `"soon"`, 1)), at + " -fail-on never -key " + key, 1, "times of the token cannot be read"},
		"expired, as of then":       {expired, "-at=1795435250 -key " + key, 0, ""},
		"expired inside":            {nested, "-fail-on never -at=2026-11-23T18:00:00Z -jwks " + jwks, 1, "expired"},
		"what is expected":          {token, at + " -iss https://login.example.com -aud a,orders -alg HS256 -typ JWT -key " + key, 0, ""},
		"another audience":          {token, at + " -aud billing -key " + key, 1, "not what you expect"},
		"expected and not verified": {token, at + " -aud orders", 1, "not what you expect"},
		"no token":                  {"hello", "", 1, "no token"},
		"JSON":                      {`{"a":1}`, "", 1, "no token"},
		"half a token":              {token[:40], "", 1, "no token"},
		"half a token, looked at":   {token[:40], "-fail-on never", 0, ""},
		"keys":                      {`{"keys":[]}`, "-fail-on never", 0, ""},
		"keys are not verified":     {`{"keys":[]}`, "-fail-on never -key " + key, 1, "not verified"},
		"the second of two":         {token + "\n" + unsecured, "-fail-on never -pick 2", 0, ""},
		"the third of two":          {token + "\n" + unsecured, "-pick 3", 2, "-pick 3 is too much"},
		"nothing":                   {"", "", 2, "empty"},
		"white space":               {" \n\t", "", 2, "empty"},
		"only invisible things":     {"\u200b", "", 2, "no token"},
		"an unknown flag":           {token, "-colour", 2, "-colour"},
		"a bad choice":              {token, "-fail-on some", 2, "must be one of critical, warning, info, never"},
		"a bad time":                {token, "-at then", 2, "-at must be a time"},
		"a bad leeway":              {token, "-leeway 25h", 2, "-leeway must be a duration"},
		"a bad number":              {token, "-pick 0", 2, "from 1"},
		"a bad switch":              {token, "-json=maybe", 2, "-json"},
		"an empty expectation":      {token, "-aud ,", 2, "-aud must not be empty"},
		"two forms":                 {token, "-json -sarif", 2, "only one of -json and -sarif"},
		"a form that is off":        {token, "-json=false -sarif", 0, ""},
		"two keys":                  {token, "-jwks " + jwks + " -key " + key, 2, "only one of"},
		"two files":                 {token, "a b", 2, "more than one file"},
		"one stream, two readers":   {token, "-key -", 2, "once"},
		"verify without a key":      {token, "-verify", 2, "-verify needs a key"},
		"an encoding without a key": {token, "-key-encoding hex", 2, "there is none"},
		"a masked JSON":             {token, "-json -mask", 2, "keeps nothing back"},
		"a set that is none":        {token, "-jwks " + key, 2, "no JWK Set"},
		"no such file":              {token, "nowhere", 2, "no such file"},
		"no such key":               {token, "-key nowhere", 2, "-key: there is no such file"},
		"an empty key":              {token, "-key " + file(t, ""), 2, "nothing in it"},
		"a folder":                  {token, "-key " + t.TempDir(), 2, "cannot be read"},
		"no such variable":          {token, "-key-env NO_KEY", 2, "no such variable"},
		"an address":                {token, "-jwks https://login.example.com/jwks.json", 2, "reaches no network"},
	} {
		t.Run(name, func(t *testing.T) {
			got := run(c.stdin, []string{"TOKEN_KEY=" + secret, "JOTLENS_LISTEN=:80"}, append([]string{"inspect"}, strings.Fields(c.args)...)...)
			if got.code != c.code || !strings.Contains(got.errors, c.says) || (got.errors == "") != (c.code == 0) {
				t.Errorf("%d: %s", got.code, got.errors)
			}
			if (got.out == "") != (c.code == 2) {
				t.Errorf("%d prints %q", got.code, got.out)
			}
		})
	}
}

func TestEmptyArgumentsAreMistakes(t *testing.T) {
	for _, args := range [][]string{{"-key", ""}, {"-jwks="}, {"-key-env", ""}, {"-aud", ""}, {"-iss="}, {"-fail-on", ""}, {""}} {
		got := run(signed(t, hs256, good), nil, append([]string{"inspect"}, args...)...)
		if got.code != 2 || !strings.Contains(got.errors, "empty") {
			t.Errorf("%q: %d, %s", args, got.code, got.errors)
		}
	}
}

// What belongs into no argument is in no message either: logs keep those.
func TestSecretsAmongArgumentsAreNotRepeated(t *testing.T) {
	token := signed(t, hs256, good)
	for _, args := range [][]string{{"-key-text", secret}, {"-key-text=" + secret}, {"-key", secret}, {"-jwks", secret}, {"-key-env", secret}, {secret}, {token}, {"-payload", secret}} {
		got := run("", nil, append([]string{"inspect"}, args...)...)
		if got.code != 2 || got.errors == "" || strings.Contains(got.errors, secret) || strings.Contains(got.errors, token[:20]) || got.out != "" {
			t.Errorf("%q: %d, %s", args, got.code, got.errors)
		}
	}
	if got := run("", nil, "inspect", "-key-text", "x"); !strings.Contains(got.errors, "other people") || !strings.Contains(got.errors, "-key-env") {
		t.Errorf("%s", got.errors)
	}
	if got := run("", nil, "inspect", token); !strings.Contains(got.errors, "standard input") {
		t.Errorf("%s", got.errors)
	}
}

// A secret counts to the byte, and the report says what is one too many.
func TestSecretsAreReadToTheByte(t *testing.T) {
	got := run(signed(t, hs256, good), nil, "inspect", "-key", file(t, secret+"\n"))
	if got.code != 1 || !strings.Contains(got.out, "It verifies") {
		t.Errorf("%d: %s", got.code, got.out)
	}
	if got := run(signed(t, hs256, good), nil, "inspect", "-key-encoding", "base64url", "-key", file(t, encode(secret))); got.code != 0 {
		t.Errorf("%d: %s", got.code, got.errors)
	}
}

func TestKeyAndPayloadFromStandardInput(t *testing.T) {
	token := signed(t, hs256, good)
	if got := run(secret, nil, "inspect", file(t, token), "-key", "-"); got.code != 0 {
		t.Errorf("the key: %d: %s", got.code, got.errors)
	}
	first, rest, _ := strings.Cut(token, ".")
	_, last, _ := strings.Cut(rest, ".")
	if got := run(good, nil, "inspect", "-payload=-", "-key", file(t, secret), file(t, first+".."+last)); got.code != 0 {
		t.Errorf("the payload: %d: %s\n%s", got.code, got.errors, got.out)
	}
	if got := run("", nil, "inspect", "-key", file(t, secret), "--", file(t, token)); got.code != 0 {
		t.Errorf("behind --: %d: %s", got.code, got.errors)
	}
}

// endless is more than anybody has.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestBounds(t *testing.T) {
	long := file(t, strings.Repeat("a", maxRead+1))
	token := signed(t, hs256, good)
	for _, args := range [][]string{{}, {"-key", "-", file(t, token)}, {long}, {"-key", long, file(t, token)}, {"-payload", long, file(t, token)}} {
		if got := runFrom(endless{}, nil, append([]string{"inspect"}, args...)...); got.code != 2 || !strings.Contains(got.errors, "over 1 MiB") {
			t.Errorf("%q: %d, %s", args, got.code, got.errors)
		}
	}
	if got := run("", []string{"K=" + strings.Repeat("a", maxRead+1)}, "inspect", "-key-env", "K", file(t, token)); got.code != 2 || !strings.Contains(got.errors, "over 1 MiB") {
		t.Errorf("a variable: %d, %s", got.code, got.errors)
	}
	if got := run(strings.Repeat("a", maxRead), nil, "inspect"); got.code != 1 {
		t.Errorf("as long as allowed: %d, %s", got.code, got.errors)
	}
}

func TestAFullPipe(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	reader.Close()
	defer writer.Close()
	var says strings.Builder
	p := Program{Stdin: strings.NewReader(signed(t, hs256, good)), Stdout: writer, Stderr: &says, Now: noon.Local}
	if got := p.Run([]string{"inspect"}); got != 2 || !strings.Contains(says.String(), "cannot be written") {
		t.Errorf("%d: %s", got, &says)
	}
}

func TestPaintsOnATerminalOnly(t *testing.T) {
	terminal, err := os.OpenFile(os.DevNull, os.O_RDWR, 0) // as far as its mode says
	if err != nil || !isTerminal(terminal) {
		t.Skip("there is no character device")
	}
	defer terminal.Close()
	for _, c := range []struct {
		out         io.Writer
		environment []string
		color       string
		want        bool
	}{
		{terminal, nil, "auto", true},
		{terminal, []string{"NO_COLOR="}, "auto", true},
		{terminal, []string{"NO_COLOR=1"}, "auto", false},
		{terminal, []string{"TERM=dumb"}, "auto", false},
		{terminal, []string{"NO_COLOR=1"}, "always", true},
		{terminal, nil, "never", false},
		{io.Discard, nil, "auto", false},
		{io.Discard, nil, "always", true},
	} {
		p := Program{Stdout: c.out, Environment: c.environment}
		if got := p.paints(c.color); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
	var says strings.Builder
	p := Program{Stdin: terminal, Stdout: io.Discard, Stderr: &says, Now: noon.Local}
	if got := p.Run([]string{"inspect"}); got != 2 || !strings.Contains(says.String(), "Ctrl-D") {
		t.Errorf("it does not say that it waits: %d, %s", got, &says)
	}
}

func TestHelpListsEveryFlag(t *testing.T) {
	got := run("", nil, "inspect", "-h")
	if got.code != 0 || got.errors != "" {
		t.Fatalf("%d: %s", got.code, got.errors)
	}
	for _, f := range Flags() {
		if !strings.Contains(got.out, "\n  -"+f.Name) {
			t.Errorf("-%s is not there", f.Name)
		}
	}
	for line := range strings.Lines(got.out) {
		if width(line) > columns+1 {
			t.Errorf("too wide: %s", line)
		}
	}
}
