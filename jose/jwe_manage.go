package jose

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rsa"
	_ "crypto/sha1" // #nosec G505 -- RSA-OAEP is with SHA-1 by RFC 7518 §4.3, which it does not weaken
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"hash"
	"strconv"

	josecipher "github.com/go-jose/go-jose/v4/cipher"
)

// contentKey undoes the key management: what comes out has the length that the
// content encryption takes.
func (o *opening) contentKey(i int, m keyManagement, k *Key) ([]byte, *JWEError) {
	encrypted := o.jwe.Recipients[i].encryptedKey
	size := o.enc.keyBytes
	switch m.family {
	case familyDirect:
		if e := lengthOf("encrypted key", encrypted, 0); e != nil {
			return nil, e
		}
		return k.Bytes, nil
	case familyKW:
		return unwrap(k.Bytes, encrypted, size)
	case familyGCMKW:
		return o.unwrapGCM(i, k.Bytes, encrypted)
	case familyPBES2:
		key, e := o.derive(i, m, k.Bytes, encrypted)
		if e != nil {
			return nil, e
		}
		return unwrap(key, encrypted, size)
	case familyECDH:
		return o.agree(i, m, k, encrypted)
	case familyRSA15, familyOAEP:
		private, ok := k.Private.(*rsa.PrivateKey)
		if !ok {
			break
		}
		if have, want := len(encrypted), private.Size(); have != want {
			return nil, jweError("jwe-wrong-key", "have", strconv.Itoa(have), "want", strconv.Itoa(want))
		}
		if m.family == familyRSA15 {
			return sessionKey(private, encrypted, size)
		}
		return decryptOAEP(private, m.hash, encrypted, size)
	}
	return nil, jweError("jwe-key-type", "alg", m.name, "need", "another key")
}

// lengthOf refuses a part that does not have the one length that it can have.
func lengthOf(part string, data []byte, want int) *JWEError {
	if len(data) == want {
		return nil
	}
	return malformed("its ", part, " has ", strconv.Itoa(len(data)), " bytes and must have ", strconv.Itoa(want))
}

// unwrap undoes AES Key Wrap (RFC 7518 §4.4).
func unwrap(key, encrypted []byte, size int) ([]byte, *JWEError) {
	if e := lengthOf("encrypted key", encrypted, size+8); e != nil {
		return nil, e
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, jweError("jwe-wrong-key")
	}
	cek, err := josecipher.KeyUnwrap(block, encrypted)
	if err != nil {
		return nil, jweError("jwe-wrong-key")
	}
	return cek, nil
}

// unwrapGCM decrypts a content key with AES-GCM (RFC 7518 §4.7).
func (o *opening) unwrapGCM(i int, key, encrypted []byte) ([]byte, *JWEError) {
	if e := lengthOf("encrypted key", encrypted, o.enc.keyBytes); e != nil {
		return nil, e
	}
	iv, ok := strictBytes(o.jwe.Parameter(i, "iv"))
	if !ok || len(iv) != gcmIV {
		return nil, malformed("the “iv” of its header must be base64url of ", strconv.Itoa(gcmIV), " bytes")
	}
	tag, ok := strictBytes(o.jwe.Parameter(i, "tag"))
	if !ok || len(tag) != gcmTag {
		return nil, malformed("the “tag” of its header must be base64url of ", strconv.Itoa(gcmTag), " bytes")
	}
	cek, ok := openGCM(key, iv, encrypted, tag, "")
	if !ok {
		return nil, jweError("jwe-wrong-key")
	}
	return cek, nil
}

// derive makes a key of a password (RFC 7518 §4.8). Everything that can be
// checked before is checked before: this is the one step that takes long.
func (o *opening) derive(i int, m keyManagement, password, encrypted []byte) ([]byte, *JWEError) {
	rounds, e := o.jwe.rounds(i)
	if e != nil {
		return nil, e
	}
	if e := lengthOf("encrypted key", encrypted, o.enc.keyBytes+8); e != nil {
		return nil, e
	}
	salt, _ := strictBytes(o.jwe.Parameter(i, "p2s")) // Objection has looked at it
	salt = append([]byte(m.name+"\x00"), salt...)
	h := map[int]func() hash.Hash{256: sha256.New, 384: sha512.New384, 512: sha512.New}[m.hash]
	o.work.Rounds += rounds
	key, err := pbkdf2.Key(h, string(password), salt, rounds, m.bytes)
	if err != nil {
		return nil, jweError("jwe-wrong-key")
	}
	return key, nil
}

// agree does the key agreement (RFC 7518 §4.6), with AES Key Wrap on top unless
// the result is the content key itself.
func (o *opening) agree(i int, m keyManagement, k *Key, encrypted []byte) ([]byte, *JWEError) {
	public, e := readEPK(o.jwe.Parameter(i, "epk"))
	if e != nil {
		return nil, e
	}
	var private *ecdh.PrivateKey
	switch key := k.Private.(type) {
	case *ecdh.PrivateKey:
		private = key
	case *ecdsa.PrivateKey:
		private, _ = key.ECDH()
	}
	if private == nil || private.Curve() != public.Curve() {
		return nil, jweError("jwe-key-type", "alg", m.name, "need", "a private key on the curve "+o.jwe.epkCurve(i))
	}
	z, err := private.ECDH(public)
	if err != nil {
		return nil, jweError("jwe-bad-epk", "why", "the shared secret would be all zeros")
	}
	var parties [2][]byte
	for n, name := range []string{"apu", "apv"} {
		if v := o.jwe.Parameter(i, name); v != nil {
			data, ok := strictBytes(v)
			if !ok {
				return nil, malformed(quoted(name), " must be base64url")
			}
			parties[n] = data
		}
	}
	id, size := m.name, m.bytes
	if size == 0 {
		id, size = o.enc.name, o.enc.keyBytes
		if e := lengthOf("encrypted key", encrypted, 0); e != nil {
			return nil, e
		}
	}
	key := concatKDF(z, id, parties[0], parties[1], size)
	if m.bytes == 0 {
		return key, nil
	}
	return unwrap(key, encrypted, o.enc.keyBytes)
}

// concatKDF derives a key of a shared secret with SHA-256 (RFC 7518 §4.6.2, NIST
// SP 800-56A §5.8.1). go-jose has it too, and with it all of encoding/binary.
func concatKDF(z []byte, id string, apu, apv []byte, size int) (key []byte) {
	var info []byte
	for _, part := range [][]byte{[]byte(id), apu, apv} {
		info = append(binary.BigEndian.AppendUint32(info, uint32(len(part))), part...) // #nosec G115 -- no longer than the token
	}
	info = binary.BigEndian.AppendUint32(info, uint32(8*size)) // #nosec G115 -- at most 512 bits
	for round := uint32(1); len(key) < size; round++ {
		input := binary.BigEndian.AppendUint32(nil, round)
		sum := sha256.Sum256(append(append(input, z...), info...))
		key = append(key, sum[:]...)
	}
	return key[:size]
}

// decryptOAEP undoes RSAES-OAEP with its default parameters (RFC 7518 §4.3).
func decryptOAEP(private *rsa.PrivateKey, bits int, encrypted []byte, size int) ([]byte, *JWEError) {
	h := map[int]crypto.Hash{160: crypto.SHA1, 256: crypto.SHA256, 384: crypto.SHA384, 512: crypto.SHA512}[bits]
	cek, err := rsa.DecryptOAEP(h.New(), nil, private, encrypted, nil)
	if err != nil {
		return nil, jweError("jwe-wrong-key")
	}
	if e := lengthOf("content key", cek, size); e != nil {
		return nil, e
	}
	return cek, nil
}

// sessionKey undoes RSAES-PKCS1-v1_5 (RFC 7518 §4.2). With bad padding another
// key comes out instead of an error, and only the tag of the content says that
// something is wrong: an error at this place would be an oracle (RFC 7516
// §11.5). That other key is always the same for the same ciphertext, and nobody
// without the private key can foresee it.
func sessionKey(private *rsa.PrivateKey, encrypted []byte, size int) ([]byte, *JWEError) {
	mac := hmac.New(sha512.New, private.D.Bytes())
	mac.Write([]byte("RSA1_5"))
	mac.Write(encrypted)
	cek := mac.Sum(nil)[:size]
	//lint:ignore SA1019 a debugger has to open what old senders made; rule jwe-rsa1-5 warns of it
	if err := rsa.DecryptPKCS1v15SessionKey(nil, private, encrypted, cek); err != nil {
		return nil, jweError("jwe-wrong-key")
	}
	return cek, nil
}

// openGCM opens AES-GCM.
func openGCM(key, iv, ciphertext, tag []byte, aad string) ([]byte, bool) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, false
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, false
	}
	return openAEAD(aead, iv, ciphertext, tag, aad)
}

func openAEAD(aead cipher.AEAD, iv, ciphertext, tag []byte, aad string) ([]byte, bool) {
	sealed := append(append(make([]byte, 0, len(ciphertext)+len(tag)), ciphertext...), tag...)
	plaintext, err := aead.Open(nil, iv, sealed, []byte(aad))
	return plaintext, err == nil
}
