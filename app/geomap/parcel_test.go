package geomap

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/mapping/crs"
	"chainatlas/model"
)

// parcelOf is a square of a few hundred metres.
var parcelOf = []orb.Point{{117.800, 36.050}, {117.804, 36.050}, {117.804, 36.053}, {117.800, 36.053}}

func storedSite(t *testing.T, o *desktest.Office, id model.ID) *model.Site {
	t.Helper()
	r, err := o.Store.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return r.(*model.Site)
}

func TestAParcelIsDrawnSavedAndTakenBack(t *testing.T) {
	o := desktest.Open(t)
	stated := model.Quantity{Text: "100亩", Known: true, Min: 100, Max: 100, Unit: "亩"}
	site := named(&model.Site{Location: at(117.802, 36.0515), Area: stated}, "甲地块").(*model.Site)
	site.Location.Precision = model.PlaceStreet
	o.Put(t, site)
	s := shown(t, o)
	s.drawParcel(site.ID)
	task.Wait()
	for _, p := range parcelOf {
		s.click(p)
	}
	s.press(fyne.KeyReturn)
	uitest.Capture(t, o.Window, "parcel")
	tool := s.tools.now.(*parcelTool)
	area := tool.p.SquareMetres()
	if want := crs.Area(orb.Polygon{append(orb.Ring(parcelOf), parcelOf[0])}); math.Abs(area-want) > want/100 {
		t.Errorf("%v ㎡, not %v", area, want)
	}
	if text := s.tools.strip.text.Text; !strings.Contains(text, "台账面积 100亩，相差 +") {
		t.Error(text)
	}
	s.press(fyne.KeyReturn)
	task.Wait()
	got := storedSite(t, o, site.ID)
	if g, ok := got.Location.Geometry.(orb.Polygon); !ok || len(g[0]) != 5 || got.Location.Precision != model.PlaceExact || got.Area.Text != stated.Text || *got.Location.Point != *site.Location.Point {
		t.Fatalf("stored %+v, area %v", got.Location, got.Area)
	}
	if s.tools.now != nil {
		t.Error("the tool stays after saving")
	}
	if _, err := o.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := storedSite(t, o, site.ID); got.Location.Geometry != nil || got.Location.Precision != model.PlaceStreet {
		t.Errorf("undo left %+v", got.Location)
	}
}

func withParcel(t *testing.T, o *desktest.Office) *model.Site {
	t.Helper()
	site := named(&model.Site{Location: at(117.802, 36.0515)}, "甲地块").(*model.Site)
	site.Location.Geometry = orb.Polygon{append(append(orb.Ring{}, parcelOf...), parcelOf[0])}
	o.Put(t, site)
	return site
}

func TestCornersAreMovedPutInAndTakenAway(t *testing.T) {
	o := desktest.Open(t)
	site := withParcel(t, o)
	s := shown(t, o)
	s.drawParcel(site.ID)
	task.Wait()
	tool := s.tools.now.(*parcelTool)
	area := tool.p.SquareMetres()
	s.stroke(0, parcelOf[2], orb.Point{117.805, 36.053}, orb.Point{117.806, 36.0535})
	if tool.p.SquareMetres() <= area {
		t.Error("a corner did not move")
	}
	s.stroke(0, orb.Point{117.802, 36.050}, orb.Point{117.802, 36.0495}, orb.Point{117.802, 36.049}) // from the middle of a side
	corners := func() int { return len(tool.p.Geometry().(orb.Polygon)[0]) - 1 }
	if corners() != 5 {
		t.Fatalf("%d corners", corners())
	}
	s.press(fyne.KeyDelete)
	if corners() != 4 {
		t.Errorf("%d corners are left", corners())
	}
	if got := storedSite(t, o, site.ID); len(got.Location.Geometry.(orb.Polygon)[0]) != 5 || got.Location.Geometry.(orb.Polygon)[0][2] != parcelOf[2] {
		t.Error("stored before it was saved")
	}
	s.press(fyne.KeyEscape)
	if s.tools.now == nil || o.Window.Canvas().Overlays().Top() == nil {
		t.Error("changes are forgotten without a question")
	}
}

func TestACornerSnapsToTheNeighbour(t *testing.T) {
	o := desktest.Open(t)
	withParcel(t, o)
	next := named(&model.Site{Location: at(117.806, 36.0515)}, "乙地块").(*model.Site)
	o.Put(t, next)
	s := shown(t, o)
	s.drawParcel(next.ID)
	task.Wait() // for what it snaps to
	v := s.pic.Viewport()
	off := 4 * float64(v.Unit()) / v.Scale
	beside := planeOf(parcelOf[1])
	s.click(lonLatOf(orb.Point{beside[0] + off, beside[1] - off})) // near a corner
	s.click(orb.Point{117.808, 36.0500})
	s.click(orb.Point{117.808, 36.0520})
	side := planeOf(orb.Point{117.804, 36.0520})
	s.click(lonLatOf(orb.Point{side[0] + off, side[1]})) // near a side
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	task.Wait()
	g, ok := storedSite(t, o, next.ID).Location.Geometry.(orb.Polygon)
	if !ok || g[0][0] != parcelOf[1] {
		t.Fatalf("%v does not begin at the neighbour's corner", g)
	}
	if math.Abs(g[0][3][0]-117.804) > 1e-9 {
		t.Errorf("%v does not lie on the neighbour's side", g[0][3])
	}
}

func TestABorderThatCrossesItselfIsNotSaved(t *testing.T) {
	o := desktest.Open(t)
	said := ""
	o.Say = func(text string) { said = text }
	site := named(&model.Site{Location: at(117.802, 36.0515)}, "甲地块").(*model.Site)
	o.Put(t, site)
	s := shown(t, o)
	s.drawParcel(site.ID)
	task.Wait()
	for _, i := range []int{0, 2, 1, 3} {
		s.click(parcelOf[i])
	}
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyReturn)
	if storedSite(t, o, site.ID).Location.Geometry != nil || !strings.Contains(said, "相交") || s.tools.now == nil {
		t.Errorf("said %q", said)
	}
}

func TestAPointOutsideItsParcelComesInside(t *testing.T) {
	o := desktest.Open(t)
	site := named(&model.Site{Location: at(117.9, 36.2)}, "甲地块").(*model.Site)
	o.Put(t, site)
	s := shown(t, o)
	s.saveParcel(site.ID, orb.Polygon{append(append(orb.Ring{}, parcelOf...), parcelOf[0])})
	if p := *storedSite(t, o, site.ID).Location.Point; math.Abs(p[0]-117.802) > 1e-6 || math.Abs(p[1]-36.0515) > 1e-6 {
		t.Error(p)
	}
}

func TestHowAMeasuredAreaDiffers(t *testing.T) {
	mu := crs.SquareMetresPerMu
	for _, c := range []struct {
		stated model.Quantity
		got    float64
		want   string
	}{
		{model.Quantity{Text: "60亩", Known: true, Min: 60, Max: 60, Unit: "亩"}, 60 * mu, "相符"},
		{model.Quantity{Text: "60亩", Known: true, Min: 60, Max: 60, Unit: "亩"}, 66 * mu, "相差 +6.00 亩（+10.0%）"},
		{model.Quantity{Text: "50-80亩", Known: true, Min: 50, Max: 80, Unit: "亩"}, 70 * mu, "相符"},
		{model.Quantity{Text: "50-80亩", Known: true, Min: 50, Max: 80, Unit: "亩"}, 40 * mu, "相差 -10.00 亩（-20.0%）"},
		{model.Quantity{Text: "百余亩"}, 70 * mu, ""},
	} {
		if got := areaDifference(c.stated, c.got); (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, not %q", c.stated.Text, got, c.want)
		}
	}
}
