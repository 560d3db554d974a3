package jose

import (
	"encoding/base64"
	"encoding/binary"
	"math/big"
	"strings"
)

// isSSHLine reports whether text is an OpenSSH public key line (RFC 4253 §6.6).
func isSSHLine(text string) bool {
	kind, blob, found := strings.Cut(text, " ")
	for _, known := range []string{"ssh-rsa", "ssh-dss", "ssh-ed25519", "ssh-ed448"} {
		if kind == known && found {
			return true
		}
	}
	return strings.HasPrefix(kind, "ecdsa-sha2-") || strings.HasPrefix(kind, "sk-ssh-") || strings.HasPrefix(kind, "sk-ecdsa-") ||
		strings.HasPrefix(kind, "ssh-") && strings.HasPrefix(strings.TrimLeft(blob, " \t"), "AAAA")
}

// ssh reads an OpenSSH public key line. Keys of hardware, of certificates and
// of DSA are named and have no Public.
func (r *keyReader) ssh(text string) (*Key, *KeyError) {
	line, rest, _ := strings.Cut(text, "\n")
	for l := range strings.Lines(rest) {
		if isSSHLine(strings.TrimFunc(l, isInvisible)) {
			return nil, keyError("ssh-many")
		}
	}
	k := &Key{Kind: KindSSH}
	fields := strings.Fields(line)
	if len(fields) < 2 {
		return nil, keyError("ssh-broken")
	}
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(fields[1], "="))
	blob := sshBlob{data: data}
	if err != nil || string(blob.next()) != fields[0] {
		return nil, keyError("ssh-broken")
	}
	var problem *KeyError
	switch fields[0] {
	case "ssh-rsa":
		e, n := blob.next(), blob.next()
		if !blob.done() {
			return nil, keyError("ssh-broken")
		}
		problem = k.setRSA(new(big.Int).SetBytes(n), new(big.Int).SetBytes(e))
	case "ssh-ed25519":
		x := blob.next()
		if !blob.done() || len(x) != 32 {
			return nil, keyError("ssh-broken")
		}
		k.setOKP("Ed25519", x)
	case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521":
		curve, point := string(blob.next()), blob.next()
		if !blob.done() || !strings.HasSuffix(fields[0], curve) {
			return nil, keyError("ssh-broken")
		}
		c, _ := curveNamed("P-" + strings.TrimPrefix(curve, "nistp"))
		if c.math == nil {
			return nil, keyError("ssh-broken")
		}
		k.setPoint(c, point)
	default:
		k.note("ssh-unusable", "type", short(fields[0]))
	}
	return k, problem
}

// An sshBlob is read string by string (RFC 4251 §5).
type sshBlob struct {
	data []byte
	cut  bool
}

func (b *sshBlob) next() []byte {
	if len(b.data) < 4 || uint64(binary.BigEndian.Uint32(b.data)) > uint64(len(b.data)-4) { // #nosec G115 -- not negative, as just checked
		b.cut = true
		return nil
	}
	n := int(binary.BigEndian.Uint32(b.data))
	s := b.data[4 : 4+n]
	b.data = b.data[4+n:]
	return s
}

func (b *sshBlob) done() bool { return !b.cut && len(b.data) == 0 }
