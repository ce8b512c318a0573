package geofile

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"chainatlas/mapping/crs"
)

// geoJSON is a GeoJSON file: a collection, single features or geometries, or many of them in lines.
type geoJSON struct {
	path    string
	layer   Layer
	options Options
	columns map[string]int // name → place in layer.Fields
}

func openGeoJSON(ctx context.Context, path string, o Options) (File, error) {
	g := &geoJSON{path: path, options: o, columns: make(map[string]int)}
	base := filepath.Base(path)
	g.layer = Layer{Name: strings.TrimSuffix(base, filepath.Ext(base)), Count: -1}
	if err := g.look(ctx); err != nil {
		return nil, fmt.Errorf("%s: %w", base, err)
	}
	return g, nil
}

// errEnough ends a reading early.
var errEnough = errors.New("enough")

// look reads up to the first feature, for what the collection says of itself, and the end of the file, where some
// programs say it.
func (g *geoJSON) look(ctx context.Context) error {
	err := g.scan(ctx, nil, func(f Feature) error {
		g.learn(f)
		return errEnough
	})
	if err != nil && !errors.Is(err, errEnough) && !isFeatureError(err) {
		return err
	}
	if g.layer.CRS == "" && g.layer.Declared == "" {
		g.lookBack()
	}
	return nil
}

// isFeatureError tells whether the fault lies in a feature, which is for Read to tell.
func isFeatureError(err error) bool {
	var fe *FeatureError
	return errors.As(err, &fe)
}

// lookBack reads the members of a collection that stand after its features.
func (g *geoJSON) lookBack() {
	const tail = 4096
	f, err := os.Open(g.path)
	if err != nil {
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return
	}
	b := make([]byte, min(tail, info.Size()))
	if _, err := f.ReadAt(b, info.Size()-int64(len(b))); err != nil {
		return
	}
	for i := bytes.LastIndex(b, []byte(`"crs"`)); i >= 0; i = bytes.LastIndex(b[:i], []byte(`"crs"`)) {
		// The rest must be the rest of the collection, not of a property that is called crs.
		s := &jsonScanner{r: bufio.NewReader(io.MultiReader(strings.NewReader("{"), bytes.NewReader(b[i:])))}
		code, declared := "", ""
		err := s.object(func(key string) (err error) {
			if key != "crs" {
				return s.skip()
			}
			code, declared, err = s.crs()
			return err
		})
		if _, rest := s.peek(); err == nil && rest == io.EOF {
			g.layer.CRS, g.layer.Declared = code, declared
			return
		}
	}
}

// Format implements File.
func (g *geoJSON) Format() string { return "GeoJSON" }

// Layers implements File.
func (g *geoJSON) Layers() []Layer { return []Layer{g.layer} }

// Close implements File.
func (g *geoJSON) Close() error { return nil }

// Read implements File.
func (g *geoJSON) Read(ctx context.Context, _ int, each func(Feature) error) error {
	return g.scan(ctx, g.options.Progress, func(f Feature) error {
		g.learn(f)
		return each(f)
	})
}

// learn notes the columns that a feature has.
func (g *geoJSON) learn(f Feature) {
	for _, a := range f.Attrs {
		t := TextField
		if _, ok := a.Value.(float64); ok {
			t = NumberField
		}
		i, ok := g.columns[a.Name]
		if !ok {
			g.columns[a.Name] = len(g.layer.Fields)
			g.layer.Fields = append(g.layer.Fields, Field{a.Name, t})
		} else if g.layer.Fields[i].Type != t {
			g.layer.Fields[i].Type = TextField
		}
	}
}

func (g *geoJSON) scan(ctx context.Context, tell func(done, total int64), each func(Feature) error) error {
	f, err := os.Open(g.path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return ErrFormat
	}
	r, err := textReader(&meter{ctx: ctx, r: f, total: info.Size(), tell: tell})
	if err != nil {
		return err
	}
	d := &geoJSONReader{s: jsonScanner{r: r}, layer: &g.layer, each: each}
	return d.file()
}

// textReader decodes UTF-16 with its mark, and GB18030 where the beginning is no UTF-8.
func textReader(r io.Reader) (*bufio.Reader, error) {
	const size = 1 << 18
	b := bufio.NewReaderSize(r, size)
	head, err := b.Peek(size / 2)
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		_, err = b.Discard(3)
		return b, err
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		dec := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
		return bufio.NewReaderSize(dec.Reader(b), size), nil
	case !utf8.Valid(wholeRunes(head)):
		return bufio.NewReaderSize(gbSet.enc.NewDecoder().Reader(b), size), nil
	}
	return b, nil
}

// crs reads the member that GeoJSON had before RFC 7946.
func (s *jsonScanner) crs() (code, declared string, err error) {
	b, err := s.peek()
	if err != nil {
		return "", "", damaged(err, "file ends early")
	}
	if b != '{' {
		v, err := s.value()
		if name, ok := v.(string); ok {
			code, declared = lookupCode(name)
		}
		return code, declared, err
	}
	kind, name := "", ""
	err = s.object(func(key string) error {
		if key == "properties" {
			b, err := s.peek()
			if err == nil && b == '{' {
				return s.object(func(key string) error {
					v, err := s.value()
					if v != nil && (key == "name" || key == "code" || key == "href") {
						name = fmt.Sprint(v)
					}
					return err
				})
			}
		}
		v, err := s.value()
		if text, ok := v.(string); ok && key == "type" {
			kind = text
		}
		return err
	})
	if strings.EqualFold(kind, "EPSG") {
		name = "EPSG:" + name
	}
	code, declared = lookupCode(name)
	return code, declared, err
}

func lookupCode(name string) (code, declared string) {
	if c, err := crs.Lookup(name); err == nil {
		return c.Code, name
	}
	return "", name
}
