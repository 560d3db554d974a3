package jose

import (
	"crypto"
	"crypto/aes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/pbkdf2"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"slices"
	"strconv"

	josecipher "github.com/go-jose/go-jose/v4/cipher"
)

// choose takes the first key that may encrypt.
func (s *sealing) choose(key *Key) (*Key, *JWEError) {
	var why *JWEError
	for _, k := range key.Members() {
		e := s.fits(k)
		if e == nil {
			return k, nil
		}
		if why == nil {
			why = e
		}
	}
	if why == nil || len(key.Members()) > 1 {
		why = jweError("jwe-no-key", "alg", s.alg.name, "n", strconv.Itoa(len(key.Members())))
	}
	return nil, why
}

// sealingOperations are the key_ops of a JWK that allow to encrypt (RFC 7517
// §4.3).
var sealingOperations = map[keyFamily][]string{
	familyDirect: {"encrypt"},
	familyKW:     {"wrapKey"},
	familyGCMKW:  {"wrapKey"},
	familyPBES2:  {"deriveKey", "deriveBits", "wrapKey"},
	familyRSA15:  {"encrypt", "wrapKey"},
	familyOAEP:   {"encrypt", "wrapKey"},
	familyECDH:   {"deriveKey", "deriveBits"},
}

// fits says why a key must not encrypt, nil when it may.
func (s *sealing) fits(k *Key) *JWEError {
	need, fits := "a shared secret", k.Secret()
	switch s.alg.family {
	case familyPBES2:
		need = "a password"
	case familyRSA15, familyOAEP:
		need = "an RSA public key"
		_, fits = k.Public.(*rsa.PublicKey)
	case familyECDH:
		need = "a public key on P-256, P-384, P-521 or X25519"
		_, fits = agreementKey(k)
	}
	if !fits {
		return jweError("jwe-key-type", "alg", s.alg.name, "need", need)
	}
	if k.Type == TypeRSA && (k.Bits > maxDecryptBits || k.Bits < minDecryptBits) {
		return jweError("jwe-unsupported", "name", "an RSA key of", "value", strconv.Itoa(k.Bits)+" bits")
	}
	why := ""
	switch {
	case k.Alg != "" && k.Alg != s.alg.name && (s.alg.family != familyDirect || k.Alg != s.enc.name):
		why = "its alg is " + quoted(k.Alg)
	case k.Use != "" && k.Use != "enc":
		why = "its use is " + quoted(k.Use)
	case k.Ops != nil && !slices.ContainsFunc(k.Ops, func(op string) bool {
		return slices.Contains(sealingOperations[s.alg.family], op) || k.IsPrivate && slices.Contains(operations[s.alg.family], op)
	}):
		why = "its key_ops do not allow it"
	}
	if why != "" {
		return jweError("jwe-alg-key-mismatch", "alg", s.alg.name, "why", why)
	}
	return (&opening{enc: s.enc}).fitsLength(s.alg, k)
}

// agreementKey is the key in the form that agrees on a secret.
func agreementKey(k *Key) (*ecdh.PublicKey, bool) {
	switch public := k.Public.(type) {
	case *ecdh.PublicKey:
		return public, true
	case *ecdsa.PublicKey:
		agreed, err := public.ECDH()
		return agreed, err == nil
	}
	return nil, false
}

// wrapKey makes the content key and its encrypted form (RFC 7518 §4).
func (s *sealing) wrapKey(k *Key) (cek, encrypted []byte, e *JWEError) {
	switch {
	case s.alg.family == familyDirect:
		return k.Bytes, nil, nil
	case s.alg.family == familyECDH && s.alg.bytes == 0:
		cek, e = s.agree(k)
		return cek, nil, e
	}
	cek, err := randomBytes(s.random, s.enc.keyBytes)
	if err != nil {
		return nil, nil, jweError("jwe-no-random")
	}
	switch s.alg.family {
	case familyKW:
		encrypted, e = wrap(k.Bytes, cek)
	case familyGCMKW:
		encrypted, e = s.wrapGCM(k.Bytes, cek)
	case familyPBES2:
		var key []byte
		if key, e = s.derive(k.Bytes); e == nil {
			encrypted, e = wrap(key, cek)
		}
	case familyECDH:
		var key []byte
		if key, e = s.agree(k); e == nil {
			encrypted, e = wrap(key, cek)
		}
	default:
		encrypted, e = s.encryptRSA(k, cek)
	}
	return cek, encrypted, e
}

// wrap is AES Key Wrap (RFC 7518 §4.4).
func wrap(key, cek []byte) ([]byte, *JWEError) {
	block, err := aes.NewCipher(key)
	if err == nil {
		if wrapped, err := josecipher.KeyWrap(block, cek); err == nil {
			return wrapped, nil
		}
	}
	return nil, jweError("jwe-key-length", "alg", "AES", "want", "16, 24 or 32", "have", strconv.Itoa(len(key)))
}

// wrapGCM encrypts the content key with AES-GCM (RFC 7518 §4.7).
func (s *sealing) wrapGCM(key, cek []byte) ([]byte, *JWEError) {
	aead, err := newGCM(key)
	if err != nil {
		return nil, jweError("jwe-key-length", "alg", s.alg.name, "want", strconv.Itoa(s.alg.bytes), "have", strconv.Itoa(len(key)))
	}
	iv, err := randomBytes(s.random, gcmIV)
	if err != nil {
		return nil, jweError("jwe-no-random")
	}
	sealed := aead.Seal(nil, iv, cek, nil)
	s.add("iv", encode64(iv))
	s.add("tag", encode64(sealed[len(cek):]))
	return sealed[:len(cek)], nil
}

// derive makes a key of a password (RFC 7518 §4.8), with as many rounds as the
// header asks for.
func (s *sealing) derive(password []byte) ([]byte, *JWEError) {
	rounds := DefaultRounds
	if n := s.read.Member("p2c"); n == nil {
		s.added = append(s.added, `"p2c":`+strconv.Itoa(rounds))
	} else {
		count, err := strconv.Atoi(n.Value)
		if n.Kind != Number || err != nil || count < 1 || count > MaxRounds {
			return nil, jweError("jwe-p2c-high", "n", n.Value)
		}
		rounds = count
	}
	salt, err := randomBytes(s.random, 16)
	if err != nil {
		return nil, jweError("jwe-no-random")
	}
	s.add("p2s", encode64(salt))
	h := map[int]func() hash.Hash{256: sha256.New, 384: sha512.New384, 512: sha512.New}[s.alg.hash]
	key, err := pbkdf2.Key(h, string(password), append([]byte(s.alg.name+"\x00"), salt...), rounds, s.alg.bytes)
	if err != nil {
		return nil, jweError("jwe-key-type", "alg", s.alg.name, "need", "a password")
	}
	return key, nil
}

// agree makes an ephemeral key and agrees with the receiver's on a secret (RFC
// 7518 §4.6).
func (s *sealing) agree(k *Key) ([]byte, *JWEError) {
	public, _ := agreementKey(k)
	ephemeral, err := public.Curve().GenerateKey(s.random)
	if err != nil {
		return nil, jweError("jwe-no-random")
	}
	z, err := ephemeral.ECDH(public)
	if err != nil {
		return nil, jweError("jwe-key-type", "alg", s.alg.name, "need", "a public key whose point is sound")
	}
	point := ephemeral.PublicKey().Bytes()
	if k.Curve == "X25519" {
		s.added = append(s.added, `"epk":{"kty":"OKP","crv":"X25519","x":"`+encode64(point)+`"}`)
	} else {
		half := (len(point) - 1) / 2
		s.added = append(s.added, `"epk":{"kty":"EC","crv":"`+k.Curve+`","x":"`+encode64(point[1:1+half])+`","y":"`+encode64(point[1+half:])+`"}`)
	}
	var parties [2][]byte
	for i, name := range []string{"apu", "apv"} {
		if n := s.read.Member(name); n != nil {
			data, ok := strictBytes(n)
			if !ok {
				return nil, malformed(quoted(name), " must be base64url")
			}
			parties[i] = data
		}
	}
	id, size := s.alg.name, s.alg.bytes
	if size == 0 {
		id, size = s.enc.name, s.enc.keyBytes
	}
	return concatKDF(z, id, parties[0], parties[1], size), nil
}

// encryptRSA encrypts the content key (RFC 7518 §4.2 and §4.3).
func (s *sealing) encryptRSA(k *Key, cek []byte) (encrypted []byte, e *JWEError) {
	public, _ := k.Public.(*rsa.PublicKey)
	var err error
	if s.alg.family == familyRSA15 {
		//lint:ignore SA1019 a debugger makes what old receivers take; rule jwe-rsa1-5 warns of it
		encrypted, err = rsa.EncryptPKCS1v15(s.random, public, cek)
	} else {
		h := map[int]crypto.Hash{160: crypto.SHA1, 256: crypto.SHA256, 384: crypto.SHA384, 512: crypto.SHA512}[s.alg.hash]
		encrypted, err = rsa.EncryptOAEP(h.New(), s.random, public, cek, nil)
	}
	if err != nil {
		return nil, jweError("jwe-key-type", "alg", s.alg.name, "need", "a longer RSA key")
	}
	return encrypted, nil
}
