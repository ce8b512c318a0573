package mapping

import (
	"cmp"
	"math"

	"github.com/paulmach/orb"
)

// weigh gives every point of all lines its weight: the tolerance up to which Douglas and Peucker's rule keeps it.
// The rule runs once; a zoom then keeps what weighs enough.
//
// A ring is cut where borders meet, so that both neighbours thin the stretch between them alike, whichever way
// round each runs.
func weigh(lines []line) []float32 {
	n := 0
	for _, l := range lines {
		n += len(l.pts)
	}
	out := make([]float32, n)
	meets := junctions(lines)
	at := 0
	var w weigher
	for _, l := range lines {
		w.line(l, meets, out[at:at+len(l.pts)])
		at += len(l.pts)
	}
	return out
}

type neighbours struct{ a, b orb.Point }

// junctions are the points of rings whose neighbours differ from ring to ring.
func junctions(lines []line) map[orb.Point]bool {
	seen := map[orb.Point]neighbours{}
	meets := map[orb.Point]bool{}
	for _, l := range lines {
		if !l.closed {
			continue
		}
		n := len(l.pts)
		for i, p := range l.pts {
			at := neighbours{l.pts[(i+n-1)%n], l.pts[(i+1)%n]}
			if before(at.b, at.a) {
				at.a, at.b = at.b, at.a
			}
			if was, ok := seen[p]; ok && was != at {
				meets[p] = true
			}
			seen[p] = at
		}
	}
	return meets
}

func before(a, b orb.Point) bool {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) < 0
}

var always = float32(math.Inf(1))

// weigher walks the stretches of lines; it keeps its memory.
type weigher struct {
	pts   []orb.Point
	at    []int // where each point stands in the line
	stack []stretch
	out   []float32
}

type stretch struct {
	from, to int
	limit    float64 // what its ends weigh
}

func (w *weigher) line(l line, meets map[orb.Point]bool, out []float32) {
	w.out = out
	n := len(l.pts)
	if !l.closed {
		w.load(l.pts, 0, n)
		w.split()
		return
	}
	fixed := anchors(l.pts, meets)
	for i, from := range fixed {
		to := fixed[(i+1)%len(fixed)]
		if to <= from {
			to += n
		}
		w.load(l.pts, from, to+1)
		w.split()
	}
	w.keepThree()
}

// anchors are the points of a ring that always stay, at least two.
func anchors(pts []orb.Point, meets map[orb.Point]bool) []int {
	var out []int
	for i, p := range pts {
		if meets[p] {
			out = append(out, i)
		}
	}
	if len(out) > 1 {
		return out
	}
	first := 0
	if len(out) == 1 {
		first = out[0]
	} else {
		for i, p := range pts {
			if before(p, pts[first]) {
				first = i
			}
		}
	}
	far := farthest(pts, pts[first])
	return []int{min(first, far), max(first, far)}
}

func farthest(pts []orb.Point, from orb.Point) int {
	best, at := -1.0, 0
	for i, p := range pts {
		d := math.Hypot(p[0]-from[0], p[1]-from[1])
		if d > best || d == best && before(p, pts[at]) {
			best, at = d, i
		}
	}
	return at
}

// load takes the points from…to-1 of a line, round the end of a ring.
func (w *weigher) load(pts []orb.Point, from, to int) {
	w.pts, w.at = w.pts[:0], w.at[:0]
	for i := from; i < to; i++ {
		w.pts = append(w.pts, pts[i%len(pts)])
		w.at = append(w.at, i%len(pts))
	}
}

// split weighs what is loaded: the farthest point from the chord, then both halves, none above its parent.
func (w *weigher) split() {
	last := len(w.pts) - 1
	w.out[w.at[0]], w.out[w.at[last]] = always, always
	w.stack = append(w.stack[:0], stretch{0, last, math.Inf(1)})
	for len(w.stack) > 0 {
		s := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		if s.to-s.from < 2 {
			continue
		}
		mid, d := w.away(s.from, s.to)
		d = min(d, s.limit)
		w.out[w.at[mid]] = float32(d)
		w.stack = append(w.stack, stretch{s.from, mid, d}, stretch{mid, s.to, d})
	}
}

// away finds the point farthest from the chord. Ends and ties are put in one order, so that the way a border is
// walked does not matter.
func (w *weigher) away(from, to int) (int, float64) {
	a, b := w.pts[from], w.pts[to]
	if before(b, a) {
		a, b = b, a
	}
	best, mid := -1.0, from+1
	for i := from + 1; i < to; i++ {
		d := awayFrom(w.pts[i], a, b)
		if d > best || d == best && before(w.pts[i], w.pts[mid]) {
			best, mid = d, i
		}
	}
	return mid, best
}

func awayFrom(p, a, b orb.Point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	px, py := p[0]-a[0], p[1]-a[1]
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(max((px*dx+py*dy)/l, 0), 1)
	}
	return math.Sqrt((px-t*dx)*(px-t*dx) + (py-t*dy)*(py-t*dy))
}

// keepThree makes the weightiest points of a ring stay until there are three: an area stays one however small.
func (w *weigher) keepThree() {
	for {
		n, best := 0, -1
		for i, v := range w.out {
			if v == always {
				n++
			} else if best < 0 || v > w.out[best] {
				best = i
			}
		}
		if n >= 3 || best < 0 {
			return
		}
		w.out[best] = always
	}
}
