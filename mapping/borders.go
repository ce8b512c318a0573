package mapping

import "github.com/paulmach/orb"

// Borders returns the borders of areas as lines, a stretch that two areas share only once: dashes drawn twice over
// each other are no dashes. Neighbours share a stretch when they have the same points there.
func Borders(areas []orb.Geometry) orb.MultiLineString {
	b := borders{seen: map[[2]orb.Point]bool{}}
	for _, a := range areas {
		b.area(a)
	}
	return b.lines
}

type borders struct {
	seen  map[[2]orb.Point]bool // segments, the lesser end first
	lines orb.MultiLineString
}

func (b *borders) area(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Ring:
		b.ring(g)
	case orb.Polygon:
		for _, r := range g {
			b.ring(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			b.area(p)
		}
	case orb.Collection:
		for _, p := range g {
			b.area(p)
		}
	}
}

// ring adds the stretches of a ring that no ring before had.
func (b *borders) ring(r orb.Ring) {
	if len(r) < 2 {
		return
	}
	if !r.Closed() {
		r = append(append(orb.Ring{}, r...), r[0])
	}
	first := len(b.lines)
	var open orb.LineString
	for i := 1; i < len(r); i++ {
		if !b.take(r[i-1], r[i]) {
			b.end(open)
			open = nil
			continue
		}
		if open == nil {
			open = orb.LineString{r[i-1]}
		}
		open = append(open, r[i])
	}
	// A stretch over the ring's first point is one line.
	if n := len(b.lines); len(open) > 0 && n > first && b.lines[first][0] == open[len(open)-1] {
		b.lines[first] = append(open, b.lines[first][1:]...)
		return
	}
	b.end(open)
}

func (b *borders) end(line orb.LineString) {
	if len(line) > 1 {
		b.lines = append(b.lines, line)
	}
}

// take tells whether the segment is new, and remembers it.
func (b *borders) take(p, q orb.Point) bool {
	if before(q, p) {
		p, q = q, p
	}
	k := [2]orb.Point{p, q}
	if p == q || b.seen[k] {
		return p == q
	}
	b.seen[k] = true
	return true
}
