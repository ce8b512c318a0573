// Package maplayer brings map files into the workspace as layers, and layers out of it as map files.
//
// It knows no window: the map's screen and the command line use it alike.
package maplayer

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
	"chainatlas/mapping/layerfile"
	"chainatlas/model"
)

// Preview is a layer of a file, looked through and put right, in the coordinates of the file. It does not change.
type Preview struct {
	File      string // its name without folders
	Format    string
	Layers    []string // the names of all layers of the file
	At        int      // which of them this is
	Layer     geofile.Layer
	Proposals []geofile.Proposal // coordinate systems, the likeliest first
	Problems  []Problem          // features that cannot be taken
	Repairs   []Repair
	Level     model.Level // that a file of ours carries; "" for any other

	features []geofile.Feature
	bound    orb.Bound
}

// Problem is a feature that cannot be taken.
type Problem struct {
	Number int    `json:"number"` // from 1
	Text   string `json:"text"`
}

// Repair is what was put right in a feature.
type Repair struct {
	Number   int    `json:"number"` // from 1
	Text     string `json:"text"`
	Harmless bool   `json:"harmless"` // the place is as it was drawn
}

// ErrNoLayer is returned for a layer that the file does not have.
var ErrNoLayer = errors.New("the file has no such layer")

// Open looks through one layer of a file: 0 is the first. district is where the bureau's things are,
// in WGS-84; it may be empty.
// progress is told bytes done and in all, and may be nil. Nothing is written anywhere.
func Open(ctx context.Context, path string, layer int, district orb.MultiPolygon, progress func(done, total int)) (*Preview, error) {
	o := geofile.Options{}
	if progress != nil {
		o.Progress = func(done, total int64) { progress(int(done>>10), int(total>>10)) }
	}
	f, err := geofile.Open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	layers := f.Layers()
	if layer < 0 || layer >= len(layers) {
		return nil, fmt.Errorf("%s: layer %d: %w", filepath.Base(path), layer+1, ErrNoLayer)
	}
	p := &Preview{File: filepath.Base(path), Format: f.Format(), At: layer}
	for _, l := range layers {
		p.Layers = append(p.Layers, l.Name)
	}
	if err := f.Read(ctx, layer, func(x geofile.Feature) error { return p.take(ctx, x) }); err != nil {
		return nil, fmt.Errorf("%s: %w", p.File, err)
	}
	p.Layer = f.Layers()[layer] // fields and system may be known only now
	if p.Proposals, err = geofile.Propose(p.Layer, p.sample(), district); err != nil {
		return nil, fmt.Errorf("%s: %w", p.File, err)
	}
	return p, nil
}

// take puts a feature right and keeps it, or keeps the reason why not.
func (p *Preview) take(ctx context.Context, f geofile.Feature) error {
	clean, repairs, err := geofile.Clean(ctx, f.Geometry, geofile.CleanOptions{Number: f.Number})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		p.Problems = append(p.Problems, Problem{f.Number, problemText(err)})
		return nil
	}
	for _, r := range repairs {
		p.Repairs = append(p.Repairs, Repair{f.Number, r.String(), harmless(r)})
	}
	f.Geometry, f.Attrs = clean, p.unlevelled(f.Attrs)
	p.features = append(p.features, f)
	if clean != nil {
		b := clean.Bound()
		if p.bound.IsZero() {
			p.bound = b
		}
		p.bound = p.bound.Union(b)
	}
	return nil
}

// harmless tells whether a repair leaves the place as it was drawn.
func harmless(r geofile.Repair) bool {
	return r.Kind >= geofile.EmptyPart && r.Kind != geofile.Unclosed
}

// unlevelled takes the level out of the attributes that Export put in; of several levels the strictest counts.
func (p *Preview) unlevelled(attrs []geofile.Attr) []geofile.Attr {
	return slices.DeleteFunc(attrs, func(a geofile.Attr) bool {
		level, ok := a.Value.(string)
		if a.Name != levelColumn || !ok {
			return false
		}
		switch l := model.Level(level); {
		case l == model.Secret, l == model.Internal && p.Level != model.Secret, l == model.Public && p.Level == "":
			p.Level = l
		case l != model.Internal && l != model.Public:
			return false
		}
		return true
	})
}

func problemText(err error) string {
	switch {
	case errors.Is(err, geofile.ErrCoordinate):
		return "有的坐标不是数字，或远在任何坐标系之外"
	case errors.Is(err, geofile.ErrTangled):
		return "边界自相交太多，无法自动修复"
	}
	return err.Error()
}

// mostSampled is how many points the proposal of a system looks at.
const mostSampled = 2000

// sample are points from all over the layer.
func (p *Preview) sample() (out []orb.Point) {
	total := 0
	for _, f := range p.features {
		layerfile.EachRun(f.Geometry, func(pts []orb.Point) { total += len(pts) })
	}
	step, at := max(total/mostSampled, 1), 0
	for _, f := range p.features {
		layerfile.EachRun(f.Geometry, func(pts []orb.Point) {
			for _, q := range pts {
				if at++; at%step == 0 {
					out = append(out, q)
				}
			}
		})
	}
	return out
}

// Len is the number of features that can be taken.
func (p *Preview) Len() int { return len(p.features) }

// Name is what the layer may be called.
func (p *Preview) Name() string {
	if name := strings.TrimSpace(p.Layer.Name); name != "" {
		return name
	}
	return strings.TrimSuffix(p.File, filepath.Ext(p.File))
}

// ErrOffEarth is returned for coordinates that are no places in the chosen system.
var ErrOffEarth = errors.New("coordinates are no places in this system")

// Best is the system that nobody has to be asked about: the file says so, or it is the only one that numbers and place agree on.
func (p *Preview) Best() (geofile.Proposal, bool) {
	if len(p.Proposals) == 0 {
		return geofile.Proposal{}, false
	}
	best := p.Proposals[0]
	alone := len(p.Proposals) == 1 || p.Proposals[1].Confidence > best.Confidence
	return best, best.Confidence == geofile.Declared || best.Confidence == geofile.Likely && alone
}

// As is the proposal of a system that somebody chose: as the numbers have it, when they were proposed as such.
func (p *Preview) As(system crs.CRS) geofile.Proposal {
	for _, o := range p.Proposals {
		if o.CRS.Code == system.Code {
			return o
		}
	}
	return geofile.Proposal{CRS: system, Reason: "由导入者指定", Confidence: geofile.Possible}
}

// In is the layer as it lies on earth when its coordinates are of a system. It returns ErrOffEarth when one is nowhere.
func (p *Preview) In(system geofile.Proposal) (*layerfile.Layer, error) {
	b := layerfile.NewBuilder(slices.DeleteFunc(slices.Clone(p.Layer.Fields), func(f geofile.Field) bool { return p.Level != "" && f.Name == levelColumn }))
	off := false
	project := func(q orb.Point) orb.Point {
		q = system.ToWGS84(q)
		if !(q[0] >= -180 && q[0] <= 180 && q[1] >= -90 && q[1] <= 90) {
			off = true
			return orb.Point{}
		}
		return q
	}
	for _, f := range p.features {
		if f.Geometry != nil {
			f.Geometry = layerfile.Projected(f.Geometry, project)
		}
		if off {
			return nil, fmt.Errorf("%s: feature %d in %s: %w", p.File, f.Number, system.CRS.Code, ErrOffEarth)
		}
		b.Add(f)
	}
	return b.Layer(), nil
}

// Area is the area of all polygons of a layer, in square metres.
func Area(l *layerfile.Layer) (sum float64) {
	var add func(g orb.Geometry)
	add = func(g orb.Geometry) {
		switch g := g.(type) {
		case orb.Polygon:
			sum += crs.Area(g)
		case orb.MultiPolygon:
			for _, p := range g {
				sum += crs.Area(p)
			}
		case orb.Collection:
			for _, part := range g {
				add(part)
			}
		}
	}
	for _, s := range l.Shapes {
		add(s)
	}
	return sum
}

// administrativeFields are columns that files of administrative areas have.
var administrativeFields = []string{"adcode", "xzqdm", "xzqmc", "行政区代码", "行政区划代码", "行政区名称", "区划代码", "pac", "gb_code"}

// Administrative tells whether the layer looks like administrative areas: visitors see their borders only with a map
// review number, so a doubt counts.
func (p *Preview) Administrative() bool {
	return slices.ContainsFunc(p.Layer.Fields, func(f geofile.Field) bool {
		return slices.Contains(administrativeFields, strings.ToLower(f.Name))
	})
}
