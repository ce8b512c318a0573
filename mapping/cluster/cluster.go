// Package cluster puts points that lie close together on a map into one sign each, for every zoom.
//
// It follows the rule of supercluster: from the closest zoom outwards, every sign that is not yet taken takes those within
// a radius, and they stand together at their common middle. The result depends on nothing but the points and their order.
package cluster

import (
	"math"

	"github.com/paulmach/orb"
)

// World is the length of the equator on the Web Mercator plane, in metres.
const World = 2 * math.Pi * 6378137

// Options say how points are put together. Zero values are supercluster's own.
type Options struct {
	Radius   float64 // pixels within which a sign takes others; 0 means 40
	Extent   float64 // pixels of the world at zoom 0; 0 means 512
	Closest  int     // the largest zoom at which points are put together; 0 means 16
	Smallest int     // points of the smallest cluster; 0 means 2
}

func (o Options) filled() Options {
	if o.Radius <= 0 {
		o.Radius = 40
	}
	if o.Extent <= 0 {
		o.Extent = 512
	}
	if o.Closest <= 0 {
		o.Closest = 16
	}
	o.Closest = min(o.Closest, 1<<(32-nodeBits)-2)
	o.Smallest = max(o.Smallest, 2)
	return o
}

// Index is the clusters of all zooms. It never changes and is safe for concurrent use.
type Index struct {
	o      Options
	origin orb.Point // of the offsets
	points []int32   // which of the points given each sign of the closest level is
	levels []level   // by zoom; the last one holds the points themselves
}

// Sign is what stands at one place at one zoom: a point or a cluster.
type Sign struct {
	ID    ID
	At    orb.Point // on the plane
	Count int       // points
	Point int       // the place in the slice of the one point; -1 for a cluster
}

// ID names a sign of an index; a cluster keeps its name over all zooms at which it is the same.
type ID uint32

// New makes the index of points on the Web Mercator plane, in metres. Points that are no number are left out.
func New(at []orb.Point, o Options) *Index {
	x := &Index{o: o.filled()}
	x.levels = make([]level, x.o.Closest+2)
	last := &x.levels[x.o.Closest+1]
	x.origin = originOf(at)
	for i, p := range at {
		if q := (pt{float32(p[0] - x.origin[0]), float32(p[1] - x.origin[1])}); q.x-q.x == 0 && q.y-q.y == 0 {
			last.at = append(last.at, q)
			x.points = append(x.points, int32(i))
		}
	}
	last.count, last.home = make([]int32, len(last.at)), make([]home, len(last.at))
	for i := range last.count {
		last.count[i], last.home[i] = 1, homeOf(x.o.Closest+1, int32(i))
	}
	var m merger
	for z := x.o.Closest; z >= 0; z-- {
		r := x.o.Radius / (x.o.Extent * math.Exp2(float64(z))) * World
		from := &x.levels[z+1]
		from.grid = newGrid(from.at, float32(r))
		x.levels[z] = m.merge(from, z, float32(r), int32(x.o.Smallest))
	}
	x.levels[0].grid = newGrid(x.levels[0].at, float32(x.o.Radius/x.o.Extent*World))
	return x
}

// originOf is the corner of all sound points: offsets from it are small.
func originOf(at []orb.Point) orb.Point {
	low := orb.Point{math.Inf(1), math.Inf(1)}
	for _, p := range at {
		if p[0]-p[0] == 0 && p[1]-p[1] == 0 {
			low = orb.Point{min(low[0], p[0]), min(low[1], p[1])}
		}
	}
	if math.IsInf(low[0], 1) {
		return orb.Point{}
	}
	return low
}

// Zoom is the zoom whose signs keep their distance at a scale in logical pixels to a plane metre; it may be beyond the closest.
func (x *Index) Zoom(scale float64) int {
	z := math.Floor(math.Log2(scale * World / x.o.Extent))
	return int(min(max(z, 0), float64(x.o.Closest+1)))
}

// Scale is the smallest scale that has a zoom, in logical pixels to a plane metre.
func (x *Index) Scale(zoom int) float64 { return x.o.Extent * math.Exp2(float64(zoom)) / World }

// Closest is the largest zoom at which points are put together.
func (x *Index) Closest() int { return x.o.Closest }

// Len is the number of points.
func (x *Index) Len() int { return len(x.points) }

// Count is the number of signs at a zoom; beyond the closest it is that of points.
func (x *Index) Count(zoom int) int { return len(x.at(zoom).at) }

func (x *Index) at(zoom int) *level { return &x.levels[x.clamp(zoom)] }

func (x *Index) clamp(zoom int) int { return min(max(zoom, 0), len(x.levels)-1) }

// Box calls found for every sign in a box of the plane.
func (x *Index) Box(zoom int, b orb.Bound, found func(Sign)) {
	z := x.clamp(zoom)
	l := &x.levels[z]
	lo, hi := x.offset(b.Min), x.offset(b.Max)
	l.grid.box(lo, hi, func(i int32) { found(x.sign(z, i)) })
}

func (x *Index) offset(p orb.Point) pt {
	return pt{float32(p[0] - x.origin[0]), float32(p[1] - x.origin[1])}
}

func (x *Index) sign(zoom int, node int32) Sign {
	l := &x.levels[zoom]
	p := l.at[node]
	s := Sign{At: orb.Point{x.origin[0] + float64(p.x), x.origin[1] + float64(p.y)}, Count: int(l.count[node]), Point: -1}
	h := l.home[node]
	s.ID = ID(h)
	if h.zoom() == len(x.levels)-1 {
		s.Point = int(x.points[h.node()])
	}
	return s
}

// find is the level and the place of a sign by its name.
func (x *Index) find(id ID) (zoom int, node int32, ok bool) {
	zoom, node = home(id).zoom(), home(id).node()
	return zoom, node, zoom < len(x.levels) && int(node) < len(x.levels[zoom].at)
}

// Sign is the sign with a name.
func (x *Index) Sign(id ID) (Sign, bool) {
	z, n, ok := x.find(id)
	if !ok {
		return Sign{}, false
	}
	return x.sign(z, n), true
}

// Expansion is the zoom at which a cluster falls apart; of a point it is beyond the closest.
func (x *Index) Expansion(id ID) int {
	if z, _, ok := x.find(id); ok {
		return min(z+1, len(x.levels)-1)
	}
	return 0
}

// Children are the signs into which a cluster falls apart; of a point there are none.
func (x *Index) Children(id ID) []Sign {
	z, n, ok := x.find(id)
	if !ok {
		return nil
	}
	var out []Sign
	for _, c := range x.levels[z].children(n) {
		out = append(out, x.sign(z+1, c))
	}
	return out
}

// Members calls found for the points of a sign, by their place in the slice, until it returns false.
func (x *Index) Members(id ID, found func(point int) bool) {
	if z, n, ok := x.find(id); ok {
		x.members(z, n, found)
	}
}

func (x *Index) members(zoom int, node int32, found func(int) bool) bool {
	h := x.levels[zoom].home[node]
	if zoom, node = h.zoom(), h.node(); zoom == len(x.levels)-1 {
		return found(int(x.points[node]))
	}
	for _, c := range x.levels[zoom].children(node) {
		if !x.members(zoom+1, c, found) {
			return false
		}
	}
	return true
}
