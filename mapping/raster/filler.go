package raster

import (
	"chainatlas/mapping"
)

// filler turns edges into coverage. Each edge adds its signed area to the cells it crosses and to the cell right of
// them; the running sum along a row is then the share of each pixel that is inside. Touched cells are marked in a
// bitset, so a row costs what was drawn on it and not how wide it is.
//
// The sum alone cannot tell overlapping rings apart. A row in which it leaves 0…1 is tangled and is done again with
// sixteen lines of crossings (tangle.go), which is what makes even-odd true.
type filler struct {
	w, h    int // size of the picture
	stride  int // cells of a row: more than the box is wide, for the spill to the right
	words   int // bitset words of a row
	acc     []float32
	touched []uint64
	rows    []rowSpan

	box      ibox    // nothing outside is painted
	bx0, bx1 float32 // the same as floats
	by0, by1 float32
	y0, y1   int // rows with anything on them
	keep     bool
	several  bool   // rings
	tangle   tangle // what it takes to do tangled rows again, when keep is set
	cov      []uint8
	runs     []run
}

// ibox is a box of whole pixels.
type ibox struct{ x0, y0, x1, y1 int }

func (b ibox) empty() bool { return b.x1 <= b.x0 || b.y1 <= b.y0 }

func (b ibox) intersect(c ibox) ibox {
	return ibox{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
}

// rowSpan is the range of bitset words touched on a row; lo > hi for none. A box one word wide does without.
type rowSpan struct{ lo, hi int32 }

var noSpan = rowSpan{lo: 1 << 30, hi: -1}

// edge goes from the upper to the lower end, in pixels.
type edge struct {
	x0, y0, x1, y1 float32
	dir            int32 // +1 when it was drawn downwards, -1 upwards
}

// resize makes room for a picture of w by h.
func (f *filler) resize(w, h int) {
	f.w, f.h = w, h
	f.acc = make([]float32, (w+2)*h)
	f.touched = make([]uint64, (w+2+63)/64*h)
	f.rows = make([]rowSpan, h)
	for i := range f.rows {
		f.rows[i] = noSpan
	}
	f.cov = make([]uint8, w+2)
}

// begin makes the filler ready for a path inside the box, which lies in the picture. Edges are kept when tangled
// rows are to be done again. Cells count from the corner of the box: the box of most features fits a processor's
// nearest cache, the picture does not. Every sweep leaves all cells zero, so their rows may be cut anew each time.
func (f *filler) begin(box ibox, keep bool) {
	f.box = box
	f.bx0, f.bx1 = float32(box.x0), float32(box.x1)
	f.by0, f.by1 = float32(box.y0), float32(box.y1)
	f.y0, f.y1 = box.y1, box.y0
	f.stride = box.x1 - box.x0 + 2
	f.words = (f.stride + 63) / 64
	f.keep, f.several = keep, false
	f.tangle.edges, f.tangle.sorted = f.tangle.edges[:0], false
}

// around is the part of the box that a path may reach, reach being how far it goes beyond its points.
func (box ibox) around(p *mapping.Path, reach float32) ibox {
	const none = 1 << 30
	x0, y0, x1, y1 := float32(none), float32(none), float32(-none), float32(-none)
	for _, q := range p.Points() {
		if finite(q) {
			x0, x1 = min(x0, q.X), max(x1, q.X)
			y0, y1 = min(y0, q.Y), max(y1, q.Y)
		}
	}
	reach++
	return box.intersect(ibox{whole(x0 - reach), whole(y0 - reach), whole(x1 + reach), whole(y1 + reach)})
}

// rings adds every part of the path as a closed ring.
func (f *filler) rings(p *mapping.Path) {
	f.several = p.Len() > 1
	for i := range p.Len() {
		f.ring(p.Part(i))
	}
}

func (f *filler) ring(pts []mapping.Pt) {
	a, ok := lastFinite(pts)
	if !ok {
		return
	}
	for _, b := range pts {
		if finite(b) {
			f.edge(a, b)
			a = b
		}
	}
}

func lastFinite(pts []mapping.Pt) (mapping.Pt, bool) {
	for i := len(pts) - 1; i >= 0; i-- {
		if finite(pts[i]) {
			return pts[i], true
		}
	}
	return mapping.Pt{}, false
}

// finite is false for NaN and the infinities: only for them v-v is not zero.
func finite(p mapping.Pt) bool { return p.X-p.X == 0 && p.Y-p.Y == 0 }

// edge adds the edge from a to b.
func (f *filler) edge(a, b mapping.Pt) {
	if a.Y == b.Y {
		return
	}
	e := edge{a.X, a.Y, b.X, b.Y, 1}
	if a.Y > b.Y {
		e = edge{b.X, b.Y, a.X, a.Y, -1}
	}
	if e.y1 <= f.by0 || e.y0 >= f.by1 || (e.x0 >= f.bx1 && e.x1 >= f.bx1) {
		return
	}
	if e.y0 < f.by0 || e.y1 > f.by1 || e.x0 < f.bx0 || e.x1 < f.bx0 || e.x0 > f.bx1 || e.x1 > f.bx1 {
		f.cut(e)
		return
	}
	f.add(e)
}

// cut clips an edge at the box. Left of the box it still counts, as a vertical on the border; right of it, no
// longer. The arithmetic is float64: a float32 slope of a huge edge is noise.
func (f *filler) cut(e edge) {
	x0, y0, x1, y1 := float64(e.x0), float64(e.y0), float64(e.x1), float64(e.y1)
	dxdy := (x1 - x0) / (y1 - y0)
	if top := float64(f.by0); y0 < top {
		x0, y0 = x0+(top-y0)*dxdy, top
	}
	if bottom := float64(f.by1); y1 > bottom {
		x1, y1 = x0+(bottom-y0)*dxdy, bottom
	}
	if x0 > x1 { // from left to right
		x0, y0, x1, y1 = x1, y1, x0, y0
	}
	left, right := float64(f.bx0), float64(f.bx1)
	if x0 >= right {
		return
	}
	if x1 > right {
		x1, y1 = right, y0+(right-x0)*(y1-y0)/(x1-x0)
	}
	if x1 <= left {
		f.piece(left, y0, left, y1, e.dir)
		return
	}
	if x0 < left {
		y := y0 + (left-x0)*(y1-y0)/(x1-x0)
		f.piece(left, y0, left, y, e.dir)
		x0, y0 = left, y
	}
	f.piece(x0, y0, x1, y1, e.dir)
}

func (f *filler) piece(x0, y0, x1, y1 float64, dir int32) {
	if y0 > y1 {
		x0, y0, x1, y1 = x1, y1, x0, y0
	}
	e := edge{float32(x0), max(float32(y0), f.by0), float32(x1), min(float32(y1), f.by1), dir}
	if e.y1 > e.y0 {
		f.add(e)
	}
}

// add accumulates an edge that lies in the box.
func (f *filler) add(e edge) {
	if f.keep {
		f.tangle.edges = append(f.tangle.edges, e)
	}
	dir := float32(e.dir)
	top, bottom := int(e.y0), int(e.y1)
	if float32(bottom) < e.y1 {
		bottom++
	}
	f.y0, f.y1 = min(f.y0, top), max(f.y1, bottom)
	if bottom <= top+1 { // most edges of a map are shorter than a row of pixels
		f.cell(top, e.x0, e.x1, (e.y1-e.y0)*dir)
		return
	}
	dxdy := (e.x1 - e.x0) / (e.y1 - e.y0)
	x, y := e.x0, e.y0
	for row := top; row < bottom-1; row++ {
		yn := float32(row + 1)
		xn := e.x0 + (yn-e.y0)*dxdy // from the start, so that rounding does not add up
		f.cell(row, x, xn, (yn-y)*dir)
		x, y = xn, yn
	}
	f.cell(bottom-1, x, e.x1, (e.y1-y)*dir)
}

// cell adds the piece of an edge between x0 and x1 on one row, d high with its sign.
func (f *filler) cell(row int, x0, x1, d float32) {
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	if x0 < f.bx0 { // rounding; plain ifs are half as dear as min and max, which mind NaN
		x0 = f.bx0
	}
	if x1 > f.bx1 {
		x1 = f.bx1
	}
	if x0 > x1 || x1 < f.bx0 {
		x0, x1 = f.clamped(x0), f.clamped(x1)
	}
	lo, hi := int(x0), int(x1)
	row -= f.box.y0
	at := row*f.stride + lo - f.box.x0
	if lo == hi {
		right := d * ((x0+x1)/2 - float32(lo))
		cells := f.acc[at : at+2]
		cells[0] += d - right
		cells[1] += right
	} else {
		flat(f.acc[at:at+hi-lo+2], x0-float32(lo), x1-x0, d)
	}
	f.mark(row, lo-f.box.x0, hi+1-f.box.x0)
}

func (f *filler) clamped(x float32) float32 { return min(max(x, f.bx0), f.bx1) }

// flat spreads a piece that crosses several cells: it begins at x0 in the first cell and is width wide. What a cell
// gets is what it has right of the edge; the cell after the last takes the rest.
func flat(acc []float32, x0, width, d float32) {
	perX := d / width
	n := len(acc) - 2 // the last cell that the edge crosses
	first := 1 - x0
	given := perX * first * first / 2
	acc[0] += given
	for i := 1; i < n; i++ {
		share := perX * (first + float32(i) - 0.5)
		acc[i] += share - given
		given = share
	}
	last := x0 + width - float32(n)
	share := d - perX*last*last/2
	acc[n] += share - given
	acc[n+1] += d - share
}

// mark notes that the cells lo…hi of a row of the box are no longer zero.
func (f *filler) mark(row, lo, hi int) {
	if f.words == 1 {
		f.touched[row] |= ^uint64(0) << (lo & 63) & (^uint64(0) >> (63 - hi&63))
		return
	}
	wl, wh := lo>>6, hi>>6
	r := &f.rows[row]
	r.lo, r.hi = min(r.lo, int32(wl)), max(r.hi, int32(wh))
	words := f.touched[row*f.words : (row+1)*f.words]
	from, to := ^uint64(0)<<(lo&63), ^uint64(0)>>(63-hi&63)
	if wl == wh {
		words[wl] |= from & to
		return
	}
	words[wl] |= from
	for i := wl + 1; i < wh; i++ {
		words[i] = ^uint64(0)
	}
	words[wh] |= to
}
