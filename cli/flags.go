package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
)

// settings are what a person asks of inspect.
type settings struct {
	file        string // "" and "-" are standard input
	key, jwks   string // files
	keyEnv      string // a variable
	keyEncoding jose.Encoding
	payload     string // a file
	pick        int    // from 1

	verify *bool // nil when nobody said
	failOn string
	expect inspect.ExpectTexts

	formats []string // one of views.ExportFormats; none is text
	mask    *bool    // nil when nobody said
	lang    string
	color   string

	refused error // a flag that is understood and not obeyed
}

func (s *settings) hasKey() bool { return s.key != "" || s.jwks != "" || s.keyEnv != "" }

// verifies reports whether the token has to be verified.
func (s *settings) verifies() bool {
	if s.verify != nil {
		return *s.verify
	}
	return s.hasKey()
}

// An option is a flag of inspect, and what it sets.
type option struct {
	Flag
	set func(s *settings, value string) error
}

// What the flags that choose may be.
var (
	thresholds = []string{"critical", "warning", "info", "never"}
	languages  = []string{"en", "zh-hant"}
	colors     = []string{"auto", "always", "never"}
)

// options are the flags of inspect. Help, completion, the manual and the parser
// are all made of this table.
var options = []option{
	{Flag{Name: "key", Arg: "file", Help: "a file with the key: a secret, to the byte, PEM, JWK or JWK Set; - is standard input", File: true},
		func(s *settings, v string) error { s.key = v; return nil }},
	{Flag{Name: "key-env", Arg: "name", Help: "the environment variable that holds the key"},
		func(s *settings, v string) error { s.keyEnv = v; return nil }},
	{Flag{Name: "key-encoding", Arg: "encoding", Help: "how a secret is read (default auto)", Choices: encodings()},
		func(s *settings, v string) error { s.keyEncoding = jose.Encoding(v); return nil }},
	{Flag{Name: "jwks", Arg: "file", Help: "a file with a JWK Set, and nothing else", File: true},
		func(s *settings, v string) error { s.jwks = v; return nil }},
	{Flag{Name: "payload", Arg: "file", Help: "a file with the payload of a token that does not hold it", File: true},
		func(s *settings, v string) error { s.payload = v; return nil }},
	{Flag{Name: "pick", Arg: "number", Help: "which token to take, where the input holds several (default 1)"},
		func(s *settings, v string) (err error) {
			if s.pick, err = strconv.Atoi(v); err != nil || s.pick < 1 {
				return errors.New("must be a number from 1")
			}
			return nil
		}},
	{Flag{Name: "verify", Help: "exit with 1 unless the signature is verified and the token is valid now (default with a key)"},
		func(s *settings, v string) error { return setBool(&s.verify, v) }},
	{Flag{Name: "fail-on", Arg: "severity", Help: "exit with 1 for findings of this severity or worse (default critical)", Choices: thresholds},
		func(s *settings, v string) error { s.failOn = v; return nil }},
	{Flag{Name: "iss", Arg: "issuer", Help: "the issuer that you expect"}, expecting("iss")},
	{Flag{Name: "aud", Arg: "audiences", Help: "the audiences that you expect, one of which is enough, with commas between"}, expecting("aud")},
	{Flag{Name: "alg", Arg: "algorithms", Help: "the algorithms that you accept, with commas between"}, expecting("alg")},
	{Flag{Name: "typ", Arg: "type", Help: "the type that you expect"}, expecting("typ")},
	{Flag{Name: "scope", Arg: "scopes", Help: "the scopes that you need, all of them, with spaces between"}, expecting("scope")},
	{Flag{Name: "leeway", Arg: "duration", Help: "how much clocks may differ, from 0s to 24h (default 60s)"}, expecting("leeway")},
	{Flag{Name: "at", Arg: "time", Help: "judge as of this time, RFC 3339 or Unix seconds, instead of now"}, expecting("at")},
	{Flag{Name: "json", Help: "print the report as JSON, as the API answers"}, printing("json")},
	{Flag{Name: "sarif", Help: "print the findings as SARIF 2.1.0"}, printing("sarif")},
	{Flag{Name: "markdown", Help: "print the report as Markdown, for a ticket"}, printing("markdown")},
	{Flag{Name: "mask", Help: "leave out values that look sensitive (default with -markdown and -sarif; never with -json)"},
		func(s *settings, v string) error { return setBool(&s.mask, v) }},
	{Flag{Name: "lang", Arg: "language", Help: "the language of the report as text and Markdown (default en)", Choices: languages},
		func(s *settings, v string) error { s.lang = v; return nil }},
	{Flag{Name: "color", Arg: "when", Help: "color the text; auto is on a terminal, unless NO_COLOR is set (default auto)", Choices: colors},
		func(s *settings, v string) error { s.color = v; return nil }},
}

// Flags are the flags of inspect.
func Flags() []Flag {
	flags := make([]Flag, len(options))
	for i, o := range options {
		flags[i] = o.Flag
	}
	return flags
}

func encodings() []string {
	names := make([]string, len(jose.Encodings))
	for i, e := range jose.Encodings {
		names[i] = string(e)
	}
	return names
}

func expecting(name string) func(*settings, string) error {
	return func(s *settings, v string) error { *s.expect.Of(name) = v; return nil }
}

func printing(format string) func(*settings, string) error {
	return func(s *settings, v string) error {
		on, err := strconv.ParseBool(v)
		if err == nil && on && !slices.Contains(s.formats, format) {
			s.formats = append(s.formats, format)
		}
		return err
	}
}

func setBool(to **bool, value string) error {
	on, err := strconv.ParseBool(value)
	*to = &on
	return err
}

// readSettings reads the arguments of inspect. Flags may follow the file.
func readSettings(args []string) (*settings, error) {
	s := &settings{keyEncoding: jose.Auto, pick: 1, failOn: "critical", lang: "en", color: "auto"}
	flags := flag.NewFlagSet("jotlens inspect", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	for _, o := range options {
		set := func(value string) error {
			if value == "" { // a variable of a shell that is not set asks for nothing by accident
				return errors.New("must not be empty")
			}
			if o.Choices != nil && !slices.Contains(o.Choices, value) {
				return fmt.Errorf("must be one of %s", strings.Join(o.Choices, ", "))
			}
			return o.set(s, value)
		}
		if o.Arg == "" {
			flags.BoolFunc(o.Name, o.Help, set)
		} else {
			flags.Func(o.Name, o.Help, set)
		}
	}
	// The value is not in the error: it is a secret.
	flags.Func("key-text", "", func(string) error {
		s.refused = errors.New("-key-text is refused: other people and programs see the arguments of a command, and shells keep them; use -key with a file or -key-env with the name of a variable")
		return nil
	})
	files, err := parse(flags, args)
	switch {
	case err != nil:
		return nil, err
	case s.refused != nil:
		return nil, s.refused
	case len(files) > 1:
		return nil, errors.New("only one token at a time: there is more than one file")
	case len(files) == 1 && files[0] == "":
		return nil, errors.New("the name of the file is empty")
	case len(files) == 1:
		s.file = files[0]
	}
	return s, s.check()
}

// parse reads flags before and after what is no flag. Behind "--" nothing is one.
func parse(flags *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		left := flags.Args()
		if len(left) == 0 {
			return rest, nil
		}
		if before := len(args) - len(left) - 1; before >= 0 && args[before] == "--" {
			return append(rest, left...), nil
		}
		rest, args = append(rest, left[0]), left[1:]
	}
}

// check finds what contradicts itself.
func (s *settings) check() error {
	keys := 0
	for _, source := range []string{s.key, s.keyEnv, s.jwks} {
		if source != "" {
			keys++
		}
	}
	fromInput := s.file == "" || s.file == "-"
	streams := 0
	for _, reads := range []bool{fromInput, s.key == "-", s.jwks == "-", s.payload == "-"} {
		if reads {
			streams++
		}
	}
	switch {
	case keys > 1:
		return errors.New("only one of -key, -key-env and -jwks can be used")
	case streams > 1:
		return errors.New("standard input can be read once: name a file for the other")
	case len(s.formats) > 1:
		return fmt.Errorf("only one of -%s can be used", strings.Join(s.formats, " and -"))
	case s.verify != nil && *s.verify && keys == 0:
		return errors.New("-verify needs a key: -key, -key-env or -jwks")
	case s.keyEncoding != jose.Auto && (keys == 0 || s.jwks != ""):
		return errors.New("-key-encoding says how a secret is read, and there is none: it goes with -key or -key-env")
	case s.mask != nil && *s.mask && slices.Contains(s.formats, "json"):
		return errors.New("-mask has no effect on -json, which keeps nothing back")
	}
	return s.checkExpectations()
}

// checkExpectations finds what cannot be read, or asks for nothing.
func (s *settings) checkExpectations() error {
	e := s.expect.Read()
	if len(e.Faults) > 0 {
		return fmt.Errorf("-%s %s", e.Faults[0].Name, e.Faults[0].Detail())
	}
	read := e.Texts()
	for _, name := range inspect.ExpectNames[:inspect.ExpectOfToken] {
		if *s.expect.Of(name) != "" && *read.Of(name) == "" {
			return fmt.Errorf("-%s must not be empty", name)
		}
	}
	return nil
}
