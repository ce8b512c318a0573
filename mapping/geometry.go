package mapping

import (
	"math"
	"sync"

	"github.com/paulmach/orb"
)

// Geometry is areas or lines prepared for drawing: flat arrays of offsets, thinned once for each zoom, with a box
// around every feature and every few points, so that a frame costs what it shows. It never changes and is safe for
// concurrent use.
type Geometry struct {
	features []feature
	bound    orb.Bound
	base     *level    // every point
	weights  []float32 // what leaving out each point of base would cost, in plane units

	mu     sync.Mutex
	levels map[int]*level // by the power of two at or above the scale
}

// feature is one thing with its own origin: offsets from it keep centimetres in a float32.
type feature struct {
	bound  orb.Bound
	origin orb.Point
}

// level is the points of all features at one fidelity. What is ready is not written again, so that it may be read
// without the lock.
type level struct {
	pts    []offset
	parts  []part
	first  []int32 // the first part of each feature, and the end of the last
	chunks []chunk

	tolerance float32
	ready     []bool // by feature; nil when all are
}

// offset is plane units from the feature's origin.
type offset struct{ x, y float32 }

// part is a line or a ring; a ring does not repeat its first point.
type part struct {
	from, to int32 // points
	chunk    int32 // the first of its chunks
	closed   bool
}

// chunk is the box around a stretch of points and the step to the next one.
type chunk struct{ minX, minY, maxX, maxY float32 }

const chunkLen = 64

// pixelTolerance is how far a thinned line may lie from the true one, in pixels.
const pixelTolerance = 0.4

// Prepare takes one geometry a feature, in plane coordinates or turned into them by project (which may be nil).
// Polygons and rings become areas, lines stay lines; points are left out. Borders that two areas share are thinned
// alike, so no gap opens between them.
func Prepare(shapes []orb.Geometry, project orb.Projection) *Geometry {
	b := builder{project: project}
	for _, s := range shapes {
		b.feature(s)
	}
	return b.geometry()
}

// Len is the number of features.
func (g *Geometry) Len() int { return len(g.features) }

// Bound is the box around all features, in plane coordinates.
func (g *Geometry) Bound() orb.Bound { return g.bound }

// FeatureBound is the box around feature i.
func (g *Geometry) FeatureBound(i int) orb.Bound { return g.features[i].bound }

// Vertices is the number of points, before any thinning.
func (g *Geometry) Vertices() int { return len(g.base.pts) }

// builder collects features in float64.
type builder struct {
	project orb.Projection
	lines   []line // all parts
	first   []int32
}

type line struct {
	pts    []orb.Point
	closed bool
}

func (b *builder) feature(s orb.Geometry) {
	b.first = append(b.first, int32(len(b.lines)))
	b.shape(s)
}

func (b *builder) shape(s orb.Geometry) {
	switch s := s.(type) {
	case orb.LineString:
		b.part(s, false)
	case orb.MultiLineString:
		for _, l := range s {
			b.part(l, false)
		}
	case orb.Ring:
		b.part(s, true)
	case orb.Polygon:
		for _, r := range s {
			b.part(r, true)
		}
	case orb.MultiPolygon:
		for _, p := range s {
			b.shape(p)
		}
	case orb.Bound:
		b.part(s.ToRing(), true)
	case orb.Collection:
		for _, g := range s {
			b.shape(g)
		}
	}
}

// part copies a line, without repeated points and without what is no number.
func (b *builder) part(src []orb.Point, closed bool) {
	pts := make([]orb.Point, 0, len(src))
	for _, p := range src {
		if b.project != nil {
			p = b.project(p)
		}
		bad := math.IsNaN(p[0]-p[0]) || math.IsNaN(p[1]-p[1])
		if bad || len(pts) > 0 && pts[len(pts)-1] == p {
			continue
		}
		pts = append(pts, p)
	}
	for closed && len(pts) > 1 && pts[0] == pts[len(pts)-1] {
		pts = pts[:len(pts)-1]
	}
	if len(pts) < 2 || closed && len(pts) < 3 {
		return
	}
	b.lines = append(b.lines, line{pts, closed})
}

func (b *builder) geometry() *Geometry {
	b.first = append(b.first, int32(len(b.lines)))
	g := &Geometry{base: &level{first: b.first}, levels: map[int]*level{}}
	g.weights = weigh(b.lines)
	for i := range len(b.first) - 1 {
		lines := b.lines[b.first[i]:b.first[i+1]]
		f := featureOf(lines)
		if len(lines) > 0 && len(g.base.pts) == 0 {
			g.bound = f.bound
		} else if len(lines) > 0 {
			g.bound = g.bound.Union(f.bound)
		}
		g.features = append(g.features, f)
		for _, l := range lines {
			g.base.add(l, f.origin)
		}
	}
	g.base.box()
	return g
}

func featureOf(lines []line) feature {
	if len(lines) == 0 {
		return feature{bound: orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}} // empty: meets no view
	}
	b := orb.LineString(lines[0].pts).Bound()
	for _, l := range lines[1:] {
		b = b.Union(orb.LineString(l.pts).Bound())
	}
	return feature{b, b.Center()}
}

func (l *level) add(s line, origin orb.Point) {
	p := part{from: int32(len(l.pts)), closed: s.closed}
	for _, q := range s.pts {
		l.pts = append(l.pts, offset{float32(q[0] - origin[0]), float32(q[1] - origin[1])})
	}
	p.to = int32(len(l.pts))
	l.parts = append(l.parts, p)
}

// box computes the boxes of all chunks.
func (l *level) box() {
	n := int32(0)
	for i := range l.parts {
		l.parts[i].chunk = n
		n += l.parts[i].chunkCount()
	}
	l.chunks = make([]chunk, n)
	for _, p := range l.parts {
		l.boxPart(p)
	}
}

// boxPart computes the boxes of one part.
func (l *level) boxPart(p part) {
	pts, chunks := l.pts[p.from:p.to], l.chunksOf(p)
	for i := range chunks {
		at := i * chunkLen
		chunks[i] = boxOf(pts[at:min(at+chunkLen+1, len(pts))])
		if at+chunkLen >= len(pts) && p.closed {
			chunks[i].grow(pts[0])
		}
	}
}

// chunkCount is how many chunks a part has.
func (p part) chunkCount() int32 { return (p.to - p.from + chunkLen - 1) / chunkLen }

func boxOf(pts []offset) chunk {
	c := chunk{pts[0].x, pts[0].y, pts[0].x, pts[0].y}
	for _, p := range pts[1:] {
		c.grow(p)
	}
	return c
}

func (c *chunk) grow(p offset) {
	c.minX, c.maxX = min(c.minX, p.x), max(c.maxX, p.x)
	c.minY, c.maxY = min(c.minY, p.y), max(c.maxY, p.y)
}

// level returns the points for the scale of a view, ready for the features that reach into it or a margin of pixels
// around it. The others are thinned when they are seen: a step of the zoom costs what it shows.
func (g *Geometry) level(v Viewport, margin float32) *level {
	if !(v.Scale > 0) {
		return g.base
	}
	z := int(math.Ceil(math.Log2(v.Scale)))
	g.mu.Lock()
	defer g.mu.Unlock()
	l, ok := g.levels[z]
	if !ok {
		l = g.sized(float32(pixelTolerance / math.Exp2(float64(z))))
		g.levels[z] = l
	}
	if l != g.base {
		g.each(v, margin, func(i int) { g.thin(l, i) })
	}
	return l
}

// sized is a level that leaves out the points that weigh less than tolerance, with room for those that stay. When
// hardly any is left out, the base serves.
func (g *Geometry) sized(tolerance float32) *level {
	l := &level{tolerance: tolerance, parts: make([]part, len(g.base.parts)), first: g.base.first}
	n, chunks := int32(0), int32(0)
	for i, p := range g.base.parts {
		q := part{from: n, to: n + heavy(g.weights[p.from:p.to], tolerance), chunk: chunks, closed: p.closed}
		l.parts[i], n, chunks = q, q.to, chunks+q.chunkCount()
	}
	if int(n)*10 > len(g.weights)*9 {
		return g.base
	}
	l.pts, l.chunks, l.ready = make([]offset, n), make([]chunk, chunks), make([]bool, len(g.features))
	return l
}

// heavy counts the weights from tolerance on; none is negative, so that they are in order as bits, and no branch is
// guessed wrong.
func heavy(weights []float32, tolerance float32) int32 {
	light, limit := uint32(0), math.Float32bits(tolerance)
	for _, w := range weights {
		light += (math.Float32bits(w) - limit) >> 31
	}
	return int32(len(weights)) - int32(light)
}

// thin fills in the points of feature i, once.
func (g *Geometry) thin(l *level, i int) {
	if l.ready[i] {
		return
	}
	l.ready[i] = true
	for k := l.first[i]; k < l.first[i+1]; k++ {
		from, at := g.base.parts[k], l.parts[k].from
		for j := from.from; j < from.to; j++ {
			if g.weights[j] >= l.tolerance {
				l.pts[at] = g.base.pts[j]
				at++
			}
		}
		l.boxPart(l.parts[k])
	}
}
