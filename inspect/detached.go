package inspect

// awaitsPayload reports whether the payload stands elsewhere and nobody has
// given it (RFC 7515 appendix F). Such a token looks like one with an empty
// payload, and is one if its signature matches that.
func (f *facts) awaitsPayload() bool { return f.token.Detached && !f.token.Attached }
