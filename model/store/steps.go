package store

import "encoding/binary"

// The major types of CBOR that a stored state is made of (RFC 8949, 3.1).
const (
	cborNumber = 0
	cborBytes  = 2
	cborText   = 3
	cborList   = 4
	cborMap    = 5
	cborTag    = 6
	cborSimple = 7
)

// steps goes through encoded values. It never fails but turns bad, and then has nothing left.
type steps struct {
	rest []byte
	bad  bool
}

// head reads the beginning of a value that must be of the type, and returns its number or how many parts it has.
func (w *steps) head(want byte) int {
	major, n := w.any()
	if major != want {
		w.fail()
		return 0
	}
	if major == cborList || major == cborMap {
		return w.among(n)
	}
	return n
}

func (w *steps) any() (major byte, n int) {
	if len(w.rest) == 0 {
		w.fail()
		return 0, 0
	}
	first := w.rest[0]
	if small := first & 31; small < 24 {
		w.rest = w.rest[1:]
		return first >> 5, int(small)
	}
	return first >> 5, w.number(first & 31)
}

// number reads a head's number that stands in bytes of its own, as many as small says.
func (w *steps) number(small byte) (n int) {
	size := 1 << (small - 24)
	if small > 27 || len(w.rest) <= size { // beyond 27 of unknown length: we never write such a thing
		w.fail()
		return 0
	}
	at := w.rest[1:]
	w.rest = at[size:]
	switch size {
	case 1:
		return int(at[0])
	case 2:
		return int(binary.BigEndian.Uint16(at))
	case 4:
		return int(binary.BigEndian.Uint32(at))
	}
	return int(binary.BigEndian.Uint64(at))
}

// text reads a byte string or a text; nil when it is null.
func (w *steps) text(want byte) []byte {
	major, n := w.any()
	if major == cborSimple && want == cborBytes || w.bad {
		return nil
	}
	if major != want || n < 0 || n > len(w.rest) {
		w.fail()
		return nil
	}
	out := w.rest[:n:n]
	w.rest = w.rest[n:]
	return out
}

// skip passes one value, whatever it is.
func (w *steps) skip() {
	for left := 1; left > 0 && !w.bad; left-- {
		switch major, n := w.any(); major {
		case cborBytes, cborText:
			if n < 0 || n > len(w.rest) {
				w.fail()
				return
			}
			w.rest = w.rest[n:]
		case cborList:
			left += w.among(n)
		case cborMap:
			left += 2 * w.among(n)
		case cborTag:
			left++
		}
	}
}

// among is a number of parts that can be in what is left: each takes a byte at least.
func (w *steps) among(n int) int {
	if n < 0 || n > len(w.rest) {
		w.fail()
		return 0
	}
	return n
}

func (w *steps) fail() { w.bad, w.rest = true, nil }
