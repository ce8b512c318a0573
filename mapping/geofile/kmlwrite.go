package geofile

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"chainatlas/mapping/crs"
	"github.com/paulmach/orb"
)

// writeKML writes a KML, or a KMZ where the name asks for one. KML is WGS-84 by definition, so that the coordinates are
// converted. It returns what crs.Lookup says of a system it does not know.
func writeKML(path string, l Layer, features iter.Seq[Feature]) error {
	system, err := crs.Lookup(l.CRS)
	if err != nil {
		return err
	}
	if l.Name == "" {
		l.Name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	return appearWhole(path, func(f *os.File) error {
		if !strings.EqualFold(filepath.Ext(path), ".kmz") {
			return fillKML(f, l, system, features)
		}
		z := zip.NewWriter(f)
		entry, err := z.Create("doc.kml")
		if err == nil {
			err = fillKML(entry, l, system, features)
		}
		return errors.Join(err, z.Close())
	})
}

// kmlWriter writes a document with one folder. What fails is kept by the buffer and told by its Flush.
type kmlWriter struct {
	*bufio.Writer
	system crs.CRS
	number map[string]bool // fields of the schema: whether they are numbers
	digits []byte
}

const kmlHead = `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document><name>%[1]s</name>
<Schema name="%[1]s" id="fields">
`

func fillKML(out io.Writer, l Layer, system crs.CRS, features iter.Seq[Feature]) error {
	w := kmlWriter{Writer: bufio.NewWriterSize(out, 64<<10), system: system, number: map[string]bool{}}
	name := escaped(l.Name)
	fmt.Fprintf(w, kmlHead, name)
	for _, f := range l.Fields {
		kind := "string"
		if f.Type == NumberField {
			kind = "double"
		}
		if f.Name == kmlName || f.Name == kmlDescription {
			continue // elements of their own
		}
		w.number[f.Name] = f.Type == NumberField
		fmt.Fprintf(w, "<SimpleField type=\"%s\" name=\"%s\"/>\n", kind, escaped(f.Name))
	}
	fmt.Fprintf(w, "</Schema>\n<Folder><name>%s</name>\n", name)
	for f := range features {
		if err := w.feature(f); err != nil {
			return fmt.Errorf("write feature %d: %w", f.Number, err)
		}
	}
	w.WriteString("</Folder></Document></kml>\n")
	return w.Flush()
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

func (w *kmlWriter) feature(f Feature) error {
	w.WriteString("<Placemark>")
	typed := false
	for _, a := range f.Attrs {
		_, field := w.number[a.Name]
		typed = typed || field
		switch a.Name {
		case kmlName:
			fmt.Fprintf(w, "<name>%s</name>", escaped(valueText(a.Value)))
		case kmlDescription:
			fmt.Fprintf(w, "<description>%s</description>", escaped(balloon(valueText(a.Value))))
		}
	}
	w.WriteString("<ExtendedData>")
	if typed {
		w.WriteString(`<SchemaData schemaUrl="#fields">`)
		w.attrs(f.Attrs, true)
		w.WriteString("</SchemaData>")
	}
	w.attrs(f.Attrs, false)
	w.WriteString("</ExtendedData>")
	if err := w.geometry(f.Geometry); err != nil {
		return err
	}
	_, err := w.WriteString("</Placemark>\n")
	return err
}

// attrs writes the attributes that are fields of the schema, or those that are not.
func (w *kmlWriter) attrs(all []Attr, typed bool) {
	for _, a := range all {
		_, field := w.number[a.Name]
		if field != typed || a.Name == kmlName || a.Name == kmlDescription {
			continue
		}
		form := `<Data name="%s"><value>%s</value></Data>`
		if typed {
			form = `<SimpleData name="%s">%s</SimpleData>`
		}
		fmt.Fprintf(w, form, escaped(a.Name), escaped(valueText(a.Value)))
	}
}

// balloon is plain text as a balloon shows it.
func balloon(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", "\n", "<br>").Replace(s)
}

// valueText is an attribute's value as text.
func valueText(v any) string {
	switch v := v.(type) {
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		return v
	}
	return fmt.Sprint(v)
}

func (w *kmlWriter) geometry(g orb.Geometry) error {
	switch members := parts(g); len(members) {
	case 0:
		return nil
	case 1:
		return w.simple(members[0])
	default:
		w.WriteString("<MultiGeometry>")
		for _, m := range members {
			if err := w.simple(m); err != nil {
				return err
			}
		}
		_, err := w.WriteString("</MultiGeometry>")
		return err
	}
}

func (w *kmlWriter) simple(g orb.Geometry) error {
	switch g := g.(type) {
	case orb.Point:
		w.WriteString("<Point>")
		w.coordinates([]orb.Point{g})
		w.WriteString("</Point>")
	case orb.LineString:
		w.WriteString("<LineString>")
		w.coordinates(g)
		w.WriteString("</LineString>")
	case orb.Polygon:
		w.WriteString("<Polygon>")
		for i, ring := range g {
			side := "outerBoundaryIs"
			if i > 0 {
				side = "innerBoundaryIs"
			}
			fmt.Fprintf(w, "<%s><LinearRing>", side)
			w.coordinates(ring)
			fmt.Fprintf(w, "</LinearRing></%s>", side)
		}
		w.WriteString("</Polygon>")
	default:
		return fmt.Errorf("geometry %T: %w", g, ErrFormat)
	}
	return nil
}

// kmlDecimals is a tenth of a millimetre, in degrees.
const kmlDecimals = 9

func (w *kmlWriter) coordinates(points []orb.Point) {
	w.WriteString("<coordinates>")
	for i, p := range points {
		p = w.system.ToWGS84(p)
		w.digits = w.digits[:0]
		if i > 0 {
			w.digits = append(w.digits, ' ')
		}
		w.digits = appendDegrees(w.digits, p[0])
		w.digits = appendDegrees(append(w.digits, ','), p[1])
		w.Write(w.digits)
	}
	w.WriteString("</coordinates>")
}

// appendDegrees writes an angle without zeros at its end.
func appendDegrees(b []byte, v float64) []byte {
	b = strconv.AppendFloat(b, v, 'f', kmlDecimals, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}
