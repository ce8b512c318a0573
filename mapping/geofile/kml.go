package geofile

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"chainatlas/mapping/crs"
)

// kml is a KML file, or a KMZ, which is one in a zip. It is one layer: who draws with folders uses them as an order, not
// as kinds, so that the folder becomes a column.
type kml struct {
	source kmlSource
	layer  Layer
	known  map[string]int // fields of the layer by their name
}

func openKML(ctx context.Context, path string, o Options) (File, error) {
	k := &kml{source: kmlSource{path: path}, known: map[string]int{}}
	k.layer = Layer{
		Name:     strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)),
		CRS:      crs.WGS84.Code,
		Declared: "KML（WGS-84）",
		Count:    -1,
	}
	err := k.parse(ctx, func(p *kmlParser) error { return p.checkRoot() })
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	k.source.progress = o.Progress
	return k, nil
}

func (k *kml) Format() string { return "KML" }
func (k *kml) Close() error   { return nil }
func (k *kml) Layers() []Layer {
	return []Layer{k.layer}
}

// Read implements File.
func (k *kml) Read(ctx context.Context, _ int, each func(Feature) error) error {
	return k.parse(ctx, func(p *kmlParser) error {
		p.each = func(f Feature) error {
			k.learn(f)
			return each(f)
		}
		return p.read()
	})
}

// learn notes the fields that a feature has.
func (k *kml) learn(f Feature) {
	for _, a := range f.Attrs {
		kind := TextField
		if _, ok := a.Value.(float64); ok {
			kind = NumberField
		}
		i, ok := k.known[a.Name]
		if !ok {
			k.known[a.Name] = len(k.layer.Fields)
			k.layer.Fields = append(k.layer.Fields, Field{a.Name, kind})
		} else if kind == TextField {
			k.layer.Fields[i].Type = TextField
		}
	}
}

// parse opens the file anew and has it read.
func (k *kml) parse(ctx context.Context, read func(*kmlParser) error) error {
	in, err := k.source.open(ctx)
	if err != nil {
		return err
	}
	text, err := decodedXML(in)
	if err != nil {
		return errors.Join(kmlError(err), in.Close())
	}
	b := &budget{in: text, left: kmlToken}
	d := xml.NewDecoder(b)
	d.Strict = false // tags left open and unknown entities are common in what people draw by hand
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded above
	if err = kmlError(read(&kmlParser{dec: d, budget: b})); err == nil {
		in.finish()
	}
	return errors.Join(err, in.Close())
}

// kmlError takes what the XML reader cannot read for damage.
func kmlError(err error) error {
	var syntax *xml.SyntaxError
	if errors.Is(err, ErrDamaged) {
		return err
	}
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.Join(ErrDamaged, err)
	}
	return err
}
