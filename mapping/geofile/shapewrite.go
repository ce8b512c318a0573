package geofile

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// shapeKinds are what a shapefile can hold, one of them each, and what is put behind the name where a layer has more.
var shapeKinds = []struct {
	suffix string
	kind   uint32
}{{"_点", pointShape}, {"_线", lineShape}, {"_面", polygonShape}}

// writtenFile is a file of a shapefile with its bytes.
type writtenFile struct {
	name string
	data []byte
}

// writeShapefile writes a shapefile beside each other or, where the name ends so, in a .zip. Points, lines and polygons
// go into a shapefile each.
func writeShapefile(path string, l Layer, features iter.Seq[Feature], tell func(string)) error {
	base := filepath.Base(path)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	files, err := shapefiles(stem, l, features, tell)
	if err != nil {
		return err
	}
	if strings.EqualFold(filepath.Ext(path), ".zip") {
		return appearWhole(path, func(f *os.File) error { return zipFiles(f, files) })
	}
	return appearTogether(filepath.Dir(path), files)
}

// shapefiles makes the files of a layer, each .shp behind what belongs to it.
func shapefiles(stem string, l Layer, features iter.Seq[Feature], tell func(string)) ([]writtenFile, error) {
	split, err := splitKinds(features)
	if err != nil {
		return nil, err
	}
	used := 0
	for _, list := range split {
		used += min(len(list), 1)
	}
	var out []writtenFile
	for i, list := range split {
		if len(list) == 0 && (used > 0 || i > 0) { // a layer without features is an empty one of points
			continue
		}
		name := stem
		if used > 1 {
			name += shapeKinds[i].suffix
		}
		files, err := oneShapefile(name, shapeKinds[i].kind, l, list, tell)
		if err != nil {
			return nil, err
		}
		out = append(out, files...)
	}
	if used > 1 {
		tell("一个 Shapefile 只能存一种图形，点、线、面已分开存为几个文件")
	}
	return out, nil
}

// splitKinds sorts features by what they are. One that is several things comes several times; those that are nothing
// go where the first feature goes.
func splitKinds(features iter.Seq[Feature]) (out [3][]Feature, err error) {
	home := -1
	var waiting []Feature // for the first that is something
	for ft := range features {
		parts, err := kindsOf(ft.Geometry)
		if err != nil {
			return out, &FeatureError{ft.Number, err}
		}
		kind := slices.IndexFunc(parts[:], func(g orb.Geometry) bool { return g != nil })
		switch {
		case kind < 0 && home < 0:
			waiting = append(waiting, ft)
			continue
		case kind < 0:
			out[home] = append(out[home], Feature{ft.Number, nil, ft.Attrs})
			continue
		case home < 0:
			home, out[kind] = kind, waiting
		}
		for i, g := range parts {
			if g != nil {
				out[i] = append(out[i], Feature{ft.Number, g, ft.Attrs})
			}
		}
	}
	if home < 0 {
		out[0] = waiting
	}
	return out, nil
}

// kindsOf are the points, lines and polygons of a geometry.
func kindsOf(g orb.Geometry) (out [3]orb.Geometry, err error) {
	switch g := g.(type) {
	case nil:
	case orb.Point, orb.MultiPoint:
		out[0] = g
	case orb.LineString, orb.MultiLineString:
		out[1] = g
	case orb.Polygon, orb.MultiPolygon:
		out[2] = g
	case orb.Collection:
		c := cleaner{ctx: context.Background(), repairs: repairs{}}
		err = c.add(g, 0)
		return c.kinds(), err
	default:
		return out, fmt.Errorf("%T: %w", g, ErrShape)
	}
	return out, nil
}

func oneShapefile(name string, kind uint32, l Layer, features []Feature, tell func(string)) ([]writtenFile, error) {
	for _, ft := range features {
		if _, ok := ft.Geometry.(orb.MultiPoint); ok {
			kind = manyPoints
		}
	}
	s, t := newShpBytes(kind), newDbfWriter(l.Fields)
	for _, ft := range features {
		if err := s.add(ft.Geometry); err != nil {
			return nil, err
		}
		t.add(ft.Attrs)
	}
	s.finish()
	if err := t.decide(tell); err != nil {
		return nil, err
	}
	files := []writtenFile{{name + ".shx", s.shx}, {name + ".dbf", t.bytes(tell)}, {name + ".cpg", []byte("UTF-8")}}
	if prj := wktOf(l.CRS); prj != "" {
		files = append(files, writtenFile{name + ".prj", []byte(prj)})
	} else {
		tell("坐标系没有通行的 .prj 说明，接收方打开时需自行指定")
	}
	return append(files, writtenFile{name + ".shp", s.shp}), nil
}

func zipFiles(w io.Writer, files []writtenFile) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		e, err := z.Create(f.name)
		if err != nil {
			return err
		}
		if _, err := e.Write(f.data); err != nil {
			return err
		}
	}
	return z.Close()
}

// appearTogether has all files written under other names before the first of them appears.
func appearTogether(dir string, files []writtenFile) error {
	if len(files) == 0 {
		return nil
	}
	last := files[len(files)-1]
	err := appearWhole(filepath.Join(dir, last.name), func(f *os.File) error {
		if _, err := f.Write(last.data); err != nil {
			return err
		}
		return appearTogether(dir, files[:len(files)-1])
	})
	if err == nil && filepath.Ext(last.name) == ".shp" {
		err = dropStale(dir, strings.TrimSuffix(last.name, ".shp"), files)
	}
	return err
}

// dropStale removes what belonged to a shapefile of the same name before: an old .prj or index says what is no longer
// true.
func dropStale(dir, stem string, files []writtenFile) (err error) {
	for _, ext := range []string{".prj", ".sbn", ".sbx", ".qix", ".fix"} {
		if slices.ContainsFunc(files, func(f writtenFile) bool { return f.name == stem+ext }) {
			continue
		}
		if e := os.Remove(filepath.Join(dir, stem+ext)); e != nil && !os.IsNotExist(e) {
			err = errors.Join(err, e)
		}
	}
	return err
}
