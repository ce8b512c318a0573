package store

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"maps"

	"chainatlas/model"
)

// Walker follows a copy of the journal, frame by frame: lengths, checksums, numbers, the chain of hashes; and it counts
// the records that live.
type Walker struct {
	seq    uint64
	head   hash
	form   string // of the segments; "" until the first header
	counts map[model.Kind]int
	buffer []byte // of one payload
}

// NewWalker starts after a mark, where so many records of each kind lived.
func NewWalker(since Mark, counts map[model.Kind]int) *Walker {
	w := &Walker{seq: since.Frame, counts: maps.Clone(counts)}
	if w.counts == nil {
		w.counts = make(map[model.Kind]int)
	}
	if b, err := hex.DecodeString(since.Hash); err == nil {
		copy(w.head[:], b)
	}
	return w
}

// Mark is the last frame that was walked over.
func (w *Walker) Mark() Mark { return markOf(w.seq, w.head) }

// Counts is how many records of each kind live there.
func (w *Walker) Counts() map[model.Kind]int {
	out := make(map[model.Kind]int)
	for k, n := range w.counts {
		if n != 0 {
			out[k] = n
		}
	}
	return out
}

// Walk reads a run of a segment to its end: whole frames, after the segment's header when the run starts with it. No frame
// can be longer than size. It returns ErrDamaged.
func (w *Walker) Walk(r io.Reader, size int64, header bool) error {
	in := bufio.NewReaderSize(r, 1<<16)
	if header {
		if err := w.header(in); err != nil {
			return err
		}
	}
	for {
		payload, err := w.next(in, size)
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = w.step(payload)
		}
		if err != nil {
			return fmt.Errorf("journal frame %d: %w", w.seq+1, err)
		}
	}
}

func (w *Walker) header(in io.Reader) error {
	b := make([]byte, segmentHeader)
	if _, err := io.ReadFull(in, b); err != nil {
		return fmt.Errorf("read journal header: %w: %w", ErrDamaged, err)
	}
	if w.form == "" {
		w.form = formOf(b)
	}
	if !bytes.Equal(b, headerAfter(w.form, w.seq, w.head)) {
		return fmt.Errorf("journal header before frame %d: %w", w.seq+1, ErrDamaged)
	}
	return nil
}

// next returns the next payload, good until the one after; io.EOF at the end of the run, and ErrDamaged for less than a frame.
func (w *Walker) next(in io.Reader, limit int64) ([]byte, error) {
	head := make([]byte, frameHeader)
	if n, err := io.ReadFull(in, head); err != nil {
		if n == 0 && err == io.EOF {
			return nil, io.EOF
		}
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	size := binary.LittleEndian.Uint32(head)
	if size == 0 || int64(size) > min(limit, maxPayload) {
		return nil, fmt.Errorf("length %d: %w", size, ErrDamaged)
	}
	if int(size) > cap(w.buffer) {
		w.buffer = make([]byte, size)
	}
	payload := w.buffer[:size]
	if _, err := io.ReadFull(in, payload); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if frameCRC(head[:4], payload) != binary.LittleEndian.Uint32(head[4:]) {
		return nil, fmt.Errorf("checksum: %w", ErrDamaged)
	}
	return payload, nil
}

func (w *Walker) step(payload []byte) error {
	if prev, ok := prevOf(payload); !ok || prev != w.head {
		return fmt.Errorf("does not follow the one before: %w", ErrDamaged)
	}
	f := new(counted)
	if err := decoding.Unmarshal(payload, f); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if f.Seq != w.seq+1 {
		return fmt.Errorf("calls itself %d: %w", f.Seq, ErrDamaged)
	}
	if w.form != "" && bool(f.Sealed) != (w.form == sealedMagic) {
		return fmt.Errorf("sealed and plain frames in one journal: %w", ErrDamaged)
	}
	w.seq, w.head = f.Seq, hashOf(payload)
	for k, n := range f.net() {
		w.counts[k] += n
	}
	return nil
}

// counted is what counting needs of a frame. Values are passed over: an import may hold a hundred thousand records.
type counted struct {
	Seq    uint64             `cbor:"2,keyasint"`
	Sealed present            `cbor:"20,keyasint"`
	Net    map[model.Kind]int `cbor:"21,keyasint"` // of a sealed or packed frame
	Events []struct {
		Kind model.Kind `cbor:"2,keyasint"`
		Born []born     `cbor:"5,keyasint"` // one per changed field
	} `cbor:"11,keyasint"`
}

// net is how many records of each kind the frame makes live; nothing for kinds of which it makes none.
func (c *counted) net() map[model.Kind]int {
	out := make(map[model.Kind]int)
	for k, n := range c.Net {
		out[k] += n
	}
	for _, e := range c.Events {
		for _, n := range e.Born {
			out[e.Kind] += int(n)
		}
	}
	maps.DeleteFunc(out, func(_ model.Kind, n int) bool { return n == 0 })
	return out
}

// born is 1 for the change that makes a record live, -1 for the one that ends its life.
type born int8

// UnmarshalCBOR implements cbor.Unmarshaler for an encoded change.
func (n *born) UnmarshalCBOR(encoded []byte) error {
	if !bytes.Contains(encoded, []byte(keyLife)) {
		return nil
	}
	var c change
	if err := decoding.Unmarshal(encoded, &c); err != nil || c.Key != keyLife {
		return err
	}
	if bytes.Equal(c.New, alive) {
		*n++
	}
	if bytes.Equal(c.Old, alive) {
		*n--
	}
	return nil
}
