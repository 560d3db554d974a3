package jose

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
)

// The structures of keys in DER: SubjectPublicKeyInfo (RFC 5280 §4.1),
// RSAPublicKey and RSAPrivateKey (RFC 8017 appendix A.1), PrivateKeyInfo (RFC
// 5958 §2) and ECPrivateKey (RFC 5915 §3).
type (
	spkiDER struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	rsaPublicDER struct {
		N, E *big.Int
	}
	rsaPrivateDER struct {
		Version                   int
		N, E, D, P, Q, DP, DQ, QI *big.Int
	}
	pkcs8DER struct {
		Version   int
		Algorithm pkix.AlgorithmIdentifier
		Key       []byte
	}
	sec1DER struct {
		Version int
		Key     []byte
		Curve   asn1.ObjectIdentifier `asn1:"optional,explicit,tag:0"`
		Public  asn1.BitString        `asn1:"optional,explicit,tag:1"`
	}
	certificateDER struct {
		TBS       asn1.RawValue
		Algorithm pkix.AlgorithmIdentifier
		Signature asn1.BitString
	}
)

// The algorithms of keys: RFC 8017, RFC 5480, RFC 8410 and RFC 9881.
var (
	oidRSA    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidRSAPSS = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidEC     = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
)

var oidNames = map[string]string{
	"1.2.840.10040.4.1":     "DSA",
	"1.2.840.113549.1.3.1":  "Diffie-Hellman",
	"1.2.840.10046.2.1":     "Diffie-Hellman",
	"1.3.36.3.3.2.8.1.1.7":  "the curve brainpoolP256r1",
	"1.3.36.3.3.2.8.1.1.11": "the curve brainpoolP384r1",
	"1.3.36.3.3.2.8.1.1.13": "the curve brainpoolP512r1",
	"1.2.840.10045.3.1.1":   "the curve P-192",
}

func oidName(oid asn1.ObjectIdentifier) string {
	if name := oidNames[oid.String()]; name != "" {
		return name
	}
	return short(oid.String())
}

// whole reads data as one DER value with nothing after it.
func whole(data []byte, into any) bool {
	rest, err := asn1.Unmarshal(data, into)
	return err == nil && len(rest) == 0
}

// der reads a key or a certificate in DER.
func (r *keyReader) der(data []byte) (*Key, *KeyError) {
	var spki spkiDER
	var certificate certificateDER
	var pkcs8 pkcs8DER
	var sec1 sec1DER
	var rsaPrivate rsaPrivateDER
	var rsaPublic rsaPublicDER
	k := &Key{Kind: KindDER}
	switch {
	case whole(data, &certificate) && certificate.TBS.Tag == asn1.TagSequence:
		c, err := ReadCertificate(data)
		if err != nil {
			return nil, keyError("der-x509", "why", err.Error())
		}
		return r.certificate(c)
	case whole(data, &spki):
		k.Format = "SPKI"
		return k, r.spki(k, spki)
	case whole(data, &pkcs8):
		k.Format = "PKCS#8"
		return k, r.pkcs8(k, pkcs8)
	case whole(data, &sec1) && sec1.Version == 1:
		k.Format = "SEC1"
		return k, r.sec1(k, sec1)
	case whole(data, &rsaPrivate):
		k.Format = "PKCS#1"
		return k, r.pkcs1(k, rsaPrivate)
	case whole(data, &rsaPublic):
		k.Format = "PKCS#1"
		k.note("pkcs1")
		return k, k.setRSA(rsaPublic.N, rsaPublic.E)
	}
	return nil, keyError("der-damaged")
}

// certificate takes the key out of a certificate.
func (r *keyReader) certificate(c *Certificate) (*Key, *KeyError) {
	k := &Key{Kind: KindDER, Format: "X.509", Certificates: []*Certificate{c}}
	var spki spkiDER
	if !whole(c.X509.RawSubjectPublicKeyInfo, &spki) {
		return nil, keyError("der-damaged")
	}
	return k, r.spki(k, spki)
}

func (r *keyReader) spki(k *Key, spki spkiDER) *KeyError {
	key := spki.Key.RightAlign()
	oid := spki.Algorithm.Algorithm
	switch {
	case oid.Equal(oidRSA), oid.Equal(oidRSAPSS):
		if oid.Equal(oidRSAPSS) {
			k.setPSS(spki.Algorithm.Parameters)
		}
		var inner rsaPublicDER
		if !whole(key, &inner) {
			return keyError("der-damaged")
		}
		return k.setRSA(inner.N, inner.E)
	case oid.Equal(oidEC):
		c, err := curveOf(spki.Algorithm.Parameters)
		if err != nil {
			return err
		}
		k.setPoint(c, key)
		return nil
	}
	for _, c := range okpCurves {
		if oid.Equal(c.oid) {
			if len(key) != c.size {
				return keyError("der-damaged")
			}
			k.setOKP(c.name, key)
			return nil
		}
	}
	for _, p := range mldsaSets {
		if oid.Equal(p.oid) {
			if len(key) != p.math.PublicKeySize() {
				return keyError("der-damaged")
			}
			return k.setAKP(p, key)
		}
	}
	return keyError("spki-unknown", "kind", oidName(oid))
}

// pssHashes are the hashes of RSASSA-PSS, by the algorithm that takes each.
var pssHashes = []struct {
	alg  string
	oid  asn1.ObjectIdentifier
	salt int // bytes
}{
	{"PS256", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, 32},
	{"PS384", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}, 48},
	{"PS512", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}, 64},
}

// setPSS marks a key that is for RSASSA-PSS alone and, with parameters, for one
// hash alone (RFC 4055 §1.2 and §3.1). An Alg that names no algorithm permits
// none.
func (k *Key) setPSS(parameters asn1.RawValue) {
	k.note("rsa-pss")
	k.PSS = true
	if len(parameters.FullBytes) == 0 || parameters.Tag == asn1.TagNull {
		return
	}
	k.Alg = "RSASSA-PSS"
	var p struct {
		Hash    pkix.AlgorithmIdentifier `asn1:"optional,explicit,tag:0"`
		MGF     pkix.AlgorithmIdentifier `asn1:"optional,explicit,tag:1"`
		Salt    int                      `asn1:"optional,explicit,tag:2,default:20"`
		Trailer int                      `asn1:"optional,explicit,tag:3,default:1"`
	}
	var mask pkix.AlgorithmIdentifier
	if !whole(parameters.FullBytes, &p) || !whole(p.MGF.Parameters.FullBytes, &mask) {
		return
	}
	for _, h := range pssHashes {
		if p.Hash.Algorithm.Equal(h.oid) && mask.Algorithm.Equal(h.oid) && p.Salt <= h.salt {
			k.Alg = h.alg
		}
	}
}

// curveOf reads the parameters of an EC key (RFC 5480 §2.1.1). A curve that is
// spelled out may be a forgery with a base point of the attacker's choice
// (CVE-2020-0601).
func curveOf(parameters asn1.RawValue) (curve, *KeyError) {
	if parameters.Tag == asn1.TagSequence {
		return curve{}, keyError("spki-explicit")
	}
	var oid asn1.ObjectIdentifier
	if !whole(parameters.FullBytes, &oid) {
		return curve{}, keyError("der-damaged")
	}
	for _, c := range curves {
		if oid.Equal(c.oid) {
			return c, nil
		}
	}
	return curve{}, keyError("spki-unknown", "kind", oidName(oid))
}

func (r *keyReader) pkcs8(k *Key, pkcs8 pkcs8DER) *KeyError {
	oid := pkcs8.Algorithm.Algorithm
	switch {
	case oid.Equal(oidRSA), oid.Equal(oidRSAPSS):
		if oid.Equal(oidRSAPSS) {
			k.setPSS(pkcs8.Algorithm.Parameters)
		}
		var inner rsaPrivateDER
		if !whole(pkcs8.Key, &inner) {
			return keyError("der-damaged")
		}
		return r.pkcs1(k, inner)
	case oid.Equal(oidEC):
		c, err := curveOf(pkcs8.Algorithm.Parameters)
		if err != nil {
			return err
		}
		var inner sec1DER
		if !whole(pkcs8.Key, &inner) {
			return keyError("der-damaged")
		}
		return r.ecPrivate(k, c, inner)
	}
	for _, c := range okpCurves {
		if oid.Equal(c.oid) {
			var seed []byte
			if !whole(pkcs8.Key, &seed) || len(seed) != c.size {
				return keyError("der-damaged")
			}
			return r.okpPrivate(k, c.name, seed)
		}
	}
	for _, p := range mldsaSets {
		if oid.Equal(p.oid) {
			seed, err := mldsaSeed(pkcs8.Key)
			if err != nil {
				return err
			}
			return r.akpPrivate(k, p, seed)
		}
	}
	return keyError("spki-unknown", "kind", oidName(oid))
}

// mldsaSeed takes the seed out of an ML-DSA private key (RFC 9881 §6).
func mldsaSeed(data []byte) ([]byte, *KeyError) {
	var value asn1.RawValue
	if !whole(data, &value) {
		return nil, keyError("der-damaged")
	}
	switch {
	case value.Class == asn1.ClassContextSpecific && value.Tag == 0:
		return value.Bytes, nil
	case value.Class == asn1.ClassUniversal && value.Tag == asn1.TagOctetString:
		return nil, keyError("spki-expanded")
	}
	var both struct{ Seed, Expanded []byte }
	if !whole(data, &both) {
		return nil, keyError("der-damaged")
	}
	return both.Seed, nil
}

func (r *keyReader) sec1(k *Key, sec1 sec1DER) *KeyError {
	for _, c := range curves {
		if sec1.Curve.Equal(c.oid) {
			return r.ecPrivate(k, c, sec1)
		}
	}
	if len(sec1.Curve) == 0 {
		return keyError("der-damaged")
	}
	return keyError("spki-unknown", "kind", oidName(sec1.Curve))
}

func (r *keyReader) ecPrivate(k *Key, c curve, sec1 sec1DER) *KeyError {
	if err := r.countPrivate(); err != nil {
		return err
	}
	if public := sec1.Public.RightAlign(); len(public) > 0 {
		k.setPoint(c, public)
	}
	// The scalar may be shorter or longer than RFC 5915 §3 has it, by zeros.
	d := sec1.Key
	for len(d) > c.size && d[0] == 0 {
		d = d[1:]
	}
	if len(d) > c.size {
		return keyError("der-damaged")
	}
	d = append(make([]byte, c.size-len(d)), d...)
	if !k.setECPrivate(c, d) {
		return keyError("spki-mismatch")
	}
	return nil
}

func (r *keyReader) pkcs1(k *Key, key rsaPrivateDER) *KeyError {
	if err := r.countPrivate(); err != nil {
		return err
	}
	if err := k.setRSA(key.N, key.E); err != nil {
		return err
	}
	if key.Version != 0 { // more than two primes
		key.P, key.Q = nil, nil
	}
	if !r.setRSAPrivate(k, key.D, key.P, key.Q) {
		return keyError("spki-mismatch")
	}
	return nil
}

func (r *keyReader) okpPrivate(k *Key, name string, d []byte) *KeyError {
	if err := r.countPrivate(); err != nil {
		return err
	}
	k.Type, k.Curve = TypeOKP, name
	if !k.setOKPPrivate(d) {
		return keyError("spki-mismatch")
	}
	return nil
}

func (r *keyReader) akpPrivate(k *Key, p mldsaSet, seed []byte) *KeyError {
	if err := r.countPrivate(); err != nil {
		return err
	}
	if !k.setAKPPrivate(p, seed) {
		return keyError("der-damaged")
	}
	return nil
}

// countPrivate bounds the private keys of one text.
func (r *keyReader) countPrivate() *KeyError {
	if r.privateKeys++; r.privateKeys > maxPrivateKeys {
		return keyError("pem-too-many-keys", "most", itoa(maxPrivateKeys))
	}
	return nil
}
