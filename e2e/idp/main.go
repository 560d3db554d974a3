// Command idp is an OpenID Connect provider for one story of the browser suite: the
// certified server of zitadel/oidc with its storage in memory, over TLS with an
// authority of its own. It is a module of its own, so that what it needs is no
// dependency of Jotlens.
//
// It prints one line of JSON about itself, and answers each line of its input with
// another: "rotate" makes a new signing key and goes on publishing the one before,
// "asked" counts requests by their path.
package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"sync"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"
)

func main() {
	server := httptest.NewUnstartedServer(nil)
	server.StartTLS()
	defer server.Close()
	issuer := server.URL
	keys := &keyring{Storage: storage.NewStorage(storage.NewUserStore(issuer))}
	keys.rotate()
	provider, err := op.NewProvider(&op.Config{CryptoKey: sha256.Sum256([]byte(rand.Text()))}, keys, op.StaticIssuer(issuer))
	if err != nil {
		log.Fatal(err)
	}
	asked := &counter{paths: map[string]int{}, next: provider}
	server.Config.Handler = asked

	out := json.NewEncoder(os.Stdout)
	answer := func(v any) {
		if err := out.Encode(v); err != nil {
			log.Fatal(err)
		}
	}
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	answer(map[string]string{"issuer": issuer, "ca": string(authority)})
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		switch lines.Text() {
		case "rotate":
			answer(map[string]string{"kid": keys.rotate()})
		case "asked":
			answer(asked.all())
		default:
			log.Fatalf("unknown command %q", lines.Text())
		}
	}
}

// A keyring is the storage of the example with keys that change, and with clients
// that get JWTs.
type keyring struct {
	*storage.Storage

	mu   sync.Mutex
	keys []*key // the newest last
}

// rotate makes the key that signs from now on, and returns its ID.
func (k *keyring) rotate() string {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		log.Fatal(err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	id := fmt.Sprintf("key-%d", len(k.keys)+1)
	k.keys = append(k.keys, &key{id, private})
	return id
}

// SigningKey is the newest key.
func (k *keyring) SigningKey(context.Context) (op.SigningKey, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.keys[len(k.keys)-1], nil
}

// KeySet has the two newest keys: tokens that were signed before stay good.
func (k *keyring) KeySet(context.Context) (set []op.Key, _ error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, one := range k.keys[max(0, len(k.keys)-2):] {
		set = append(set, &publicKey{one})
	}
	return set, nil
}

// ClientCredentials is the client of the example, with JWTs for its tokens.
func (k *keyring) ClientCredentials(ctx context.Context, id, secret string) (op.Client, error) {
	c, err := k.Storage.ClientCredentials(ctx, id, secret)
	if err != nil {
		return nil, err
	}
	return &client{c}, nil
}

type client struct{ op.Client }

func (*client) AccessTokenType() op.AccessTokenType { return op.AccessTokenTypeJWT }

type key struct {
	id      string
	private *rsa.PrivateKey
}

func (k *key) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k *key) Key() any                                    { return k.private }
func (k *key) ID() string                                  { return k.id }

type publicKey struct{ *key }

func (k *publicKey) Algorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k *publicKey) Use() string                        { return "sig" }
func (k *publicKey) Key() any                           { return &k.private.PublicKey }

// A counter counts requests by their path.
type counter struct {
	next  http.Handler
	mu    sync.Mutex
	paths map[string]int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.paths[r.URL.Path]++
	c.mu.Unlock()
	c.next.ServeHTTP(w, r)
}

// all lists paths with how often they were asked for.
func (c *counter) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []string
	for _, path := range slices.Sorted(maps.Keys(c.paths)) {
		list = append(list, fmt.Sprintf("%s %d", path, c.paths[path]))
	}
	return list
}
