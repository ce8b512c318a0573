package sketch

import (
	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/spatial"
)

// Measure is a line, or the border of an Area, that grows click by click.
type Measure struct {
	Area bool
	At   []orb.Point // degrees
	Next *orb.Point  // where the pointer is, while the line still grows; nil for nowhere
	Done bool
}

// Add makes the line longer; after the end a new one begins.
func (m *Measure) Add(lonLat orb.Point) {
	if m.Done {
		*m = Measure{Area: m.Area}
	}
	if n := len(m.At); n > 0 && m.At[n-1] == lonLat {
		return
	}
	m.At, m.Next = append(m.At, lonLat), nil
}

// Back takes the last place away, and tells whether there was one.
func (m *Measure) Back() bool {
	if len(m.At) == 0 {
		return false
	}
	m.At, m.Done = m.At[:len(m.At)-1], false
	return true
}

// Finish ends the line where it is; too short a one is forgotten.
func (m *Measure) Finish() {
	m.Next, m.Done = nil, true
	if len(m.At) < m.least() {
		*m = Measure{Area: m.Area}
	}
}

func (m *Measure) least() int {
	if m.Area {
		return 3
	}
	return 2
}

// line is what is measured, the pointer included.
func (m *Measure) line() []orb.Point {
	if m.Next == nil || len(m.At) == 0 || m.Done {
		return m.At
	}
	return append(append([]orb.Point{}, m.At...), *m.Next)
}

// Metres is the length over the ellipsoid; of an area, that of its border.
func (m *Measure) Metres() float64 {
	line := m.line()
	if m.Area && len(line) > 2 {
		line = append(append([]orb.Point{}, line...), line[0])
	}
	return spatial.Along(line)
}

// SquareMetres is the area on the CGCS2000 plane of the nearest meridian of 3°.
func (m *Measure) SquareMetres() float64 { return crs.Area(m.Polygon()) }

// Polygon is the border, closed; nil with less than three corners.
func (m *Measure) Polygon() orb.Polygon {
	line := m.line()
	if len(line) < 3 {
		return nil
	}
	return orb.Polygon{append(append(orb.Ring{}, line...), line[0])}
}

// Text says what was measured; "" for nothing yet.
func (m *Measure) Text() string {
	line := m.line()
	switch {
	case !m.Area && len(line) > 1:
		return "全长 " + Distance(m.Metres())
	case m.Area && len(line) > 2:
		return Area(m.SquareMetres()) + "　周长 " + Distance(m.Metres())
	}
	return ""
}

// Figure draws the line with the length of each leg and the sum at its end, or the area with its size in the middle.
func (m *Measure) Figure() (f Figure) {
	line := m.line()
	if len(line) == 0 {
		return f
	}
	at := planes(line)
	f.Lines = []Line{{At: at, Closed: m.Area && len(line) > 2, Dashed: !m.Done, Ink: Measured}}
	for _, p := range at[:len(m.At)] {
		f.Dots = append(f.Dots, Dot{At: p, Radius: 3.5, Ink: Measured})
	}
	if m.Area {
		if len(line) > 2 {
			f.Labels = append(f.Labels, Label{At: middle(at), Text: Mu(m.SquareMetres()), Ink: Measured, Bold: true})
		}
		return f
	}
	for i := 1; i < len(line) && len(line) > 2; i++ {
		half := orb.Point{(at[i-1][0] + at[i][0]) / 2, (at[i-1][1] + at[i][1]) / 2}
		f.Labels = append(f.Labels, Label{At: half, Text: Distance(spatial.Distance(line[i-1], line[i])), Ink: Measured})
	}
	if len(line) > 1 {
		f.Labels = append(f.Labels, Label{At: at[len(at)-1], Text: Distance(m.Metres()), Ink: Measured, Bold: true, Up: 16})
	}
	return f
}

// middle is the mean of places on the plane.
func middle(at []orb.Point) (out orb.Point) {
	for _, p := range at {
		out[0] += p[0] / float64(len(at))
		out[1] += p[1] / float64(len(at))
	}
	return out
}

// Rings are circles of distance around a place.
type Rings struct {
	Middle orb.Point // degrees
	Name   string    // of what stands there; "" for nothing
	Metres []float64
}

// ringCorners make a circle round to the eye on a screen of 4K.
const ringCorners = 180

// Figure draws the circles, each with its distance at its northernmost place.
func (r Rings) Figure() (f Figure) {
	f.Dots = []Dot{{At: plane(r.Middle), Radius: 4, Ink: Measured}}
	if r.Name != "" {
		f.Labels = append(f.Labels, Label{At: plane(r.Middle), Text: r.Name, Ink: Measured, Bold: true, Up: 16})
	}
	for _, m := range r.Metres {
		ring := planes(spatial.Circle(r.Middle, m, ringCorners))
		f.Lines = append(f.Lines, Line{At: ring, Ink: Measured, Dashed: true})
		f.Labels = append(f.Labels, Label{At: ring[0], Text: Distance(m), Ink: Measured, Bold: true})
	}
	return f
}
