package layerfile

import (
	"math"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"

	"chainatlas/mapping/geofile"
)

// Builder collects features. A column that holds numbers alone, or yes and no alone, is kept as that, whatever the file
// calls it; one that mixes them is text.
type Builder struct {
	shapes []orb.Geometry
	drafts []*draft
	byName map[string]*draft
}

// draft is a column while it is collected.
type draft struct {
	name   string
	date   bool
	values []any // one a feature, as far as it went; nil for none
}

// NewBuilder begins a layer with the columns that are known; others come with the features.
func NewBuilder(fields []geofile.Field) *Builder {
	b := &Builder{byName: map[string]*draft{}}
	for _, f := range fields {
		b.column(f.Name).date = f.Type == geofile.DateField
	}
	return b
}

// Add takes a feature in WGS-84 degrees. The geometry is kept as it is: do not change it afterwards.
func (b *Builder) Add(f geofile.Feature) {
	at := len(b.shapes)
	b.shapes = append(b.shapes, f.Geometry)
	for _, a := range f.Attrs {
		if !kept(a.Value) {
			continue
		}
		d := b.column(a.Name)
		for len(d.values) <= at {
			d.values = append(d.values, nil)
		}
		d.values[at] = a.Value
	}
}

// kept tells whether a value says something.
func kept(v any) bool {
	switch v := v.(type) {
	case string:
		return v != ""
	case float64:
		return v-v == 0
	case bool:
		return true
	}
	return false
}

func (b *Builder) column(name string) *draft {
	name = strings.ToValidUTF8(name, "\ufffd")
	d := b.byName[name]
	if d == nil {
		d = &draft{name: name}
		b.byName[name] = d
		b.drafts = append(b.drafts, d)
	}
	return d
}

// Layer is what was collected.
func (b *Builder) Layer() *Layer {
	l := &Layer{Shapes: b.shapes}
	for _, d := range b.drafts {
		l.Columns = append(l.Columns, d.column(len(b.shapes)))
	}
	for i, s := range l.Shapes {
		l.Shapes[i] = rounded(s)
		l.vertices += countPoints(l.Shapes[i])
	}
	return l
}

func (d *draft) column(features int) Column {
	c := Column{Name: d.name, Type: d.kind()}
	if c.Type == Number {
		c.numbers = make([]float64, features)
		for i := range c.numbers {
			c.numbers[i] = math.NaN()
			if i < len(d.values) && d.values[i] != nil {
				c.numbers[i] = d.values[i].(float64)
			}
		}
		return c
	}
	c.index = make([]uint32, features)
	places := map[string]uint32{}
	for i, v := range d.values {
		switch {
		case v == nil:
		case c.Type == Bool:
			c.index[i] = 1
			if v.(bool) {
				c.index[i] = 2
			}
		default:
			c.index[i] = c.place(textOf(v), places)
		}
	}
	return c
}

// place is where a text stands among the words, and one.
func (c *Column) place(text string, places map[string]uint32) uint32 {
	text = strings.ToValidUTF8(text, "\ufffd")
	at, ok := places[text]
	if !ok {
		c.words = append(c.words, text)
		at = uint32(len(c.words))
		places[text] = at
	}
	return at
}

func (d *draft) kind() Type {
	numbers, bools, texts := 0, 0, 0
	for _, v := range d.values {
		switch v.(type) {
		case float64:
			numbers++
		case bool:
			bools++
		case string:
			texts++
		}
	}
	switch {
	case numbers > 0 && bools+texts == 0:
		return Number
	case bools > 0 && numbers+texts == 0:
		return Bool
	case d.date && numbers+bools == 0:
		return Date
	}
	return Text
}

// unit is the step of coordinates in degrees; whole steps are what the file holds.
const unit = 1e9

func steps(degrees float64) int64 { return int64(math.Round(degrees * unit)) }

// rounded is the shape as it will come back from the file, so that what is seen before packing is what is kept.
func rounded(s orb.Geometry) orb.Geometry {
	if s == nil {
		return nil
	}
	return Projected(s, func(p orb.Point) orb.Point {
		return orb.Point{float64(steps(p[0])) / unit, float64(steps(p[1])) / unit}
	})
}

// Projected is a copy of a shape in other coordinates.
func Projected(s orb.Geometry, to orb.Projection) orb.Geometry {
	return project.Geometry(orb.Clone(s), to)
}

func countPoints(s orb.Geometry) (n int) {
	EachRun(s, func(pts []orb.Point) { n += len(pts) })
	return n
}

// EachRun calls for every run of points of a shape.
func EachRun(s orb.Geometry, run func([]orb.Point)) {
	switch s := s.(type) {
	case orb.Point:
		run([]orb.Point{s})
	case orb.MultiPoint:
		run(s)
	case orb.LineString:
		run(s)
	case orb.Ring:
		run(s)
	case orb.MultiLineString:
		for _, l := range s {
			run(l)
		}
	case orb.Polygon:
		for _, r := range s {
			run(r)
		}
	case orb.MultiPolygon:
		for _, p := range s {
			EachRun(p, run)
		}
	case orb.Collection:
		for _, g := range s {
			EachRun(g, run)
		}
	}
}
