package tiles

import "encoding/binary"

// wire reads the wire format of Protocol Buffers until something is missing, and remembers that.
type wire struct {
	raw []byte
	bad bool
}

// The kinds of fields on the wire.
const (
	wireVarint  = 0
	wireFixed64 = 1
	wireBytes   = 2
	wireFixed32 = 5
)

func (r *wire) more() bool { return len(r.raw) > 0 && !r.bad }

func (r *wire) key() (field, kind uint64) {
	k := r.varint()
	return k >> 3, k & 7
}

func (r *wire) varint() uint64 {
	v, n := binary.Uvarint(r.raw)
	if n <= 0 {
		r.stop()
		return 0
	}
	r.raw = r.raw[n:]
	return v
}

func (r *wire) stop() { r.bad, r.raw = true, nil }

func (r *wire) take(n uint64) []byte {
	if n > uint64(len(r.raw)) {
		r.stop()
		return nil
	}
	out := r.raw[:n:n]
	r.raw = r.raw[n:]
	return out
}

func (r *wire) bytes() []byte { return r.take(r.varint()) }

func (r *wire) fixed32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (r *wire) fixed64() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *wire) skip(kind uint64) {
	switch kind {
	case wireVarint:
		r.varint()
	case wireFixed64:
		r.take(8)
	case wireBytes:
		r.bytes()
	case wireFixed32:
		r.take(4)
	default:
		r.stop()
	}
}

// packed adds the numbers of a repeated field, packed or one by one.
func (r *wire) packed(kind uint64, to []uint32) []uint32 {
	switch kind {
	case wireVarint:
		return append(to, uint32(r.varint()))
	case wireBytes:
		inner := wire{raw: r.bytes()}
		for inner.more() {
			to = append(to, uint32(inner.varint()))
		}
		r.bad = r.bad || inner.bad
		return to
	}
	r.skip(kind)
	return to
}
