package inspect

import (
	"strings"
	"testing"
)

func TestEmailAddressesAreReportedOnce(t *testing.T) {
	runContentTests(t, only("value-email", Info,
		"email", `{"email":"zoe@example.com"}`,
		"sub", `{"sub":"zoe+jwt@mail.example.co.uk"}`,
		"emails[0]", `{"emails":["zoe@example.com","adam@example.com"],"upn":"eve@example.com"}`,
		"x", `{"n":1,"x":"zoe@bücher.example"}`,
		"email", `{"iss":"export@demo.iam.gserviceaccount.com","email":"zoe@example.com"}`,
		"user.iss", `{"user":{"iss":"zoe@example.com"}}`,
		"x", `{"x":"zoe@gserviceaccount.com"}`,
	))
	runContentTests(t, silent(
		`{"iss":"orders@example.com"}`, `{"email":"123-compute@developer.gserviceaccount.com"}`, `{"sub":"export@demo.iam.GServiceAccount.com"}`,
		`{"email":""}`, `{"x":"zoe@example"}`, `{"x":"zoe at example.com"}`, `{"x":"@example.com"}`, `{"x":"zoe@"}`, `{"x":"zoe@.com"}`, `{"x":"zoe@example.c"}`, `{"x":"zoe@example.c0m"}`, `{"x":"zoe@ex@mple.com"}`, `{"x":"Zoe <zoe@example.com>"}`,
		`{"x":"zoe@example.com, adam@example.com"}`, `{"x":"https://zoe@example.com"}`, `{"x":"a/b.yml@refs/heads/x.y"}`, `{"x":"b.yml@refs/heads/x.yz"}`, `{"x":"`+strings.Repeat("a", 250)+`@example.com"}`, `{"zoe@example.com":"x"}`,
	))
}

func TestPhoneNumbers(t *testing.T) {
	runContentTests(t, only("value-phone", Info,
		"x", `{"x":"+15550100199"}`,
		"x", `{"x":"+1 (555) 010-0199"}`,
		"x", `{"x":"+49 30 5550199"}`,
		"x[1]", `{"x":["","+442079460958"]}`,
	))
	// What the name says already is not said again.
	runContentTests(t, only("claim-personal", Info,
		"phone", `{"phone":"+15550100199"}`,
		"phone_numbers", `{"phone_numbers":["+15550100199","+442079460958"]}`,
		"user.mobile.value", `{"user":{"mobile":{"value":"+15550100199"}}}`,
	))
	runContentTests(t, silent(`{"x":"15550100199"}`, `{"x":"+05550100199"}`, `{"x":"+1555010"}`, `{"x":"+1555010019912345"}`, `{"x":"+1.555.010.0199"}`, `{"x":"+1555010x0199"}`, `{"x":"call +15550100199"}`, `{"x":15550100199}`, `{"offset":"+01:00"}`))
}
