package geofile

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// dxfLargest is more than one thing of a drawing takes, bytes.
const dxfLargest = 256 << 20

// entity is a thing of a drawing, as its pairs say it. What is no number is remembered in err.
type entity struct {
	kind  string
	pairs []pair
	arena []byte // the values
	err   error
}

type pair struct {
	code  int
	value []byte
}

// drawn is what an entity shows, in the coordinates of its block or of the drawing.
type drawn struct {
	layer, kind string
	geometry    orb.Geometry
	text        string
	attrs       attrList // what its author hung on it
	insert      *insert  // of a block, instead of a geometry
	err         error    // why it cannot be shown
}

// readEntity reads on after the pair 0/kind, up to the next 0.
func (e *entity) readEntity(g *dxfGroups) error {
	e.kind = string(bytes.TrimSpace(g.value))
	e.pairs, e.arena, e.err = e.pairs[:0], e.arena[:0], nil
	for {
		if err := g.next(); err != nil {
			return early(g, err)
		}
		if g.code == 0 {
			g.held = true
			return nil
		}
		at := len(e.arena)
		if at+len(g.value) > dxfLargest {
			return fmt.Errorf("line %d: one thing of more than %d MB: %w", g.line, dxfLargest>>20, ErrTooLarge)
		}
		e.arena = append(e.arena, g.value...)
		e.pairs = append(e.pairs, pair{g.code, e.arena[at:]})
	}
}

func (e *entity) raw(code int) []byte {
	for _, p := range e.pairs {
		if p.code == code {
			return p.value
		}
	}
	return nil
}

func (e *entity) parse(b []byte) float64 {
	v, err := strconv.ParseFloat(string(bytes.TrimSpace(b)), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		e.err = fmt.Errorf("%s with the number %q: %w", e.kind, b[:min(len(b), 24)], ErrCoordinate)
	}
	return v
}

// number is a value, or what stands for one that is missing.
func (e *entity) number(code int, missing float64) float64 {
	if b := e.raw(code); b != nil {
		return e.parse(b)
	}
	return missing
}

func (e *entity) flags(code int) int { return int(e.number(code, 0)) }

// point is a position, whose y has a code ten higher than its x.
func (e *entity) point(code int) orb.Point {
	return orb.Point{e.number(code, 0), e.number(code+10, 0)}
}

// must is a position that has to be there.
func (e *entity) must(code int) orb.Point {
	if e.raw(code) == nil || e.raw(code+10) == nil {
		e.err = fmt.Errorf("%s without a position: %w", e.kind, ErrDamaged)
	}
	return e.point(code)
}

// turned tells whether the thing is seen from below: then its x runs the other way.
func (e *entity) turned() bool { return e.number(230, 1) < 0 }

// onPaper tells whether the thing is drawn on a sheet, such as a title block, and not in the world.
func (e *entity) onPaper() bool { return e.flags(67) == 1 }

// drawn makes of an entity what it shows; nil of one that shows no place. Lists of positions are read by the caller.
func (e *entity) drawn(g *dxfGroups) *drawn {
	d, known := e.drawnAs(g), true
	switch e.kind {
	case "LWPOLYLINE":
		d.geometry = e.polyline(e.corners(), e.flags(70)&1 != 0)
	case "HATCH":
		d.geometry, known = e.hatch()
	case "INSERT":
		d.insert = e.insert(g)
	case "TEXT", "ATTRIB":
		d.text, d.geometry = plainText(g.text(e.raw(1))), e.flat(e.textPlace())
	case "MTEXT":
		d.text, d.geometry = plainMText(g.text(e.joined(3, 1))), e.must(10)
	default:
		d.geometry, known = e.simple()
	}
	if d.err = e.err; !known {
		return nil
	}
	return d
}

// drawnAs is how an entity is drawn, without what.
func (e *entity) drawnAs(g *dxfGroups) *drawn {
	d := &drawn{layer: strings.TrimSpace(g.text(e.raw(8))), kind: e.kind, attrs: e.extended(g)}
	if d.layer == "" {
		d.layer = "0"
	}
	return d
}

// simple makes the geometry of things of a few positions.
func (e *entity) simple() (orb.Geometry, bool) {
	switch e.kind {
	case "POINT":
		return e.must(10), true
	case "LINE":
		return orb.LineString{e.must(10), e.must(11)}, true
	case "CIRCLE":
		return e.flat(orb.Polygon{e.circle(0, 2*math.Pi)}), true
	case "ARC":
		from, to := e.number(50, 0)*math.Pi/180, e.number(51, 360)*math.Pi/180
		return e.flat(orb.LineString(e.circle(from, angleBetween(from, to)))), true
	case "ELLIPSE":
		return e.ellipse(), true
	case "SPLINE":
		return e.spline(), true
	case "SOLID", "TRACE":
		return e.flat(orb.Polygon{{e.must(10), e.must(11), e.must(13), e.must(12), e.must(10)}}), true
	case "3DFACE":
		return orb.Polygon{{e.must(10), e.must(11), e.must(12), e.must(13), e.must(10)}}, true
	}
	return nil, false
}

// angleBetween is the angle from one direction to another, to the left, in radians.
func angleBetween(from, to float64) float64 {
	a := math.Mod(to-from, 2*math.Pi)
	if a <= 0 {
		a += 2 * math.Pi
	}
	return a
}

func (e *entity) circle(from, sweep float64) []orb.Point {
	r := math.Abs(e.number(40, 0))
	return closedExactly(arcPoints(e.must(10), orb.Point{r, 0}, orb.Point{0, r}, from, sweep), sweep)
}

// closedExactly lets a whole turn end where it began, which the last decimals of sines do not.
func closedExactly(points []orb.Point, sweep float64) []orb.Point {
	if sweep >= 2*math.Pi-1e-9 {
		points[len(points)-1] = points[0]
	}
	return points
}

func (e *entity) ellipse() orb.Geometry {
	major, ratio := e.point(11), e.number(40, 1)
	if e.turned() {
		ratio = -ratio
	}
	from := e.number(41, 0)
	angle := angleBetween(from, e.number(42, 2*math.Pi))
	points := closedExactly(arcPoints(e.must(10), major, orb.Point{-major[1] * ratio, major[0] * ratio}, from, angle), angle)
	if points[0] == points[len(points)-1] {
		return orb.Polygon{points}
	}
	return orb.LineString(points)
}

func (e *entity) spline() orb.Geometry {
	var numbers = map[int][]float64{}
	for _, p := range e.pairs {
		switch p.code {
		case 10, 20, 11, 21, 40, 41:
			numbers[p.code] = append(numbers[p.code], e.parse(p.value))
		}
	}
	points, err := spline(e.flags(71), numbers[40], zipped(numbers[10], numbers[20]), numbers[41])
	if fit := zipped(numbers[11], numbers[21]); err != nil && len(numbers[10]) == 0 && len(fit) > 1 {
		points, err = fit, nil // a spline by the points that it passes
	}
	if err != nil {
		e.err = err
		return nil
	}
	if closed := e.flags(70)&1 != 0; closed && len(points) > 3 {
		return orb.Polygon{append(points, points[0])}
	}
	return orb.LineString(points)
}

// zipped makes positions of their numbers.
func zipped(x, y []float64) []orb.Point {
	out := make([]orb.Point, min(len(x), len(y)))
	for i := range out {
		out[i] = orb.Point{x[i], y[i]}
	}
	return out
}

// corners are those of an LWPOLYLINE, whose number the file says beforehand.
func (e *entity) corners() []vertex {
	var out []vertex
	ys := 0
	for _, p := range e.pairs {
		switch {
		case p.code == 10:
			out = append(out, vertex{Point: orb.Point{e.parse(p.value), 0}})
		case p.code == 20 && len(out) > 0:
			out[len(out)-1].Point[1] = e.parse(p.value)
			ys++
		case p.code == 42 && len(out) > 0:
			out[len(out)-1].bulge = e.parse(p.value)
		}
	}
	if said := e.number(90, float64(len(out))); said != float64(len(out)) || ys != len(out) {
		e.err = fmt.Errorf("%s of %d positions where %.0f are announced: %w", e.kind, len(out), said, ErrDamaged)
	}
	return out
}

func (e *entity) polyline(corners []vertex, closed bool) orb.Geometry {
	g, err := polyline(corners, closed)
	if err != nil {
		e.err = err
		return nil
	}
	return e.flat(g)
}

// flat turns round what is seen from below.
func (e *entity) flat(g orb.Geometry) orb.Geometry {
	if g == nil || !e.turned() {
		return g
	}
	return affine{a: -1, d: 1}.of(g)
}

// textPlace is the position that a text is set by: its beginning, or the middle where it is centred.
func (e *entity) textPlace() orb.Point {
	if (e.flags(72) != 0 || e.flags(73) != 0) && e.raw(11) != nil {
		return e.must(11)
	}
	return e.must(10)
}

// joined is a long text, which stands in pieces before its last one.
func (e *entity) joined(piece, last int) []byte {
	var out []byte
	for _, p := range e.pairs {
		if p.code == piece || p.code == last {
			out = append(out, p.value...)
		}
	}
	return out
}

// extended are the words that other programs hang on a thing, by the program's name. CASS keeps the codes of parcels
// there: SOUTH = 300000 0012 …
func (e *entity) extended(g *dxfGroups) (out attrList) {
	var name string
	var words []string
	flush := func() {
		if len(out) < mostAttrs && name != "" && !strings.HasPrefix(name, "ACAD") {
			out.add(name, strings.Join(words, " "))
		}
		words = words[:0]
	}
	for _, p := range e.pairs {
		switch p.code {
		case 1001:
			flush()
			name = strings.TrimSpace(g.text(p.value))
		case 1000:
			if w := strings.TrimSpace(g.text(p.value)); w != "" {
				words = append(words, w)
			}
		}
	}
	flush()
	return out
}
