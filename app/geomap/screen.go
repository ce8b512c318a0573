// Package geomap is the screen of the map: sites and projects where they stand, and the records whose place is not known.
package geomap

import (
	"context"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/paulmach/orb"

	"chainatlas/app/desk"
	"chainatlas/app/geomap/picture"
	"chainatlas/app/geomap/sketch"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// Screen shows the map.
type Screen struct {
	desk     *desk.Desk
	page     *ui.Page
	pic      *picture.Picture
	card     *card
	unplaced *unplaced
	side     *side
	panel    *layerPanel

	now       *sheet             // nil before the first reading
	changes   map[model.Kind]int // how often records of each kind changed, as far as anybody told
	draft     *model.Layer       // a layer while its style is tried; nil for none
	over      mapping.Layer      // what is about to be imported; nil for nothing
	importing *layerImport       // nil while nothing is
	styling   *stylePane         // nil while no style is tried
	only      *shortlist         // the records asked for alone; nil for all
	want      model.ID           // the record to show after the first reading
	picking   model.Row          // the record whose place is clicked next; zero for none
	tools     *toolbox
	chosen    selection
	rings     []sketch.Rings // circles of distance that stay on the map
	radii     []float64      // of the next circles, in metres; nil for the usual ones
	asked     sketch.Figure  // what was asked about
	results   *results
	finder    *ui.Palette // nil before its first use
	places    task.Latest[[]ui.Result]
	snaps     task.Latest[sketch.Snapper]
	mesh      bool // meridians and parallels are shown
	inset     bool // the overview is
	bare      bool // without the legend, which may be tall
	origins   bool // lines from the provinces of investors are
	loads     task.Latest[*sheet]
	calm      task.Debounce
	following desk.Following
}

var (
	_ desk.Opener = (*Screen)(nil)
	_ desk.Taker  = (*Screen)(nil)
)

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
	s.tools, s.results = newToolbox(s), newResults(s)
	s.pic.OnMoved = func() { s.card.place(); s.tools.strip.place() }
	s.pic.OnMenu = s.menu
	s.pic.OnGrab, s.pic.OnKey, s.pic.OnRune = s.tools.grab, s.tools.key, s.tools.rune
	s.pic.Overlay().Add(s.tools.strip.panel)
	s.pic.OnTap = s.tapped
	s.pic.OnOpen = func(px mapping.Pt, v mapping.Viewport) { s.opened(px, v) }
	s.pic.OnHover = s.hovered
	s.pic.OnLeave = s.left
	s.unplaced = newUnplaced()
	s.unplaced.OnPick = s.pick
	s.unplaced.OnPaste = func(r model.Row, at model.Location) { s.placed(r.ID, at) }
	s.unplaced.OnOpen = func(r model.Row) { s.desk.Open(r.ID) }
	s.panel = newLayerPanel(s)
	s.side = newSide([]string{"图层", "位置待核"}, s.panel.whole, s.unplaced.whole)
	split := container.NewHSplit(s.pic.Drawing, s.side.holder)
	split.SetOffset(0.76)
	s.page = ui.NewPage(s.Title(), split, ui.Action{Text: "导入图层", Do: s.chooseLayerFile}, ui.Action{Text: "全图", Do: s.pic.GoHome})
	s.page.SetFilters(s.tools.bar()...)
	s.pic.SetFigure(s.tools.figure)
}

// Show reads the store and follows its changes.
func (s *Screen) Show() {
	s.following.Each(s.desk, s.follow)
	s.outdate(placedKinds...)
	s.read()
}

// Leave stops what Show began.
func (s *Screen) Leave() {
	s.following.Stop()
	s.calm.Stop()
	s.loads.Stop()
	s.places.Stop()
	s.snaps.Stop()
	s.side.done()
	s.pic.Stop()
	s.pick(model.Row{})
	s.card.hide()
}

// follow reads again what changes touch.
func (s *Screen) follow(changes []model.Change) {
	for _, c := range changes {
		s.outdate(c.Kind)
	}
	s.calm.Do(s.read)
}

// outdate notes that records of the kinds changed.
func (s *Screen) outdate(kinds ...model.Kind) {
	if s.changes == nil {
		s.changes = map[model.Kind]int{}
	}
	for _, k := range kinds {
		s.changes[k]++
	}
}

func (s *Screen) read() {
	d := s.desk
	r := reading{store: d.Store, maps: d.Base, faces: d.Typeface, was: s.now, at: maps.Clone(s.changes), draft: s.draft, only: s.only, origins: s.origins}
	s.loads.Run(func(ctx context.Context, _ func(int, int)) (*sheet, error) { return r.sheet(ctx) }, func(got *sheet, err error) {
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
	got.over, got.inset, got.bare = s.over, s.inset, s.bare
	s.now = got
	s.unplaced.set(got.missing)
	s.side.name(1, "位置待核 "+count(len(got.missing)))
	s.panel.set(got.layers)
	s.page.SetStatus(s.status(), got.problem)
	if first {
		s.pic.Show(got.scene())
		if !s.want.IsZero() {
			s.OpenRecord(s.want)
		}
	} else {
		s.pic.Update(got.scene())
	}
	s.forget()
	s.desk.Tell("map", count(len(got.layers)))
}

func (s *Screen) status() string {
	files := 0
	for _, l := range s.now.layers {
		if l.Of == model.LayerOfFile {
			files++
		}
	}
	text := "图上 载体 " + count(s.now.counts[model.KindSite]) + "　项目 " + count(s.now.counts[model.KindProject]) + "　位置待核 " + count(len(s.now.missing))
	if files > 0 {
		text += "　导入图层 " + count(files)
	}
	return text
}

// setDraft shows a layer in a style that is not stored; nil shows all as they are stored.
func (s *Screen) setDraft(l *model.Layer) {
	if s.draft == nil && l == nil {
		return
	}
	s.draft = l
	s.card.hide()
	s.read()
}

// setOver shows something above all layers that is not stored; nil for nothing.
func (s *Screen) setOver(l *thematic.Overlay) {
	s.over = nil
	if l != nil {
		s.over = l
	}
	s.redraw()
}

// redraw shows the records that were read anew, with what is switched on now.
func (s *Screen) redraw() {
	if s.now == nil {
		return
	}
	now := *s.now
	now.over, now.inset, now.bare = s.over, s.inset, s.bare
	s.now = &now
	s.pic.Update(now.scene())
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
	if !r.ID.IsZero() && !s.tools.use("", nil) {
		return
	}
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
