package search

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"

	"chainatlas/model"
)

// Read makes an index of a snapshot. It returns ErrStale for one that is damaged or of another version.
func Read(from io.Reader) (*Index, error) {
	all, err := io.ReadAll(from)
	if err != nil {
		return nil, fmt.Errorf("read search snapshot: %w", err)
	}
	body := len(all) - 4
	if body < len(snapshotMark) || string(all[:len(snapshotMark)]) != snapshotMark {
		return nil, fmt.Errorf("read search snapshot: no mark: %w", ErrStale)
	}
	if crc32.Checksum(all[:body], castagnoli) != binary.LittleEndian.Uint32(all[body:]) {
		return nil, fmt.Errorf("read search snapshot: checksum: %w", ErrStale)
	}
	e := &eye{rest: all[len(snapshotMark):body]}
	if e.number() != fingerprint() {
		return nil, fmt.Errorf("read search snapshot: other fields: %w", ErrStale)
	}
	x := e.index()
	if e.short || len(e.rest) > 0 {
		return nil, fmt.Errorf("read search snapshot: length: %w", ErrStale)
	}
	return x, nil
}

// eye reads a snapshot piece by piece; short tells that it ended too soon.
type eye struct {
	rest  []byte
	short bool
}

func (e *eye) bytes(n int) []byte {
	if n < 0 || n > len(e.rest) {
		e.short, e.rest = true, nil
		return nil
	}
	out := e.rest[:n]
	e.rest = e.rest[n:]
	return out
}

func (e *eye) number() uint32 {
	if b := e.bytes(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (e *eye) numbers() []uint32 {
	b := e.bytes(4 * int(e.number()))
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

func shorts[T ~uint16](b []byte) []T {
	out := make([]T, len(b)/2)
	for i := range out {
		out[i] = T(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return out
}

func (e *eye) text() string { return string(e.bytes(int(e.number()))) }

func (e *eye) index() *Index {
	x := New()
	for n := e.number(); n > uint32(len(x.alphabet.letters)) && !e.short; {
		x.alphabet.learn(sound{rune(e.number()), e.text()})
	}
	for n := e.number(); n > 0 && !e.short; n-- {
		s := e.segment(len(x.alphabet.letters))
		x.serial++
		s.serial = x.serial
		for slot, id := range s.ids {
			x.byID[id] = where{s.serial, uint32(slot)}
		}
		x.segments = append(x.segments, s)
		x.living += len(s.ids)
	}
	return x
}

// learn gives a letter the next number.
func (a *alphabet) learn(s sound) {
	if s.reading == "" && s.char >= 0 && int(s.char) < len(a.plain) {
		a.plain[s.char] = a.add(s)
		return
	}
	a.fixed[s] = a.add(s)
}

func (e *eye) segment(alphabet int) *segment {
	n := int(e.number())
	if n > len(e.rest)/28 {
		e.short, n = true, 0
	}
	s := &segment{ids: make([]model.ID, n), kinds: make([]model.Kind, n), updated: make([]int64, n), dead: newBitset(n)}
	for i := range n {
		copy(s.ids[i][:], e.bytes(16))
		if k := int(e.number()); k < len(model.Kinds()) {
			s.kinds[i] = model.Kinds()[k]
		}
		s.updated[i] = int64(e.number()) | int64(e.number())<<32
	}
	s.titles, s.titleAt = e.text(), e.numbers()
	for c := range s.shelves {
		e.shelf(&s.shelves[c], alphabet)
	}
	return s
}

func (e *eye) shelf(s *shelf, alphabet int) {
	if s.from = e.numbers(); len(s.from) == 0 {
		return
	}
	s.letters = shorts[code](e.bytes(2 * int(e.number())))
	s.slots = e.numbers()
	s.fields = shorts[uint16](e.bytes(2 * len(s.slots)))
	heads, tails := e.numbers(), e.numbers()
	if e.short {
		return
	}
	s.findStarts()
	s.heads, s.tails = listed(s.letters, heads, headsBy, alphabet), listed(s.letters, tails, tailsBy, alphabet)
}
