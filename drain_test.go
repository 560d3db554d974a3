package main

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// inFlight is what the metrics of a server say about requests under way.
func inFlight(t *testing.T, p *running, want string) bool {
	t.Helper()
	response, err := http.Get(p.metrics)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(text), "jotlens_http_requests_in_flight "+want+"\n")
}

// TestWhatIsUnderWayIsAnswered: requests of which half was sent when the program is
// told to stop get their answers, and then it is gone.
func TestWhatIsUnderWayIsAnswered(t *testing.T) {
	p := startServer(t, nil, "-metrics-listen=127.0.0.1:0")
	const many = 20
	whole := post("/api/inspect", jsonType, `{"input":"eyJhbGciOiJub25lIn0.e30."}`)
	connections := make([]net.Conn, many)
	for i := range connections {
		connections[i] = p.dial(t)
		if _, err := io.WriteString(connections[i], whole[:len(whole)/2+len(whole)/4]); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "all are under way", func() bool { return inFlight(t, p, "20") })
	p.stop()
	eventually(t, "nothing new is taken", func() bool {
		connection, err := net.Dial("tcp", p.host())
		if err == nil {
			connection.Close()
		}
		return errors.Is(err, syscall.ECONNREFUSED)
	})
	for _, connection := range connections {
		if _, err := io.WriteString(connection, whole[len(whole)/2+len(whole)/4:]); err != nil {
			t.Fatal(err)
		}
		if response, body := next(t, bufio.NewReader(connection)); response.StatusCode != 200 || !strings.Contains(body, `"alg-none"`) || !response.Close {
			t.Errorf("%d, close: %v", response.StatusCode, response.Close)
		}
	}
	if err := p.end(); err != nil {
		t.Errorf("it ends with %v", err)
	}
}

func TestAStuckRequestIsCutOffInTheEnd(t *testing.T) {
	p := startServer(t, func(of *times) { of.drain = time.Millisecond }, "-metrics-listen=127.0.0.1:0")
	whole := post("/api/inspect", jsonType, `{"input":""}`)
	stuck := p.dial(t)
	if _, err := io.WriteString(stuck, whole[:len(whole)-3]); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is under way", func() bool { return inFlight(t, p, "1") })
	if err := p.end(); err == nil || !strings.Contains(err.Error(), "some requests were cut off") {
		t.Errorf("it ends with %v", err)
	}
	if _, err := http.ReadResponse(bufio.NewReader(stuck), nil); err == nil {
		t.Error("there is an answer")
	}
}

// TestStoppingUnderLoadLosesNothing plays a balancer that asks /readyz, and clients
// that keep their connections: until it says no, each of their requests is answered.
// Afterwards as many goroutines run as before.
func TestStoppingUnderLoadLosesNothing(t *testing.T) {
	needAssets(t)
	before := runtime.NumGoroutine()
	p := startServer(t, nil, "-drain-delay=3s", "-rate-limit=off", "-log-level=off")
	transport := &http.Transport{MaxIdleConnsPerHost: 20}
	client := http.Client{Transport: transport, Timeout: time.Minute}
	var away, stopping atomic.Bool
	var answered, late atomic.Int64
	var clients sync.WaitGroup
	for range 20 {
		clients.Go(func() {
			for !away.Load() {
				told := stopping.Load()
				response, err := client.Post(p.url+"/api/inspect", jsonType, strings.NewReader(`{"input":"eyJhbGciOiJub25lIn0.e30."}`))
				if err != nil {
					t.Errorf("a request is lost: %v", err)
					return
				}
				_, err = io.Copy(io.Discard, response.Body)
				response.Body.Close()
				if err != nil || response.StatusCode != 200 {
					t.Errorf("a request gets %d, %v", response.StatusCode, err)
				}
				answered.Add(1)
				if told {
					late.Add(1)
				}
			}
		})
	}
	eventually(t, "there is load", func() bool { return answered.Load() > 200 })
	stopping.Store(true)
	p.stop()
	eventually(t, "/readyz fails", func() bool {
		response, err := client.Get(p.url + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		return response.StatusCode == http.StatusServiceUnavailable
	})
	eventually(t, "requests are answered after the signal", func() bool { return late.Load() > 20 })
	away.Store(true)
	clients.Wait()
	if err := p.end(); err != nil {
		t.Errorf("it ends with %v", err)
	}
	transport.CloseIdleConnections()
	eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= before })
	t.Logf("%d requests were answered, %d of them after the signal", answered.Load(), late.Load())
}
