package build

// A Language is a library or a program that verifies tokens.
type Language struct {
	ID      string // for attributes and tests
	Name    string
	Library string // and the version that the code was written for

	algs     string // what Library verifies
	comment  string // what begins one
	quote    func(string) string
	template string
	jwks     bool // keys come as a published set only
}

const (
	most     = "HS256 HS384 HS512 RS256 RS384 RS512 ES256 ES384"
	withPSS  = most + " PS256 PS384 PS512"
	withP521 = withPSS + " ES512"
	proxied  = withP521 + " EdDSA"
)

var languages = []Language{
	{ID: "go", Name: "Go", Library: "golang-jwt 5.3", algs: proxied, comment: "//", quote: quoteWide, template: goCode},
	{ID: "node", Name: "Node.js", Library: "jose 6", algs: proxied + " Ed25519 ML-DSA-44 ML-DSA-65 ML-DSA-87", comment: "//", quote: quoteUnits, template: nodeCode},
	{ID: "python", Name: "Python", Library: "PyJWT 2", algs: proxied + " ES256K", comment: "#", quote: quoteWide, template: pythonCode},
	{ID: "jjwt", Name: "Java", Library: "jjwt 0.12", algs: proxied, comment: "//", quote: quoteJava, template: jjwtCode},
	{ID: "spring", Name: "Spring", Library: "Spring Security 6", algs: withP521, comment: "//", quote: quoteJava, template: springCode},
	{ID: "csharp", Name: "C#", Library: "ASP.NET Core 8 JwtBearer", algs: withP521, comment: "//", quote: quoteUnits, template: csharpCode},
	{ID: "php", Name: "PHP", Library: "firebase/php-jwt 6", algs: most + " ES256K EdDSA", comment: "//", quote: quotePHP, template: phpCode},
	{ID: "rust", Name: "Rust", Library: "jsonwebtoken 9", algs: withPSS + " EdDSA", comment: "//", quote: quoteRust, template: rustCode},
	{ID: "ruby", Name: "Ruby", Library: "jwt 2", algs: withP521 + " ES256K", comment: "#", quote: quoteRuby, template: rubyCode},
	{ID: "nginx", Name: "nginx", Library: "NGINX Plus", algs: proxied, comment: "#", quote: quoteNginx, template: nginxConfig, jwks: true},
	{ID: "envoy", Name: "Envoy", Library: "Envoy 1.30", algs: proxied, comment: "#", quote: quoteWide, template: envoyConfig, jwks: true},
	{ID: "kubectl", Name: "kubectl", Library: "TokenReview v1", algs: withP521, comment: "#", quote: quoteWide, template: kubectlConfig},
}

// Languages are those that fit, in the order they are offered: kubectl reviews
// tokens of Kubernetes only.
func (f *Facts) Languages() []Language {
	if f.Kubernetes {
		return languages
	}
	return languages[:len(languages)-1]
}
