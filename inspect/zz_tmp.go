package inspect

import "jotlens/jose"

func embeddedKey(t *jose.Token) (string, *jose.Key, string) { return "", nil, "" }
