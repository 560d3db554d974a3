package jose

import "strconv"

// Opened is what came out of a JWE whose tag matched.
type Opened struct {
	Plaintext []byte
	Key       *Key // the one that opened it; of a set, its member
	Recipient int  // whose encrypted key it opened
}

// Decrypt opens the JWE with a key, or with one of a set: those that the header
// names by kid first, then all others that fit, as far as the work lasts. The
// algorithm comes from the header, and only a key that is meant for it is tried.
func (j *JWE) Decrypt(k *Key, w *Work) (*Opened, *JWEError) {
	o, open, e := j.begin()
	if e != nil {
		return nil, e
	}
	o.work, o.single = w, len(k.Keys) == 0
	for _, named := range []bool{true, false} {
		for _, i := range open {
			kid := j.text(i, "kid")
			for _, member := range k.Members() {
				if (kid != "" && member.KeyID == kid) != named {
					continue
				}
				if opened := o.try(i, member, named); opened != nil || o.stop {
					return opened, o.err
				}
			}
		}
	}
	if o.rank == rankNone {
		o.err = jweError("jwe-no-key", "alg", j.Alg(0), "n", strconv.Itoa(len(k.Members())))
	}
	return nil, o.err
}

// Refusal says why no key can open the JWE, nil when one might.
func (j *JWE) Refusal() *JWEError {
	_, _, e := j.begin()
	return e
}

// begin does everything that needs no key, and lists the recipients whose
// header allows to open the JWE for them.
func (j *JWE) begin() (o opening, open []int, e *JWEError) {
	if j.Fault != nil {
		return o, nil, j.Fault
	}
	enc, ok := contentEncryptions[j.Enc()]
	if !ok {
		return o, nil, unsupported("enc", j.Enc())
	}
	if e := j.checkSizes(enc); e != nil {
		return o, nil, e
	}
	o = opening{jwe: j, enc: enc}
	for i := range j.Recipients {
		if alg := j.Alg(i); keyManagements[alg].name == "" {
			o.note(rankKey, unsupported("alg", alg))
		} else if e := j.Objection(i); e != nil {
			o.note(rankToken, e)
		} else {
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return o, nil, o.err
	}
	return o, open, nil
}

func unsupported(name, value string) *JWEError {
	if value == "" {
		return malformed("its header names no ", quoted(name))
	}
	return jweError("jwe-unsupported", "name", name, "value", value)
}

// An opening is the search for the key that opens a JWE.
type opening struct {
	jwe    *JWE
	enc    contentEncryption
	work   *Work
	single bool // there is one key only: what is wrong with it is worth saying

	err  *JWEError // the most telling so far
	rank rank
	stop bool // nothing else may be tried
}

// A rank says how telling an error is.
type rank int

const (
	rankNone    rank = iota // of a set, a key that is for something else
	rankKey                 // the key must not be tried
	rankTried               // the key was tried and does not open it
	rankBound               // too much was tried already
	rankChanged             // the key is the right one, and the tag does not match
	rankToken               // no key may open it
)

// note keeps the most telling error.
func (o *opening) note(r rank, e *JWEError) {
	if o.err == nil || r > o.rank {
		o.err, o.rank = e, r
	}
}

// try tries one key on one recipient. named says that the header names it.
func (o *opening) try(i int, k *Key, named bool) *Opened {
	m := keyManagements[o.jwe.Alg(i)]
	if e := o.fits(i, m, k); e != nil {
		r := rankNone
		if o.single || named {
			r = rankKey
		}
		o.note(r, e)
		return nil
	}
	// One password is all: with most header values that is the whole work.
	if m.family == familyPBES2 && o.work.Rounds > 0 || !o.work.pay(price(k, len(o.jwe.ciphertext))) {
		o.note(rankBound, jweError("jwe-too-much-work", "n", strconv.Itoa(o.work.Tries)))
		return nil
	}
	o.work.Tries++
	cek, e := o.contentKey(i, m, k)
	if e != nil {
		o.note(rankTried, e)
		return nil
	}
	compressed, ok := o.enc.open(cek, o.jwe)
	switch {
	case !ok && m.authenticates():
		o.note(rankChanged, jweError("jwe-changed"))
		return nil
	case !ok:
		o.note(rankTried, jweError("jwe-wrong-key"))
		return nil
	}
	plaintext, e := o.jwe.inflate(compressed, o.work)
	if e != nil {
		o.err, o.stop = e, true
		return nil
	}
	o.err = nil
	return &Opened{Plaintext: plaintext, Key: k, Recipient: i}
}
