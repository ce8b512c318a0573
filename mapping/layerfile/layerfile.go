// Package layerfile packs a layer of the map into one file that opens fast: places and columns of attributes.
//
// Places are WGS-84 degrees, kept to a billionth of a degree (a tenth of a millimetre). The file is the program's own: it
// lies among the files of records, and leaves the house as one of the formats of geofile.
package layerfile

import (
	"errors"
	"iter"
	"strconv"

	"github.com/paulmach/orb"

	"chainatlas/mapping/geofile"
)

var (
	// ErrDamaged is returned for bytes that are no layer, or not the whole of one.
	ErrDamaged = errors.New("layer file is damaged")
	// ErrNewer is returned for a layer that a newer version of the program packed.
	ErrNewer = errors.New("layer file is of a newer version")
)

// Layer is features with their attributes. It never changes and is safe for concurrent use.
type Layer struct {
	Shapes   []orb.Geometry // one a feature, WGS-84 degrees; nil for a feature without a place
	Columns  []Column
	vertices int
}

// Len is the number of features.
func (l *Layer) Len() int { return len(l.Shapes) }

// Vertices is the number of points of all shapes.
func (l *Layer) Vertices() int { return l.vertices }

// Bound is the box around all shapes, in degrees; zero without any.
func (l *Layer) Bound() (b orb.Bound) {
	first := true
	for _, s := range l.Shapes {
		if s == nil {
			continue
		}
		if first {
			b, first = s.Bound(), false
		} else {
			b = b.Union(s.Bound())
		}
	}
	return b
}

// Column finds a column by its name; nil when there is none.
func (l *Layer) Column(name string) *Column {
	for i := range l.Columns {
		if l.Columns[i].Name == name {
			return &l.Columns[i]
		}
	}
	return nil
}

// Fields are the columns as files of other programs have them.
func (l *Layer) Fields() []geofile.Field {
	out := make([]geofile.Field, len(l.Columns))
	for i, c := range l.Columns {
		out[i] = geofile.Field{Name: c.Name, Type: c.Type.field()}
	}
	return out
}

// Attrs are the values of a feature, in the order of the columns; empty ones are left out.
func (l *Layer) Attrs(feature int) (out []geofile.Attr) {
	for i := range l.Columns {
		if v := l.Columns[i].Value(feature); v != nil {
			out = append(out, geofile.Attr{Name: l.Columns[i].Name, Value: v})
		}
	}
	return out
}

// Features hands out every feature, its place turned by project (which may be nil).
func (l *Layer) Features(project orb.Projection) iter.Seq[geofile.Feature] {
	return func(yield func(geofile.Feature) bool) {
		for i, s := range l.Shapes {
			if s != nil && project != nil {
				s = Projected(s, project)
			}
			if !yield(geofile.Feature{Number: i + 1, Geometry: s, Attrs: l.Attrs(i)}) {
				return
			}
		}
	}
}

// Type is what a column holds.
type Type uint8

// The types of columns.
const (
	Text Type = iota
	Number
	Date // its values are text: 2024-06-30
	Bool
)

func (t Type) field() geofile.Type {
	switch t {
	case Number:
		return geofile.NumberField
	case Date:
		return geofile.DateField
	}
	return geofile.TextField
}

// Column is one attribute of all features.
type Column struct {
	Name string
	Type Type

	words   []string  // of Text and Date, each once
	index   []uint32  // one a feature: 0 for none, else the place in words and one; of Bool 1 is no and 2 is yes
	numbers []float64 // of Number; not a number for none
}

// Value is the value of a feature: string, float64 or bool; nil for none.
func (c *Column) Value(feature int) any {
	switch c.Type {
	case Number:
		if v := c.numbers[feature]; v == v {
			return v
		}
	case Bool:
		if v := c.index[feature]; v > 0 {
			return v == 2
		}
	default:
		if v := c.index[feature]; v > 0 {
			return c.words[v-1]
		}
	}
	return nil
}

// Text is the value as a person reads it; "" for none.
func (c *Column) Text(feature int) string { return textOf(c.Value(feature)) }

func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		if v {
			return "是"
		}
		return "否"
	}
	return ""
}

// Number is the value as a number; a text may hold one too.
func (c *Column) Number(feature int) (float64, bool) {
	switch v := c.Value(feature).(type) {
	case float64:
		return v, true
	case string:
		n, err := strconv.ParseFloat(v, 64)
		return n, err == nil && n-n == 0
	}
	return 0, false
}

// Numbers are all numbers of the column, and whether it holds nothing else.
func (c *Column) Numbers() (out []float64, only bool) {
	only = true
	for i := range max(len(c.index), len(c.numbers)) {
		if n, ok := c.Number(i); ok {
			out = append(out, n)
		} else if c.Value(i) != nil {
			only = false
		}
	}
	return out, only && len(out) > 0
}
