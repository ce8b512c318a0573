package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"

	"chainatlas/mapping"
)

// subset is the part of a font that a document uses: each character has its own number, in the order of first use.
type subset struct {
	numbers map[rune]uint16
	used    []letter // used[0] is .notdef
	drawn   bool     // the file has no outlines that a document can take along: all letters are drawn
}

type letter struct {
	r       rune
	glyph   uint16  // in the font file; 0 for an empty one under an outline
	advance float32 // ems
}

func newSubset(file []byte) *subset {
	_, err := readFont(file)
	return &subset{numbers: map[rune]uint16{}, used: []letter{{r: -1}}, drawn: err != nil}
}

// has tells whether a glyph comes from the font's file.
func (s *subset) has(g *mapping.Glyph) bool { return g.Index != 0 && !s.drawn }

// mostLetters is what a font can number; the rest is drawn and cannot be read.
const mostLetters = 1<<16 - 1

// number is how the document calls a character.
func (s *subset) number(r rune, g *mapping.Glyph) uint16 {
	if n, ok := s.numbers[r]; ok {
		return n
	}
	if len(s.used) >= mostLetters {
		return 0
	}
	n := uint16(len(s.used))
	l := letter{r: r, advance: g.Advance}
	if s.has(g) {
		l.glyph = g.Index
	}
	s.numbers[r] = n
	s.used = append(s.used, l)
	return n
}

// addFont writes a weight as a composite font whose numbers are those of its glyphs.
func (f *file) addFont(s *subset, faces *mapping.Typeface, bold bool) ref {
	name := "NotoSansSC-Regular"
	if bold {
		name = "NotoSansSC-Bold"
	}
	program, box, err := cutFont(faces.File(bold), s.used)
	name = tagOf(program) + "+" + name
	ascent, descent := faces.Metrics(mapping.Face{Size: 1000, Bold: bold})
	descriptor := fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %s/Descent %s/CapHeight 733/StemV %d",
		name, box[0], box[1], box[2], box[3], num(ascent), num(-descent), map[bool]int{false: 80, true: 140}[bold])
	if err == nil {
		descriptor += fmt.Sprintf("/FontFile2 %s", f.stream(fmt.Sprintf("/Length1 %d", len(program)), program))
	}
	cid := f.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %s/CIDToGIDMap/Identity/DW 1000/W[%s]>>", name, f.add(descriptor+">>"), s.widths()))
	return f.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>",
		name, cid, f.stream("", s.meanings())))
}

// widths lists what differs from a whole em.
func (s *subset) widths() string {
	var b strings.Builder
	for n, l := range s.used {
		if l.advance != 1 {
			fmt.Fprintf(&b, "%d[%s]", n, num(l.advance*1000))
		}
	}
	return b.String()
}

// mostMeanings is how many lines a block of a character map may have.
const mostMeanings = 100

// meanings is the character map that turns numbers back into text.
func (s *subset) meanings() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n")
	for from := 1; from < len(s.used); from += mostMeanings {
		part := s.used[from:min(from+mostMeanings, len(s.used))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, l := range part {
			fmt.Fprintf(&b, "<%04x> <%s>\n", from+i, utf16Hex(string(l.r)))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

func utf16Hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04x", u)
	}
	return b.String()
}
