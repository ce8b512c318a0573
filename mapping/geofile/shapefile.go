package geofile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// part is one of the files that make a shapefile, on the disk or in an archive.
type part struct {
	open func() (io.ReadCloser, error)
	size int64
}

// shapes are the parts of one shapefile by their endings in lower case.
type shapes struct {
	name  string
	parts map[string]part
}

var shapeEndings = []string{".shp", ".shx", ".dbf", ".prj", ".cpg"}

// shapefile is one shapefile, or those of an archive.
type shapefile struct {
	files   []shapes
	layers  []Layer
	options Options
	zip     *archive // or nil
}

func openShapefile(ctx context.Context, name string, o Options) (File, error) {
	dir, base := filepath.Split(name)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	s := shapes{name: stem, parts: make(map[string]part)}
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil { // a folder that may not be listed: the name alone
		entries = nil
	}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		if info, err := e.Info(); err == nil && strings.EqualFold(strings.TrimSuffix(e.Name(), ext), stem) {
			s.add(ext, filepath.Join(dir, e.Name()), info.Size())
		}
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	s.add(".shp", name, info.Size()) // the one that was asked for, should there be SITE.SHP beside site.shp
	return newShapefile(ctx, &shapefile{files: []shapes{s}, options: o})
}

func (s *shapes) add(ext, name string, size int64) {
	if ext = strings.ToLower(ext); slices.Contains(shapeEndings, ext) {
		s.parts[ext] = part{func() (io.ReadCloser, error) { return os.Open(name) }, size}
	}
}

func openZippedShapefiles(ctx context.Context, name string, o Options) (File, error) {
	a, err := openArchive(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	f := &shapefile{options: o, zip: a}
	index := make(map[string]int)
	for _, e := range a.files {
		ext := strings.ToLower(path.Ext(e.name))
		if !slices.Contains(shapeEndings, ext) {
			continue
		}
		stem := strings.TrimSuffix(e.name, path.Ext(e.name))
		i, ok := index[strings.ToLower(stem)]
		if !ok {
			i = len(f.files)
			index[strings.ToLower(stem)] = i
			f.files = append(f.files, shapes{name: path.Base(stem), parts: make(map[string]part)})
		}
		f.files[i].parts[ext] = part{e.open, int64(e.f.UncompressedSize64)}
	}
	f.files = slices.DeleteFunc(f.files, func(s shapes) bool { return s.parts[".shp"].open == nil })
	if len(f.files) == 0 {
		a.z.Close()
		return nil, fmt.Errorf("%s: no .shp inside: %w", filepath.Base(name), ErrFormat)
	}
	return newShapefile(ctx, f)
}

func newShapefile(ctx context.Context, f *shapefile) (File, error) {
	for i := range f.files {
		l, err := f.files[i].layer(ctx)
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("%s: %w", f.files[i].name, err)
		}
		f.layers = append(f.layers, l)
	}
	return f, nil
}

// layer reads what the parts say before any shape.
func (s *shapes) layer(ctx context.Context) (Layer, error) {
	l := Layer{Name: s.name, Count: -1}
	shp, err := s.openShp(ctx, nil)
	if err != nil {
		return l, err
	}
	shp.Close()
	if prj, ok := s.small(".prj"); ok {
		l.CRS, l.Declared = wktCRS(prj)
	}
	if x, ok := s.parts[".shx"]; ok && x.size >= shpHeader {
		l.Count = int(x.size-shpHeader) / 8
	} else {
		l.Notes = append(l.Notes, "缺少可用的 .shx 索引文件，已按顺序读取图形")
	}
	table, err := s.openDbf()
	if err != nil {
		return l, err
	}
	if table == nil {
		l.Notes = append(l.Notes, "缺少 .dbf 属性表，只有图形")
		return l, nil
	}
	defer table.Close()
	l.Fields = table.fields()
	if table.note != "" {
		l.Notes = append(l.Notes, table.note)
	}
	if l.Count >= 0 && l.Count != table.rows {
		l.Notes = append(l.Notes, fmt.Sprintf("图形有 %d 个，属性表有 %d 行，已按顺序对应", l.Count, table.rows))
	}
	return l, nil
}

// small reads a part of a few words.
func (s *shapes) small(ext string) (string, bool) {
	p, ok := s.parts[ext]
	if !ok {
		return "", false
	}
	r, err := p.open()
	if err != nil {
		return "", false
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, 64<<10))
	return strings.TrimPrefix(string(b), "\ufeff"), err == nil
}

// openedShp is a .shp file being read.
type openedShp struct {
	*shpReader
	io.Closer
}

func (s *shapes) openShp(ctx context.Context, tell func(done, total int64)) (*openedShp, error) {
	p := s.parts[".shp"]
	r, err := p.open()
	if err != nil {
		return nil, err
	}
	shp, err := newShpReader(&meter{ctx: ctx, r: r, total: p.size, tell: tell}, p.size)
	if err != nil {
		r.Close()
		return nil, err
	}
	return &openedShp{shp, r}, nil
}

// openedDbf is a .dbf file being read.
type openedDbf struct {
	*dbfReader
	io.Closer
	note string
}

// openDbf opens the table, nil when there is none.
func (s *shapes) openDbf() (*openedDbf, error) {
	p, ok := s.parts[".dbf"]
	if !ok {
		return nil, nil
	}
	r, err := p.open()
	if err != nil {
		return nil, err
	}
	d, err := newDbfReader(r)
	if err != nil {
		r.Close()
		return nil, err
	}
	cpg, _ := s.small(".cpg")
	return &openedDbf{d, r, d.decide(cpg)}, nil
}

// Format implements File.
func (f *shapefile) Format() string { return "Shapefile" }

// Layers implements File.
func (f *shapefile) Layers() []Layer { return f.layers }

// Close implements File.
func (f *shapefile) Close() error {
	if f.zip != nil {
		return f.zip.z.Close()
	}
	return nil
}

// Read implements File.
func (f *shapefile) Read(ctx context.Context, layer int, each func(Feature) error) error {
	s := &f.files[layer]
	shp, err := s.openShp(ctx, f.options.Progress)
	if err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	defer shp.Close()
	table, err := s.openDbf()
	if err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	if table != nil {
		defer table.Close()
	}
	for n := 1; ; n++ {
		ft, deleted, err := nextShape(n, shp, table)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, &FeatureError{n, err})
		}
		if deleted {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := each(ft); err != nil {
			return err
		}
	}
}

// nextShape returns a shape with its row; io.EOF, unwrapped, after the last shape.
func nextShape(n int, shp *openedShp, table *openedDbf) (ft Feature, deleted bool, err error) {
	ft.Number = n
	if ft.Geometry, err = shp.next(); err != nil || table == nil {
		return ft, false, err
	}
	ft.Attrs, deleted, err = table.next()
	if errors.Is(err, io.EOF) { // more shapes than rows
		err = nil
	}
	return ft, deleted, err
}
