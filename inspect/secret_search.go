package inspect

import (
	"math"
	"strings"

	"jotlens/jose"
)

const (
	// ListedSecrets is how many entries assets/data/known-secrets.txt has.
	ListedSecrets = 103_781

	// maxSecretBytes is the longest entry of a list that is tried.
	maxSecretBytes = 4 << 10

	// sliceBytes is how much a search hashes before it lets others have their
	// turn: some milliseconds in a browser.
	sliceBytes = 512 << 10

	// maxUnaskedBytes is how much is hashed in a search that nobody asked for.
	maxUnaskedBytes = 64 << 20
)

// A SecretSearch looks for the secret of an HMAC in a list, slice by slice, so
// that whoever runs it can do something else in between.
type SecretSearch struct {
	Tried int    // entries of the list so far
	Total int    // entries of the list
	Found *Guess // the secret; nil as long as there is none

	guesser guesser
	rest    string // the entries to come, one a line
	left    int    // how much may still be hashed, in bytes
}

// SearchBuiltIn prepares a search in the list that every report but those of
// SearchLater has been through. It is nil when there is nothing to look for; see
// SearchList.
func SearchBuiltIn(r *Report) *SecretSearch {
	return newSecretSearch(r, builtInText, maxUnaskedBytes)
}

// SearchList prepares a search in a list of one entry a line. It is nil when
// there is nothing to look for: no token of the report has an HMAC that nobody
// has verified yet and whose secret is not known already.
func SearchList(r *Report, list string) *SecretSearch {
	return newSecretSearch(r, list, math.MaxInt)
}

func newSecretSearch(r *Report, list string, most int) *SecretSearch {
	for ; r != nil; r = r.Nested {
		if r.secretIsMissing() {
			list = strings.Trim(list, "\n")
			return &SecretSearch{
				Total:   strings.Count(list, "\n") + 1,
				guesser: newGuesser(r.Token, 0),
				rest:    list,
				left:    most,
			}
		}
	}
	return nil
}

// secretIsMissing reports whether the token has an HMAC whose secret nobody has
// given or guessed. Whatever a key in the key box is, it is not that secret.
func (r *Report) secretIsMissing() bool {
	t, s := r.Token, &r.Signature
	if t == nil || !jose.IsHMAC(t.Alg()) || len(t.Signature()) == 0 || t.Detached && !t.Attached {
		return false
	}
	return (s.State == Unverified || s.State == Invalid) && r.Guess == nil
}

// SameSignature reports whether both look for the secret of one signature.
func (s *SecretSearch) SameSignature(other *SecretSearch) bool {
	return s.guesser.tester.SameSignature(other.guesser.tester)
}

// Next tries the next slice of the list. It reports whether there is more to
// try.
func (s *SecretSearch) Next() bool {
	if s.Found != nil || s.rest == "" || s.left <= 0 {
		return false
	}
	slice := min(sliceBytes, s.left)
	s.guesser.left = slice
	for s.guesser.left > 0 && s.rest != "" && s.Found == nil {
		entry := s.rest
		if end := strings.IndexByte(s.rest, '\n'); end >= 0 {
			entry, s.rest = s.rest[:end], s.rest[end+1:]
		} else {
			s.rest = ""
		}
		s.Tried++
		if len(entry) <= maxSecretBytes && s.guesser.tryReadings(entry) {
			s.Found = s.guesser.found
		}
	}
	s.left -= slice - s.guesser.left
	return s.Found == nil && s.rest != "" && s.left > 0
}
