package mapping

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Typeface is the program's own type in two weights. It measures text and hands glyph outlines to canvases.
// It is safe for concurrent use; what was measured or loaded once is kept.
type Typeface struct {
	regular, bold *weight
	kept          sync.Map // kind of canvas → what it keeps beside the typeface
}

// NewTypeface reads two TrueType or OpenType fonts. Without bold (nil) the regular weight serves both.
func NewTypeface(regular, bold []byte) (*Typeface, error) {
	r, err := newWeight(regular)
	if err != nil {
		return nil, fmt.Errorf("read regular typeface: %w", err)
	}
	t := &Typeface{regular: r, bold: r}
	if bold == nil {
		return t, nil
	}
	if t.bold, err = newWeight(bold); err != nil {
		return nil, fmt.Errorf("read bold typeface: %w", err)
	}
	return t, nil
}

// AddFallback reads a further font that is asked for the characters which the typeface lacks.
// Call it before the typeface is used.
func (t *Typeface) AddFallback(data []byte) error {
	w, err := newWeight(data)
	if err != nil {
		return fmt.Errorf("read fallback typeface: %w", err)
	}
	t.regular.fallbacks = append(t.regular.fallbacks, w)
	if t.bold != t.regular {
		t.bold.fallbacks = append(t.bold.fallbacks, w)
	}
	return nil
}

// Glyph returns the outline of r. A character that no font has gets a visible box.
func (t *Typeface) Glyph(r rune, bold bool) *Glyph { return t.weight(bold).glyph(r) }

// Has tells whether the typeface or a fallback can write r.
func (t *Typeface) Has(r rune, bold bool) bool { return !t.Glyph(r, bold).Missing }

// Advance is the width of s in pixels.
func (t *Typeface) Advance(s string, f Face) float32 {
	w := t.weight(f.Bold)
	var ems float32
	for _, r := range s {
		ems += w.glyph(r).Advance
	}
	return ems * f.Size
}

// Metrics are ascent and descent in pixels, both positive.
func (t *Typeface) Metrics(f Face) (ascent, descent float32) {
	w := t.weight(f.Bold)
	return w.ascent * f.Size, w.descent * f.Size
}

// File is the font file of a weight, for documents that take it along. The bytes are shared and must not be changed.
func (t *Typeface) File(bold bool) []byte { return t.weight(bold).file }

// Keep returns what make made for this key the first time: a canvas keeps its glyph pictures beside the typeface,
// so that they live exactly as long as it does and serve every picture drawn with it.
func (t *Typeface) Keep(key any, make func() any) any {
	if v, ok := t.kept.Load(key); ok {
		return v
	}
	v, _ := t.kept.LoadOrStore(key, make())
	return v
}

func (t *Typeface) weight(bold bool) *weight {
	if bold {
		return t.bold
	}
	return t.regular
}

// Glyph is the outline of one character in ems, y down, the writing line at 0.
type Glyph struct {
	Advance float32 // ems
	Outline []Segment
	Box     Rect   // around the outline, in ems
	Missing bool   // no font has the character; the outline is a box
	Index   uint16 // in the font file; 0 for a fallback's glyph or a box, which are outlines alone
}

// Segment is one step of an outline; the last argument used is where it ends.
type Segment struct {
	Op   SegmentOp
	Args [3]Pt
}

// SegmentOp is the kind of a segment.
type SegmentOp uint8

// The segments: Move and Line use one argument, Quad two, Cube three.
const (
	SegmentMove SegmentOp = iota
	SegmentLine
	SegmentQuad
	SegmentCube
)

// AddTo adds the outline to p with its writing line beginning at at, curves flattened to within a twentieth of a pixel.
// The parts overlap in some fonts: fill them by the non-zero rule.
func (g *Glyph) AddTo(p *Path, at Pt, size float32) {
	var last Pt
	to := func(q Pt) Pt { return Pt{at.X + q.X*size, at.Y + q.Y*size} }
	for _, s := range g.Outline {
		a, b, c := to(s.Args[0]), to(s.Args[1]), to(s.Args[2])
		switch s.Op {
		case SegmentMove:
			p.MoveTo(a.X, a.Y)
			last = a
		case SegmentLine:
			p.LineTo(a.X, a.Y)
			last = a
		case SegmentQuad:
			// A quadratic curve is this cubic one.
			c1 := Pt{last.X + (a.X-last.X)*2/3, last.Y + (a.Y-last.Y)*2/3}
			c2 := Pt{b.X + (a.X-b.X)*2/3, b.Y + (a.Y-b.Y)*2/3}
			p.cubeTo(c1, c2, b, glyphTolerance)
			last = b
		case SegmentCube:
			p.cubeTo(a, b, c, glyphTolerance)
			last = c
		}
	}
}

const glyphTolerance = 0.05 // pixels

// weight is one font file with what was read from it.
type weight struct {
	font            *sfnt.Font
	file            []byte
	upem            fixed.Int26_6
	ascent, descent float32 // ems
	fallbacks       []*weight

	mu     sync.RWMutex
	glyphs map[rune]*Glyph
	ascii  [128]*Glyph // filled at the start: no lock
	buf    sfnt.Buffer // guarded by mu
}

func newWeight(data []byte) (*weight, error) {
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, err
	}
	w := &weight{font: f, file: data, upem: fixed.I(int(f.UnitsPerEm())), glyphs: map[rune]*Glyph{}}
	m, err := f.Metrics(&w.buf, w.upem, font.HintingNone)
	if err != nil {
		return nil, err
	}
	w.ascent, w.descent = w.ems(m.Ascent), w.ems(m.Descent)
	for r := range w.ascii {
		w.ascii[r] = w.read(rune(r))
	}
	return w, nil
}

func (w *weight) ems(v fixed.Int26_6) float32 { return float32(v) / float32(w.upem) }

func (w *weight) glyph(r rune) *Glyph {
	if r >= 0 && r < 128 {
		return w.ascii[r]
	}
	w.mu.RLock()
	g := w.glyphs[r]
	w.mu.RUnlock()
	if g != nil {
		return g
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if g = w.glyphs[r]; g == nil {
		g = w.read(r)
		w.glyphs[r] = g
	}
	return g
}

// read loads a glyph from the file, from a fallback, or makes the box that says it is missing.
func (w *weight) read(r rune) *Glyph {
	if r < ' ' || r == 0x7f {
		return &Glyph{}
	}
	if g, ok := w.load(r); ok {
		return g
	}
	for _, f := range w.fallbacks {
		if g := *f.glyph(r); !g.Missing {
			g.Index = 0
			return &g
		}
	}
	return missingGlyph(r)
}

func (w *weight) load(r rune) (*Glyph, bool) {
	id, err := w.font.GlyphIndex(&w.buf, r)
	if err != nil || id == 0 {
		return nil, false
	}
	adv, err := w.font.GlyphAdvance(&w.buf, id, w.upem, font.HintingNone)
	if err != nil {
		return nil, false
	}
	segments, err := w.font.LoadGlyph(&w.buf, id, w.upem, nil)
	if err != nil {
		return nil, false
	}
	g := &Glyph{Advance: w.ems(adv), Outline: make([]Segment, len(segments)), Index: uint16(id)}
	for i, s := range segments {
		g.Outline[i] = w.segment(s)
	}
	g.Box = outlineBox(g.Outline)
	return g, true
}

func (w *weight) segment(s sfnt.Segment) Segment {
	out := Segment{Op: SegmentOp(s.Op)} // sfnt numbers its segments alike: move, line, quad, cube
	for i, a := range s.Args {
		out.Args[i] = Pt{w.ems(a.X), w.ems(a.Y)}
	}
	return out
}

func (o SegmentOp) args() int { return max(int(o), 1) }

func outlineBox(outline []Segment) Rect {
	var p Path
	for _, s := range outline {
		p.Line(s.Args[:s.Op.args()]...)
	}
	return p.Bounds()
}

// missingGlyph is an open box as high as a capital; ideographs get a square one.
func missingGlyph(r rune) *Glyph {
	width := float32(0.6)
	if r >= 0x2e80 {
		width = 1
	}
	outer := Rect{Pt{0.08, -0.76}, Pt{width - 0.08, 0}}
	inner := outer.Inset(0.07)
	g := &Glyph{Advance: width, Missing: true, Box: outer}
	g.Outline = append(ringSegments(outer, false), ringSegments(inner, true)...)
	return g
}

func ringSegments(r Rect, reverse bool) []Segment {
	pts := []Pt{r.Min, {r.Max.X, r.Min.Y}, r.Max, {r.Min.X, r.Max.Y}}
	if reverse {
		pts[1], pts[3] = pts[3], pts[1]
	}
	out := make([]Segment, 0, 5)
	for i := range 5 {
		op := SegmentLine
		if i == 0 {
			op = SegmentMove
		}
		out = append(out, Segment{Op: op, Args: [3]Pt{pts[i%4]}})
	}
	return out
}
