package keys

import (
	"crypto/rand"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A recovery key is 128 random bits and a CRC of 12 bits, written as 28 characters in groups of four. The alphabet has
// no I, L, O and U, and reading is forgiving about what looks like them.
const (
	alphabet     = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	recoveryBits = 128
	recoveryLen  = (recoveryBits + 12) / 5
	groupLen     = 4
)

type recoveryKey [recoveryBits / 8]byte

func newRecoveryKey() (r recoveryKey) {
	rand.Read(r[:]) // never fails
	return r
}

// NewRecoveryKey makes a recovery key that opens nothing yet.
func NewRecoveryKey() string { return newRecoveryKey().String() }

// String is the key as it is printed.
func (r recoveryKey) String() string {
	var b strings.Builder
	sum := crc12(r[:])
	bit := func(i int) byte {
		if i < recoveryBits {
			return r[i/8] >> (7 - i%8) & 1
		}
		return byte(sum >> (recoveryBits + 11 - i) & 1)
	}
	for c := range recoveryLen {
		if c > 0 && c%groupLen == 0 {
			b.WriteByte('-')
		}
		var v byte
		for i := range 5 {
			v = v<<1 | bit(5*c+i)
		}
		b.WriteByte(alphabet[v])
	}
	return b.String()
}

// parseRecoveryKey reads what somebody typed off a sheet of paper. Every single wrong character and every two neighbours
// that changed places are found, and all but one in 4096 of what else can happen. It returns ErrTypo.
func parseRecoveryKey(text string) (r recoveryKey, err error) {
	chars := plainRecovery(text)
	if len(chars) != recoveryLen {
		return r, ErrTypo
	}
	var sum uint16
	for c := range recoveryLen {
		v := strings.IndexByte(alphabet, chars[c])
		if v < 0 {
			return r, ErrTypo
		}
		for i := range 5 {
			one := byte(v >> (4 - i) & 1)
			if at := 5*c + i; at < recoveryBits {
				r[at/8] |= one << (7 - at%8)
			} else {
				sum = sum<<1 | uint16(one)
			}
		}
	}
	if sum != crc12(r[:]) {
		return r, ErrTypo
	}
	return r, nil
}

var lookAlikes = strings.NewReplacer("O", "0", "I", "1", "L", "1", "-", "", "—", "", "–", "", "−", "", ".", "", "_", "")

// plainRecovery takes out what separates, and puts right what looks alike; full-width characters come from Chinese keyboards.
func plainRecovery(text string) string {
	text = strings.Join(strings.Fields(norm.NFKC.String(text)), "")
	return lookAlikes.Replace(strings.ToUpper(text))
}

// CheckRecovery tells a typing mistake before anything is tried. It returns ErrTypo.
func CheckRecovery(text string) error {
	_, err := parseRecoveryKey(text)
	return err
}

// LastGroup tells whether somebody typed the last group of a recovery key: then it stands on paper, or in a file.
func LastGroup(key, typed string) bool {
	all := plainRecovery(key)
	return len(all) >= groupLen && plainRecovery(typed) == all[len(all)-groupLen:]
}

// crc12 is CRC-12/UMTS without the reversal at its end: x¹²+x¹¹+x³+x²+x+1 finds every burst of up to 12 bits.
func crc12(b []byte) (sum uint16) {
	for _, c := range b {
		sum ^= uint16(c) << 4
		for range 8 {
			if sum <<= 1; sum&0x1000 != 0 {
				sum ^= 0x180f
			}
		}
	}
	return sum
}
