package web

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the machines whose word about a request is taken: who the client
// is, whether it came by https, and which host it asked. The zero value is none.
type Proxies struct {
	networks []netip.Prefix
	socket   bool // whoever connects to a Unix socket
}

// The bounds of what is read about proxies.
const (
	maxProxies = 100 // entries of the list
	maxHops    = 50  // addresses of X-Forwarded-For
)

// ParseProxies reads addresses and networks (CIDR) with spaces or commas
// between them. The word unix stands for whoever connects to a Unix socket.
func ParseProxies(text string) (Proxies, error) {
	var p Proxies
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
	if len(words) > maxProxies {
		return p, fmt.Errorf("at most %d proxies can be listed", maxProxies)
	}
	for _, word := range words {
		if word == "unix" {
			p.socket = true
			continue
		}
		network, err := netip.ParsePrefix(word)
		if address, e := netip.ParseAddr(word); e == nil && address.Zone() == "" {
			network, err = address.Unmap().Prefix(address.Unmap().BitLen())
		}
		if err != nil {
			return p, fmt.Errorf("%q must be an address such as 10.0.0.7, a network such as 10.0.0.0/8, or unix", word)
		}
		if network = network.Masked(); !slices.Contains(p.networks, network) {
			p.networks = append(p.networks, network)
		}
	}
	return p, nil
}

// String is the list as ParseProxies reads it.
func (p Proxies) String() string {
	var words []string
	for _, network := range p.networks {
		words = append(words, network.String())
	}
	if p.socket {
		words = append(words, "unix")
	}
	return strings.Join(words, " ")
}

// trusts reports whether an address is that of a proxy. No address is a peer
// on a Unix socket.
func (p Proxies) trusts(address netip.Addr) bool {
	if !address.IsValid() {
		return p.socket
	}
	return slices.ContainsFunc(p.networks, func(n netip.Prefix) bool { return n.Contains(address) })
}

// A client is who asks, as far as it is known.
type client struct {
	address netip.Addr // not valid for a peer on a Unix socket
	secure  bool       // it came by https
}

// clientKey is where forwarded leaves the client.
type clientKey struct{}

// clientOf is the client of a request that has passed forwarded. Otherwise it
// is whoever has connected.
func clientOf(r *http.Request) client {
	if c, ok := r.Context().Value(clientKey{}).(client); ok {
		return c
	}
	return client{addressOf(r.RemoteAddr), r.TLS != nil}
}

// forwarded asks the proxies who the client is. It is the outermost layer: what
// it finds out, the others build on. Of X-Forwarded-Host and -Proto the last
// value counts, which is the one that the nearest proxy has written.
func (p Proxies) forwarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer, host := addressOf(r.RemoteAddr), r.Host
		c := client{peer, r.TLS != nil}
		if p.trusts(peer) {
			c.address = p.behind(peer, values(r, "X-Forwarded-For"))
			switch strings.ToLower(last(values(r, "X-Forwarded-Proto"))) {
			case "https":
				c.secure = true
			case "http":
				c.secure = false
			}
			if said := last(values(r, "X-Forwarded-Host")); isHost(said) {
				host = said
			}
		}
		r = r.WithContext(context.WithValue(r.Context(), clientKey{}, c))
		r.Host = host
		next.ServeHTTP(w, r)
	})
}

// behind walks the hops from the last one to the first as long as they are
// proxies. The client is the first that is none; what stands before it is what
// the client said, and nobody vouches for it.
func (p Proxies) behind(peer netip.Addr, hops []string) netip.Addr {
	hops = hops[max(0, len(hops)-maxHops):]
	for _, hop := range slices.Backward(hops) {
		address := addressOf(hop)
		if !address.IsValid() {
			return peer // "unknown", or nonsense
		}
		peer = address
		if !p.trusts(address) {
			break
		}
	}
	return peer
}

// values are those of a header that is a list, of all its lines.
func values(r *http.Request, name string) (all []string) {
	for _, line := range r.Header.Values(name) {
		for value := range strings.SplitSeq(line, ",") {
			all = append(all, strings.TrimSpace(value))
		}
	}
	return all
}

func last(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[len(values)-1]
}

// addressOf is an IP address that may have a port and brackets around it. It is
// not valid for anything else, such as the peer on a Unix socket.
func addressOf(text string) netip.Addr {
	if pair, err := netip.ParseAddrPort(text); err == nil {
		return pair.Addr().Unmap().WithZone("")
	}
	address, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	if err != nil {
		return netip.Addr{}
	}
	return address.Unmap().WithZone("")
}
