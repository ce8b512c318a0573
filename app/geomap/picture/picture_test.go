package picture

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/paulmach/orb"

	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// chart is a map of one site.
func chart(t *testing.T) *thematic.MapPicture {
	t.Helper()
	s := &model.Site{Location: model.Location{Point: &orb.Point{117.81, 36.05}, Precision: model.PlaceExact}}
	s.ID, s.Name = model.NewID(), "甲厂房"
	base, err := thematic.BaseMap(assets.BaseMap())
	if err != nil {
		t.Fatal(err)
	}
	return thematic.SiteMap(thematic.MapOptions{Base: base, Layers: []mapping.Layer{thematic.Sites([]*model.Site{s}, thematic.PointOptions{})}})
}

func texts(draw func(c mapping.Canvas, v mapping.Viewport), v mapping.Viewport) []string {
	s := scene.New(nil)
	draw(s, v)
	return s.Texts()
}

func TestPartsOfAMapPicture(t *testing.T) {
	m := chart(t)
	v := m.Fit(1200, 800, 1)
	for _, c := range []struct {
		name    string
		draw    func(mapping.Canvas, mapping.Viewport)
		has, no []string
	}{
		{"all", m.Draw, []string{"钢城区", "甲厂房", "图例", "北"}, nil},
		{"ground", Ground{m}.Draw, []string{"钢城区", "甲厂房"}, []string{"图例", "北"}},
		{"names", Names{m}.Draw, []string{"钢城区", "甲厂房"}, []string{"图例", "北"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := texts(c.draw, v)
			for _, s := range c.has {
				if !slices.Contains(got, s) {
					t.Errorf("%s is missing in %q", s, got)
				}
			}
			for _, s := range c.no {
				if slices.Contains(got, s) {
					t.Errorf("%s is in %q", s, got)
				}
			}
		})
	}
}

// A drag moves the map and leaves scale bar, arrow, legend and notice in their corners.
func TestFurnitureStaysInItsCorner(t *testing.T) {
	task.ForTest(t)
	face, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	m := chart(t)
	p := New(face)
	w := test.NewTempWindow(t, p.Drawing)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(900, 600))
	p.Show(Scene{Map: &mapping.Map{Layers: []mapping.Layer{Ground{m}}}, Home: m.Bound(), Furniture: FurnitureOf(m)})
	task.Wait()
	before := corners(p)
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	task.Wait()
	if after := corners(p); len(after) != 4 || !slices.Equal(before, after) {
		t.Errorf("furniture went from %v to %v", before, after)
	}
	view := fyne.NewSize(900, 600)
	for i, f := range p.fixtures {
		at, size := f.img.Position(), f.img.Size()
		if at.X < 0 || at.Y < 0 || at.X+size.Width > view.Width+1 || at.Y+size.Height > view.Height+1 {
			t.Errorf("piece %d stands at %v, %v large", i, at, size)
		}
	}
	if _, ok := p.Hit(p.Viewport().Px(crs.WebMercator.FromWGS84(orb.Point{117.81, 36.05})), p.Viewport()); !ok {
		t.Error("the site is not hit")
	}
}

func corners(p *Picture) (out []fyne.Position) {
	for _, f := range p.fixtures {
		out = append(out, f.img.Position())
	}
	return out
}
