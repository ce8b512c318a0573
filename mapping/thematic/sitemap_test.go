package thematic_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

func baseMap(t testing.TB) *thematic.Base {
	t.Helper()
	b, err := thematic.BaseMap(assets.BaseMap())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func at(lon, lat float64, precision string) model.Location {
	return model.Location{Point: &orb.Point{lon, lat}, Precision: precision}
}

func id(n int) model.ID {
	return model.FixedID(model.KindSite, fmt.Sprint(n))
}

// sites are invented: a public one, an internal one with a code name, a secret one, a fictional one, one without a place.
func sites() []*model.Site {
	parcel := orb.Polygon{{{117.80, 36.06}, {117.82, 36.06}, {117.82, 36.07}, {117.80, 36.07}, {117.80, 36.06}}}
	exact := at(117.81, 36.065, model.PlaceExact)
	exact.Geometry = parcel
	return []*model.Site{
		{Base: model.Base{ID: id(1), Name: "公开厂房", Level: model.Public}, Location: at(117.83, 36.08, model.PlaceStreet)},
		{Base: model.Base{ID: id(2), Name: "内部地块", CodeName: "甲地块"}, Location: exact},
		{Base: model.Base{ID: id(3), Name: "保密地块", Level: model.Secret}, Location: at(117.75, 36.10, model.PlaceExact)},
		{Base: model.Base{ID: id(4), Name: "示例园区", Level: model.Public, Fictional: true}, Location: at(117.78, 36.12, model.PlaceStreet)},
		{Base: model.Base{ID: id(5), Name: "位置待核的楼", Level: model.Public}},
	}
}

func projects(t testing.TB, n int) []*model.Project {
	cs, stages := chains(t), model.Stages()
	r := rand.New(rand.NewPCG(1, 2))
	var out []*model.Project
	for i := range n {
		c := cs[i%len(cs)]
		precision := []string{model.PlaceExact, model.PlaceStreet}[i%2]
		out = append(out, &model.Project{
			Base:  model.Base{ID: model.FixedID(model.KindProject, fmt.Sprint(i)), Name: fmt.Sprintf("示例项目%d", i)},
			Chain: model.LinkTo(c), Stage: stages[i%len(stages)],
			Location: at(117.82+r.NormFloat64()*0.06, 36.10+r.NormFloat64()*0.05, precision),
		})
	}
	return out
}

func TestMapOfStaff(t *testing.T) {
	faces := typeface(t)
	s := thematic.Sites(sites(), thematic.PointOptions{})
	if s.Len() != 4 || s.Unplaced() != 1 {
		t.Errorf("%d markers, %d without a place", s.Len(), s.Unplaced())
	}
	p := thematic.Projects(projects(t, 60), thematic.PointOptions{})
	m := thematic.SiteMap(thematic.MapOptions{Faces: faces, Base: baseMap(t), Layers: []mapping.Layer{p, s.Select(id(2))}, Title: "载体与项目分布图", Date: "截至 2024年6月30日"})
	keep(t, "map-staff", m, faces)
	sc := scene.New(faces)
	m.Draw(sc, m.Fit(1920, 1080, 1))
	words := strings.Join(sc.Texts(), "\n")
	for _, want := range []string{"示意图 · 内部工作用图", "另有 1 条位置待核", "钢城区", "莱芜区", "区界（示意）", "精品钢", "内部地块", "（保密）", "含虚构数据"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q", want)
		}
	}
}

func TestAMapForStaffNamesItsGround(t *testing.T) {
	faces, b := typeface(t), baseMap(t)
	m := thematic.SiteMap(thematic.MapOptions{Faces: faces, Base: b, Audience: model.Staff, Date: "截至 2024年6月30日"})
	for _, w := range []int{1920, 640} {
		sc := scene.New(faces)
		m.Draw(sc, m.Fit(w, 480, 1))
		words := strings.Join(sc.Texts(), "\n")
		for _, want := range []string{"内部资料", b.Name, b.Edition, "WGS-84", b.Date, "示意图", "截至 2024年6月30日"} {
			if !strings.Contains(words, want) {
				t.Errorf("%d pixels: no %q in %s", w, want, words)
			}
		}
	}
	keep(t, "map-staff-file", m, faces)
}

func TestVisitorsSeeNoBorderAndNoHiddenName(t *testing.T) {
	faces := typeface(t)
	s := thematic.Sites(sites(), thematic.PointOptions{Audience: model.Visitors})
	forStaff := thematic.Sites(sites(), thematic.PointOptions{})
	border := &mapping.AreaLayer{Title: "导入的区界", Areas: mapping.Prepare([]orb.Geometry{baseMap(t).Bound().ToPolygon()}, nil),
		Style: mapping.AreaStyle{Outline: mapping.Stroke{Color: baseColor, Width: 2}}}
	m := thematic.SiteMap(thematic.MapOptions{Faces: faces, Base: baseMap(t), Layers: []mapping.Layer{border, s, forStaff}, Audience: model.Visitors, Title: "载体分布", Notice: "随便写"})
	keep(t, "map-visitors", m, faces)
	sc := scene.New(faces)
	m.Draw(sc, m.Fit(1920, 1080, 1))
	words := strings.Join(sc.Texts(), "\n")
	for _, hidden := range []string{"内部", "保密", "示例", "区界", "莱芜区", "周边区", "位置待核", "随便写"} {
		if strings.Contains(words, hidden) {
			t.Errorf("visitors read %q", hidden)
		}
	}
	for _, want := range []string{"示意图", "公开厂房", "公里"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %s", want, words)
		}
	}
}

func TestExactPlaceMadePublicIsShown(t *testing.T) {
	open := &model.Site{Base: model.Base{ID: id(7), Name: "公开地块", Level: model.Public, Levels: model.Levels{"location": model.Public}}, Location: at(117.8, 36.1, model.PlaceExact)}
	once, ok := model.Redact(open, model.Visitors, nil)
	if !ok {
		t.Fatal("hidden")
	}
	for _, c := range []struct {
		name string
		site *model.Site
		done bool
	}{{"as stored", open, false}, {"redacted before", once.(*model.Site), true}} {
		l := thematic.Sites([]*model.Site{c.site}, thematic.PointOptions{Audience: model.Visitors, Redacted: c.done})
		if l.Len() != 1 {
			t.Errorf("%s: %d markers", c.name, l.Len())
		}
	}
	l := thematic.Sites(sites(), thematic.PointOptions{Audience: model.Visitors, Redacted: true})
	if _, ok := l.At(id(3)); ok {
		t.Error("a secret site stands on the map")
	}
}

func TestReviewedMapShowsItsNumber(t *testing.T) {
	b := baseMap(t)
	b.ReviewNumber = "测试（0000）0号"
	m := thematic.SiteMap(thematic.MapOptions{Base: b, Audience: model.Visitors})
	sc := scene.New(nil)
	m.Draw(sc, m.Fit(800, 600, 1))
	if words := strings.Join(sc.Texts(), "\n"); !strings.Contains(words, "审图号：测试（0000）0号") || strings.Contains(words, "内部") {
		t.Error(words)
	}
}

func TestHitFindsTheMarker(t *testing.T) {
	s := thematic.Sites(sites(), thematic.PointOptions{})
	m := thematic.SiteMap(thematic.MapOptions{Base: baseMap(t), Layers: []mapping.Layer{s}})
	v := m.Fit(1000, 800, 1)
	where, ok := s.At(id(3))
	if !ok {
		t.Fatal("no place")
	}
	px := v.Px(where)
	if g, ok := m.Hit(v, px.Add(mapping.Pt{X: 4, Y: -4})); !ok || g.ID != id(3).String() || g.Kind != "site" {
		t.Errorf("%+v, %v", g, ok)
	}
	if g, ok := m.Hit(v, px.Add(mapping.Pt{X: 60, Y: 60})); ok {
		t.Errorf("nothing there, got %+v", g)
	}
	if all := s.HitAll(v, px); len(all) != 1 {
		t.Errorf("%d markers", len(all))
	}
}

func TestEmptyMapDraws(t *testing.T) {
	empty := thematic.Projects(nil, thematic.PointOptions{})
	m := thematic.SiteMap(thematic.MapOptions{Layers: []mapping.Layer{empty}})
	v := m.Fit(400, 300, 1)
	m.Draw(scene.New(nil), v)
	if _, ok := m.Hit(v, mapping.Pt{X: 200, Y: 150}); ok {
		t.Error("an empty map answers")
	}
}

func TestBrokenPackIsAnError(t *testing.T) {
	whole := fstest.MapFS{}
	for _, name := range []string{"manifest.json", "districts.geojson", "places.json", "streets.json"} {
		data, err := readPack(name)
		if err != nil {
			t.Fatal(err)
		}
		whole[name] = &fstest.MapFile{Data: data}
	}
	if _, err := thematic.BaseMap(whole); err != nil {
		t.Fatal(err)
	}
	unsigned := []byte(`{"crs":"WGS-84"}`)
	for _, c := range []struct{ name, file, text string }{
		{"no manifest", "manifest.json", ""},
		{"manifest of another system", "manifest.json", `{"crs":"Beijing 1954"}`},
		{"changed districts", "districts.geojson", `{"type":"FeatureCollection","features":[]}`},
		{"a list for a file", "places.json", `[]`},
	} {
		t.Run(c.name, func(t *testing.T) { broken(t, whole, c.file, c.text) })
	}
	whole["manifest.json"] = &fstest.MapFile{Data: unsigned}
	for _, c := range []struct{ name, file, text string }{
		{"no district", "districts.geojson", `{"type":"FeatureCollection","features":[]}`},
		{"a point for an area", "districts.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"role":"own"},"geometry":{"type":"Point","coordinates":[117,36]}}]}`},
		{"no geometry", "districts.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"role":"own"},"geometry":null}]}`},
		{"beyond the pole", "districts.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"role":"own"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,99],[0,0]]]}}]}`},
		{"an empty polygon", "districts.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"role":"own"},"geometry":{"type":"Polygon","coordinates":[]}}]}`},
		{"a place beyond the pole", "places.json", `{"places":[{"name":"北极","lon":0,"lat":90}]}`},
		{"cut streets", "streets.json", `{"streets":`},
	} {
		t.Run(c.name, func(t *testing.T) { broken(t, whole, c.file, c.text) })
	}
}

func broken(t *testing.T, whole fstest.MapFS, file, text string) {
	t.Helper()
	pack := fstest.MapFS{}
	for name, f := range whole {
		pack[name] = f
	}
	if pack[file] = (&fstest.MapFile{Data: []byte(text)}); text == "" {
		delete(pack, file)
	}
	if _, err := thematic.BaseMap(pack); !isBroken(err) {
		t.Errorf("got %v", err)
	}
}

func FuzzBaseMap(f *testing.F) {
	for _, name := range []string{"districts.geojson"} {
		data, err := readPack(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"role":"own"},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}}]}`)
	f.Add(`{"type":"FeatureCollection","features":[null]}`)
	f.Fuzz(func(t *testing.T, text string) {
		data := &fstest.MapFile{Data: []byte(text)}
		b, err := thematic.BaseMap(fstest.MapFS{
			"manifest.json": {Data: []byte(`{"crs":"WGS-84"}`)}, "streets.json": {Data: []byte(`{}`)}, "places.json": {Data: []byte(`{}`)},
			"districts.geojson": data,
		})
		if err == nil {
			wordsOf(thematic.SiteMap(thematic.MapOptions{Base: b}))
		} else if !isBroken(err) {
			t.Error(err)
		}
	})
}

func BenchmarkDrawHundredThousand(b *testing.B) {
	faces := typeface(b)
	m := thematic.SiteMap(thematic.MapOptions{Faces: faces, Base: baseMap(b), Layers: []mapping.Layer{thematic.Projects(projects(b, 100_000), thematic.PointOptions{})}})
	keep(b, "map-100000", m, faces)
	v := m.Fit(1920, 1080, 1)
	for b.Loop() {
		thematic.RenderView(m, v, faces)
	}
}

func BenchmarkHitHundredThousand(b *testing.B) {
	l := thematic.Projects(projects(b, 100_000), thematic.PointOptions{})
	v := mapping.Viewport{W: 1920, H: 1080}.Fit(l.Bound(), 0)
	for b.Loop() {
		l.Hit(v, mapping.Pt{X: 960, Y: 540})
	}
}
