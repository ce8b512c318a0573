package maplayer

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
	"chainatlas/mapping/layerfile"
	"chainatlas/model"
	"chainatlas/model/store"
)

func workspace(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{User: "李某", Station: "测试"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func system(t *testing.T, name string) crs.CRS {
	t.Helper()
	c, err := crs.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// parcels of 100 m by 200 m, one of them a bow-tie, as a survey office hands them over.
func parcels(t *testing.T, code string) string {
	t.Helper()
	c := system(t, code)
	corner := c.FromWGS84(orb.Point{117.8145, 36.0581})
	at := func(x, y float64) orb.Point { return orb.Point{corner[0] + x, corner[1] + y} }
	path := filepath.Join(t.TempDir(), "规划用地.gpkg")
	l := geofile.Layer{Name: "规划用地", CRS: code, Fields: []geofile.Field{{Name: "名称"}, {Name: "面积", Type: geofile.NumberField}}}
	err := geofile.Write(path, l, slices.Values([]geofile.Feature{
		{Number: 1, Geometry: orb.Polygon{{at(0, 0), at(100, 0), at(100, 200), at(0, 200), at(0, 0)}}, Attrs: []geofile.Attr{{Name: "名称", Value: "甲地块"}, {Name: "面积", Value: 30.0}}},
		{Number: 2, Geometry: orb.Polygon{{at(300, 0), at(400, 200), at(400, 0), at(300, 200), at(300, 0)}}, Attrs: []geofile.Attr{{Name: "名称", Value: "乙地块"}}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func opened(t *testing.T, path string) *Preview {
	t.Helper()
	p, err := Open(context.Background(), path, 0, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func imported(t *testing.T, s *store.Store, path, name string) *model.Layer {
	t.Helper()
	p := opened(t, path)
	_, done, err := Take(context.Background(), s, []Import{{Preview: p, System: p.Proposals[0], Name: name}})
	if err != nil {
		t.Fatal(err)
	}
	return done[0].Layer
}

func TestAFileIsLookedThrough(t *testing.T) {
	p := opened(t, parcels(t, "EPSG:4548"))
	if p.Len() != 2 || p.Name() != "规划用地" || len(p.Layers) != 1 || len(p.Problems) != 0 {
		t.Fatalf("%+v", p)
	}
	if best, ok := p.Best(); best.CRS.Code != "EPSG:4548" || !ok {
		t.Errorf("proposes %+v", best)
	}
	if !slices.ContainsFunc(p.Repairs, func(r Repair) bool { return r.Number == 2 && !r.Harmless }) {
		t.Errorf("the bow-tie is not told: %+v", p.Repairs)
	}
	data, err := p.In(p.Proposals[0])
	if err != nil {
		t.Fatal(err)
	}
	if got := Area(data); math.Abs(got-30000) > 1 {
		t.Errorf("area %.2f m², want 20000 and half of it", got)
	}
	if b := data.Bound(); math.Abs(b.Min[0]-117.8145) > 1e-4 || math.Abs(b.Min[1]-36.0581) > 1e-4 {
		t.Errorf("lies at %v", b)
	}
}

func TestAnImportIsOneAction(t *testing.T) {
	s := workspace(t)
	l := imported(t, s, parcels(t, "EPSG:4527"), "")
	data, err := Data(s, l)
	if err != nil || data.Len() != 2 || l.Count != 2 || l.LabelField != "名称" || l.Level.OrInternal() != model.Internal || l.CRS != "EPSG:4527" {
		t.Fatalf("%+v, %v", l, err)
	}
	if again := imported(t, s, parcels(t, "EPSG:4527"), ""); again.Name != "规划用地 2" || again.Order <= l.Order {
		t.Errorf("a second one is %q of order %d", again.Name, again.Order)
	}
	for range 2 {
		if _, err := s.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := store.Every[*model.Layer](s, model.KindLayer); err != nil || len(all) != 0 {
		t.Errorf("after undo %v, %v", all, err)
	}
}

func TestAFailedImportChangesNothing(t *testing.T) {
	s := workspace(t)
	imported(t, s, parcels(t, "EPSG:4548"), "用地")
	before := s.Rows(model.KindLayer)
	p := opened(t, parcels(t, "EPSG:4548"))
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		list []Import
		want error
	}{
		{"a taken name", context.Background(), []Import{{Preview: p, System: p.As(crs.WebMercator), Name: "新的"}, {Preview: p, System: p.As(crs.WebMercator), Name: "用地"}}, ErrNameTaken},
		{"metres as degrees", context.Background(), []Import{{Preview: p, System: p.As(crs.GCJ02)}}, ErrOffEarth},
		{"cancelled", ended, []Import{{Preview: p, System: p.As(crs.WebMercator)}}, context.Canceled},
	} {
		if _, _, err := Take(c.ctx, s, c.list); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if after := s.Rows(model.KindLayer); len(after) != len(before) {
			t.Errorf("%s: %d layers", c.name, len(after))
		}
	}
}

func TestALayerLeavesAndComesBack(t *testing.T) {
	s := workspace(t)
	l := imported(t, s, parcels(t, "EPSG:4548"), "")
	l.Level = model.Public
	path := filepath.Join(t.TempDir(), "out.gpkg")
	if err := Export(s, l, path, system(t, "EPSG:4527"), model.Visitors); err != nil {
		t.Fatal(err)
	}
	back := imported(t, s, path, "回来")
	was, err := Data(s, l)
	if err != nil {
		t.Fatal(err)
	}
	is, err := Data(s, back)
	if err != nil || back.Level != model.Public || is.Column(levelColumn) != nil {
		t.Fatalf("%+v, %v", back, err)
	}
	if math.Abs(Area(is)-Area(was)) > 0.01 || is.Column("名称").Text(0) != "甲地块" {
		t.Errorf("area %.3f, was %.3f", Area(is), Area(was))
	}
}

func TestWhatMayNotLeave(t *testing.T) {
	s := workspace(t)
	l := imported(t, s, parcels(t, "EPSG:4548"), "")
	for _, c := range []struct {
		level model.Level
		to    model.Audience
		ok    bool
	}{{model.Secret, model.Staff, false}, {model.Secret, model.Visitors, false}, {"", model.Visitors, false}, {model.Secret, model.Cleared, true}, {"", model.Staff, true}} {
		l.Level = c.level
		path := filepath.Join(t.TempDir(), "out.gpkg")
		err := Export(s, l, path, crs.CGCS2000, c.to)
		_, missing := os.Stat(path)
		if (err == nil) != c.ok || (missing == nil) != c.ok || !c.ok && !errors.Is(err, ErrWithheld) {
			t.Errorf("%s to %s: %v, written %v", c.level, c.to, err, missing == nil)
		}
	}
}

// A damaged file is told when it is asked for, and nothing else is.
func TestADamagedLayerIsTold(t *testing.T) {
	s := workspace(t)
	l := imported(t, s, parcels(t, "EPSG:4548"), "")
	a := l.Data[0]
	path := filepath.Join(s.Dir(), "files", a.Hash[:2], a.Hash[2:])
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	var damage *store.FileDamage
	if _, err := Data(s, l); !errors.As(err, &damage) {
		t.Errorf("%v", err)
	}
	if _, err := Data(s, &model.Layer{}); !errors.Is(err, layerfile.ErrDamaged) {
		t.Errorf("a layer without data: %v", err)
	}
}

func TestAdministrativeAreasAreTakenForWhatTheyAre(t *testing.T) {
	path := filepath.Join(t.TempDir(), "区划.geojson")
	text := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"adcode":370117,"name":"钢城区"},"geometry":{"type":"Polygon","coordinates":[[[117.7,36],[117.9,36],[117.9,36.2],[117.7,36]]]}}]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := opened(t, path)
	if !p.Administrative() {
		t.Error("a layer with area codes is not taken for administrative")
	}
	l, err := Import{Preview: p, System: p.Proposals[0]}.record(&layerfile.Layer{}, nil)
	if err != nil || l.Borders != model.Yes {
		t.Errorf("%+v %v", l, err)
	}
	if l, _ := (Import{Preview: p, System: p.Proposals[0], Borders: model.No}).record(&layerfile.Layer{}, nil); l.Borders != model.No {
		t.Error("an answer is not kept")
	}
	if opened(t, parcels(t, "EPSG:4548")).Administrative() {
		t.Error("parcels are taken for administrative areas")
	}
}
