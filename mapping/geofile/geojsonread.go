package geofile

import (
	"errors"
	"fmt"
	"io"

	"github.com/paulmach/orb"
)

// geoJSONReader hands on the features of a file while it reads them.
type geoJSONReader struct {
	s         jsonScanner
	layer     *Layer
	each      func(Feature) error
	number    int
	positions int // of the present feature
	known     bool
}

// jsonNode is an object of GeoJSON: a collection, a feature or a geometry.
type jsonNode struct {
	kind        string
	attrs       attrs
	id          any
	geometry    orb.Geometry
	coordinates any // orb.Point and slices of it, up to four deep
	members     orb.Collection
	features    bool // it has a list of them
}

// file reads one value after the other; most files have one.
func (d *geoJSONReader) file() error {
	for n := 0; ; n++ {
		b, err := d.s.peek()
		switch {
		case err == io.EOF && n > 0:
			return nil
		case err != nil && err != io.EOF:
			return err
		case err == io.EOF || n == 0 && b != '{' && b != '[':
			return ErrFormat
		}
		if b == '[' {
			err = d.s.list('[', ']', d.top)
		} else {
			err = d.top()
		}
		if err != nil {
			return err
		}
	}
}

// top reads a collection, a feature or a bare geometry.
func (d *geoJSONReader) top() error {
	number, passed := d.number, error(nil)
	n, err := d.node(true, &passed)
	switch {
	case passed != nil: // what each returned is the caller's own
		return passed
	case err != nil && d.number == number && !n.features:
		return d.blame(d.number+1, err)
	case err != nil:
		return err
	}
	switch n.kind {
	case "Feature":
		return d.emit(n)
	case "FeatureCollection":
		d.known = true
		return nil
	case "":
		if n.features {
			return nil // a collection that does not say so
		}
		return ErrFormat
	}
	g, err := n.shape()
	if err != nil {
		return d.blame(d.number+1, err)
	}
	return d.emit(jsonNode{geometry: g})
}

// blame says which feature is at fault.
func (d *geoJSONReader) blame(number int, err error) error {
	if isFeatureError(err) || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrCoordinate) && !errors.Is(err, ErrShape) {
		return err
	}
	return &FeatureError{number, err}
}

func (d *geoJSONReader) emit(n jsonNode) error {
	d.number++
	d.positions = 0
	if n.id != nil && !n.attrs.has("id") {
		n.attrs.list = append([]Attr{{"id", n.id}}, n.attrs.list...)
	}
	return d.each(Feature{Number: d.number, Geometry: n.geometry, Attrs: n.attrs.list})
}

// node reads an object. At the top it hands on its features as they come; what each returns goes to passed.
func (d *geoJSONReader) node(top bool, passed *error) (n jsonNode, err error) {
	err = d.s.object(func(key string) (err error) {
		switch {
		case key == "features" && top:
			n.features = true
			return d.features(passed)
		case key == "crs" && top && d.number == 0:
			d.layer.CRS, d.layer.Declared, err = d.s.crs()
			return err
		case key == "name" && top:
			v, err := d.s.value()
			if name, ok := v.(string); ok && name != "" && d.number == 0 {
				d.layer.Name = name
			}
			return err
		}
		return d.member(&n, key)
	})
	return n, err
}

func (d *geoJSONReader) member(n *jsonNode, key string) (err error) {
	switch key {
	case "type":
		v, err := d.s.value()
		n.kind, _ = v.(string)
		return err
	case "id":
		n.id, err = d.s.value()
		return err
	case "properties":
		return d.orSkip('{', func() error { n.attrs = attrs{}; return d.properties(&n.attrs) })
	case "geometry":
		n.geometry = nil
		return d.orSkip('{', func() error { n.geometry, err = d.geometry(); return err })
	case "coordinates":
		n.coordinates = nil
		return d.orSkip('[', func() error { n.coordinates, err = d.coordinates(0); return err })
	case "geometries":
		n.members = nil
		return d.orSkip('[', func() error {
			return d.s.list('[', ']', func() error {
				return d.orSkip('{', func() error {
					g, err := d.geometry()
					n.members = append(n.members, g)
					return err
				})
			})
		})
	}
	return d.s.skip()
}

// orSkip reads a value that begins as it should; another one, null above all, is as good as none.
func (d *geoJSONReader) orSkip(begin byte, read func() error) error {
	b, err := d.s.peek()
	if err != nil {
		return damaged(err, "file ends early")
	}
	if b != begin {
		return d.s.skip()
	}
	return read()
}

func (d *geoJSONReader) features(passed *error) error {
	return d.orSkip('[', func() error {
		return d.s.list('[', ']', func() error {
			n, err := d.node(false, passed)
			if err != nil {
				return d.blame(d.number+1, err)
			}
			if n.kind != "Feature" && n.kind != "" { // a geometry among features
				if n.geometry, err = n.shape(); err != nil {
					return d.blame(d.number+1, err)
				}
			}
			*passed = d.emit(n)
			return *passed
		})
	})
}

func (d *geoJSONReader) geometry() (orb.Geometry, error) {
	var n jsonNode
	err := d.s.object(func(key string) error { return d.member(&n, key) })
	if err != nil {
		return nil, err
	}
	return n.shape()
}

func (d *geoJSONReader) properties(a *attrs) error {
	return d.s.object(func(key string) error {
		v, err := d.s.value()
		if err == nil {
			err = a.set(key, v)
		}
		return err
	})
}

// maxAttrs bounds the columns of one feature.
const maxAttrs = 10_000

// attrs are the values of a feature; of a name that comes twice the last one counts.
type attrs struct {
	list  []Attr
	index map[string]int // only of many
}

func (a *attrs) find(name string) int {
	const few = 24
	if len(a.list) <= few {
		for i := range a.list {
			if a.list[i].Name == name {
				return i
			}
		}
		return -1
	}
	for i := len(a.index); i < len(a.list); i++ {
		if a.index == nil {
			a.index = make(map[string]int)
		}
		a.index[a.list[i].Name] = i
	}
	if i, ok := a.index[name]; ok {
		return i
	}
	return -1
}

func (a *attrs) has(name string) bool { return a.find(name) >= 0 }

func (a *attrs) set(name string, v any) error {
	i := a.find(name)
	switch {
	case v == nil || v == "":
		if i >= 0 {
			a.list = append(a.list[:i], a.list[i+1:]...)
			a.index = nil
		}
	case i >= 0:
		a.list[i].Value = v
	case len(a.list) >= maxAttrs:
		return fmt.Errorf("properties: %w", ErrTooLarge)
	default:
		a.list = append(a.list, Attr{name, v})
	}
	return nil
}
