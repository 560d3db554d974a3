package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// bareCommand makes this program the bare server.
const bareCommand = "bare"

// pause is how long a server is left alone before its memory is looked at again.
const pause = 10 * time.Second

// A server is a process that answers.
type server struct {
	url     string
	metrics string // the address of its metrics; "" without
	command *exec.Cmd
}

// startProgram starts Jotlens as an operator would, without a limit for each client,
// since there is but one.
func startProgram(ctx context.Context, program string) (*server, error) {
	return start(exec.CommandContext(ctx, program, "-listen=localhost:0", "-metrics-listen=localhost:0", "-rate-limit=off", "-log-level=warn"), 2)
}

// startBare starts this program again as the bare server.
func startBare(ctx context.Context, folder string) (*server, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return start(exec.CommandContext(ctx, self, bareCommand, folder), 1)
}

var urlOf = regexp.MustCompile(`http://\S+`)

// start starts a server and reads the addresses that it prints.
func start(command *exec.Cmd, addresses int) (*server, error) {
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	s := &server{command: command}
	lines := bufio.NewScanner(out)
	for n := 0; n < addresses && lines.Scan(); n++ {
		if n == 0 {
			s.url = urlOf.FindString(lines.Text())
		} else {
			s.metrics = urlOf.FindString(lines.Text())
		}
	}
	if s.url == "" {
		s.stop()
		return nil, fmt.Errorf("%s does not say where it is", command.Path)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return s, nil
}

func (s *server) stop() {
	_ = s.command.Process.Signal(syscall.SIGTERM)
	_ = s.command.Wait()
}

// serveBare answers each question with the recorded bytes, after reading it.
func serveBare(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		return errors.Join(err, errors.New("there are no answers"))
	}
	answers := map[string]answer{}
	for _, file := range files {
		var a answer
		text, err := os.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(text, &a)
		}
		if err != nil {
			return err
		}
		answers[key(a.Method, a.Path, int64(a.Asked))] = a
	}
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return err
	}
	fmt.Println("http://" + listener.Addr().String())
	return http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked, _ := io.Copy(io.Discard, r.Body)
		a := answers[key(r.Method, r.URL.Path, asked)]
		for name, values := range a.Header {
			w.Header()[name] = values
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(a.Body)))
		_, _ = w.Write(a.Body)
	}))
}

func key(method, path string, asked int64) string { return fmt.Sprint(method, path, asked) }

// memory and peak are what the process has in memory, in MB, and the most that it
// had; 0 where the system does not say.
func (s *server) memory() int { return s.status("VmRSS:") }
func (s *server) peak() int   { return s.status("VmHWM:") }

func (s *server) status(name string) int {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.command.Process.Pid))
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name {
			kB, _ := strconv.Atoi(fields[1])
			return kB >> 10
		}
	}
	return 0
}

// goroutines asks the metrics.
func (s *server) goroutines() (int, error) {
	response, err := http.Get(s.metrics)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err
	}
	_, rest, ok := bytes.Cut(text, []byte("\ngo_goroutines "))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	if !ok {
		return 0, errors.New("the metrics do not count goroutines")
	}
	return strconv.Atoi(string(bytes.TrimSpace(line)))
}

// settled is how a server is some time after the load. It waits longer while
// goroutines are left that were not there before.
func (s *server) settled(ctx context.Context, before int) (after struct{ memory, goroutines int }, err error) {
	for range 6 {
		select {
		case <-ctx.Done():
			return after, ctx.Err()
		case <-time.After(pause):
		}
		after.memory = s.memory()
		if after.goroutines, err = s.goroutines(); err != nil || after.goroutines <= before {
			break
		}
	}
	return after, err
}
