package jose

import "encoding/asn1"

// looksLikeDER reports whether data begins like a key or a certificate in
// DER, whole or cut: no secret does by chance.
func looksLikeDER(data []byte) bool {
	content := sequenceContent(data)
	if len(data) < 16 || len(content) < 6 {
		return false
	}
	if inner := sequenceContent(content); len(inner) >= 2 {
		switch {
		case inner[0] == asn1.TagOID:
			return 3 <= inner[1] && inner[1] <= 11 // an AlgorithmIdentifier
		case inner[0] == 0xa0:
			return inner[1] == 3 // the version of a certificate
		}
		return inner[0] == asn1.TagInteger && inner[1] <= 20 // the serial number of one
	}
	if content[0] != asn1.TagInteger {
		return false
	}
	switch content[1] {
	case 1: // a version
		return content[2] <= 1 && (content[3] == 0x30 || content[3] == asn1.TagInteger || content[3] == asn1.TagOctetString)
	case 0x81: // the modulus of a PKCS#1 key
		return content[3] == 0
	case 0x82, 0x83:
		return content[4] == 0 || content[5] == 0
	}
	return false
}

// sequenceContent is what follows the tag and the length of a SEQUENCE, nil
// when data does not begin with one.
func sequenceContent(data []byte) []byte {
	if len(data) < 2 || data[0] != 0x30 {
		return nil
	}
	n := 0
	if data[1] >= 0x80 {
		if n = int(data[1] & 0x7f); n == 0 || n > 3 {
			return nil
		}
	}
	return data[min(len(data), 2+n):]
}
