package store

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/zstd"

	"chainatlas/model"
	"chainatlas/model/keys"
)

// sealedFrame is the payload of a frame in an encrypted workspace. It begins as every payload does, with the hash of the
// frame before, so that the chain is walked without the key; and it says in the clear how many records it makes live,
// so that a backup is counted without the key. Everything else is in Sealed.
type sealedFrame struct {
	Prev   []byte             `cbor:"1,keyasint"`
	Seq    uint64             `cbor:"2,keyasint"`
	Sealed []byte             `cbor:"20,keyasint,omitempty"` // how it is packed (one byte), and the payload of a plain frame
	Net    map[model.Kind]int `cbor:"21,keyasint,omitempty"` // live records more, or less, after it
}

// packedFrame is the payload of a large frame in a workspace that is not encrypted: a ledger shrinks to a fifth. It has fewer
// entries than any other, by which it is told.
type packedFrame struct {
	Prev   []byte             `cbor:"1,keyasint"`
	Seq    uint64             `cbor:"2,keyasint"`
	Net    map[model.Kind]int `cbor:"21,keyasint,omitempty"` // as in a sealed frame
	Packed []byte             `cbor:"22,keyasint"`
}

const (
	packLargeFrom     = 4 << 10 // bytes
	packedEntriesFrom = 0xa3    // the beginning of a map of three entries
	packedEntriesTo   = 0xa4
)

// pack makes a large plain payload small; any other stays as it is.
func pack(plain []byte) ([]byte, error) {
	if len(plain) < packLargeFrom {
		return plain, nil
	}
	var c counted
	if err := decoding.Unmarshal(plain, &c); err != nil {
		return nil, fmt.Errorf("count frame: %w", err)
	}
	prev, ok := prevOf(plain)
	if !ok {
		return nil, fmt.Errorf("frame %d: %w", c.Seq, ErrDamaged)
	}
	return encoding.Marshal(packedFrame{Prev: prev[:], Seq: c.Seq, Net: c.net(), Packed: packed(plain)})
}

// unpack gives a plain payload back.
func unpack(payload []byte) ([]byte, error) {
	if len(payload) == 0 || payload[0] < packedEntriesFrom || payload[0] > packedEntriesTo {
		return payload, nil
	}
	var f packedFrame
	if err := decoding.Unmarshal(payload, &f); err != nil {
		return nil, fmt.Errorf("unpack frame: %w: %w", ErrDamaged, err)
	}
	plain, err := unpacked(f.Packed)
	if err != nil {
		return nil, fmt.Errorf("unpack frame %d: %w: %w", f.Seq, ErrDamaged, err)
	}
	return plain, nil
}

// How a payload is packed before it is sealed; afterwards nothing can be made smaller.
const (
	packedNot  = 0
	packedZstd = 1

	packFrom = 512     // bytes; less than that hardly shrinks
	sealRoom = 4 << 10 // more than a payload grows by being sealed
)

// sealer turns payloads into sealed ones and back.
type sealer struct{ key *keys.Key }

// seal makes a sealed payload of a plain one, which begins with the hash of the frame before.
func (s *sealer) seal(plain []byte) ([]byte, error) {
	var c counted
	if err := decoding.Unmarshal(plain, &c); err != nil {
		return nil, fmt.Errorf("count frame: %w", err)
	}
	prev, ok := prevOf(plain)
	if !ok {
		return nil, fmt.Errorf("frame %d: %w", c.Seq, ErrDamaged)
	}
	f := sealedFrame{Prev: prev[:], Seq: c.Seq, Net: c.net()}
	where, err := encoding.Marshal(f)
	if err != nil {
		return nil, err
	}
	f.Sealed = s.key.Seal(packed(plain), where)
	return encoding.Marshal(f)
}

// open gives the plain payload back. What stands in the clear must be what it was sealed with.
func (s *sealer) open(payload []byte) ([]byte, error) {
	var f sealedFrame
	if err := decoding.Unmarshal(payload, &f); err != nil || len(f.Sealed) == 0 {
		return nil, fmt.Errorf("frame is not sealed: %w", keys.ErrForged)
	}
	bare := f
	bare.Sealed = nil
	where, err := encoding.Marshal(bare)
	if err != nil {
		return nil, err
	}
	b, err := s.key.Open(f.Sealed, where)
	if err != nil {
		return nil, fmt.Errorf("frame %d: %w", f.Seq, err)
	}
	return unpacked(b)
}

// The packers keep a window each, and need no goroutine.
var (
	packer = sync.OnceValues(func() (*zstd.Encoder, error) {
		return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true))
	})
	unpacker = sync.OnceValues(func() (*zstd.Decoder, error) {
		return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxPayload))
	})
)

func packed(plain []byte) []byte {
	if p, err := packer(); err == nil && len(plain) >= packFrom {
		if b := p.EncodeAll(plain, []byte{packedZstd}); len(b) <= len(plain) {
			return b
		}
	}
	return append([]byte{packedNot}, plain...)
}

func unpacked(b []byte) ([]byte, error) {
	if len(b) == 0 {
		return nil, keys.ErrForged
	}
	switch b[0] {
	case packedNot:
		return b[1:], nil
	case packedZstd:
		p, err := unpacker()
		if err != nil {
			return nil, err
		}
		return p.DecodeAll(b[1:], nil)
	}
	return nil, fmt.Errorf("packed in a way of %d: %w", b[0], ErrNewer)
}

// following is a plain payload with the hash of another frame before it: the same action in another chain.
func following(h hash, plain []byte) []byte {
	out := bytes.Clone(plain)
	copy(out[prevAt:], h[:])
	return out
}

// present is true for whatever stands there.
type present bool

// UnmarshalCBOR implements cbor.Unmarshaler.
func (p *present) UnmarshalCBOR([]byte) error { *p = true; return nil }

var _ cbor.Unmarshaler = (*present)(nil)
