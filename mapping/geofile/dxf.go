package geofile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// Names of the columns of a drawing.
const (
	dxfLayer = "图层"
	dxfKind  = "类型"
	dxfText  = "文字"
	dxfBlock = "块"
)

// dxf is a drawing of AutoCAD or of what is like it. Each layer with something on it is a layer; a drawing says nothing
// of a coordinate system. Hatches, dimensions, pictures and what stands on paper sheets are left out.
type dxf struct {
	path   string
	o      Options
	layers []Layer
	known  map[string]int // layers by their name
	fields []map[string]bool
	texts  *placedTexts
	owned  bool // the owners of the texts are found
	left   map[string]int
}

func openDXF(ctx context.Context, path string, o Options) (File, error) {
	d := &dxf{path: path, o: o, known: map[string]int{}, texts: &placedTexts{}}
	if err := d.explore(ctx); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return d, nil
}

func (d *dxf) Format() string  { return "DXF" }
func (d *dxf) Close() error    { return nil }
func (d *dxf) Layers() []Layer { return d.layers }

// pass goes through the drawing.
func (d *dxf) pass(ctx context.Context, emit func(shown) error) error {
	in, err := openStream(ctx, d.path, d.o.Progress)
	if err != nil {
		return err
	}
	g := newDXFGroups(in)
	p := dxfPass{g: g, ctx: ctx, emit: emit}
	err = checkDXF(g)
	if err == nil {
		err = p.run()
	}
	if d.left = p.left; err == nil {
		in.finish()
	}
	return errors.Join(err, in.Close())
}

// dxfComment is the code of a remark, which may stand before everything.
const dxfComment = 999

// checkDXF tells a drawing from what only has its ending.
func checkDXF(g *dxfGroups) error {
	head, err := g.in.Peek(22)
	if err != nil && err != io.EOF {
		return err
	}
	switch {
	case bytes.HasPrefix(head, []byte("AutoCAD Binary DXF")):
		return ErrBinaryDXF
	case bytes.HasPrefix(head, []byte("AC10")):
		return ErrDWG
	case len(bytes.TrimSpace(head)) == 0:
		return fmt.Errorf("nothing in the drawing: %w", ErrDamaged)
	}
	for {
		if err := g.next(); err != nil || g.code != dxfComment && !g.is(0, "SECTION") {
			return fmt.Errorf("no section at the beginning: %w", ErrFormat)
		}
		if g.code == 0 {
			g.held = true
			return nil
		}
	}
}

// explore learns the layers, their fields and the texts.
func (d *dxf) explore(ctx context.Context) error {
	e := explorer{dxf: d, alike: map[look]int{}, areas: map[int]bool{}}
	if err := d.pass(ctx, e.see); err != nil {
		return err
	}
	if len(d.layers) == 0 {
		return ErrNoLayer
	}
	if d.texts.index(); len(d.texts.all) > 0 {
		for i := range e.areas {
			d.learn(i, Feature{Attrs: []Attr{{Name: dxfText}}})
		}
	}
	if note := leftOut(d.left); note != "" {
		for i := range d.layers {
			d.layers[i].Notes = append(d.layers[i].Notes, note)
		}
	}
	return nil
}

// explorer sees everything in a drawing once.
type explorer struct {
	*dxf
	alike map[look]int // layers of things that have the same fields
	areas map[int]bool // layers with parcels
}

type look struct {
	layer, kind, block string
	text               bool
}

func (e *explorer) see(s shown) error {
	key := look{s.layer, s.kind, s.block, s.text != ""}
	i, known := e.alike[key]
	if !known || len(s.attrs) > 0 {
		i = e.layerOf(s.layer)
		e.learn(i, s.feature())
		e.alike[key] = i
	}
	e.layers[i].Count++
	if s.isParcel() {
		e.areas[i] = true
	}
	if at, ok := s.geometry.(orb.Point); ok && s.text != "" && s.err == nil {
		e.texts.add(s.place.point(at), s.text)
	}
	return nil
}

// mostKinds is how many kinds of things a note names.
const mostKinds = 8

// leftOut says what of a drawing is not read.
func leftOut(kinds map[string]int) string {
	var parts []string
	for i, kind := range slices.Sorted(maps.Keys(kinds)) {
		if i == mostKinds {
			parts = append(parts, fmt.Sprintf("另 %d 类", len(kinds)-i))
			break
		}
		parts = append(parts, fmt.Sprintf("%s %d 个", kind, kinds[kind]))
	}
	if len(parts) == 0 {
		return ""
	}
	return "整张图中没有读取的对象（填充、标注等）：" + strings.Join(parts, "、")
}

func (d *dxf) layerOf(name string) int {
	i, ok := d.known[name]
	if !ok {
		i = len(d.layers)
		d.known[name] = i
		d.layers = append(d.layers, Layer{Name: name})
		d.fields = append(d.fields, map[string]bool{})
	}
	return i
}

func (d *dxf) learn(i int, f Feature) {
	for _, a := range f.Attrs {
		if !d.fields[i][a.Name] {
			d.fields[i][a.Name] = true
			d.layers[i].Fields = append(d.layers[i].Fields, Field{Name: a.Name})
		}
	}
}

// Read implements File. Words that stand in an area become its 文字, see placedTexts.
func (d *dxf) Read(ctx context.Context, layer int, each func(Feature) error) error {
	if err := d.findOwners(ctx); err != nil {
		return err
	}
	n, area := 0, 0
	return d.pass(ctx, func(s shown) error {
		parcel := s.isParcel()
		if parcel {
			area++
		}
		if s.layer != d.layers[layer].Name {
			return nil
		}
		n++
		f := s.feature()
		f.Number = n
		f.Geometry = s.shape()
		if s.err == nil && !finiteAll(f.Geometry) {
			s.err = fmt.Errorf("%s beyond all numbers: %w", s.kind, ErrCoordinate)
		}
		if s.err != nil {
			return &FeatureError{Number: n, Err: s.err}
		}
		if parcel {
			all := attrList(f.Attrs)
			all.add(dxfText, d.texts.of(area))
			f.Attrs = all
		}
		return each(f)
	})
}

// findOwners goes through the areas once, when there are words that they could own.
func (d *dxf) findOwners(ctx context.Context) error {
	if d.owned || len(d.texts.all) == 0 {
		return nil
	}
	area := 0
	err := d.pass(ctx, func(s shown) error {
		if s.isParcel() {
			area++
			d.texts.offer(area, s.shape().(orb.Polygon))
		}
		return nil
	})
	d.owned = err == nil
	return err
}

// isParcel tells a closed polyline. Circles are drawn around words too, but as their ornament.
func (s shown) isParcel() bool {
	_, area := s.geometry.(orb.Polygon)
	return area && s.err == nil && (s.kind == "LWPOLYLINE" || s.kind == "POLYLINE")
}

// feature is a thing without its geometry.
func (s shown) feature() Feature {
	var all attrList
	all.add(dxfLayer, s.layer)
	all.add(dxfKind, s.kind)
	all.add(dxfText, s.text)
	all.add(dxfBlock, s.block)
	for _, a := range s.attrs {
		all.add(a.Name, a.Value)
	}
	return Feature{Attrs: all}
}

func finiteAll(g orb.Geometry) bool {
	switch g := g.(type) {
	case orb.Point:
		return finite(g)
	case orb.LineString:
		return finiteLine(g)
	case orb.Polygon:
		for _, ring := range g {
			if !finiteLine(ring) {
				return false
			}
		}
	}
	return true
}

func finiteLine(points []orb.Point) bool {
	for _, p := range points {
		if !finite(p) {
			return false
		}
	}
	return true
}

// openDWG refuses a drawing that only AutoCAD and its kin can read.
func openDWG(_ context.Context, path string, _ Options) (File, error) {
	return nil, fmt.Errorf("%s: %w", strings.TrimSpace(filepath.Base(path)), ErrDWG)
}
