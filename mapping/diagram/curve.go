package diagram

import (
	"chainatlas/mapping"
	"github.com/paulmach/orb"
)

// curveSteps is into how many pieces Line cuts a bent curve. All bends between two columns share their abscissae, so
// the pieces cross exactly as often as the curves do; odd, so that the many crossings half way fall into a piece.
const curveSteps = 15

// Line returns the route as a line of straight pieces, for hit tests, listings and canvases without curves.
func (r Route) Line() orb.LineString {
	if len(r.Points) == 0 {
		return nil
	}
	out := orb.LineString{r.Points[0]}
	for i := 1; i+2 < len(r.Points); i += 3 {
		a, b, c, d := r.Points[i-1], r.Points[i], r.Points[i+1], r.Points[i+2]
		if straight(a, b, c, d) {
			out = append(out, d)
			continue
		}
		for k := 1; k <= curveSteps; k++ {
			out = append(out, bezier(a, b, c, d, float64(k)/curveSteps))
		}
	}
	return out
}

// Draw adds the route to a path in the pixels of a viewport whose plane is the plan (YDown).
func (r Route) Draw(p *mapping.Path, v mapping.Viewport) {
	if len(r.Points) == 0 {
		return
	}
	at := v.Px(r.Points[0])
	p.MoveTo(at.X, at.Y)
	for i := 1; i+2 < len(r.Points); i += 3 {
		a, b, c, d := r.Points[i-1], r.Points[i], r.Points[i+1], r.Points[i+2]
		if end := v.Px(d); straight(a, b, c, d) {
			p.LineTo(end.X, end.Y)
		} else {
			p.CubeTo(v.Px(b), v.Px(c), end)
		}
	}
}

func bezier(a, b, c, d orb.Point, t float64) orb.Point {
	u := 1 - t
	p, q, r, s := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return orb.Point{p*a[0] + q*b[0] + r*c[0] + s*d[0], p*a[1] + q*b[1] + r*c[1] + s*d[1]}
}

// straight tells whether the curve's controls lie on its chord.
func straight(a, b, c, d orb.Point) bool {
	return abs(side(a, d, b)) < 1e-6 && abs(side(a, d, c)) < 1e-6
}

// side is twice the area of the triangle a, b, c.
func side(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}

// pen draws a route piece by piece.
type pen struct{ points []orb.Point }

func newPen(x, y float64) *pen { return &pen{points: []orb.Point{{x, y}}} }

func (p *pen) at() orb.Point { return p.points[len(p.points)-1] }

// lineTo draws a straight piece; a piece without length is left out, and one that goes straight on prolongs the last.
func (p *pen) lineTo(x, y float64) {
	a, b := p.at(), orb.Point{x, y}
	if abs(a[0]-x)+abs(a[1]-y) < 1e-9 {
		return
	}
	if n := len(p.points); n >= 4 && straight(p.points[n-4], p.points[n-3], p.points[n-2], a) && level(p.points[n-4], a, b) {
		p.points = p.points[:n-3]
		a = p.at()
	}
	p.points = append(p.points, mix(a, b, 1.0/3), mix(a, b, 2.0/3), b)
}

// level tells whether the three points lie on one horizontal or one vertical, in this sequence.
func level(a, b, c orb.Point) bool {
	for axis := range 2 {
		if abs(a[axis]-b[axis]) < 1e-9 && abs(b[axis]-c[axis]) < 1e-9 && (b[1-axis]-a[1-axis])*(c[1-axis]-b[1-axis]) > 0 {
			return true
		}
	}
	return false
}

// bendTo draws an S that leaves and arrives horizontally.
func (p *pen) bendTo(x, y float64) {
	a := p.at()
	if abs(a[1]-y) < 1e-9 {
		p.lineTo(x, y)
		return
	}
	mid := (a[0] + x) / 2
	p.points = append(p.points, orb.Point{mid, a[1]}, orb.Point{mid, y}, orb.Point{x, y})
}

// kappa places the controls of a curve that looks like a quarter of a circle.
const kappa = 0.5523

// corners draws right-angled pieces through the points, with corners rounded by radius r.
func (p *pen) corners(r float64, through ...orb.Point) {
	for i, c := range through {
		if i+1 == len(through) {
			p.lineTo(c[0], c[1])
			return
		}
		a, b := p.at(), through[i+1]
		cut := min(r, length(a, c)*share(i == 0), length(c, b)*share(i+2 == len(through)))
		if cut < 1e-6 {
			p.lineTo(c[0], c[1])
			continue
		}
		in, out := towards(c, a, cut), towards(c, b, cut)
		p.lineTo(in[0], in[1])
		p.points = append(p.points, mix(in, c, kappa), mix(out, c, kappa), out)
	}
}

// share is how much of a piece a corner may take: all of it at the end of a route, else half.
func share(end bool) float64 {
	if end {
		return 1
	}
	return 0.5
}

func mix(a, b orb.Point, t float64) orb.Point {
	return orb.Point{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t}
}

// length is the distance of two points on one horizontal or vertical.
func length(a, b orb.Point) float64 { return abs(a[0]-b[0]) + abs(a[1]-b[1]) }

// towards is the point d away from a in the direction of b.
func towards(a, b orb.Point, d float64) orb.Point {
	l := length(a, b)
	if l < 1e-9 {
		return a
	}
	return mix(a, b, d/l)
}

// reversed turns the route around.
func reversed(points []orb.Point) []orb.Point {
	for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
		points[i], points[j] = points[j], points[i]
	}
	return points
}
