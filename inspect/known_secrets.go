package inspect

import (
	"strings"
	"sync"
)

// knownSecrets are the best-known secrets, and builtInSecrets these and more of
// them: what attackers try first, from documentation, samples and frameworks.
// Most are in wallarm/jwt-secrets (commit 99e2360b, MIT license, copyright
// Wallarm), the rest in the documentation of well-known libraries.
var (
	knownSecrets   = sync.OnceValue(func() []string { return lines(knownSecretsText) })
	builtInSecrets = sync.OnceValue(func() []string { return lines(builtInText) })
)

// builtInText has one secret a line, the best-known first.
const builtInText = knownSecretsText + moreSecretsText

// lines are the lines of such a text.
func lines(text string) []string { return strings.Split(strings.Trim(text, "\n"), "\n") }

const knownSecretsText = `
secret
Secret
SECRET
secretkey
secretKey
SecretKey
secret_key
secret-key
SECRET_KEY
mysecret
mySecret
my_secret
my-secret
mysecretkey
mySecretKey
my_secret_key
my-secret-key
MySecretKey
supersecret
superSecret
super-secret
super_secret
supersecretkey
super-secret-key
super_secret_key
topsecret
top-secret
top_secret
jwtsecret
jwt_secret
jwt-secret
jwtSecret
JWT_SECRET
JWTSecret
myJwtSecret
my-jwt-secret
mysecretstring
thisisthesecretkey
thisisasecret
thisismysecret
thisissecret
this is a secret
this is my secret
shhhhh
shhhhhared-secret
shhh
shh
your-256-bit-secret
your-384-bit-secret
your-512-bit-secret
your_secret_key
your-secret-key
yourSecretKey
your_jwt_secret
your-jwt-secret
yoursecret
your_secret
your-secret
YOUR_SECRET_KEY
YOUR_JWT_SECRET
a-string-secret-at-least-256-bits-long
a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long
a-string-secret-at-least-384-bits-long-for-hs384
changeme
changeit
change-me
change_me
changethis
CHANGE_ME
CHANGEME
password
Password
passw0rd
Password1
P@ssw0rd
pass
admin
administrator
root
test
testing
test123
test-secret
test_secret
testsecret
demo
example
example_key
example-key
dev
development
default
key
mykey
private
privatekey
public
token
hello
helloworld
hello world
foo
bar
foobar
baz
qwerty
123
1234
12345
123456
1234567
12345678
123456789
1234567890
12345678901234567890123456789012
0123456789
0123456789abcdef
abc
abc123
abcdef
letmein
iloveyou
welcome
ofcourseistillloveyou
gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr9C
AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow
some-secret-password
JWTs are the best!
This secret is stored base-64 encoded on the proxy hos
aSecret
secret1
secret2
secret123
secret1234
keyboard cat
keyboardcat
cat
dog
node
nodejs
express
laravel
django-insecure
symfony
spring
rails
supabase
super-secret-jwt-token-with-at-least-32-characters-long
firebase
nextauth
hasura
n8n
strapi
<random_string_at_least_32_characters_long>
ThisIsMySuperSecretKey
SigningKey
signing_key
signing-key
sharedsecret
shared-secret
shared_secret
client_secret
client-secret
clientsecret
api_secret
apisecret
access_token_secret
ACCESS_TOKEN_SECRET
refresh_token_secret
REFRESH_TOKEN_SECRET
app_secret
APP_SECRET
AppSecret
auth_secret
AUTH_SECRET
tobemodified
NxpmDotDevJwtSecret
reallyreallyreallyreallyverysafe
%kernel.secret%
***your-256-bit-secret***
DefaultSecretForThisApp
CHANGE_THIS_SECRET
ENTER_YOUR_JWT_SECRET_HERE
`
