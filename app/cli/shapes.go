package cli

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
)

// shapes is what foreign map files hold, on the Web Mercator plane, in the order of the files' names.
type shapes struct {
	areas, lines []orb.Geometry
	points       []orb.Point
}

// readShapes reads a map file, or all GeoJSON files of a folder.
func readShapes(path string) (shapes, error) {
	var out shapes
	files := []string{path}
	if info, err := os.Stat(path); err != nil {
		return out, err
	} else if info.IsDir() {
		if files, err = geoFiles(path); err != nil {
			return out, err
		}
	}
	for _, name := range files {
		if err := out.read(name); err != nil {
			return out, about{filepath.Base(name), err}
		}
	}
	if len(out.areas)+len(out.lines)+len(out.points) == 0 {
		return out, mistake("「" + path + "」中没有面、线或点")
	}
	return out, nil
}

func geoFiles(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if ext := strings.ToLower(filepath.Ext(path)); err == nil && !d.IsDir() && (ext == ".geojson" || ext == ".json") {
			out = append(out, path)
		}
		return err
	})
	slices.Sort(out)
	return out, err
}

// read takes all layers of a file; what says nothing of its coordinates is in WGS-84 degrees.
func (s *shapes) read(path string) error {
	f, err := geofile.Open(context.Background(), path, geofile.Options{})
	if err != nil {
		return err
	}
	defer f.Close()
	for i, l := range f.Layers() {
		system := crs.WGS84
		if l.CRS != "" {
			if system, err = crs.Lookup(l.CRS); err != nil {
				return err
			}
		}
		err := f.Read(context.Background(), i, func(one geofile.Feature) error {
			if one.Geometry != nil {
				s.add(project.Geometry(one.Geometry, system.ToWGS84))
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *shapes) add(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		if onMap(g[0], g[1]) {
			s.points = append(s.points, mercator(g[0], g[1]))
		}
	case orb.MultiPoint:
		for _, p := range g {
			s.add(p)
		}
	case orb.LineString, orb.MultiLineString:
		s.lines = append(s.lines, onPlane(g))
	case orb.Polygon, orb.MultiPolygon:
		s.areas = append(s.areas, onPlane(g))
	case orb.Collection:
		for _, one := range g {
			s.add(one)
		}
	}
}

// onPlane turns degrees into the plane; the geometry is changed.
func onPlane(g orb.Geometry) orb.Geometry { return project.Geometry(g, crs.WebMercator.FromWGS84) }

// writePNG puts a finished picture in place.
func writePNG(path string, img image.Image) error {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return err
	}
	return writeFile(path, &b)
}
