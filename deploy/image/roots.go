package main

import (
	"bytes"
	"encoding/pem"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// rootCertificates are the authorities that Mozilla trusts, as PEM, where Go
// looks for them. They come from a module and not from the machine that
// builds, so that every machine makes the same image. Authorities that are
// trusted only for certificates of before some day are left out: PEM cannot
// say the day.
func rootCertificates() ([]byte, error) {
	var all bytes.Buffer
	for root := range bundle.Roots() {
		if root.Constraint != nil {
			continue
		}
		if err := pem.Encode(&all, &pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}); err != nil {
			return nil, err
		}
	}
	return all.Bytes(), nil
}
