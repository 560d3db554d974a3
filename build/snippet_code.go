package build

// The templates of the languages; see snippetWriter for their marks.

const goCode = `
package auth

import (
?HS|	"errors"
?!HS&typ|	"errors"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// verify returns the claims of a token that this service accepts.
func verify(token string) (jwt.MapClaims, error) {
?HS|	key := []byte(os.Getenv("JWT_SECRET"))
?HS|	if len(key) == 0 {
?HS|		return nil, errors.New("JWT_SECRET is not set")
?!HS|	pem, err := os.ReadFile("public.pem")
?!HS|	if err != nil {
?!HS|		return nil, err
?!HS|	}
?rsa|	key, err := jwt.ParseRSAPublicKeyFromPEM(pem)
?ES|	key, err := jwt.ParseECPublicKeyFromPEM(pem)
?Ed|	key, err := jwt.ParseEdPublicKeyFromPEM(pem)
?!HS|	if err != nil {
?!HS|		return nil, err
	}
	claims := jwt.MapClaims{}
?typ|	parsed, err := jwt.ParseWithClaims(token, claims,
?!typ&HS|	_, err := jwt.ParseWithClaims(token, claims,
?!typ&!HS|	_, err = jwt.ParseWithClaims(token, claims,
		func(*jwt.Token) (any, error) { return key, nil },
		jwt.WithValidMethods([]string{"«alg»"}),
?iss|		jwt.WithIssuer(«iss»),
		«no iss»
?aud|		jwt.WithAudience(«auds»),
		«no aud»
?exp|		jwt.WithExpirationRequired(),
		«no exp»
		jwt.WithLeeway(«leeway»*time.Second),
		jwt.WithJSONNumber(),
	)
	if err != nil {
		return nil, err
	}
?typ|	if parsed.Header["typ"] != «typ» {
?typ|		return nil, errors.New("wrong type of token")
?typ|	}
	return claims, nil
}
`

const nodeCode = `
?!HS|import { readFile } from "node:fs/promises";
?HS|import { jwtVerify } from "jose";
?!HS|import { importSPKI, jwtVerify } from "jose";

?HS|const key = new TextEncoder().encode(process.env.JWT_SECRET);
?ML|// «alg» needs Node.js 24.7.
?!HS|const key = await importSPKI(await readFile("public.pem", "utf8"), "«alg»");

export async function verify(token) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["«alg»"],
?iss|    issuer: «iss»,
    «no iss»
?aud|    audience: [«auds»],
    «no aud»
?typ|    typ: «typ»,
?exp|    requiredClaims: ["exp"],
    «no exp»
    clockTolerance: «leeway», // seconds
  });
  return payload;
}
`

const pythonCode = `
?HS|import os
?HS|
import jwt  # pip install pyjwt[crypto]

?HS|KEY = os.environ["JWT_SECRET"]
?!HS|with open("public.pem") as file:
?!HS|    KEY = file.read()


def verify(token):
    claims = jwt.decode(
        token,
        KEY,
        algorithms=["«alg»"],
?iss|        issuer=«iss»,
        «no iss»
?aud|        audience=[«auds»],
        «no aud»
        «no exp»
        leeway=«leeway»,  # seconds
        options={"require": [«required»]},
    )
?typ|    if jwt.get_unverified_header(token).get("typ") != «typ»:  # verified above
?typ|        raise jwt.InvalidTokenError("wrong type of token")
    return claims
`

const phpCode = `
<?php
// composer require firebase/php-jwt

use Firebase\JWT\JWT;
use Firebase\JWT\Key;

function verify(string $token): stdClass
{
?HS|    $key = getenv('JWT_SECRET');
?!HS|    $key = file_get_contents('public.pem');
?Ed|    // The library wants the 32 bytes of the key itself.
?Ed|    $der = base64_decode(preg_replace('/-----[^-]+-----|\s/', '', $key));
?Ed|    $key = base64_encode(substr($der, -32));
    JWT::$leeway = «leeway»; // seconds
    $header = new stdClass();
    $claims = JWT::decode($token, new Key($key, '«alg»'), $header);
?iss|    if (($claims->iss ?? null) !== «iss») {
?iss|        throw new UnexpectedValueException('wrong issuer');
?iss|    }
    «no iss»
?aud|    $audiences = array_filter((array) ($claims->aud ?? []), 'is_string');
?aud|    if (!array_intersect([«auds»], $audiences)) {
?aud|        throw new UnexpectedValueException('wrong audience');
?aud|    }
    «no aud»
?exp|    if (!isset($claims->exp)) {
?exp|        throw new UnexpectedValueException('no expiration time');
?exp|    }
    «no exp»
?typ|    if (($header->typ ?? null) !== «typ») {
?typ|        throw new UnexpectedValueException('wrong type of token');
?typ|    }
    return $claims;
}
`

const rustCode = `
use jsonwebtoken::{decode, Algorithm, DecodingKey, Validation};
use serde_json::Value;

fn verify(token: &str) -> Result<Value, Box<dyn std::error::Error>> {
?HS|    let key = DecodingKey::from_secret(std::env::var("JWT_SECRET")?.as_bytes());
?rsa|    let key = DecodingKey::from_rsa_pem(&std::fs::read("public.pem")?)?;
?ES|    let key = DecodingKey::from_ec_pem(&std::fs::read("public.pem")?)?;
?Ed|    let key = DecodingKey::from_ed_pem(&std::fs::read("public.pem")?)?;
    let mut validation = Validation::new(Algorithm::«alg»);
?iss|    validation.set_issuer(&[«iss»]);
    «no iss»
?aud|    validation.set_audience(&[«auds»]);
    «no aud»
    «no exp»
    validation.set_required_spec_claims::<&str>(&[«required»]);
    validation.leeway = «leeway»; // seconds
    validation.validate_nbf = true;
    let data = decode::<Value>(token, &key, &validation)?;
?typ|    if data.header.typ.as_deref() != Some(«typ») {
?typ|        return Err("wrong type of token".into());
?typ|    }
    Ok(data.claims)
}
`

const rubyCode = `
require "jwt"

?HS|KEY = ENV.fetch("JWT_SECRET")
?!HS|KEY = OpenSSL::PKey.read(File.read("public.pem"))

def verify(token)
  claims, header = JWT.decode(
    token, KEY, true,
    algorithm: "«alg»",
?iss|    iss: «iss», verify_iss: true,
    «no iss»
?aud|    aud: [«auds»], verify_aud: true,
    «no aud»
    «no exp»
    required_claims: [«required»],
    leeway: «leeway» # seconds
  )
?typ|  raise JWT::DecodeError, "wrong type of token" unless header["typ"] == «typ»
  claims
end
`
