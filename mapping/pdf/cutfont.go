package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// errNoOutlines is returned for a font file without TrueType outlines.
var errNoOutlines = errors.New("font has no TrueType outlines")

// source is a TrueType file taken apart.
type source struct {
	tables map[string][]byte
	long   bool // the form of loca
	loca   []byte
	glyf   []byte
	widths int // glyphs with an advance of their own
}

var be = binary.BigEndian

func readFont(data []byte) (s source, err error) {
	defer func() {
		if recover() != nil { // a table that ends too early
			err = errNoOutlines
		}
	}()
	s.tables = map[string][]byte{}
	for i := range int(be.Uint16(data[4:])) {
		e := data[12+16*i:]
		from, n := be.Uint32(e[8:]), be.Uint32(e[12:])
		s.tables[string(e[:4])] = data[from : from+n]
	}
	s.loca, s.glyf = s.tables["loca"], s.tables["glyf"]
	if len(s.loca) == 0 || len(s.glyf) == 0 {
		return s, errNoOutlines
	}
	s.long = be.Uint16(s.tables["head"][50:]) != 0
	s.widths = int(be.Uint16(s.tables["hhea"][34:]))
	return s, nil
}

// glyph is the outline of a glyph in the file; empty for one that has none.
func (s *source) glyph(id uint16) []byte {
	i := int(id)
	if s.long {
		return s.glyf[be.Uint32(s.loca[4*i:]):be.Uint32(s.loca[4*i+4:])]
	}
	return s.glyf[2*int(be.Uint16(s.loca[2*i:])) : 2*int(be.Uint16(s.loca[2*i+2:]))]
}

// metric is the advance and the left side of a glyph, as hmtx has them.
func (s *source) metric(id uint16) []byte {
	hmtx, i := s.tables["hmtx"], int(id)
	if i < s.widths {
		return hmtx[4*i : 4*i+4]
	}
	out := append([]byte(nil), hmtx[4*(s.widths-1):][:2]...)
	return append(out, hmtx[4*s.widths+2*(i-s.widths):][:2]...)
}

// cutFont makes a font file of the glyphs in their order; letters without a glyph are empty. It returns the font's box
// in thousandths of an em as well.
func cutFont(data []byte, letters []letter) (out []byte, box [4]int, err error) {
	s, err := readFont(data)
	if err != nil {
		return nil, box, err
	}
	defer func() {
		if recover() != nil {
			out, err = nil, errNoOutlines
		}
	}()
	head := s.tables["head"]
	upem := int(be.Uint16(head[18:]))
	for i := range box {
		box[i] = int(int16(be.Uint16(head[36+2*i:]))) * 1000 / upem
	}
	c := cutter{source: &s, seen: map[uint16]uint16{}}
	for _, l := range letters {
		c.ids = append(c.ids, l.glyph)
	}
	return c.file(), box, nil
}

// cutter collects glyphs; parts of composite ones get numbers behind the letters.
type cutter struct {
	*source
	ids  []uint16          // the glyph in the source for each number
	seen map[uint16]uint16 // glyph in the source → number of a part
}

func (c *cutter) file() []byte {
	var glyf, loca, hmtx []byte
	for n := 0; n < len(c.ids); n++ { // parts are added on the way
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		hmtx = append(hmtx, c.metric(c.ids[n])...)
		if c.ids[n] != 0 || n == 0 { // .notdef is never empty: readers refuse a font without any outline
			glyf = append(glyf, c.renumbered(c.glyph(c.ids[n]))...)
		}
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))
	head := append([]byte(nil), c.tables["head"]...)
	be.PutUint16(head[50:], 1) // long offsets
	hhea := append([]byte(nil), c.tables["hhea"]...)
	be.PutUint16(hhea[34:], uint16(len(c.ids)))
	maxp := append([]byte(nil), c.tables["maxp"]...)
	be.PutUint16(maxp[4:], uint16(len(c.ids)))
	tables := []table{
		{"cvt ", c.tables["cvt "]}, {"fpgm", c.tables["fpgm"]}, {"glyf", glyf}, {"head", head}, {"hhea", hhea},
		{"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}, {"prep", c.tables["prep"]},
	}
	return joined(tables)
}

// What the flags of a part of a composite glyph say.
const (
	argsAreWords  = 0x0001
	oneScale      = 0x0008
	moreParts     = 0x0020
	twoScales     = 0x0040
	twoByTwo      = 0x0080
	fewestGlyph   = 10 // bytes before the outline
	compositeMark = 0x8000
)

// renumbered is a glyph whose parts have their new numbers.
func (c *cutter) renumbered(glyph []byte) []byte {
	if len(glyph) < fewestGlyph || be.Uint16(glyph)&compositeMark == 0 {
		return glyph
	}
	out := append([]byte(nil), glyph...)
	for at := fewestGlyph; ; {
		flags := be.Uint16(out[at:])
		be.PutUint16(out[at+2:], c.part(be.Uint16(out[at+2:])))
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&twoByTwo != 0:
			at += 8
		}
		if flags&moreParts == 0 {
			return out
		}
	}
}

func (c *cutter) part(id uint16) uint16 {
	n, ok := c.seen[id]
	if !ok {
		n = uint16(len(c.ids))
		c.ids = append(c.ids, id)
		c.seen[id] = n
	}
	return n
}

type table struct {
	tag  string
	data []byte
}

// joined writes a font file; tables without data are left out.
func joined(tables []table) []byte {
	var kept []table
	for _, t := range tables {
		if len(t.data) > 0 {
			kept = append(kept, t)
		}
	}
	n, power := len(kept), 1
	selector := 0
	for power*2 <= n {
		power, selector = power*2, selector+1
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{n, power * 16, selector, (n - power) * 16} {
		out = be.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*n
	for _, t := range kept {
		out = append(out, t.tag...)
		for _, v := range []uint32{checksum(t.data), uint32(at), uint32(len(t.data))} {
			out = be.AppendUint32(out, v)
		}
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range kept {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

func checksum(data []byte) uint32 {
	sum := uint32(0)
	for len(data) >= 4 {
		sum += be.Uint32(data)
		data = data[4:]
	}
	last := [4]byte{}
	copy(last[:], data)
	return sum + be.Uint32(last[:])
}

// tagOf is the six letters that tell parts of the same font apart.
func tagOf(program []byte) string {
	sum := sha256.Sum256(program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}
