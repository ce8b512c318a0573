// Package geomap is the screen of the map: sites and projects where they stand, and the records whose place is not known.
package geomap

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"github.com/paulmach/orb"

	"chainatlas/app/desk"
	"chainatlas/app/geomap/picture"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/model"
)

// Screen shows the map.
type Screen struct {
	desk     *desk.Desk
	page     *ui.Page
	pic      *picture.Picture
	card     *card
	unplaced *unplaced
	switches []*widget.Check // one for each of layerNames

	now     *sheet     // nil before the first reading
	only    *shortlist // the records asked for alone; nil for all
	want    model.ID   // the record to show after the first reading
	picking model.Row  // the record whose place is clicked next; zero for none
	loads   task.Latest[*sheet]
	calm    task.Debounce
	stop    func()
}

var _ desk.Opener = (*Screen)(nil)

// New makes the screen.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen in the rail.
func (s *Screen) Title() string { return "地图" }

// Content is made on first use.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.build()
	}
	return s.page
}

func (s *Screen) build() {
	s.pic = picture.New(s.desk.Typeface)
	s.card = &card{pic: s.pic}
	s.pic.OnMoved = s.card.place
	s.pic.OnTap = s.tapped
	s.pic.OnOpen = func(px mapping.Pt, v mapping.Viewport) { s.opened(px, v) }
	s.pic.OnHover = s.hovered
	s.pic.OnLeave = s.left
	s.unplaced = newUnplaced()
	s.unplaced.OnPick = s.pick
	s.unplaced.OnPaste = func(r model.Row, at model.Location) { s.placed(r.ID, at) }
	s.unplaced.OnOpen = func(r model.Row) { s.desk.Open(r.ID) }
	split := container.NewHSplit(s.pic.Drawing, s.unplaced.whole)
	split.SetOffset(0.76)
	s.page = ui.NewPage(s.Title(), split, ui.Action{Text: "全图", Do: s.pic.GoHome})
	s.page.SetFilters(s.checks()...)
}

func (s *Screen) checks() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{ui.NewNote("图层")}
	for _, name := range layerNames {
		c := widget.NewCheck(name, nil)
		c.Checked = true
		c.OnChanged = func(bool) { s.switched() }
		s.switches = append(s.switches, c)
		objects = append(objects, c)
	}
	return objects
}

// Show reads the store and follows its changes.
func (s *Screen) Show() {
	s.stop = s.desk.Watch(func([]model.Change) { s.calm.Do(s.read) })
	s.read()
}

// Leave stops what Show began.
func (s *Screen) Leave() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	s.calm.Stop()
	s.loads.Stop()
	s.pic.Stop()
	s.pick(model.Row{})
	s.card.hide()
}

func (s *Screen) read() {
	d, only := s.desk, s.only
	s.loads.Run(func(ctx context.Context, _ func(int, int)) (*sheet, error) {
		return read(ctx, d.Store, d.Base, d.Typeface, only)
	}, func(got *sheet, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.take(got)
	})
}

// take shows what was read; the view stays where the user left it.
func (s *Screen) take(got *sheet) {
	first := s.now == nil || s.now.only != got.only
	s.now = got
	s.unplaced.set(got.missing)
	s.page.SetStatus("图上 载体 "+count(got.sites)+"　项目 "+count(got.projects)+"　位置待核 "+count(len(got.missing)), got.problem)
	if first {
		s.pic.Show(got.scene(s.shown()))
		if !s.want.IsZero() {
			s.OpenRecord(s.want)
		}
	} else {
		s.pic.Update(got.scene(s.shown()))
	}
}

// shown tells for each of layerNames whether it is switched on.
func (s *Screen) shown() []bool {
	out := make([]bool, len(s.switches))
	for i, c := range s.switches {
		out[i] = c.Checked
	}
	return out
}

func (s *Screen) switched() {
	if s.now != nil {
		s.card.hide()
		s.pic.Update(s.now.scene(s.shown()))
	}
}

// OpenRecord moves the map to a record.
func (s *Screen) OpenRecord(id model.ID) {
	if s.Content(); s.now == nil {
		s.want = id
		return
	}
	if s.only != nil && !s.only.ids[id] {
		s.want = id
		s.showAll()
		return
	}
	s.want = model.ID{}
	r, err := s.desk.Store.Get(id)
	if err != nil {
		s.desk.Fail(err)
		return
	}
	at, ok := placeOf(r)
	if !ok {
		s.desk.Say("「" + r.Head().Name + "」位置待核，可在右侧列表中登记。")
		return
	}
	v := s.pic.Viewport()
	v.Center, v.Scale = at, max(v.Scale, closeUp*float64(v.Unit()))
	s.pic.SetViewport(v)
	s.card.show(r, at, func() { s.desk.Open(id) })
}

// closeUp is the least scale at which a record is shown, in logical pixels per metre of the web map.
const closeUp = 0.05

// placeOf is where a record stands on the plane of the map.
func placeOf(r model.Record) (orb.Point, bool) {
	f, err := model.FieldOf(r.Kind(), "location")
	if err != nil {
		return orb.Point{}, false
	}
	l, ok := f.Value(r).(model.Location)
	if !ok || l.Point == nil {
		return orb.Point{}, false
	}
	return crs.WebMercator.FromWGS84(*l.Point), true
}

// Tour shows the card of a site.
func (s *Screen) Tour() {
	for _, r := range s.desk.Store.Rows(model.KindSite) {
		if r.HasPoint {
			s.OpenRecord(r.ID)
			return
		}
	}
}

// pick waits for a click on the map that places the record; a zero row ends the waiting.
func (s *Screen) pick(r model.Row) {
	s.picking = r
	s.card.hide()
	if r.ID.IsZero() {
		s.page.SetBanner(s.shortBanner())
		s.pic.SetPointer(desktop.DefaultCursor)
		return
	}
	s.page.SetBanner(ui.NewBanner(look.Note, "点击地图，确定「"+r.Name+"」的位置", ui.Action{Text: "取消", Do: func() { s.pick(model.Row{}) }}))
	s.pic.SetPointer(desktop.CrosshairCursor)
}

// placed stores a place, shows it and ends the waiting.
func (s *Screen) placed(id model.ID, at model.Location) {
	if s.locate(id, at) {
		s.pick(model.Row{})
		s.OpenRecord(id)
	}
}
