package thematic_test

import (
	"image/color"
	"slices"
	"strings"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
	"chainatlas/mapping/layerfile"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

func parcel(lon, lat float64) orb.Polygon {
	const s = 0.01
	return orb.Polygon{{{lon, lat}, {lon + s, lat}, {lon + s, lat + s}, {lon, lat + s}, {lon, lat}}}
}

// land are three parcels, a road, a point, and a row without a place.
func land() *layerfile.Layer {
	b := layerfile.NewBuilder(nil)
	add := func(g orb.Geometry, name, use string, area float64) {
		b.Add(geofile.Feature{Geometry: g, Attrs: []geofile.Attr{{Name: "名称", Value: name}, {Name: "用途", Value: use}, {Name: "面积", Value: area}}})
	}
	add(parcel(117.80, 36.06), "甲地块", "工业", 12)
	add(parcel(117.82, 36.06), "乙地块", "仓储", 40)
	add(parcel(117.84, 36.06), "丙地块", "工业", 90)
	add(orb.LineString{{117.78, 36.03}, {117.88, 36.03}}, "某某路", "道路", 0)
	add(orb.Point{117.83, 36.10}, "变电站", "电力", 1)
	add(nil, "没有图形", "", 0)
	return b.Layer()
}

func landLayer() *model.Layer {
	return &model.Layer{Base: model.Base{ID: model.FixedID(model.KindLayer, "land"), Name: "规划用地"}, LabelField: "名称"}
}

func mapOf(t testing.TB, o thematic.MapOptions, layers ...mapping.Layer) *thematic.MapPicture {
	t.Helper()
	o.Base, o.Layers = baseMap(t), layers
	return thematic.SiteMap(o)
}

// times is how often a map has a name: once for the thing itself, and again where it is written.
func times(p *thematic.MapPicture, name string) (n int) {
	rec := scene.New(nil)
	p.Draw(rec, p.Fit(1200, 900, 1))
	for _, text := range rec.Texts() {
		if text == name {
			n++
		}
	}
	return n
}

// pixel is where a place stands in a map that fits 1200 by 900 pixels.
func pixel(p *thematic.MapPicture, lonLat orb.Point) (mapping.Viewport, mapping.Pt) {
	v := p.Fit(1200, 900, 1)
	return v, v.Px(crs.WebMercator.FromWGS84(lonLat))
}

func TestFeaturesOfALayerAreNamedAndFound(t *testing.T) {
	p := mapOf(t, thematic.MapOptions{}, thematic.Imported(landLayer(), land(), thematic.OverlayOptions{}))
	words := wordsOf(p)
	for _, w := range []string{"甲地块", "乙地块", "丙地块", "某某路", "变电站", "规划用地"} {
		if !strings.Contains(words, w) {
			t.Errorf("%s is not written in %q", w, words)
		}
	}
	for want, at := range map[int]orb.Point{0: {117.805, 36.065}, 3: {117.85, 36.03}, 4: {117.83, 36.10}} {
		v, px := pixel(p, at)
		g, ok := p.Hit(v, px)
		layer, feature, is := thematic.FeatureOf(g)
		if !ok || !is || layer != landLayer().ID || feature != want {
			t.Errorf("at %v is %+v", at, g)
		}
	}
	if _, _, ok := thematic.FeatureOf(mapping.Group{ID: "x/1", Kind: thematic.FeatureKind}); ok {
		t.Error("a group of something else is a feature")
	}
}

func TestALayerWithoutLabels(t *testing.T) {
	l := landLayer()
	l.Unlabelled = true
	if n := times(mapOf(t, thematic.MapOptions{}, thematic.Imported(l, land(), thematic.OverlayOptions{})), "甲地块"); n != 1 {
		t.Errorf("the name is there %d times", n)
	}
}

func TestALayerShowsAtItsZooms(t *testing.T) {
	l := landLayer()
	l.MinZoom, l.MaxZoom = 14, 16
	p := mapOf(t, thematic.MapOptions{}, thematic.Imported(l, land(), thematic.OverlayOptions{}))
	v, px := pixel(p, orb.Point{117.805, 36.065})
	if _, ok := p.Hit(v, px); ok {
		t.Error("a layer of zooms from 14 on is found at the zoom of the district")
	}
	near := v.Zoom(8, px)
	if _, ok := p.Hit(near, px); !ok {
		t.Error("it is not found near by")
	}
	if _, ok := p.Hit(v.Zoom(1024, px), px); ok {
		t.Error("it is found beyond its last zoom")
	}
}

// colorAt is what is painted at a place.
func colorAt(t testing.TB, l mapping.Layer, at orb.Point) color.RGBA {
	t.Helper()
	p := mapOf(t, thematic.MapOptions{NoLabels: true}, l)
	v, px := pixel(p, at)
	c := raster.New(v.W, v.H, color.NRGBA{255, 255, 255, 255}, nil)
	(&mapping.Map{Layers: []mapping.Layer{l}}).Draw(c, v)
	return c.Picture().RGBAAt(int(px.X), int(px.Y))
}

func TestColoursByValueAndRange(t *testing.T) {
	low, high := 20.0, 60.0
	first, second, third := orb.Point{117.805, 36.065}, orb.Point{117.825, 36.065}, orb.Point{117.845, 36.065}
	byValue := landLayer()
	byValue.Style = model.LayerStyle{By: model.StyleByValue, Field: "用途", Fill: 100, Classes: []model.StyleClass{{Value: "工业", Color: "#ff0000"}, {Value: "仓储", Color: "#00ff00"}}}
	byRange := landLayer()
	byRange.Style = model.LayerStyle{By: model.StyleByRange, Field: "面积", Fill: 100, Classes: []model.StyleClass{{Max: &low, Color: "#00ff00"}, {Min: &low, Max: &high, Color: "#0000ff"}, {Min: &high, Color: "#ff0000"}}}
	red, green, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}
	for _, c := range []struct {
		layer *model.Layer
		want  [3]color.RGBA
	}{{byValue, [3]color.RGBA{red, green, red}}, {byRange, [3]color.RGBA{green, blue, red}}} {
		l := thematic.Imported(c.layer, land(), thematic.OverlayOptions{})
		for i, at := range []orb.Point{first, second, third} {
			if got := colorAt(t, l, at); got != c.want[i] {
				t.Errorf("%s: parcel %d is %v, want %v", c.layer.Style, i, got, c.want[i])
			}
		}
	}
	words := wordsOf(mapOf(t, thematic.MapOptions{}, thematic.Imported(byValue, land(), thematic.OverlayOptions{})))
	for _, w := range []string{"规划用地（用途）", "工业", "仓储", "其他"} {
		if !strings.Contains(words, w) {
			t.Errorf("the legend has no %s: %q", w, words)
		}
	}
}

func TestAreasByTheNumberOfRecords(t *testing.T) {
	l := landLayer()
	l.Style = model.LayerStyle{By: model.StyleByCount, Field: string(model.KindProject), Fill: 100}
	var at []orb.Point
	for range 5 {
		at = append(at, crs.WebMercator.FromWGS84(orb.Point{117.845, 36.065}))
	}
	at = append(at, crs.WebMercator.FromWGS84(orb.Point{117.825, 36.065}))
	v := thematic.Imported(l, land(), thematic.OverlayOptions{Counted: at})
	none, one, five := colorAt(t, v, orb.Point{117.805, 36.065}), colorAt(t, v, orb.Point{117.825, 36.065}), colorAt(t, v, orb.Point{117.845, 36.065})
	if !(none.R > one.R && one.R > five.R) {
		t.Errorf("none %v, one %v, five %v", none, one, five)
	}
	if w := wordsOf(mapOf(t, thematic.MapOptions{}, v)); !strings.Contains(w, "规划用地（项目数）") {
		t.Errorf("%q", w)
	}
}

func TestHeatIsWarmerWhereMoreIs(t *testing.T) {
	b := layerfile.NewBuilder(nil)
	for i := range 41 {
		at := orb.Point{117.80 + float64(i%40)*1e-5, 36.10}
		if i == 40 {
			at = orb.Point{117.9, 36.2}
		}
		b.Add(geofile.Feature{Geometry: at})
	}
	l := landLayer()
	l.Style.By = model.StyleByHeat
	h := thematic.Imported(l, b.Layer(), thematic.OverlayOptions{})
	many, one, none := colorAt(t, h, orb.Point{117.80, 36.10}), colorAt(t, h, orb.Point{117.9, 36.2}), colorAt(t, h, orb.Point{117.7, 36.15})
	if many.R < 150 || many.B > 120 || one.B < one.R || none != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("many %v, one %v, none %v", many, one, none)
	}
}

// Visitors see what was made 公开, and borders only on a reviewed map.
func TestLayersForVisitors(t *testing.T) {
	for _, c := range []struct {
		level   model.Level
		borders model.YesNo
		to      model.Audience
		shown   bool
	}{
		{model.Public, "", model.Visitors, true},
		{model.Public, model.Yes, model.Visitors, false},
		{"", "", model.Visitors, false},
		{model.Secret, "", model.Staff, false},
		{"", model.Yes, model.Staff, true},
		{model.Secret, "", "", true},
	} {
		l := landLayer()
		l.Level, l.Borders = c.level, c.borders
		words := wordsOf(mapOf(t, thematic.MapOptions{Audience: c.to}, thematic.Imported(l, land(), thematic.OverlayOptions{})))
		if shown := strings.Contains(words, "规划用地") || strings.Contains(words, "甲地块"); shown != c.shown {
			t.Errorf("%s, borders %s, to %s: shown %v", c.level, c.borders, c.to, shown)
		}
	}
}

func TestRecordsByAField(t *testing.T) {
	style := model.LayerStyle{By: model.StyleByValue, Field: "supply_status", Classes: []model.StyleClass{{Value: "可出租", Color: "#ff0000"}}}
	list := sites()
	list[0].SupplyStatus = "可出租"
	p := mapOf(t, thematic.MapOptions{}, thematic.Sites(list, thematic.PointOptions{Style: style}))
	if w := wordsOf(p); !strings.Contains(w, "供应状态：可出租") || !strings.Contains(w, "供应状态：其他") {
		t.Errorf("%q", w)
	}
	if n := times(mapOf(t, thematic.MapOptions{}, thematic.Sites(list, thematic.PointOptions{NoNames: true})), "公开厂房"); n != 1 {
		t.Errorf("a name is there %d times", n)
	}
	for k := range map[model.Kind]bool{model.KindSite: true, model.KindProject: true, model.KindEnterprise: true} {
		if len(thematic.StyleFields(k)) < 4 {
			t.Errorf("%s: %d fields", k, len(thematic.StyleFields(k)))
		}
	}
}

func TestProposedClasses(t *testing.T) {
	values := thematic.ClassesByValue([]string{"甲", "乙", "乙", "", "丙", "丙", "丙"})
	if len(values) != 3 || values[0].Value != "丙" || values[2].Value != "甲" || values[0].Color == values[1].Color {
		t.Errorf("%v", values)
	}
	var numbers []float64
	for i := range 1000 {
		numbers = append(numbers, float64(i)/7)
	}
	classes := thematic.ClassesByRange(numbers, 5)
	var words []string
	for _, c := range classes {
		words = append(words, c.Words())
	}
	if len(classes) != 5 || !slices.Equal(words, []string{"不足 30", "30—55", "55—85", "85—115", "115 及以上"}) {
		t.Errorf("%v", words)
	}
	if got := thematic.ClassesByRange([]float64{3, 3, 3}, 5); len(got) != 1 {
		t.Errorf("one number has classes %v", got)
	}
	if c, ok := thematic.ParseColor("#2f5d8c"); !ok || thematic.ColorText(c) != "#2f5d8c" {
		t.Errorf("%v", c)
	}
}

func TestAFadedLayerIsWeaker(t *testing.T) {
	l := thematic.Imported(landLayer(), land(), thematic.OverlayOptions{})
	at := orb.Point{117.805, 36.065}
	full, weak := colorAt(t, l, at), colorAt(t, mapping.Fade(l, 0.3), at)
	if !(weak.R > full.R) {
		t.Errorf("full %v, weak %v", full, weak)
	}
	own := landLayer()
	own.Transparency = 70
	if got := colorAt(t, thematic.Imported(own, land(), thematic.OverlayOptions{}), at); !(got.R > full.R) {
		t.Errorf("full %v, of its own %v", full, got)
	}
	rec := scene.New(nil)
	v, px := pixel(mapOf(t, thematic.MapOptions{}, l), at)
	mapping.Fade(l, 0.3).Draw(rec, v)
	if _, ok := mapping.Fade(l, 0.3).(mapping.Hitter).Hit(v, px); !ok || rec.Bounds().Empty() {
		t.Error("a faded layer is not found")
	}
}

func BenchmarkOverlay200k(b *testing.B) {
	build := layerfile.NewBuilder(nil)
	for i := range 1000 {
		p := orb.Polygon{make(orb.Ring, 0, 200)}
		for k := range 200 {
			p[0] = append(p[0], orb.Point{117.5 + float64(i%40)*0.02 + 0.00005*float64(k%100), 36 + float64(i/40)*0.02 + 0.01*float64(k/100)})
		}
		build.Add(geofile.Feature{Geometry: append(p, orb.Ring{})[:1]})
	}
	data := build.Layer()
	for b.Loop() {
		thematic.Imported(landLayer(), data, thematic.OverlayOptions{})
	}
}
