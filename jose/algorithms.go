package jose

// An Algorithm is one value of alg or enc.
type Algorithm struct {
	Name           string
	Family         string // "HMAC", "RSA PKCS#1 v1.5", "RSA-PSS", "ECDSA", "EdDSA", "ML-DSA", "none", "key management" or "content encryption"
	Meaning        string // one plain sentence
	Reference      string
	SignatureBytes int // length of every signature; 0 when it depends on the key or there is none
	MinKeyBytes    int // for HMAC, the shortest key allowed (RFC 7518 §3.2); otherwise 0
	Use            AlgorithmUse
	Prohibited     bool // IANA: must not be used in a token
	Deprecated     bool // IANA: should no longer be used
}

// AlgorithmUse is what an algorithm does.
type AlgorithmUse int

// The uses of an algorithm.
const (
	Signing           AlgorithmUse = iota // a JWS: alg
	KeyManagement                         // the content key of a JWE: alg
	ContentEncryption                     // the content of a JWE: enc
)

// webCrypto registered the prohibited names, to label keys with.
const webCrypto = "W3C Web Cryptography API"

// Algorithms is the IANA registry "JSON Web Signature and Encryption
// Algorithms" as of 2026-05-22, complete and in its order. The names,
// references and the status are IANA's
// (https://www.iana.org/assignments/jose, CC0); the words are ours. COSE has
// more names, such as HS256/64, which are not algorithms in JOSE.
//
// EdDSA has no SignatureBytes: 64 with an Ed25519 key, 114 with an Ed448 key.
var Algorithms = []Algorithm{
	{Name: "HS256", Family: "HMAC", Use: Signing, SignatureBytes: 32, MinKeyBytes: 32, Reference: "RFC 7518 §3.2",
		Meaning: "A checksum with a shared secret (SHA-256): whoever can check the token can also make one."},
	{Name: "HS384", Family: "HMAC", Use: Signing, SignatureBytes: 48, MinKeyBytes: 48, Reference: "RFC 7518 §3.2",
		Meaning: "A checksum with a shared secret (SHA-384): whoever can check the token can also make one."},
	{Name: "HS512", Family: "HMAC", Use: Signing, SignatureBytes: 64, MinKeyBytes: 64, Reference: "RFC 7518 §3.2",
		Meaning: "A checksum with a shared secret (SHA-512): whoever can check the token can also make one."},
	{Name: "RS256", Family: "RSA PKCS#1 v1.5", Use: Signing, Reference: "RFC 7518 §3.3",
		Meaning: "An RSA signature with SHA-256: only the private key signs, and anybody may hold the public key that checks; the most widely supported choice."},
	{Name: "RS384", Family: "RSA PKCS#1 v1.5", Use: Signing, Reference: "RFC 7518 §3.3",
		Meaning: "An RSA signature with SHA-384: only the private key signs, and anybody may hold the public key that checks."},
	{Name: "RS512", Family: "RSA PKCS#1 v1.5", Use: Signing, Reference: "RFC 7518 §3.3",
		Meaning: "An RSA signature with SHA-512: only the private key signs, and anybody may hold the public key that checks."},
	{Name: "ES256", Family: "ECDSA", Use: Signing, SignatureBytes: 64, Reference: "RFC 7518 §3.4",
		Meaning: "An elliptic curve signature (P-256, SHA-256): as strong as RSA with far smaller keys and signatures."},
	{Name: "ES384", Family: "ECDSA", Use: Signing, SignatureBytes: 96, Reference: "RFC 7518 §3.4",
		Meaning: "An elliptic curve signature (P-384, SHA-384), stronger than ES256 and slower."},
	{Name: "ES512", Family: "ECDSA", Use: Signing, SignatureBytes: 132, Reference: "RFC 7518 §3.4",
		Meaning: "An elliptic curve signature with SHA-512; its curve is P-521, so the signature has 132 bytes and not 128."},
	{Name: "PS256", Family: "RSA-PSS", Use: Signing, Reference: "RFC 7518 §3.5",
		Meaning: "An RSA signature with random padding (PSS, SHA-256), the modern way to sign with an RSA key."},
	{Name: "PS384", Family: "RSA-PSS", Use: Signing, Reference: "RFC 7518 §3.5",
		Meaning: "An RSA signature with random padding (PSS, SHA-384)."},
	{Name: "PS512", Family: "RSA-PSS", Use: Signing, Reference: "RFC 7518 §3.5",
		Meaning: "An RSA signature with random padding (PSS, SHA-512)."},
	{Name: "none", Family: "none", Use: Signing, Reference: "RFC 7518 §3.6",
		Meaning: "No signature at all: anybody can write such a token and change it."},
	{Name: "RSA1_5", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.2",
		Meaning: "Encrypts the content key with old RSA padding, which leaks the key when a server shows why decryption failed; avoid it."},
	{Name: "RSA-OAEP", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.3",
		Meaning: "Encrypts the content key with the receiver's RSA key (OAEP padding, SHA-1)."},
	{Name: "RSA-OAEP-256", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.3",
		Meaning: "Encrypts the content key with the receiver's RSA key (OAEP padding, SHA-256)."},
	{Name: "A128KW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.4",
		Meaning: "Wraps the content key with a shared AES key of 128 bits."},
	{Name: "A192KW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.4",
		Meaning: "Wraps the content key with a shared AES key of 192 bits."},
	{Name: "A256KW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.4",
		Meaning: "Wraps the content key with a shared AES key of 256 bits."},
	{Name: "dir", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.5",
		Meaning: "Uses the shared secret itself to encrypt the content, without a key of its own for each token."},
	{Name: "ECDH-ES", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.6",
		Meaning: "Sender and receiver agree on the content key with elliptic curve keys, one of them used only once."},
	{Name: "ECDH-ES+A128KW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.6",
		Meaning: "Agrees on a key with elliptic curves and wraps the content key with it (AES, 128 bits)."},
	{Name: "ECDH-ES+A192KW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.6",
		Meaning: "Agrees on a key with elliptic curves and wraps the content key with it (AES, 192 bits)."},
	{Name: "ECDH-ES+A256KW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.6",
		Meaning: "Agrees on a key with elliptic curves and wraps the content key with it (AES, 256 bits)."},
	{Name: "A128GCMKW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.7",
		Meaning: "Encrypts the content key with a shared AES-GCM key of 128 bits."},
	{Name: "A192GCMKW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.7",
		Meaning: "Encrypts the content key with a shared AES-GCM key of 192 bits."},
	{Name: "A256GCMKW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.7",
		Meaning: "Encrypts the content key with a shared AES-GCM key of 256 bits."},
	{Name: "PBES2-HS256+A128KW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.8",
		Meaning: "Derives a key from a password (SHA-256) and wraps the content key with it (AES, 128 bits)."},
	{Name: "PBES2-HS384+A192KW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.8",
		Meaning: "Derives a key from a password (SHA-384) and wraps the content key with it (AES, 192 bits)."},
	{Name: "PBES2-HS512+A256KW", Family: "key management", Use: KeyManagement, Reference: "RFC 7518 §4.8",
		Meaning: "Derives a key from a password (SHA-512) and wraps the content key with it (AES, 256 bits)."},
	{Name: "A128CBC-HS256", Family: "content encryption", Use: ContentEncryption, Reference: "RFC 7518 §5.2.3",
		Meaning: "Encrypts the content with AES-CBC (128 bits) and protects it from changes with HMAC."},
	{Name: "A192CBC-HS384", Family: "content encryption", Use: ContentEncryption, Reference: "RFC 7518 §5.2.4",
		Meaning: "Encrypts the content with AES-CBC (192 bits) and protects it from changes with HMAC."},
	{Name: "A256CBC-HS512", Family: "content encryption", Use: ContentEncryption, Reference: "RFC 7518 §5.2.5",
		Meaning: "Encrypts the content with AES-CBC (256 bits) and protects it from changes with HMAC."},
	{Name: "A128GCM", Family: "content encryption", Use: ContentEncryption, Reference: "RFC 7518 §5.3",
		Meaning: "Encrypts the content and protects it from changes in one step (AES-GCM, 128 bits)."},
	{Name: "A192GCM", Family: "content encryption", Use: ContentEncryption, Reference: "RFC 7518 §5.3",
		Meaning: "Encrypts the content and protects it from changes in one step (AES-GCM, 192 bits)."},
	{Name: "A256GCM", Family: "content encryption", Use: ContentEncryption, Reference: "RFC 7518 §5.3",
		Meaning: "Encrypts the content and protects it from changes in one step (AES-GCM, 256 bits)."},
	{Name: "EdDSA", Family: "EdDSA", Use: Signing, Deprecated: true, Reference: "RFC 8037 §3.1, RFC 9864 §2.2",
		Meaning: "An Edwards curve signature whose curve is known only from the key; say Ed25519 or Ed448 instead."},
	{Name: "RS1", Family: "RSA PKCS#1 v1.5", Use: Signing, Prohibited: true, Reference: webCrypto,
		Meaning: "An RSA signature with SHA-1, for which collisions can be made; the name exists to label keys and must not appear in a token."},
	{Name: "RSA-OAEP-384", Family: "key management", Use: KeyManagement, Reference: webCrypto,
		Meaning: "Encrypts the content key with the receiver's RSA key (OAEP padding, SHA-384)."},
	{Name: "RSA-OAEP-512", Family: "key management", Use: KeyManagement, Reference: webCrypto,
		Meaning: "Encrypts the content key with the receiver's RSA key (OAEP padding, SHA-512)."},
	{Name: "A128CBC", Family: "content encryption", Use: ContentEncryption, Prohibited: true, Reference: webCrypto,
		Meaning: "AES-CBC with 128 bits and no protection from changes; the name exists to label keys and must not appear in a token."},
	{Name: "A192CBC", Family: "content encryption", Use: ContentEncryption, Prohibited: true, Reference: webCrypto,
		Meaning: "AES-CBC with 192 bits and no protection from changes; the name exists to label keys and must not appear in a token."},
	{Name: "A256CBC", Family: "content encryption", Use: ContentEncryption, Prohibited: true, Reference: webCrypto,
		Meaning: "AES-CBC with 256 bits and no protection from changes; the name exists to label keys and must not appear in a token."},
	{Name: "A128CTR", Family: "content encryption", Use: ContentEncryption, Prohibited: true, Reference: webCrypto,
		Meaning: "AES-CTR with 128 bits and no protection from changes; the name exists to label keys and must not appear in a token."},
	{Name: "A192CTR", Family: "content encryption", Use: ContentEncryption, Prohibited: true, Reference: webCrypto,
		Meaning: "AES-CTR with 192 bits and no protection from changes; the name exists to label keys and must not appear in a token."},
	{Name: "A256CTR", Family: "content encryption", Use: ContentEncryption, Prohibited: true, Reference: webCrypto,
		Meaning: "AES-CTR with 256 bits and no protection from changes; the name exists to label keys and must not appear in a token."},
	{Name: "HS1", Family: "HMAC", Use: Signing, SignatureBytes: 20, Prohibited: true, Reference: webCrypto,
		Meaning: "A checksum with a shared secret and the outdated SHA-1; the name exists to label keys and must not appear in a token."},
	{Name: "ES256K", Family: "ECDSA", Use: Signing, SignatureBytes: 64, Reference: "RFC 8812 §3.2",
		Meaning: "An elliptic curve signature on secp256k1, the curve of Bitcoin; many JWT libraries do not support it."},
	{Name: "ML-DSA-44", Family: "ML-DSA", Use: Signing, SignatureBytes: 2420, Reference: "RFC 9964, FIPS 204",
		Meaning: "A signature that is meant to withstand quantum computers, in its smallest size: 2,420 bytes."},
	{Name: "ML-DSA-65", Family: "ML-DSA", Use: Signing, SignatureBytes: 3309, Reference: "RFC 9964, FIPS 204",
		Meaning: "A signature that is meant to withstand quantum computers, in its middle size: 3,309 bytes, too many for a cookie."},
	{Name: "ML-DSA-87", Family: "ML-DSA", Use: Signing, SignatureBytes: 4627, Reference: "RFC 9964, FIPS 204",
		Meaning: "A signature that is meant to withstand quantum computers, in its largest size: 4,627 bytes, too many for a cookie."},
	{Name: "Ed25519", Family: "EdDSA", Use: Signing, SignatureBytes: 64, Reference: "RFC 9864 §2.2",
		Meaning: "A fast Edwards curve signature with short keys that is hard to implement wrongly."},
	{Name: "Ed448", Family: "EdDSA", Use: Signing, SignatureBytes: 114, Reference: "RFC 9864 §2.2",
		Meaning: "An Edwards curve signature, stronger than Ed25519 and less widely supported."},
}
