package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
)

// maxRead bounds each thing that is read, in bytes, as the page bounds its boxes.
const maxRead = inspect.MaxInput

// request reads everything that a report needs.
func (p *Program) request(s *settings) (request inspect.Request, err error) {
	request = inspect.Request{
		Pick: s.pick - 1, KeyEncoding: s.keyEncoding, Expect: s.expect.Read(),
		Now: p.Now(), Leeway: inspect.DefaultLeeway,
	}
	if request.Key, err = p.readKey(s); err != nil {
		return request, err
	}
	if s.payload != "" {
		if request.Payload, err = p.read("-payload", s.payload); err != nil {
			return request, err
		}
	}
	switch {
	case s.file != "" && s.file != "-":
		request.Input, err = p.read("the token", s.file)
		if looksLikeToken(s.file) && err != nil {
			err = errors.New("the token itself stands among the arguments, which other people and programs see, and which shells keep; write it into a file or to standard input")
		}
	default:
		if isTerminal(p.Stdin) {
			fmt.Fprintln(p.Stderr, "Paste a token, and end with Ctrl-D on a line of its own.")
		}
		request.Input, err = p.read("the token", "-")
	}
	if err == nil && strings.TrimSpace(request.Input) == "" {
		err = errors.New("there is no token: the input is empty")
	}
	return request, err
}

func looksLikeToken(name string) bool {
	return strings.HasPrefix(name, "eyJ") || strings.Count(name, ".") > 1 && len(name) > 60
}

// readKey reads the key, to the byte: a line break at the end of a secret is a
// part of it, and the report says when the signature matches without it.
func (p *Program) readKey(s *settings) (string, error) {
	switch {
	case s.key != "":
		return notEmpty("-key", s.key, p.read)
	case s.jwks != "":
		text, err := notEmpty("-jwks", s.jwks, p.read)
		if err != nil {
			return "", err
		}
		if key, problem := jose.ReadKey(text, jose.Auto); problem == nil && key.Kind != jose.KindJWKSet && key.Kind != jose.KindJWK && key.Kind != jose.KindJWKSecret {
			return "", errors.New("-jwks: this is no JWK Set; other keys go with -key")
		}
		return text, nil
	case s.keyEnv != "":
		value, ok := p.variable(s.keyEnv)
		if !ok || value == "" {
			return "", errors.New("-key-env: there is no such variable in the environment, or it is empty; write its name, without $")
		}
		if len(value) > maxRead {
			return "", errors.New("-key-env: this is over 1 MiB")
		}
		return value, nil
	}
	return "", nil
}

func notEmpty(what, name string, read func(what, name string) (string, error)) (string, error) {
	text, err := read(what, name)
	if err == nil && text == "" {
		err = fmt.Errorf("%s: there is nothing in it", what)
	}
	return text, err
}

// read reads a file, or standard input. No error repeats its name, which may be
// a secret that somebody put in the wrong place.
func (p *Program) read(what, name string) (string, error) {
	from := p.Stdin
	if name != "-" {
		if strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://") {
			return "", fmt.Errorf("%s: this is an address, and jotlens inspect reaches no network; fetch it with curl and name the file", what)
		}
		file, err := os.Open(name) // #nosec G304 -- the file that the person named
		if errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("%s: there is no such file", what)
		}
		if err != nil {
			return "", fmt.Errorf("%s: the file cannot be opened: %w", what, bare(err))
		}
		defer file.Close()
		from = file
	}
	text, err := io.ReadAll(io.LimitReader(from, maxRead+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("%s: it cannot be read: %w", what, bare(err))
	case len(text) > maxRead:
		return "", fmt.Errorf("%s: this is over 1 MiB", what)
	}
	return string(text), nil
}

// bare is an error without the name of the file.
func bare(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}
