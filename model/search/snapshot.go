package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"

	"chainatlas/model"
)

// A snapshot is the index in a file, so that a start need not make it anew:
//
//	mark        snapshotMark
//	fingerprint of what the program makes texts and fields of
//	alphabet    each letter's character and fixed reading
//	segment     none or one: cards, then for each class letters, mentions and sorted suffixes
//	checksum    CRC-32C of all before
//
// Numbers are little-endian, lists begin with their length. Its texts are not encrypted; that is for who keeps it.
const snapshotMark = "ChainAtlas search 1\n"

// ErrStale is returned when a snapshot is damaged or was written by another version; the index is then to be made anew.
var ErrStale = errors.New("stale search snapshot")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// fingerprint changes with the fields, where they are looked for and the words that fix readings.
func fingerprint() uint32 {
	var all strings.Builder
	for _, k := range model.Kinds() {
		for _, p := range places()[k] {
			fmt.Fprintln(&all, k, p.Key, p.class, p.number)
		}
	}
	return crc32.ChecksumIEEE([]byte(all.String() + words))
}

// WriteTo writes a snapshot of what can be found and returns its bytes. Questions go on meanwhile; writing waits.
func (x *Index) WriteTo(w io.Writer) (int64, error) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.compact()
	p := &pen{to: w}
	p.buffer = append(p.buffer, snapshotMark...)
	p.number(fingerprint())
	p.alphabet(x.alphabet)
	p.number(uint32(len(x.segments)))
	for _, s := range x.segments {
		p.segment(s)
	}
	p.flush()
	p.number(p.sum)
	p.flush()
	if p.err != nil {
		return p.written, fmt.Errorf("write search snapshot: %w", p.err)
	}
	return p.written, nil
}

// compact makes one segment of everything that is alive. The caller holds writing.
func (x *Index) compact() {
	if len(x.fresh.cards) > 0 {
		x.seal(&batch{})
	}
	if len(x.segments) == 0 || len(x.segments) == 1 && x.segments[0].gone == 0 {
		return
	}
	x.join(slices.Clone(x.segments))
}

// pen writes a snapshot piece by piece.
type pen struct {
	to      io.Writer
	buffer  []byte
	sum     uint32
	written int64
	err     error
}

func (p *pen) flush() {
	if p.err == nil {
		p.sum = crc32.Update(p.sum, castagnoli, p.buffer)
		var n int
		n, p.err = p.to.Write(p.buffer)
		p.written += int64(n)
	}
	p.buffer = p.buffer[:0]
}

func (p *pen) number(n uint32) {
	if p.buffer = binary.LittleEndian.AppendUint32(p.buffer, n); len(p.buffer) >= 1<<16 {
		p.flush()
	}
}

func (p *pen) numbers(list []uint32) {
	p.number(uint32(len(list)))
	for _, n := range list {
		p.number(n)
	}
}

func (p *pen) text(s string) {
	p.number(uint32(len(s)))
	p.buffer = append(p.buffer, s...)
}

func (p *pen) alphabet(a *alphabet) {
	p.number(uint32(len(a.letters)))
	for _, s := range a.sounds() {
		p.number(uint32(s.char))
		p.text(s.reading)
	}
}

// sounds lists what each letter was made of, from the first that was met.
func (a *alphabet) sounds() []sound {
	out := make([]sound, len(a.letters))
	for r, c := range a.plain {
		if c > strange {
			out[c] = sound{char: rune(r)}
		}
	}
	for s, c := range a.fixed {
		if c > strange {
			out[c] = s
		}
	}
	return out[strange+1:]
}

func (p *pen) segment(s *segment) {
	p.number(uint32(len(s.ids)))
	for n, id := range s.ids {
		p.buffer = append(p.buffer, id[:]...)
		p.number(uint32(slices.Index(model.Kinds(), s.kinds[n])))
		p.number(uint32(s.updated[n]))
		p.number(uint32(s.updated[n] >> 32))
	}
	p.text(s.titles)
	p.numbers(s.titleAt)
	for c := range s.shelves {
		p.shelf(&s.shelves[c])
	}
}

func (p *pen) shelf(s *shelf) {
	p.numbers(s.from)
	if len(s.from) == 0 {
		return
	}
	p.number(uint32(len(s.letters)))
	for _, l := range s.letters {
		p.buffer = binary.LittleEndian.AppendUint16(p.buffer, uint16(l))
	}
	p.numbers(s.slots)
	for _, f := range s.fields {
		p.buffer = binary.LittleEndian.AppendUint16(p.buffer, f)
	}
	p.numbers(s.heads.at)
	p.numbers(s.tails.at)
}
