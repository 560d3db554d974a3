package inspect

import (
	"strings"

	"jotlens/jose"
)

// A Profile is a kind of token that a standard or a platform gives its claims.
type Profile string

// The profiles that are recognized, by the type in the header or else by the
// claims. What is recognized by claims looks like one and may be something else.
const (
	AccessToken       Profile = "access-token"               // OAuth 2.0 (RFC 9068), or by its scope
	IDToken           Profile = "id-token"                   // OIDC Core §2
	RefreshToken      Profile = "refresh-token"              // as Keycloak writes them
	LogoutToken       Profile = "logout-token"               // OIDC Back-Channel Logout §2.4
	DPoPProof         Profile = "dpop-proof"                 // RFC 9449 §4.2
	SDJWTVC           Profile = "sd-jwt-vc"                  // a credential with selective disclosure (draft-ietf-oauth-sd-jwt-vc)
	KubernetesAccount Profile = "kubernetes-service-account" // projected or from a Secret
	GitHubActions     Profile = "github-actions"             // of a workflow run
	GitLabCI          Profile = "gitlab-ci"                  // of a job
	SPIFFE            Profile = "jwt-svid"                   // the identity of a workload
)

// recognize says which profile the token has, "" when it has none that is known.
func (f *facts) recognize() Profile {
	if !f.readsClaims() {
		return ""
	}
	switch {
	case f.typ == "at+jwt":
		return AccessToken
	case f.typ == "dpop+jwt":
		return DPoPProof
	case f.typ == "logout+jwt" || f.hasLogoutEvent():
		return LogoutToken
	case f.typ == "dc+sd-jwt" || f.typ == "vc+sd-jwt" || f.token.Kind == jose.KindSDJWT && f.hasClaim("vct"):
		return SDJWTVC
	case f.isRefreshToken():
		return RefreshToken
	case f.hasClaim("workflow_ref", "job_workflow_ref") && f.hasClaim("repository"):
		return GitHubActions
	case f.hasClaim("kubernetes.io", "kubernetes.io/serviceaccount/namespace"):
		return KubernetesAccount
	case f.hasClaim("project_path") && f.hasClaim("pipeline_id"):
		return GitLabCI
	case strings.HasPrefix(f.textClaim("sub"), "spiffe://"):
		return SPIFFE
	case f.isIDToken():
		return IDToken
	case f.isForAPI() && f.hasClaim("sub", "azp", "client_id"):
		return AccessToken
	}
	return ""
}

// isRefreshToken reports whether the claims call the token one that only gets
// new tokens, as those of Keycloak do.
func (f *facts) isRefreshToken() bool {
	typ := f.textClaim("typ")
	return strings.EqualFold(typ, "refresh") || strings.EqualFold(typ, "offline")
}

// isIDToken reports whether the claims have the shape of an OpenID Connect ID
// token (OIDC Core §2). A token that says in its header what else it is, is none.
func (f *facts) isIDToken() bool {
	if f.typ != "" && f.typ != "jwt" || f.isForAPI() {
		return false
	}
	return f.hasClaim("nonce", "at_hash", "c_hash") ||
		f.hasClaim("azp") && f.hasClaim("aud") || // alone it says something else, as in the sessions of Clerk
		f.hasClaim("iss") && f.hasClaim("sub") && f.hasClaim("aud") && f.hasClaim("amr", "acr", "auth_time")
}

// isForAPI reports whether the claims say that this is an access token, which
// may otherwise look like an ID token: those of Keycloak and Auth0 have "azp".
func (f *facts) isForAPI() bool {
	return f.hasClaim("scope", "scp") || strings.EqualFold(f.textClaim("typ"), "bearer") || f.textClaim("token_use") == "access"
}

// textClaim is the value of a claim, "" when it is missing or not a string.
func (f *facts) textClaim(name string) string {
	if n := f.claim(name); n != nil && n.Kind == jose.String {
		return n.Value
	}
	return ""
}
