package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// A certificate that expired in 2023, of a public test suite, and a key of RFC
// 8037 appendix A.1 with its private half.
const (
	expiredCertificate = "MIIBCTCBsAIJAP3LUepKb7jlMAoGCCqGSM49BAMCMA0xCzAJBgNVBAYTAkNaMB4X" +
		"DTIyMTAxMTEyMjUwOVoXDTIzMTAwNjEyMjUwOVowDTELMAkGA1UEBhMCQ1owWTAT" +
		"BgcqhkjOPQIBBggqhkjOPQMBBwNCAATgKwVkRFokb9sx8LwBk0C1dsxPiFLpQdNA" +
		"OwUNUWZla/oHsjVjD33LaJIRXJKEr8frW/830aC2RtX6m97KmjVsMAoGCCqGSM49" +
		"BAMCA0gAMEUCIQDUxxIyJy8FQvrou0eGSLzAoNNKrYLIeI/OJzBIu6VkZwIgZvHb" +
		"W78UlObaQoVHfmO5TbgLpIEiskde4STWKDYIZmI="
	okpPrivate = `{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`
)

// withCertificate is a token that brings a certificate.
func withCertificate() string {
	return signed(`{"alg":"HS256","x5c":["`+expiredCertificate+`"]}`, `{"sub":"zoe"}`)
}

func TestTheKeyBoxSaysWhatItRecognized(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(withCertificate())
	p.until(`!document.querySelector("#certificates").hidden`)
	p.says("#certificates", "C=CZ")
	p.paste("#key", okpPrivate)
	p.says("#key-note", "Private key: Ed25519, from a JWK.")
	p.click("#key-details > summary")
	p.says("#key-details", "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
	// What is unfolded stays unfolded when another key comes.
	quoted, err := json.Marshal("-----BEGIN CERTIFICATE-----\n" + expiredCertificate + "\n-----END CERTIFICATE-----\n")
	if err != nil {
		t.Fatal(err)
	}
	p.paste("#key", strings.Trim(string(quoted), `"`))
	p.says("#key-note", "Certificate: P-256, from a PEM.")
	p.says("#key-details", "turned into line breaks")
	if !eval[bool](p, `document.querySelector("#key-details").open`) {
		t.Error("the details are shut")
	}
	p.paste("#key", "-----BEGIN PUBLIC KEY-----")
	p.says("#key-note", "Copy the lines from -----BEGIN to -----END as they are.")
	if n := p.count("#key-details"); n != 0 {
		t.Errorf("%d details of a key that cannot be read", n)
	}
}
