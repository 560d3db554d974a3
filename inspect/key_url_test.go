package inspect

import (
	"strings"
	"testing"
)

func TestOrdinaryKeyURLsAreQuiet(t *testing.T) {
	for _, url := range []string{
		"https://login.example.com/keys", "https://login.example.com", "https://login.example.com/", "HTTPS://Login.Example.com/.well-known/jwks.json", "https://login.example.com:443/keys", "https://login.example.com:/keys",
		"https://login.example.com./keys", "https://login.example.com/keys?p=b2c_1_sign&v=2.0", "https://login.example.com/common/discovery/v2.0/keys?appid=6e74172b-be56-4843-9ff4-e66a39bb12e3",
		"https://8.8.8.8/keys", "https://[2001:db8::1]/keys", "https://[2606:4700::1111]:443/keys", "https://xn--fiqs8s.example/keys", "https://localhost.example.com/", "https://internal.example.com/", "https://local.example/", "https://my-internal/keys",
		"https://10.example.com/", "https://127.0.0.1.example.com/", "https://example.com/127.0.0.1", "https://example.com/@me", "https://example.com/a:b", "https://example.com/?q=@x", "https://example.com/?url=keys.json", "https://example.com/?next=2", "https://example.com/?curl=https://x.example",
		"https://example.com/?state=https://x.example", "https://172.15.0.1/", "https://172.32.0.1/", "https://100.128.0.1/", "https://192.169.0.1/", "https://a_b.example.com/", "https://[2002:808:808::]/", "https://[::ffff:8.8.8.8]/", "https://[64:ff9b::8.8.8.8]/",
	} {
		if fault := keyURLFault(url); fault != "" {
			t.Errorf("%s %s", url, fault)
		}
	}
}

func TestUnsafeKeyURLsAreNamed(t *testing.T) {
	const machine, network, linkLocal = "points to the machine that fetches it", "points into the network of the machine", "points to a link-local address"
	tests := map[string][]string{
		"is not an absolute https URL":                  {"", "keys", "/keys", "//login.example.com/keys", "https:login.example.com", "https:/login.example.com", "ftp://example.com", "file:///etc/passwd", "gopher://example.com/x", "data:application/json,{}", "javascript:x", "httpss://example.com", "https//example.com"},
		"is not an https URL":                           {"http://login.example.com/keys", "HTTP://example.com"},
		"names no host":                                 {"https://", "https:///keys", "https://?x", "https://#", "https://[", "https://[]/", "https://[::1", "https://[::1]x/", "https://[1.2.3.4]/", "https://[zoe]/", "https://.", "https://..", "https://a..b/", "https://.a/", "https://:443/", "https://1.2.3.4.5/", "https://256.1.1.1/", "https://1.2.3.0x1ff/", "https://4294967296/", "https://0x100000000/", "https://99999999999999999999999/", "https://a.1/", "https://1..1/", "https://a\"b/", "https://a<b>/"},
		"has a backslash":                               {`https://login.example.com\@evil.example/`, `https:\\evil.example`, `https://evil.example\.login.example.com`},
		"has a space or a control":                      {"https://login.example.com/ x", "https://login.example.com\t.evil.example", "https://a\nb", "https://a\x00b", " https://login.example.com", "https://login.example.com\x7f"},
		"has user information":                          {"https://login.example.com@evil.example/", "https://a:b@evil.example", "https://@evil.example", "https://login.example.com:443@evil.example/keys"},
		"writes its host":                               {"https://ⓛocalhost/", "https://127。0。0。1/", "https://l%6fcalhost/", "https://[fe80::1%25eth0]/", "https://exämple.com/"},
		"names the port 8443":                           {"https://login.example.com:8443/keys", "https://[2001:db8::1]:8443/", "https://8.8.8.8:8443"},
		"names the port":                                {"https://login.example.com:0443/", "https://login.example.com:443:80/", "https://login.example.com:x/", "https://login.example.com:22"},
		"has a fragment":                                {"https://login.example.com/keys#", "https://login.example.com#@evil.example/", "https://evil.example/#.login.example.com"},
		"hands on to another address by “url”":          {"https://login.example.com/go?url=https://evil.example/", "https://login.example.com/?a=b&URL=https%3A%2F%2Fevil.example", "https://login.example.com/?%75rl=//evil.example"},
		"hands on to another address by “redirect_uri”": {"https://login.example.com/go?redirect_uri=https://evil.example/"},
		"hands on to another address":                   {"https://example.com/?next=//evil.example", "https://example.com/?return=http://evil.example", "https://example.com/?dest=ftp://evil.example", "https://example.com/?target=https://evil.example", "https://example.com/?continue=https://evil.example", "https://example.com/?redirect=%2F%2Fevil.example"},
		machine: {"https://localhost/", "https://LOCALHOST./keys", "https://keys.localhost/", "https://127.0.0.1/", "https://127.1/", "https://127.255.255.254/", "https://2130706433/", "https://0x7f000001/", "https://0X7F.1/", "https://0177.0.0.1/", "https://017700000001/", "https://127.0.1/", "https://0/", "https://0.0.0.0/",
			"https://[::1]/", "https://[::]/", "https://[0:0:0:0:0:0:0:1]:443/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[::127.0.0.1]/", "https://[64:ff9b::127.0.0.1]/", "https://[2002:7f00:1::]/", "http://localhost:8080/keys", "https://127.0.0.1:8443/"},
		linkLocal:                     {"https://169.254.169.254/latest/meta-data/", "https://0xa9fea9fe/", "https://2852039166/", "https://0251.0376.0251.0376/", "https://[::ffff:169.254.169.254]/", "https://[fe80::1]/", "https://[::ffff:a9fe:a9fe]/", "http://169.254.169.254/"},
		network:                       {"https://10.0.0.1/", "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/keys", "https://192.168.257/", "https://100.100.100.200/", "https://192.0.0.192/", "https://[fd00::1]/", "https://[fc00::1]/", "https://[::ffff:10.0.0.1]/", "https://printer.local/", "https://metadata.google.internal/", "https://keys.INTERNAL./", "https://local/"},
		"points to no single machine": {"https://255.255.255.255/", "https://224.0.0.1/", "https://[ff02::1]/"},
		"writes the address 8.8.8.8":  {"https://134744072/", "https://0x08.8.8.8/", "https://8.8.2056/", "https://010.8.8.8/"},
	}
	for want, urls := range tests {
		for _, url := range urls {
			if got := keyURLFault(url); !strings.HasPrefix(got, want) {
				t.Errorf("%q %s; want %s", url, got, want)
			}
		}
	}
}
