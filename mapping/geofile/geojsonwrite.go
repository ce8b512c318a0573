package geofile

import (
	"bufio"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
)

// writeGeoJSON writes a collection with a feature on each line. Coordinates that are not WGS-84 are declared as GeoJSON
// did before RFC 7946; programs that do not know GCJ-02 then at least say so.
func writeGeoJSON(path string, l Layer, features iter.Seq[Feature]) error {
	return appearWhole(path, func(f *os.File) error {
		w := bufio.NewWriterSize(f, 1<<18)
		fmt.Fprintf(w, "{\"type\":\"FeatureCollection\",\"name\":%s", jsonText(l.Name))
		if l.CRS != "" && l.CRS != crs.WGS84.Code {
			name := l.CRS
			if code, ok := strings.CutPrefix(name, "EPSG:"); ok {
				name = "urn:ogc:def:crs:EPSG::" + code
			}
			fmt.Fprintf(w, ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":%s}}", jsonText(name))
		}
		fmt.Fprint(w, ",\"features\":[")
		comma := "\n"
		for ft := range features {
			w.WriteString(comma)
			comma = ",\n"
			b, err := appendFeature(w.AvailableBuffer(), ft)
			if err != nil {
				return &FeatureError{ft.Number, err}
			}
			if _, err := w.Write(b); err != nil {
				return err
			}
		}
		fmt.Fprint(w, "\n]}\n")
		return w.Flush() // tells of every error before it
	})
}

func jsonText(s string) []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return []byte(`""`) // a string always has its JSON
	}
	return []byte(strings.TrimSpace(b.String()))
}

func appendFeature(b []byte, ft Feature) ([]byte, error) {
	b = append(b, `{"type":"Feature","properties":{`...)
	for i, a := range ft.Attrs {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, jsonText(a.Name)...), ':')
		switch v := a.Value.(type) {
		case float64:
			b = appendNumber(b, v)
		case bool:
			b = strconv.AppendBool(b, v)
		default:
			b = append(b, jsonText(fmt.Sprint(v))...)
		}
	}
	b = append(b, `},"geometry":`...)
	b, err := appendJSONGeometry(b, ft.Geometry)
	return append(b, '}'), err
}

// appendNumber writes a number; JSON has no NaN.
func appendNumber(b []byte, v float64) []byte {
	if number(v) == nil {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}

func appendJSONGeometry(b []byte, g orb.Geometry) ([]byte, error) {
	list := func(kind string, write func([]byte) []byte) ([]byte, error) {
		b = append(append(append(b, `{"type":"`...), kind...), `","coordinates":`...)
		return append(write(b), '}'), nil
	}
	switch g := g.(type) {
	case nil:
		return append(b, "null"...), nil
	case orb.Point:
		return list("Point", func(b []byte) []byte { return appendJSONPosition(b, g) })
	case orb.MultiPoint:
		return list("MultiPoint", func(b []byte) []byte { return appendJSONLine(b, g) })
	case orb.LineString:
		return list("LineString", func(b []byte) []byte { return appendJSONLine(b, g) })
	case orb.MultiLineString:
		return list("MultiLineString", func(b []byte) []byte { return appendJSONList(b, g, appendJSONLine) })
	case orb.Polygon:
		return list("Polygon", func(b []byte) []byte { return appendJSONRings(b, g) })
	case orb.MultiPolygon:
		return list("MultiPolygon", func(b []byte) []byte { return appendJSONList(b, g, appendJSONRings) })
	case orb.Collection:
		return appendJSONMembers(b, g)
	}
	return b, fmt.Errorf("%T: %w", g, ErrShape)
}

func appendJSONMembers(b []byte, members orb.Collection) (out []byte, err error) {
	b = append(b, `{"type":"GeometryCollection","geometries":[`...)
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendJSONGeometry(b, m); err != nil {
			return b, err
		}
	}
	return append(b, "]}"...), nil
}

func appendJSONPosition(b []byte, p orb.Point) []byte {
	b = append(strconv.AppendFloat(append(b, '['), p[0], 'f', -1, 64), ',')
	return append(strconv.AppendFloat(b, p[1], 'f', -1, 64), ']')
}

func appendJSONList[T any](b []byte, list []T, one func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, v)
	}
	return append(b, ']')
}

// appendJSONLine writes positions, of a ring too.
func appendJSONLine[L ~[]orb.Point](b []byte, points L) []byte {
	return appendJSONList(b, points, appendJSONPosition)
}

func appendJSONRings(b []byte, p orb.Polygon) []byte { return appendJSONList(b, p, appendJSONLine) }
