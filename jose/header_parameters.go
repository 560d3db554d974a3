package jose

// HeaderParameters is the IANA registry "JSON Web Signature and Encryption
// Header Parameters" as of 2026-05-22, in its order. The registry has 44 rows;
// the eleven names that it lists once for JWS and once for JWE are one row
// here, with both references. The names and references are IANA's
// (https://www.iana.org/assignments/jose, CC0); the words are ours.
var HeaderParameters = []Registered{
	{Name: "alg", Title: "Algorithm", Meaning: "Names the algorithm that protects the token; a verifier must decide which ones it accepts instead of obeying this.", Reference: "RFC 7515 §4.1.1, RFC 7516 §4.1.1"},
	{Name: "jku", Title: "JWK Set URL", Meaning: "A web address that is said to serve the signing key; whoever forged the token can point it at their own keys, so never fetch it unless it is on your own list.", Reference: "RFC 7515 §4.1.2, RFC 7516 §4.1.4"},
	{Name: "jwk", Title: "JSON Web Key", Meaning: "A public key carried inside the token; a signature that matches it proves nothing, because anybody can bring a key of their own.", Reference: "RFC 7515 §4.1.3, RFC 7516 §4.1.5"},
	{Name: "kid", Title: "Key ID", Meaning: "A hint which of the issuer's keys to use; it comes from outside, so look it up in a list and never put it into a file path, a query or a command.", Reference: "RFC 7515 §4.1.4, RFC 7516 §4.1.6"},
	{Name: "x5u", Title: "X.509 URL", Meaning: "A web address that is said to serve the signer's certificate; whoever forged the token can point it anywhere, so never fetch it unless it is on your own list.", Reference: "RFC 7515 §4.1.5, RFC 7516 §4.1.7"},
	{Name: "x5c", Title: "X.509 certificate chain", Meaning: "The signer's certificates, carried inside the token; they mean something only once the chain is checked up to a root that you already trust.", Reference: "RFC 7515 §4.1.6, RFC 7516 §4.1.8"},
	{Name: "x5t", Title: "Certificate SHA-1 thumbprint", Meaning: "Identifies the signer's certificate by its SHA-1 digest, a hash that is broken; prefer x5t#S256.", Reference: "RFC 7515 §4.1.7, RFC 7516 §4.1.9"},
	{Name: "x5t#S256", Title: "Certificate SHA-256 thumbprint", Meaning: "Identifies the signer's certificate by its SHA-256 digest; it picks a certificate and does not make it trusted.", Reference: "RFC 7515 §4.1.8, RFC 7516 §4.1.10"},
	{Name: "typ", Title: "Type", Meaning: "Says what kind of token this is, for instance JWT or at+jwt; a verifier that checks it cannot be handed a token made for something else.", Reference: "RFC 7515 §4.1.9, RFC 7516 §4.1.11"},
	{Name: "cty", Title: "Content type", Meaning: "Says what is inside; the value JWT means that the payload is another token.", Reference: "RFC 7515 §4.1.10, RFC 7516 §4.1.12"},
	{Name: "crit", Title: "Critical", Meaning: "Lists extensions that a verifier has to understand; one that does not know them all must refuse the token.", Reference: "RFC 7515 §4.1.11, RFC 7516 §4.1.13"},
	{Name: "enc", Title: "Encryption algorithm", Meaning: "Names the algorithm that encrypted the content of a JWE.", Reference: "RFC 7516 §4.1.2"},
	{Name: "zip", Title: "Compression algorithm", Meaning: "Says that the content was compressed before it was encrypted; a few bytes may unpack to gigabytes, so limit the size.", Reference: "RFC 7516 §4.1.3"},
	{Name: "epk", Title: "Ephemeral public key", Meaning: "The sender's one-time public key, from which both sides derive the encryption key; check that it is a point on the expected curve.", Reference: "RFC 7518 §4.6.1.1"},
	{Name: "apu", Title: "Agreement PartyUInfo", Meaning: "Information about the sender that goes into the derived encryption key.", Reference: "RFC 7518 §4.6.1.2"},
	{Name: "apv", Title: "Agreement PartyVInfo", Meaning: "Information about the receiver that goes into the derived encryption key.", Reference: "RFC 7518 §4.6.1.3"},
	{Name: "iv", Title: "Initialization vector", Meaning: "The number used once with which AES-GCM wrapped the content key; it must never repeat under the same key.", Reference: "RFC 7518 §4.7.1.1"},
	{Name: "tag", Title: "Authentication tag", Meaning: "Proves that the content key wrapped by AES-GCM was not changed.", Reference: "RFC 7518 §4.7.1.2"},
	{Name: "p2s", Title: "PBES2 salt input", Meaning: "The salt with which a password is turned into a key.", Reference: "RFC 7518 §4.8.1.1"},
	{Name: "p2c", Title: "PBES2 count", Meaning: "How many rounds turn the password into a key; a receiver without an upper limit can be kept busy by a huge number.", Reference: "RFC 7518 §4.8.1.2"},
	{Name: "iss", Title: "Issuer", Meaning: "A copy of the issuer claim outside the encryption, readable by everybody; it must equal the claim inside.", Reference: "RFC 7519 §4.1.1, §5.3"},
	{Name: "sub", Title: "Subject", Meaning: "A copy of the subject claim outside the encryption, readable by everybody; it must equal the claim inside.", Reference: "RFC 7519 §4.1.2, §5.3"},
	{Name: "aud", Title: "Audience", Meaning: "A copy of the audience claim outside the encryption, readable by everybody; it must equal the claim inside.", Reference: "RFC 7519 §4.1.3, §5.3"},
	{Name: "b64", Title: "Base64url-encode payload", Meaning: "The value false means that the payload stands there as it is, not in base64url; a JWT must not use it.", Reference: "RFC 7797 §3"},
	{Name: "ppt", Title: "PASSporT extension", Meaning: "Names the extension of a caller identity token, for instance shaken, and with it the claims to expect.", Reference: "RFC 8225 §8.1"},
	{Name: "url", Title: "URL", Meaning: "The address that an ACME request was signed for, so that it cannot be sent to another one.", Reference: "RFC 8555 §6.4.1"},
	{Name: "nonce", Title: "Nonce", Meaning: "A one-time value from an ACME server that keeps a signed request from being sent twice.", Reference: "RFC 8555 §6.5.2"},
	{Name: "svt", Title: "Signature validation token", Meaning: "Tokens in which somebody else states that this signature was checked; believe them only if you trust their signer.", Reference: "RFC 9321"},
	{Name: "iheSSId", Title: "IHE submission set ID", Meaning: "The identifier of the set of health documents that is signed.", Reference: "IHE ITI Document Digital Signature, Volume 3 §5.10"},
	{Name: "jwt", Title: "Attached JWT", Meaning: "Another token that says something about the sender; it has to be verified on its own.", Reference: "OpenID for Verifiable Presentations 1.0 §12"},
	{Name: "client_id", Title: "Client identifier", Meaning: "The OAuth client that made the token; it is the sender's own statement until the signature is checked with that client's key.", Reference: "RFC 6749 §2.2"},
	{Name: "trust_chain", Title: "Federation trust chain", Meaning: "Statements that lead from the signer up to a trust anchor; the chain counts only if it ends at an anchor that you chose.", Reference: "OpenID Federation 1.0 §4.3"},
	{Name: "peer_trust_chain", Title: "Federation peer trust chain", Meaning: "Statements that lead from the other party up to the trust anchor that the sender used; check them like any trust chain.", Reference: "OpenID Federation 1.0 §4.4"},
}
