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

// head reads the beginning of a value that must be of the type, and returns its number or length. A simple value stands for
// bytes too: an absent one is null, which has length 0.
func (w *steps) head(want byte) int {
	major, n := w.any()
	if major == cborSimple && want == cborBytes {
		return 0
	}
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
	w.rest = w.rest[1:]
	small := first & 31
	if small < 24 {
		return first >> 5, int(small)
	}
	if small > 27 { // of unknown length: we never write such a thing
		w.fail()
		return 0, 0
	}
	size := 1 << (small - 24)
	if len(w.rest) < size {
		w.fail()
		return 0, 0
	}
	var number [8]byte
	copy(number[8-size:], w.rest)
	w.rest = w.rest[size:]
	return first >> 5, int(binary.BigEndian.Uint64(number[:]))
}

// text reads a byte string or a text; nil when it is null.
func (w *steps) text(want byte) []byte {
	null := len(w.rest) > 0 && w.rest[0]>>5 == cborSimple
	n := w.head(want)
	if n < 0 || n > len(w.rest) {
		w.fail()
	}
	if null || w.bad {
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
