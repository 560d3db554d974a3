package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// answered sends bytes and reads one answer, of which the body is kept.
func answered(t *testing.T, p *running, sent string) (*http.Response, string, *bufio.Reader) {
	t.Helper()
	connection := p.dial(t)
	if _, err := io.WriteString(connection, sent); err != nil {
		t.Fatal(err)
	}
	from := bufio.NewReader(connection)
	response, body := next(t, from)
	return response, body, from
}

// next reads the next answer on a connection.
func next(t *testing.T, from *bufio.Reader) (*http.Response, string) {
	t.Helper()
	response, err := http.ReadResponse(from, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// lives fails when the server does not answer a new client.
func lives(t *testing.T, p *running) {
	t.Helper()
	response, err := http.Get("http://" + p.host() + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != 200 {
		t.Errorf("it is not healthy: %d", response.StatusCode)
	}
}

func get(path string, headers ...string) string {
	return "GET " + path + " HTTP/1.1\r\nHost: jotlens.test\r\n" + strings.Join(append(headers, ""), "\r\n") + "\r\n"
}

func post(path, contentType, body string, headers ...string) string {
	headers = append(headers, "Content-Type: "+contentType, fmt.Sprint("Content-Length: ", len(body)))
	return "POST " + path + " HTTP/1.1\r\nHost: jotlens.test\r\n" + strings.Join(headers, "\r\n") + "\r\n\r\n" + body
}

const (
	formType = "application/x-www-form-urlencoded"
	jsonType = "application/json"
)

// TestHostileRequests: each gets a clear answer, and the server lives on.
func TestHostileRequests(t *testing.T) {
	p := startServer(t, nil, "-log-level=debug")
	chunked := "POST /api/inspect HTTP/1.1\r\nHost: jotlens.test\r\nContent-Type: application/json\r\nTransfer-Encoding: "
	long := strings.Repeat("x", 80<<10)
	for name, c := range map[string]struct {
		sent   string
		status int
		header string // of the answer, as Name: value
	}{
		"long header":              {get("/", "X-Long: "+long), 431, ""},
		"many headers":             {get("/", strings.Repeat("X: y\r\n", 16<<10)+"Z: z"), 431, ""},
		"long address":             {get("/?" + long), 431, ""},
		"long form":                {post("/", formType, "token="+strings.Repeat("x", 256<<10)), 413, ""},
		"long JSON":                {post("/api/inspect", jsonType, `{"input":"`+strings.Repeat("x", 256<<10)+`"}`), 413, "Content-Type: application/problem+json"},
		"long chunks":              {chunked + "chunked\r\n\r\n" + "40001\r\n" + strings.Repeat(" ", 0x40001) + "\r\n0\r\n\r\n", 413, ""},
		"wrong method":             {"DELETE / HTTP/1.1\r\nHost: jotlens.test\r\n\r\n", 405, "Allow: GET, HEAD, POST"},
		"trace":                    {"TRACE /privacy HTTP/1.1\r\nHost: jotlens.test\r\nCookie: secret\r\n\r\n", 405, "Allow: GET, HEAD"},
		"preflight":                {"OPTIONS /api/inspect HTTP/1.1\r\nHost: jotlens.test\r\nOrigin: https://evil.example\r\n\r\n", 405, "Allow: POST"},
		"tunnel":                   {"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", 405, ""},
		"text as JSON":             {post("/api/inspect", "text/plain", `{"input":""}`), 415, ""},
		"no type":                  {post("/api/inspect", "", `{"input":""}`), 415, ""},
		"multipart form":           {post("/", "multipart/form-data; boundary=x", "--x--"), 415, ""},
		"gzip":                     {post("/api/inspect", jsonType, "\x1f\x8b\x08", "Content-Encoding: gzip"), 415, "Accept-Encoding: identity"},
		"not UTF-8 in JSON":        {post("/api/inspect", jsonType, "{\"input\":\"\xff\xfe\"}"), 400, ""},
		"not UTF-8 in a form":      {post("/", formType, "token=%ff%fe&key=\xff"), 200, ""},
		"bad escape in a form":     {post("/", formType, "token=%zz"), 400, ""},
		"UTF-16":                   {post("/api/inspect", jsonType, "\xff\xfe{\x00}\x00"), 400, ""},
		"deep JSON":                {post("/api/inspect", jsonType, strings.Repeat("[", 100_000)), 400, ""},
		"another site in the line": {"GET http://evil.example/license HTTP/1.1\r\nHost: jotlens.test\r\n\r\n", 200, ""},
		"two slashes":              {get("//license"), 308, "Location: /license"},
		"a host as a path":         {get("//evil.example/%2e%2e/license"), 308, "Location: /license"},
		"a path to another host":   {get("//evil.example"), 308, "Location: /evil.example"},
		"a backslash":              {get(`/\evil.example/..`), 308, "Location: /"},
		"dots":                     {get("/assets/../../../etc/passwd"), 308, "Location: /etc/passwd"},
		"escaped dots":             {get("/assets/%2e%2e/%2e%2e/etc/passwd"), 308, "Location: /etc/passwd"},
		"escaped slashes":          {get("/assets/..%2f..%2fetc%2fpasswd"), 308, "Location: /etc/passwd"},
		"escaped NUL":              {get("/license%00"), 404, ""},
		"NUL":                      {get("/lic\x00ense"), 400, ""},
		"escaped line break":       {get("/x%0d%0aSet-Cookie:%20a=b"), 404, ""},
		"bad escape":               {get("/%zz"), 400, ""},
		"no slash":                 {get("license"), 400, ""},
		"not UTF-8":                {get("/\xff\xfe"), 404, ""},
		"no host":                  {"GET / HTTP/1.1\r\n\r\n", 400, ""},
		"two hosts":                {get("/", "Host: evil.example"), 400, ""},
		"no such host":             {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, ""},
		"a host with quotes":       {"GET /privacy HTTP/1.1\r\nHost: x';script-src\r\n\r\n", 200, ""},
		"two lengths":              {post("/api/inspect", jsonType, "{}", "Content-Length: 3"), 400, ""},
		"a negative length":        {post("/api/inspect", jsonType, "", "Content-Length: -1"), 400, ""},
		"an unknown coding":        {chunked + "xchunked\r\n\r\n0\r\n\r\n", 501, ""},
		"two codings":              {chunked + "gzip, chunked\r\n\r\n0\r\n\r\n", 501, ""},
		"chunked twice":            {chunked + "chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501, ""},
		"a chunk that is none":     {chunked + "chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 400, ""},
		"a space before the colon": {get("/", "Content-Length : 3"), 400, ""},
		"a line break in a value":  {get("/", "X: a\rb"), 400, ""},
		"no version":               {"GET /\r\n\r\n", 400, ""},
		"HTTP/3":                   {"GET / HTTP/3.0\r\nHost: x\r\n\r\n", 505, ""},
		"HTTP/2 without TLS":       {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, ""},
		"a TLS handshake":          {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, ""},
		"a mail":                   {"EHLO evil.example\r\n\r\n", 400, ""},
	} {
		t.Run(name, func(t *testing.T) {
			response, body, _ := answered(t, p, c.sent)
			header, value, _ := strings.Cut(c.header, ": ")
			if response.StatusCode != c.status || header != "" && response.Header.Get(header) != value {
				t.Errorf("%d, %s %q; want %d, %q", response.StatusCode, header, response.Header.Get(header), c.status, c.header)
			}
			if response.Header.Get("Set-Cookie") != "" || strings.Contains(response.Header.Get("Content-Security-Policy"), "script-src\"") || strings.Contains(body, "root:") {
				t.Errorf("it gives %v %s", response.Header, body)
			}
			if to := response.Header.Get("Location"); to != "" && (to[0] != '/' || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`)) {
				t.Errorf("it leads to %q", to)
			}
			lives(t, p)
		})
	}
	if strings.Contains(p.log.String(), "panic") || strings.Contains(p.log.String(), "level=ERROR") {
		t.Errorf("the log says %s", p.log)
	}
}

// TestOneConnectionForSeveral: what follows a good request is judged alone.
func TestOneConnectionForSeveral(t *testing.T) {
	p := startServer(t, nil)
	_, _, from := answered(t, p, get("/license")+"\x00garbage\r\n\r\n")
	if response, _ := next(t, from); response.StatusCode != 400 {
		t.Errorf("garbage gets %d", response.StatusCode)
	}
	if _, err := from.ReadByte(); err != io.EOF {
		t.Errorf("the connection goes on: %v", err)
	}

	// Length and chunks that contradict each other: what one of them leaves over must
	// not become the request of somebody else.
	smuggled := "POST /api/inspect HTTP/1.1\r\nHost: jotlens.test\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" +
		"0\r\n\r\nGET /license HTTP/1.1\r\nHost: jotlens.test\r\n\r\n"
	response, _, from := answered(t, p, smuggled)
	if response.StatusCode != 400 {
		t.Errorf("a body in two lengths gets %d", response.StatusCode)
	}
	if rest, err := io.ReadAll(from); err != nil || len(rest) > 0 {
		t.Errorf("what was smuggled gets %d bytes, %v", len(rest), err)
	}
	lives(t, p)
}

// TestSlowClients: each is cut off in time, and keeps nobody else waiting.
func TestSlowClients(t *testing.T) {
	p := startServer(t, func(of *times) {
		of.header, of.read, of.idle = 100*time.Millisecond, 300*time.Millisecond, 100*time.Millisecond
	})
	for name, sent := range map[string]string{
		"says nothing":     "",
		"half a line":      "GET / HT",
		"half a header":    "GET / HTTP/1.1\r\nHost: jot",
		"an endless pause": get("/healthz"), // after its answer
	} {
		t.Run(name, func(t *testing.T) {
			connection := p.dial(t)
			if _, err := io.WriteString(connection, sent); err != nil {
				t.Fatal(err)
			}
			lives(t, p)
			_, err := io.Copy(io.Discard, connection)
			if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
				t.Error("it is not cut off")
			}
		})
	}
	t.Run("half a body", func(t *testing.T) {
		whole := post("/api/inspect", jsonType, `{"input":"x"}`)
		response, body, from := answered(t, p, whole[:len(whole)-5])
		if response.StatusCode != 400 || !strings.Contains(body, `"code":"malformed-request"`) {
			t.Errorf("it gets %d: %s", response.StatusCode, body)
		}
		if _, err := from.ReadByte(); err == nil {
			t.Error("the connection goes on")
		}
		lives(t, p)
	})
	t.Run("half open", func(t *testing.T) {
		connection := p.dial(t)
		if _, err := io.WriteString(connection, get("/license")); err != nil {
			t.Fatal(err)
		}
		if err := connection.(*net.TCPConn).CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if response, _ := next(t, bufio.NewReader(connection)); response.StatusCode != 200 {
			t.Errorf("it gets %d", response.StatusCode)
		}
	})
}

// TestNothingIsLogged: a canary wherever a client can put one is in no line of the
// log, at no level and in no format, and in no metric.
func TestNothingIsLogged(t *testing.T) {
	const canary = "canary-5cR3t"
	everywhere := []string{"User-Agent: " + canary, "Referer: " + canary, "Cookie: " + canary, "Authorization: Bearer " + canary, "X-Forwarded-For: 203.0.113.77", "X-Forwarded-Host: " + canary + ".example", "X-Request-Id: " + canary, canary + ": " + canary}
	requests := []string{
		get("/?token="+canary, everywhere...), get("/"+canary+"?"+canary, everywhere...), get("/rules/"+canary, everywhere...), get("/healthz?"+canary, everywhere...),
		"CANARY-5CR3T /privacy HTTP/1.1\r\nHost: " + canary + ".example\r\n\r\n",
		"GET /" + canary + " " + canary + "/1.1\r\n\r\n", get("/%zz" + canary), get("/", canary+" : x"),
		post("/", formType, "token="+canary+"&key="+canary, everywhere...), post("/", formType, "token=%zz"+canary, everywhere...),
		post("/api/inspect", jsonType, `{"input":"`+canary+`","key":"`+canary+`"}`, everywhere...), post("/api/inspect", jsonType, canary, everywhere...),
		post("/api/inspect", "text/"+canary, canary, everywhere...), post("/compare", formType, "token-a="+canary, everywhere...),
		post("/demo/login", jsonType, `{"user":"`+canary+`","password":"`+canary+`"}`, everywhere...),
	}
	for _, how := range []string{"text debug", "json debug", "text info", "json warn", "json error", "text off"} {
		t.Run(how, func(t *testing.T) {
			format, level, _ := strings.Cut(how, " ")
			p := startServer(t, nil, "-metrics-listen=127.0.0.1:0", "-trusted-proxies=127.0.0.1", "-rate-limit=8", "-log-format="+format, "-log-level="+level)
			for _, sent := range requests {
				answered(t, p, sent)
			}
			response, err := http.Get(p.metrics)
			if err != nil {
				t.Fatal(err)
			}
			metrics, err := io.ReadAll(response.Body)
			response.Body.Close()
			if err != nil || !strings.Contains(string(metrics), `jotlens_http_requests_total{route="/api/inspect",method="POST"`) {
				t.Errorf("the metrics are no metrics: %v", err)
			}
			if err := p.end(); err != nil {
				t.Error(err)
			}
			for _, secret := range []string{canary, strings.ToUpper(canary), "203.0.113.77", "127.0.0.1"} {
				if strings.Contains(p.log.String(), secret) {
					t.Errorf("the log knows %s: %s", secret, p.log)
				}
				if strings.Contains(string(metrics), secret) {
					t.Errorf("the metrics know %s", secret)
				}
			}
			if lines := strings.Count(p.log.String(), "\n"); (level == "debug" || level == "info") != (lines > 5) {
				t.Errorf("%d lines are logged", lines)
			}
		})
	}
}
