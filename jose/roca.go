package jose

import "math/big"

// rocaPrimes are the small primes whose residues give the faulty moduli away:
// those modulo which 65537 generates only part of the multiplicative group.
var rocaPrimes = []uint64{11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157}

// isROCA reports whether n has the form of the moduli that a faulty Infineon
// library made and whose factors can be found: modulo each small prime, n is
// a power of 65537 (CVE-2017-15361). Of 200 million other moduli, one has it
// by chance.
func isROCA(n *big.Int) bool {
	residue, divisor := new(big.Int), new(big.Int)
	for _, p := range rocaPrimes {
		r := residue.Mod(n, divisor.SetUint64(p)).Uint64()
		power := uint64(1)
		for power != r {
			if power = power * 65537 % p; power == 1 {
				return false
			}
		}
	}
	return true
}
