package inspect

import (
	"net/netip"
	"strconv"
	"strings"
)

// keyURLFault says why a verifier must not fetch keys from an address, "" when
// there is nothing to say against its form; it completes "“jku” …". It is
// stricter than a URL parser, because parsers differ in just the places that
// attackers use (RFC 8725 §3.10).
func keyURLFault(url string) string {
	for i := 0; i < len(url); i++ {
		switch c := url[i]; {
		case c == '\\':
			return "has a backslash, which some parsers read as a slash"
		case c <= ' ' || c == 0x7f:
			return "has a space or a control character, which some parsers drop"
		}
	}
	scheme, rest, ok := strings.Cut(url, "://")
	isHTTP := strings.EqualFold(scheme, "http")
	if !ok || !isHTTP && !strings.EqualFold(scheme, "https") {
		return "is not an absolute https URL"
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	if fault := authorityFault(rest[:end]); fault != "" {
		return fault
	}
	if strings.Contains(rest, "#") {
		return "has a fragment, which serves only to mislead filters"
	}
	_, query, _ := strings.Cut(rest, "?")
	if name := redirectParameter(query); name != "" {
		return "hands on to another address by “" + name + "”, as open redirects do"
	}
	if isHTTP {
		return plainHTTP
	}
	return ""
}

// plainHTTP is the fault of a URL with no other.
const plainHTTP = "is not an https URL, so whoever sits on the way can put in keys of their own"

// authorityFault judges what stands between the slashes of a URL.
func authorityFault(authority string) string {
	switch {
	case authority == "":
		return "names no host"
	case strings.Contains(authority, "@"):
		return "has user information, behind which the real host hides"
	}
	for i := 0; i < len(authority); i++ {
		if c := authority[i]; c >= 0x80 || c == '%' {
			return "writes its host in characters that some parsers change into others"
		}
	}
	host, port := authority, ""
	if strings.HasPrefix(authority, "[") {
		end := strings.IndexByte(authority, ']')
		if end < 0 || end+1 < len(authority) && authority[end+1] != ':' {
			return "names no host that can be read"
		}
		host, port = authority[:end+1], strings.TrimPrefix(authority[end+1:], ":")
	} else if i := strings.IndexByte(authority, ':'); i >= 0 {
		host, port = authority[:i], authority[i+1:]
	}
	if fault := hostFault(host); fault != "" {
		return fault
	}
	if port != "" && port != "443" {
		return "names the port " + excerpt(port) + ", where something else than a web server may listen"
	}
	return ""
}

// hostFault judges a host: a name, an IPv6 address in brackets, or an IPv4
// address in any of the forms that C libraries read.
func hostFault(host string) string {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		addr, err := netip.ParseAddr(strings.TrimSuffix(inner, "]"))
		if err != nil || !addr.Is6() {
			return "names no host that can be read"
		}
		return addressFault(host, addr)
	}
	name := strings.ToLower(strings.TrimSuffix(host, "."))
	isNameByte := func(r rune) bool { return r < 0x80 && (isWordByte(byte(r)) || r == '-' || r == '.') }
	if name == "" || strings.Contains(name, "..") || strings.Trim(name, ".") != name || strings.TrimLeftFunc(name, isNameByte) != "" {
		return "names no host that can be read"
	}
	if addr, isAddress, ok := readIPv4(name); isAddress {
		switch {
		case !ok:
			return "names no host that can be read"
		case addressFault(name, addr) != "":
			return addressFault(name, addr)
		case addr.String() != name:
			return "writes the address " + addr.String() + " in a form that parsers read differently"
		}
		return ""
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	switch last {
	case "localhost":
		return "points to the machine that fetches it (" + excerpt(name) + ")"
	case "local", "internal":
		return "points into the network of the machine that fetches it (" + excerpt(name) + ")"
	}
	return ""
}

// nets are the ranges of IPv4 that no key is published in (RFC 6890).
var nets = []struct {
	prefix string
	fault  string
}{
	{"0.0.0.0/8", "points to the machine that fetches it"},
	{"127.0.0.0/8", "points to the machine that fetches it"},
	{"169.254.0.0/16", "points to a link-local address, where clouds keep the credentials of their machines"},
	{"10.0.0.0/8", privateNet}, {"172.16.0.0/12", privateNet}, {"192.168.0.0/16", privateNet},
	{"100.64.0.0/10", privateNet}, {"192.0.0.0/24", privateNet}, {"198.18.0.0/15", privateNet},
	{"224.0.0.0/4", "points to no single machine"},
	{"240.0.0.0/4", "points to no single machine"},
}

const privateNet = "points into the network of the machine that fetches it"

// addressFault judges an address; written is how the URL writes it.
func addressFault(written string, addr netip.Addr) string {
	fault := ""
	if v4, ok := embeddedIPv4(addr); ok {
		for _, n := range nets {
			if netip.MustParsePrefix(n.prefix).Contains(v4) {
				fault = n.fault
				break
			}
		}
	}
	switch {
	case fault != "":
	case addr.IsLinkLocalUnicast():
		fault = "points to a link-local address"
	case addr.IsLoopback() || addr.IsUnspecified():
		fault = "points to the machine that fetches it"
	case addr.IsPrivate():
		fault = privateNet
	case addr.IsMulticast():
		fault = "points to no single machine"
	default:
		return ""
	}
	return fault + " (" + excerpt(written) + ")"
}

// embeddedIPv4 is the IPv4 address that addr is, or is made of: mapped (RFC 4291
// §2.5.5), NAT64 (RFC 6052) or 6to4 (RFC 3056).
func embeddedIPv4(addr netip.Addr) (netip.Addr, bool) {
	if addr = addr.Unmap(); addr.Is4() {
		return addr, true
	}
	b := addr.As16()
	at := -1
	switch {
	case strings.HasPrefix(string(b[:]), "\x00\x64\xff\x9b\x00\x00\x00\x00\x00\x00\x00\x00"):
		at = 12
	case b[0] == 0x20 && b[1] == 0x02:
		at = 2
	case strings.Trim(string(b[:12]), "\x00") == "" && (b[12] != 0 || b[13] != 0): // compatible, deprecated
		at = 12
	}
	if at < 0 {
		return netip.Addr{}, false
	}
	return netip.AddrFrom4([4]byte(b[at : at+4])), true
}

// readIPv4 reads a host as browsers and C libraries read an IPv4 address: one to
// four numbers, decimal, octal or hexadecimal, of which the last fills all
// bytes that are left. isAddress tells that the host can be nothing else,
// because its last part is a number.
func readIPv4(host string) (addr netip.Addr, isAddress, ok bool) {
	parts := strings.SplitN(host, ".", 5)
	last := parts[len(parts)-1]
	if _, isNumber := readIPv4Number(last[strings.LastIndexByte(last, '.')+1:]); !isNumber {
		return addr, false, false
	}
	if len(parts) > 4 {
		return addr, true, false
	}
	var value uint64
	for i, part := range parts {
		n, isNumber := readIPv4Number(part)
		room := uint64(1) << 8
		if i == len(parts)-1 {
			room = 1 << (8 * (5 - len(parts)))
		}
		if !isNumber || n >= room {
			return addr, true, false
		}
		value = value*room + n
	}
	return netip.AddrFrom4([4]byte{byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)}), true, true
}

// readIPv4Number reads 127, 0177 and 0x7f; what does not fit is a large number.
func readIPv4Number(s string) (n uint64, ok bool) {
	base := 10
	digits, isHex := strings.CutPrefix(s, "0x")
	switch {
	case isHex:
		base = 16
		if digits == "" {
			return 0, true
		}
	case len(s) > 1 && s[0] == '0' && strings.Trim(s, "01234567") == "":
		base = 8
	}
	n, err := strconv.ParseUint(digits, base, 64)
	if err != nil && (!isHex && !onlyDigits(digits) || isHex && strings.Trim(digits, "0123456789abcdef") != "") {
		return 0, false
	}
	if err != nil {
		return 1 << 63, true
	}
	return n, true
}

// redirects are query names by which servers hand on to another address.
var redirects = wordSet("url redirect redirect_uri next return dest target continue")

// redirectParameter is the name of a query parameter that holds an address, ""
// when there is none.
func redirectParameter(query string) string {
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		name, value, _ := strings.Cut(pair, "=")
		name = strings.ToLower(percentDecode(name))
		value = percentDecode(value)
		if redirects[name] && (strings.HasPrefix(value, "//") || strings.Contains(value, "://")) {
			return name
		}
	}
	return ""
}
