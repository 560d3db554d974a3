package issuers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// A script is a provider that answers as the test says, by the clock of the test.
type script struct {
	mu     sync.Mutex
	set    string // "" fails
	header http.Header
	asked  []time.Duration // since the start
	began  time.Time
}

func (s *script) answer(*http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, time.Since(s.began))
	if s.set == "" {
		return nil, errors.New("connection refused")
	}
	r := respond(http.StatusOK, s.set)
	if s.header != nil {
		r.Header = s.header
	}
	return r, nil
}

func (s *script) say(set string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.set = set
}

// control sets Cache-Control.
func (s *script) control(value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.header = http.Header{"Cache-Control": {value}}
}

// times is when it was asked since the last call.
func (s *script) times() []time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

// keeping runs a test with a keeper of one issuer, in a bubble with a clock of
// its own, and stops it. No goroutine may be left: the bubble would not end.
func keeping(t *testing.T, refresh time.Duration, test func(t *testing.T, k *Keeper, s *script, log *bytes.Buffer)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s, log := &script{set: goodSet(t), began: time.Now()}, &bytes.Buffer{}
		c := &Config{Issuers: []Issuer{{Name: "Corp SSO", Issuer: "https://login.example", JWKSURI: "https://login.example/keys?secret=1", Refresh: Duration(refresh)}}}
		k, err := New(c, slog.New(slog.NewTextHandler(log, nil)))
		if err != nil {
			t.Fatal(err)
		}
		k.providers[0].fetcher.client.Transport = transport(s.answer)
		ctx, stop := context.WithCancel(t.Context())
		defer k.Wait()
		defer stop()
		k.Start(ctx)
		test(t, k, s, log)
	})
}

// shown reads the list.
func shown(t *testing.T, k *Keeper) listJSON {
	t.Helper()
	var list listJSON
	if err := json.Unmarshal(k.List().JSON, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestNewKeysAreKnownWithinTheInterval(t *testing.T) {
	keeping(t, 10*time.Minute, func(t *testing.T, k *Keeper, s *script, _ *bytes.Buffer) {
		first := shown(t, k)
		if first.Refresh != 300 || first.Issuers[0].FetchedAt == "" || !strings.Contains(string(first.Issuers[0].Keys), `"a"`) {
			t.Fatalf("%+v", first)
		}
		tag := k.List().ETag
		s.say(strings.Replace(goodSet(t), `"a"`, `"b"`, 1))
		// What a tab asks as late as it may: half of the interval after the server.
		time.Sleep(5*time.Minute + time.Nanosecond)
		synctest.Wait()
		if second := shown(t, k); !strings.Contains(string(second.Issuers[0].Keys), `"b"`) || k.List().ETag == tag {
			t.Errorf("%s", second.Issuers[0].Keys)
		}
		if asked := s.times(); len(asked) != 2 || asked[1] < 4*time.Minute {
			t.Errorf("asked at %s", asked)
		}
	})
}

func TestTheLastGoodSetIsKept(t *testing.T) {
	for what, bad := range map[string]string{"no answer": "", "no set": "<html>", "a secret": `{"keys":[{"kty":"oct","k":"AAAA"}]}`} {
		t.Run(what, func(t *testing.T) {
			keeping(t, 10*time.Minute, func(t *testing.T, k *Keeper, s *script, log *bytes.Buffer) {
				before := string(k.List().JSON)
				s.say(bad)
				time.Sleep(time.Hour)
				synctest.Wait()
				if string(k.List().JSON) != before {
					t.Errorf("the list is now %s", k.List().JSON)
				}
				if said := log.String(); !strings.Contains(said, `issuer="Corp SSO"`) || !strings.Contains(said, "cannot be fetched") || strings.Contains(said, "login.example") {
					t.Errorf("the log says %s", said)
				}
				log.Reset()
				s.say(goodSet(t))
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				if string(k.List().JSON) == before || !strings.Contains(log.String(), "are fetched") {
					t.Errorf("it did not come back: %s", log)
				}
			})
		})
	}
}

func TestAFailingProviderIsAskedMoreAndMoreRarely(t *testing.T) {
	keeping(t, 20*time.Minute, func(t *testing.T, _ *Keeper, s *script, _ *bytes.Buffer) {
		s.say("")
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		asked := s.times()[1:]                                              // the first was good
		want := []time.Duration{5, 10, 20, 40, 80, 160, 320, 600, 600, 600} // seconds
		for i, gap := range want {
			wait := asked[i+1] - asked[i]
			if most := gap * time.Second; wait > most || wait < most*9/10 {
				t.Errorf("try %d came after %s, want %s at most and not much less", i+1, wait, most)
			}
		}
	})
}

func TestCacheControlMayOnlyShortenTheWait(t *testing.T) {
	for said, want := range map[string]time.Duration{
		"max-age=86400": 10 * time.Minute, "max-age=120": 2 * time.Minute, "max-age=1": 5 * time.Second,
		"no-store": 10 * time.Minute, "max-age=-5": 10 * time.Minute, "": 10 * time.Minute,
	} {
		keeping(t, 20*time.Minute, func(t *testing.T, k *Keeper, s *script, _ *bytes.Buffer) {
			s.control(said)
			time.Sleep(time.Hour)
			synctest.Wait()
			asked := s.times()
			wait := asked[2] - asked[1]
			if wait > want || wait < want*9/10 {
				t.Errorf("%q: asked again after %s, want %s", said, wait, want)
			}
		})
	}
}

func TestStartWaitsForTheFirstRoundAndNoLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &Config{}
		for i := range 3 {
			c.Issuers = append(c.Issuers, Issuer{Name: fmt.Sprint(i), Issuer: fmt.Sprint(i), JWKSURI: "https://a.example", Refresh: Duration(time.Hour)})
		}
		k, err := New(c, quiet())
		if err != nil {
			t.Fatal(err)
		}
		hangs := transport(func(r *http.Request) (*http.Response, error) { <-r.Context().Done(); return nil, r.Context().Err() })
		good := transport(func(*http.Request) (*http.Response, error) { return respond(200, goodSet(t)), nil })
		k.providers[0].fetcher.client.Transport, k.providers[1].fetcher.client.Transport, k.providers[2].fetcher.client.Transport = hangs, good, hangs
		ctx, stop := context.WithCancel(t.Context())
		defer k.Wait()
		defer stop()
		began := time.Now()
		k.Start(ctx)
		if took := time.Since(began); took != fetchTime {
			t.Errorf("it took %s", took)
		}
		list := shown(t, k)
		if list.Issuers[0].Keys != nil || list.Issuers[1].Keys == nil {
			t.Errorf("%s", k.List().JSON)
		}
		time.Sleep(5 * time.Second) // the others are being asked again, and are stopped
	})
}

func TestTheLogSaysWhichKeysAreLeftOut(t *testing.T) {
	keeping(t, time.Hour, func(t *testing.T, _ *Keeper, s *script, log *bytes.Buffer) {
		s.say(strings.Replace(goodSet(t), "[", `[{"kty":"oct","k":"c2VjcmV0"},`, 1))
		time.Sleep(time.Hour)
		synctest.Wait()
		if said := log.String(); !strings.Contains(said, `dropped="key 1 is private or shared"`) || strings.Contains(said, "c2VjcmV0") {
			t.Errorf("the log says %s", said)
		}
	})
}

// otherAuthority is a certificate that signed nothing here.
const otherAuthority = `-----BEGIN CERTIFICATE-----
MIIBeDCCAR2gAwIBAgIUSt7+2gkau0+EcEJWAhliVkmixYkwCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFb3RoZXIwIBcNMjYxMTI2MTQxMDI1WhgPMjEyNjExMDIxNDEw
MjVaMBAxDjAMBgNVBAMMBW90aGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
df6mHHAlipmt6IB6KBSqnT00d8FPm38+ZnOMm0nMgwZY5metVKXOWt3qoA/NdCUw
3cBBMeEKylkmOIHrSagWmaNTMFEwHQYDVR0OBBYEFDVGu3kSbLw63m03fnqjUjsf
fp7MMB8GA1UdIwQYMBaAFDVGu3kSbLw63m03fnqjUjsffp7MMA8GA1UdEwEB/wQF
MAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAIA3VKUinNs2UzD4Ye5ct3PYfALYW/Nw
7PGtOFa6MOIMAiEA4UmsYVEMyGC6V3liXclgefWVnv42ocq8a/VNK+hUydM=
-----END CERTIFICATE-----
`
