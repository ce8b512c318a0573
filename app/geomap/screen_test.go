package geomap

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2/driver/desktop"
	"github.com/paulmach/orb"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/scene"
	"chainatlas/model"
)

func TestMain(m *testing.M) { uitest.Main(m) }

func named(r model.Record, name string) model.Record {
	r.Head().ID, r.Head().Name = model.NewID(), name
	return r
}

func at(lon, lat float64) model.Location {
	return model.Location{Point: &orb.Point{lon, lat}, Precision: model.PlaceExact, CRS: "WGS-84"}
}

func shown(t *testing.T, o *desktest.Office) *Screen {
	t.Helper()
	s := New(o.Desk)
	o.Show(t, s, 1360, 820)
	return s
}

// event is the mouse over a place in degrees.
func (s *Screen) event(lonLat orb.Point) *desktop.MouseEvent {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = s.pic.Pos(crs.WebMercator.FromWGS84(lonLat))
	return e
}

func (s *Screen) click(lonLat orb.Point) {
	s.pic.MouseDown(s.event(lonLat))
	s.pic.MouseUp(s.event(lonLat))
	task.Wait()
}

func TestTheMapTellsAndOpensWhatIsClicked(t *testing.T) {
	o := desktest.Open(t)
	site := named(&model.Site{SiteKind: "标准厂房", Location: at(117.83, 36.07)}, "甲厂房")
	project := named(&model.Project{Stage: model.StageTalk, Location: at(117.79, 36.03)}, "锻件项目")
	project.Head().Fictional = true
	o.Put(t, site, project, named(&model.Site{}, "未定位地块"))
	s := shown(t, o)
	s.pic.MouseMoved(s.event(orb.Point{117.79, 36.03}))
	if s.card.key != project.Head().ID.String() || s.card.held {
		t.Errorf("hover shows %v", s.card.key)
	}
	s.click(orb.Point{117.83, 36.07})
	uitest.Capture(t, o.Window, "map")
	if s.card.key != site.Head().ID.String() || !s.card.held {
		t.Fatalf("a click shows %v", s.card.key)
	}
	s.opened(s.pic.Px(s.event(orb.Point{117.83, 36.07}).Position), s.pic.Viewport())
	if len(o.Opened) != 1 || o.Opened[0] != site.Head().ID {
		t.Errorf("opened %v", o.Opened)
	}
	s.click(orb.Point{117.9, 36.2})
	if s.card.over != nil {
		t.Error("the card stays after a click beside")
	}
}

func TestSwitchesTakeLayersAway(t *testing.T) {
	o := desktest.Open(t)
	o.Put(t, named(&model.Site{Location: at(117.83, 36.07)}, "甲厂房"), named(&model.Project{Location: at(117.79, 36.03)}, "锻件项目"))
	s := shown(t, o)
	for of, gone := range map[model.LayerOf]string{model.LayerOfBase: "钢城区", model.LayerOfProjects: "锻件项目", model.LayerOfSites: "甲厂房"} {
		has := s.reads(gone)
		s.panel.row(model.OwnLayer(of).ID).check.SetChecked(false)
		task.Wait()
		if !has || s.reads(gone) {
			t.Errorf("switching %s off: before %v, after %v", of, has, s.reads(gone))
		}
	}
	if _, err := o.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	task.Wait()
	hidden := 0
	for _, l := range s.now.layers {
		if l.Hidden {
			hidden++
		}
	}
	if hidden != 3 { // two of them, and the enterprises
		t.Errorf("after an undo %d are hidden", hidden)
	}
}

// reads tells whether the map has the words somewhere.
func (s *Screen) reads(words string) bool {
	rec := scene.New(s.desk.Typeface)
	sc := s.pic.Scene()
	sc.Draw(rec, s.pic.Viewport(), s.desk.Typeface)
	for _, text := range rec.Texts() {
		if text == words {
			return true
		}
	}
	return false
}

func TestAClickPlacesARecordAndCanBeTakenBack(t *testing.T) {
	o := desktest.Open(t)
	site := named(&model.Site{Street: "艾山街道"}, "未定位地块").(*model.Site)
	o.Put(t, site)
	s := shown(t, o)
	s.unplaced.pick()
	if s.unplaced.note.Text == "" {
		t.Error("nothing is said when no record is chosen")
	}
	s.unplaced.grid.Select(0)
	s.unplaced.pick()
	uitest.Capture(t, o.Window, "map-pick")
	want := orb.Point{117.81, 36.05}
	s.click(want)
	got, err := o.Store.Get(site.ID)
	if err != nil {
		t.Fatal(err)
	}
	l := got.(*model.Site).Location
	if l.Point == nil || math.Hypot(l.Point[0]-want[0], l.Point[1]-want[1]) > 1e-3 || l.Precision != model.PlaceExact || l.CRS != "WGS-84" {
		t.Errorf("stored %+v", l)
	}
	s.read()
	task.Wait()
	if len(s.unplaced.rows) != 0 || !s.picking.ID.IsZero() || s.now.counts[model.KindSite] != 1 {
		t.Errorf("%d left, picking %v", len(s.unplaced.rows), s.picking.Name)
	}
	if _, err := o.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	if got, _ = o.Store.Get(site.ID); got.(*model.Site).Location.Point != nil {
		t.Error("undo left the place")
	}
}

func TestPastedCoordinates(t *testing.T) {
	for _, c := range []struct {
		name, text string
		choice     int
		crs        string
		lonLat     orb.Point
		why        string // what the user is told when there is no place
	}{
		{"degrees do not tell their system", "117.8145, 36.0581", -1, "", orb.Point{}, "看不出坐标系"},
		{"degrees of a map service", "117.8145, 36.0581", 0, "GCJ-02", orb.Point{117.8087, 36.0575}, ""},
		{"degrees of a receiver", "北纬36°3′29.16″ 东经117°48′52.2″", 3, "EPSG:4326", orb.Point{117.8145, 36.0581}, ""},
		{"metres with the number of their zone", "39573385.18, 3992296.45", -1, "EPSG:4527", orb.Point{117.8145, 36.0581}, ""},
		{"no numbers", "钢城区府前大街", 0, "", orb.Point{}, "无法识别"},
		{"far from China", "17.8, 6.0", 3, "", orb.Point{}, "不在中国境内"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, why := pasted(c.text, c.choice)
			if c.why != "" {
				if l.Point != nil || !strings.Contains(why, c.why) {
					t.Errorf("%+v, told %q", l, why)
				}
				return
			}
			if l.Point == nil || l.CRS != c.crs || l.Entered != c.text || math.Hypot(l.Point[0]-c.lonLat[0], l.Point[1]-c.lonLat[1]) > 1e-3 {
				t.Errorf("%+v, told %q", l, why)
			}
		})
	}
}

func TestASecretRecordSaysNothingOnHover(t *testing.T) {
	site := named(&model.Site{}, "某保密地块")
	site.Head().Level = model.Secret
	if name, _ := words(site, false); name != "保密记录" {
		t.Errorf("hover says %q", name)
	}
	if name, _ := words(site, true); name != "某保密地块" {
		t.Errorf("a click says %q", name)
	}
}
