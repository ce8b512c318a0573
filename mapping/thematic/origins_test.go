package thematic_test

import (
	"image/color"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

var someProvinces = []thematic.Province{
	{Name: "江苏省", Short: "江苏", Capital: "南京", Cities: []string{"苏州"}, Lon: 118.79, Lat: 32.04},
	{Name: "山西省", Short: "山西", Capital: "太原", Lon: 112.51, Lat: 37.86},
	{Name: "黑龙江省", Short: "黑龙江", Capital: "哈尔滨", Lon: 126.9, Lat: 45.5},
}

func investedFrom(places ...string) (out []*model.Project) {
	for i, place := range places {
		p := &model.Project{InvestorPlace: place, TotalInvestment: model.CNY(int64(i+1) * model.Yi)}
		p.ID = model.FixedID(model.KindProject, place+string(rune('a'+i)))
		out = append(out, p)
	}
	return out
}

func originsOf(all []*model.Project, to model.Audience) *thematic.Origins {
	return thematic.OriginsOf(all, thematic.OriginOptions{PointOptions: thematic.PointOptions{Audience: to}, Provinces: someProvinces, To: orb.Point{117.8, 36.06}})
}

// However a place is written, its project is counted once, with what is stated of its investment.
func TestWhereInvestorsComeFrom(t *testing.T) {
	l := originsOf(investedFrom("江苏省南京市", "苏州工业园区", "中国江苏苏州", "山西", "", "德国", "黑龙江哈尔滨"), "")
	words := wordsOf(mapOf(t, thematic.MapOptions{}, l))
	for _, want := range []string{"江苏 3 个 · 6亿元", "山西 1 个 · 4亿元", "黑龙江 1 个 · 7亿元", "另 2 个项目未写明省份"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in %q", want, words)
		}
	}
}

// writings notes where each first word is written.
type writings struct {
	*scene.Scene
	at map[string]mapping.Pt
}

func (w writings) Text(t mapping.Text) {
	name, _, _ := strings.Cut(t.S, " ")
	w.at[name] = t.At
}

// The words stand within the view, in the direction of the province, and not over each other.
func TestOriginsStandInTheirDirection(t *testing.T) {
	l := originsOf(investedFrom("江苏", "山西", "黑龙江"), "")
	m := mapOf(t, thematic.MapOptions{}, l)
	v := m.Fit(1280, 800, 1)
	places := writings{scene.New(nil), map[string]mapping.Pt{}}
	l.Draw(places, v)
	middle := v.Px(m.Bound().Center())
	if js, sx, hlj := places.at["江苏"], places.at["山西"], places.at["黑龙江"]; !(js.Y > middle.Y) || !(sx.X < middle.X) || !(hlj.X > middle.X && hlj.Y < middle.Y) {
		t.Errorf("around %v stand %v", middle, places.at)
	}
}

// A window paints more than it shows: the words stand where they are seen.
func TestOriginsKeepToWhatIsSeen(t *testing.T) {
	const unseen = 160
	l := thematic.OriginsOf(investedFrom("江苏", "山西", "黑龙江"), thematic.OriginOptions{Provinces: someProvinces, To: orb.Point{117.8, 36.06}, Unseen: unseen})
	v := mapOf(t, thematic.MapOptions{}, l).Fit(1600, 1120, 1)
	places := writings{scene.New(nil), map[string]mapping.Pt{}}
	l.Draw(places, v)
	seen := v.Box().Inset(unseen)
	if len(places.at) != 3 {
		t.Errorf("%d words", len(places.at))
	}
	for name, at := range places.at {
		if !seen.Contains(at) {
			t.Errorf("%s stands at %v, seen is %v", name, at, seen)
		}
	}
}

// Where an investor sits is confidential: visitors see no line to it.
func TestVisitorsSeeNoOriginsThatAreConfidential(t *testing.T) {
	all := investedFrom("江苏", "山西")
	for _, p := range all {
		p.Level = model.Public
	}
	if words := wordsOf(mapOf(t, thematic.MapOptions{Audience: model.Visitors}, originsOf(all, model.Visitors))); strings.Contains(words, "江苏") {
		t.Errorf("visitors read %q", words)
	}
	if words := wordsOf(mapOf(t, thematic.MapOptions{Audience: model.Visitors}, originsOf(all, ""))); strings.Contains(words, "江苏") {
		t.Errorf("visitors read of a layer made for the desk: %q", words)
	}
}

func TestNoOrigins(t *testing.T) {
	c := raster.New(300, 200, color.NRGBA{255, 255, 255, 255}, nil)
	m := mapOf(t, thematic.MapOptions{}, originsOf(nil, ""))
	m.Draw(c, m.Fit(300, 200, 1))
	if !strings.Contains(wordsOf(m), "没有写明国内省份") {
		t.Error("the legend says nothing")
	}
}
