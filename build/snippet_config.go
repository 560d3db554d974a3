package build

// The templates of Java and .NET, and of the programs that are configured.

const jjwtCode = `
import io.jsonwebtoken.*;
?HS|import io.jsonwebtoken.security.Keys;
?HS|import java.nio.charset.StandardCharsets;
?!HS|import java.nio.file.*;
?!HS|import java.security.*;
?!HS|import java.security.spec.X509EncodedKeySpec;
import java.util.*;

class Verifier {
    private final JwtParser parser;

    Verifier() throws Exception {
?HS|        byte[] secret = System.getenv("JWT_SECRET").getBytes(StandardCharsets.UTF_8);
?!HS|        String pem = Files.readString(Path.of("public.pem")).replaceAll("-----[^-]+-----", "");
?!HS|        byte[] der = Base64.getMimeDecoder().decode(pem);
?rsa|        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
?ES|        PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
?Ed|        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        parser = Jwts.parser()
?HS|            .verifyWith(Keys.hmacShaKeyFor(secret))
?!HS|            .verifyWith(key)
            .sig().clear().add(Jwts.SIG.«alg»).and()
?iss|            .requireIssuer(«iss»)
            «no iss»
?aud&!auds|            .requireAudience(«aud»)
            «no aud»
            .clockSkewSeconds(«leeway»)
            .build();
    }

    Claims verify(String token) {
        Jws<Claims> jws = parser.parseSignedClaims(token);
?exp|        if (jws.getPayload().getExpiration() == null) {
?exp|            throw new UnsupportedJwtException("no expiration time");
?exp|        }
        «no exp»
?aud&auds|        Set<String> audiences = jws.getPayload().getAudience();
?aud&auds|        if (audiences == null || Collections.disjoint(audiences, List.of(«auds»))) {
?aud&auds|            throw new UnsupportedJwtException("wrong audience");
?aud&auds|        }
?typ|        if (!«typ».equals(jws.getHeader().getType())) {
?typ|            throw new UnsupportedJwtException("wrong type of token");
?typ|        }
        return jws.getPayload();
    }
}
`

const springCode = `
?typ|import com.nimbusds.jose.JOSEObjectType;
?typ|import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
?HS|import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.*;
?HS|import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.*;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.*;
import org.springframework.security.oauth2.jwt.*;

@Configuration
class TokenConfig {
    @Bean
    JwtDecoder jwtDecoder() {
?HS|        byte[] secret = System.getenv("JWT_SECRET").getBytes(StandardCharsets.UTF_8);
?HS|        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(new SecretKeySpec(secret, "HmacSHA«size»"))
?HS|            .macAlgorithm(MacAlgorithm.«alg»)
?!HS|        // The address of the issuer's JWK Set.
?!HS|        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(System.getenv("JWKS_URL"))
?!HS|            .jwsAlgorithm(SignatureAlgorithm.«alg»)
?typ|            .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(
?typ|                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(«typ»))))
            .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(
?iss|            new JwtIssuerValidator(«iss»),
            «no iss»
?aud|            new JwtClaimValidator<Collection<String>>("aud",
?aud|                aud -> aud != null && !Collections.disjoint(aud, List.of(«auds»))),
            «no aud»
?exp|            new JwtClaimValidator<Object>("exp", Objects::nonNull),
            «no exp»
            new JwtTimestampValidator(Duration.ofSeconds(«leeway»))));
        return decoder;
    }
}
`

const csharpCode = `
?!HS|using System.Security.Cryptography;
?HS|using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

var builder = WebApplication.CreateBuilder(args);
?HS|var secret = Environment.GetEnvironmentVariable("JWT_SECRET")!;
?HS|var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret));
?rsa|var publicKey = RSA.Create();
?ES|var publicKey = ECDsa.Create();
?!HS|publicKey.ImportFromPem(File.ReadAllText("public.pem"));
?rsa|var key = new RsaSecurityKey(publicKey);
?ES|var key = new ECDsaSecurityKey(publicKey);
builder.Services.AddAuthorization();
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
{
    options.MapInboundClaims = false;
    options.TokenValidationParameters = new TokenValidationParameters
    {
        IssuerSigningKey = key,
        ValidAlgorithms = new[] { "«alg»" },
?iss|        ValidIssuer = «iss»,
        «no iss»
?!iss|        ValidateIssuer = false,
?aud|        ValidAudiences = new[] { «auds» },
        «no aud»
?!aud|        ValidateAudience = false,
?typ|        ValidTypes = new[] { «typ» },
        «no exp»
?exp|        RequireExpirationTime = true,
?!exp|        RequireExpirationTime = false,
        ClockSkew = TimeSpan.FromSeconds(«leeway»),
    };
});
`

const nginxConfig = `
# For NGINX Plus. Open source nginx has no auth_jwt: there, verify in your API.
# Inside http { }:
map $jwt_header_alg $jwt_alg_ok { "«alg»" 1; default 0; }
?iss|map $jwt_claim_iss $jwt_iss_ok { "~^«iss»\z" 1; default 0; }
?aud|# Several audiences come with commas between them.
?aud|map $jwt_claim_aud $jwt_aud_ok { "~(^|,)(«auds»)(,|\z)" 1; default 0; }
?typ|map $jwt_header_typ $jwt_typ_ok { "~^«typ»\z" 1; default 0; }

server {
    location / {
        auth_jwt "api";
        auth_jwt_key_file conf/jwks.json; # the issuer's JWK Set
        auth_jwt_leeway «leeway»s;
        auth_jwt_require $jwt_alg_ok;
?PS|        # «alg» needs release 36.
?iss|        auth_jwt_require $jwt_iss_ok;
        «no iss»
?aud|        auth_jwt_require $jwt_aud_ok;
        «no aud»
?typ|        auth_jwt_require $jwt_typ_ok;
?exp|        auth_jwt_require $jwt_claim_exp; # there must be one
        «no exp»
    }
}
`

const envoyConfig = `
# Envoy takes the algorithm from the keys: each of them should say "alg": "«alg»".
?typ|# Envoy does not check typ: do that in your API.
- name: envoy.filters.http.jwt_authn
  typed_config:
    "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
    providers:
      api:
?iss|        issuer: «iss»
        «no iss»
?aud|        audiences: [«auds»]
        «no aud»
?exp|        require_expiration: true
        «no exp»
        clock_skew_seconds: «leeway»
        remote_jwks:
          http_uri:
            uri: https://issuer.example/jwks.json # the issuer's JWK Set
            cluster: issuer # one of your clusters, with TLS
            timeout: 5s
          cache_duration: 300s
    rules:
    - match: { prefix: "/" }
      requires: { provider_name: api }
`

const kubectlConfig = `
# The API server checks signature, issuer and times itself:
#   kubectl create -f review.yaml -o yaml
# The token is good when status.authenticated is true and status.audiences has
# one of yours.
apiVersion: authentication.k8s.io/v1
kind: TokenReview
spec:
  token: PUT_THE_TOKEN_HERE
?aud|  audiences: [«auds»]
  «no aud»
`
