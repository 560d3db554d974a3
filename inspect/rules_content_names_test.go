package inspect

import (
	"slices"
	"strings"
	"testing"

	"jotlens/jose"
)

func TestCredentialsByName(t *testing.T) {
	runContentTests(t, only("claim-credential", Critical,
		"password", `{"password":"hunter2"}`,
		"passwd", `{"passwd":"x"}`,
		"userPassword", `{"userPassword":"hunter2"}`,
		"CLIENT_SECRET", `{"CLIENT_SECRET":"abc"}`,
		"clientSecret", `{"clientSecret":"abc"}`,
		"apikey", `{"apikey":"abc"}`,
		"x-api-key", `{"x-api-key":"abc"}`,
		"APIKey", `{"APIKey":"abc"}`,
		"refreshtoken", `{"refreshtoken":"abc"}`,
		"accessToken", `{"accessToken":"abc"}`,
		"db.credentials.password", `{"db":{"credentials":{"user":"zoe","password":"hunter2"}}}`,
		"users[1].pwd", `{"users":[{"name":"zoe"},{"pwd":"hunter2"}]}`,
		"pin", `{"pin":"1234"}`,
		"pin", `{"pin":1234}`,
		"pin", `{"pin":"0000"}`,
		"otp_secret", `{"otp_secret":12345}`,
		"recovery_codes", `{"recovery_codes":["","aaaa-bbbb","cccc-dddd"]}`,
		"backupCode", `{"backupCode":"1234-5678"}`,
		"password_reset_token", `{"password_reset_token":"abc"}`,
		"aws_secret_access_key", `{"aws_secret_access_key":"abc"}`,
		"password.value", `{"password":{"value":"hunter2","updated_at":1795517700}}`,
		`["https://example.com/claims/password"]`, `{"https://example.com/claims/password":"hunter2"}`,
		`["mot de passe / password"]`, `{"mot de passe / password":"hunter2"}`,
		"seed_phrase", `{"seed_phrase":"abandon ability able"}`,
		"privateKey", `{"privateKey":"MC4CAQ"}`,
		"secret", `{"secret":"2026"}`,
		"secret", `{"secret":"2026-13"}`,
	))
	runContentTests(t, silent(
		`{"password":""}`, `{"password":null}`, `{"password":true}`, `{"password":"true"}`, `{"password":"********"}`, `{"password":12345}`, `{"password":{}}`, `{"password":[]}`,
		`{"password":"https://example.com/reset"}`, `{"password":"2026-11-24"}`, `{"password":"2026-11-24T12:00:00Z"}`, `{"password":"1795517700"}`, `{"password":"1795517700123"}`,
		`{"password_changed":"yesterday"}`, `{"password_changed_at":"yesterday"}`, `{"passwordLastChanged":"yesterday"}`, `{"password_expires_in":"3 days"}`, `{"password_hint":"my dog"}`,
		`{"password_hash_alg":"bcrypt"}`, `{"password_policy":"strong"}`, `{"api_key_id":"k1"}`, `{"api_key_ids":["k1"]}`, `{"secret_version":"v2"}`, `{"refresh_token_expires_at":"soon"}`, `{"secretName":"db-login"}`,
		`{"passwordless":"yes"}`, `{"secretary":"zoe"}`, `{"shipping":"fast"}`, `{"pinned":"yes"}`, `{"opinion":"x"}`, `{"token":"abc"}`, `{"api":"key"}`, `{"access":{"token":"abc"}}`,
		`{"password":{"policy":"strong","min":"8"}}`, `{"kind":"password"}`, `{"permissions":{"credentials":["read"],"secret":"get"}}`,
		`["password","hunter2"]`, `"password"`, `{"password"`, `{"password":`,
	))
}

func TestPaymentDataByName(t *testing.T) {
	runContentTests(t, only("claim-financial", Warning,
		"card", `{"card":"5500"}`,
		"cardNumber", `{"cardNumber":"5500 0000"}`,
		"credit_card", `{"credit_card":"x"}`,
		"payment.cvv", `{"payment":{"cvv":123}}`,
		"cvc", `{"cvc":"123"}`,
		"cvv2", `{"cvv2":"123"}`,
		"iban", `{"iban":"not checked"}`,
		"account_number", `{"account_number":12345678}`,
		"routingNumber", `{"routingNumber":"021000021"}`,
		"sort-code", `{"sort-code":"12-34-56"}`,
		"card.number", `{"card":{"number":"5500","brand":"x"}}`,
	))
	runContentTests(t, []contentTest{
		{`{"card_number":"4111 1111 1111 1111"}`, []string{"claim-financial warning payload.card_number", "value-card-number warning payload.card_number"}},
		{`{"pan":4111111111111111}`, []string{"claim-financial warning payload.pan", "value-card-number warning payload.pan"}},
	})
	runContentTests(t, silent(
		`{"card":2}`, `{"card":true}`, `{"card":"https://example.com/card"}`, `{"card_last4":"1111"}`, `{"card_last_4":"1111"}`, `{"card_brand":"visa"}`, `{"card_type":"credit"}`, `{"card_id":"c_1"}`,
		`{"card_number_masked":"411111"}`, `{"card_number":"**** **** **** 1111"}`, `{"sim_card":"x"}`, `{"scorecard":"x"}`, `{"pandas":"x"}`, `{"expand":"x"}`, `{"account":"12345678"}`, `{"card":{"holder":"Zoe"}}`,
	))
}

func TestGovernmentIdentifiersByName(t *testing.T) {
	runContentTests(t, only("claim-national-id", Warning,
		"ssn", `{"ssn":"123"}`,
		"userSSN", `{"userSSN":123456789}`,
		"social_security_number", `{"social_security_number":"123"}`,
		"nationalId", `{"nationalId":"X1"}`,
		"passport_number", `{"passport_number":"C01X00T47"}`,
		"taxId", `{"taxId":"12/345"}`,
		"aadhaar", `{"aadhaar":"2341 2341 2346"}`,
		"driver_license", `{"driver_license":"D1"}`,
		"driversLicence", `{"driversLicence":"D1"}`,
		`["driver's license"]`, `{"driver's license":"D1"}`,
		"passport.number", `{"passport":{"number":"C01X00T47"}}`,
		"passport", `{"passport":["C01X00T47"]}`,
	))
	runContentTests(t, silent(`{"ssn":""}`, `{"ssn_last4":"1120"}`, `{"ssn_verified":"yes"}`, `{"passport_id":"p"}`, `{"tin":5}`, `{"tiny":"x"}`, `{"session":"x"}`, `{"nationality":"DE"}`, `{"ssn":"***-**-1120"}`))
}

func TestPersonalDataByName(t *testing.T) {
	runContentTests(t, only("claim-personal", Info,
		"dob", `{"dob":"1990-01-02"}`,
		"dateOfBirth", `{"dateOfBirth":"1990-01-02"}`,
		"birthday", `{"birthday":"2 January"}`,
		"address", `{"address":"1 Example Street"}`,
		"address", `{"address":{"country":"DE"}}`,
	))
	runContentTests(t, only("claim-personal", Info,
		"home.street_address", `{"home":{"street_address":"1 Example Street"}}`,
		"home_address", `{"home_address":{"street_address":"1 Example Street","country":"DE"}}`,
		"mobile", `{"mobile":"555 0199"}`,
		"phones.phone", `{"phones":{"phone":["555 0199"]}}`,
		"salary", `{"salary":90000}`,
		"medical_history", `{"medical_history":"asthma"}`,
		"bloodType", `{"bloodType":"0+"}`,
		"phone.number", `{"phone":{"number":"555 0199"}}`,
		`["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/dateofbirth"]`, `{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/dateofbirth":"1990-01-02"}`,
	))
	runContentTests(t, silent(
		`{"address":"192.0.2.7"}`, `{"address":"somewhere"}`, `{"address":"no digit here"}`, `{"address":{}}`, `{"address":{"country":null,"x":""}}`, `{"ip_address":{"v4":"192.0.2.7"}}`, `{"email_address":"x 1"}`,
		`{"phone_verified":"yes"}`, `{"phone_number_verified":true}`, `{"mobile":true}`, `{"phone_type":"home"}`, `{"gender":""}`, `{"telephone":"x"}`, `{"megaphone":"x"}`, `{"religions":"x"}`, `{"_claim_names":{"gender":"src1"}}`,
	))
}

func TestRegisteredPersonalClaimsSaySo(t *testing.T) {
	for payload, standard := range map[string]bool{
		`{"birthdate":"1990-01-02"}`:          true,
		`{"phone_number":"555 0199"}`:         true,
		`{"dob":"1990-01-02"}`:                false,
		`{"user":{"birthdate":"1990-01-02"}}`: false,
	} {
		f := &facts{values: walkValues("payload", jose.ReadJSON([]byte(payload)))}
		at := slices.IndexFunc(contentRules, func(r Rule) bool { return r.ID == "claim-personal" })
		hits := 0
		contentRules[at].Check(f, func(h Hit) {
			hits++
			if got := strings.Contains(contentRules[at].finding(h).Message, "standard OIDC claim"); got != standard {
				t.Errorf("%s: standard is %v, want %v", payload, got, standard)
			}
		})
		if hits != 1 {
			t.Errorf("%s: %d hits", payload, hits)
		}
	}
}
