package inspect

import (
	"encoding/binary"
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
		return suffixed(ipv6Fault(addr.As16()), host)
	}
	name := strings.ToLower(strings.TrimSuffix(host, "."))
	isNameByte := func(r rune) bool { return r < 0x80 && (isWordByte(byte(r)) || r == '-' || r == '.') } // #nosec G115 -- below 0x80
	if name == "" || strings.Contains(name, "..") || strings.Trim(name, ".") != name || strings.TrimLeftFunc(name, isNameByte) != "" {
		return "names no host that can be read"
	}
	if addr, isAddress, ok := readIPv4(name); isAddress {
		if !ok {
			return "names no host that can be read"
		}
		if fault := ipv4Fault(addr); fault != "" {
			return suffixed(fault, name)
		}
		if usual := dotted(addr); usual != name {
			return "writes the address " + usual + " in a form that parsers read differently"
		}
		return ""
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	switch last {
	case "localhost":
		return suffixed(thisMachine, name)
	case "local", "internal":
		return suffixed(privateNet, name)
	}
	return ""
}

// suffixed is a fault with the host that it is about; "" stays "".
func suffixed(fault, host string) string {
	if fault == "" {
		return ""
	}
	return fault + " (" + excerpt(host) + ")"
}

const (
	thisMachine = "points to the machine that fetches it"
	privateNet  = "points into the network of the machine that fetches it"
	linkLocal   = "points to a link-local address, where clouds keep the credentials of their machines"
	noMachine   = "points to no single machine"
)

// nets are the ranges of IPv4 in which no issuer publishes keys (RFC 6890).
var nets = []struct {
	first uint32
	bits  int // how many bits of first count
	fault string
}{
	{0x00000000, 8, thisMachine}, // 0.0.0.0
	{0x7f000000, 8, thisMachine}, // 127.0.0.0
	{0xa9fe0000, 16, linkLocal},  // 169.254.0.0
	{0x0a000000, 8, privateNet},  // 10.0.0.0
	{0xac100000, 12, privateNet}, // 172.16.0.0
	{0xc0a80000, 16, privateNet}, // 192.168.0.0
	{0x64400000, 10, privateNet}, // 100.64.0.0
	{0xc0000000, 24, privateNet}, // 192.0.0.0
	{0xc6120000, 15, privateNet}, // 198.18.0.0
	{0xe0000000, 3, noMachine},   // 224.0.0.0 and everything above
}

func ipv4Fault(addr uint32) string {
	for _, n := range nets {
		if (addr^n.first)>>(32-n.bits) == 0 {
			return n.fault
		}
	}
	return ""
}

// ipv6Fault judges an address, and the IPv4 address that it is made of: mapped or
// compatible (RFC 4291 §2.5.5), NAT64 (RFC 6052) or 6to4 (RFC 3056).
func ipv6Fault(addr [16]byte) string {
	ipv4 := func(at int) string { return ipv4Fault(binary.BigEndian.Uint32(addr[at:])) }
	switch text := string(addr[:]); {
	case strings.HasPrefix(text, "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff"),
		strings.HasPrefix(text, "\x00\x64\xff\x9b\x00\x00\x00\x00\x00\x00\x00\x00"),
		strings.HasPrefix(text, "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"): // ::1 and :: are 0.0.0.1 and 0.0.0.0
		return ipv4(12)
	case addr[0] == 0x20 && addr[1] == 0x02:
		return ipv4(2)
	case addr[0] == 0xfe && addr[1]&0xc0 == 0x80:
		return linkLocal
	case addr[0]&0xfe == 0xfc:
		return privateNet
	case addr[0] == 0xff:
		return noMachine
	}
	return ""
}

// dotted is the usual form of an IPv4 address.
func dotted(addr uint32) string {
	b := []byte(nil)
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(strconv.AppendUint(b, uint64(addr>>shift&0xff), 10), '.')
	}
	return string(b[:len(b)-1])
}

// readIPv4 reads a host as browsers and C libraries read an IPv4 address: one to
// four numbers, decimal, octal or hexadecimal, of which the last fills all
// bytes that are left. isAddress tells that the host can be nothing else,
// because its last part is a number.
func readIPv4(host string) (addr uint32, isAddress, ok bool) {
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
	return uint32(value), true, true
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
