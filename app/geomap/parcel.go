package geomap

import (
	"context"
	"fmt"
	"math"

	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"chainatlas/app/geomap/sketch"
	"chainatlas/app/ui"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// snapReach is how near a corner or side of another shape is taken over, in logical pixels.
const snapReach = 8

// parcelTool draws or changes the outline of a site. Nothing is stored before it is saved, and then in one action.
type parcelTool struct {
	s      *Screen
	site   *model.Site    // nil before one is chosen
	p      *sketch.Parcel // nil as long
	snap   sketch.Snapper // empty until it is gathered
	moving bool           // a corner is dragged
}

// drawParcel begins to draw or change the parcel of a site.
func (s *Screen) drawParcel(id model.ID) {
	r, err := s.desk.Store.Get(id)
	if err != nil {
		s.desk.Fail(err)
		return
	}
	site, ok := r.(*model.Site)
	if !ok {
		return
	}
	t := &parcelTool{s: s}
	t.begin(site)
	if !s.tools.use("画地块", t) {
		return
	}
	switch at, placed := placeOf(site); {
	case site.Location.Geometry != nil:
		s.fit(site.Location.Geometry)
	case placed:
		v := s.pic.Viewport()
		v.Center, v.Scale = at, max(v.Scale, parcelScale*float64(v.Unit()))
		s.pic.SetViewport(v)
	}
}

// parcelScale shows a parcel of 30 亩 as large as a hand, in logical pixels per metre of the web map.
const parcelScale = 0.8

// begin takes a site. What one can snap to is gathered beside the window.
func (t *parcelTool) begin(site *model.Site) {
	t.site, t.p = site, sketch.NewParcel(site.Location.Geometry)
	st, shapes := t.s.desk.Store, t.s.shapes()
	t.s.snaps.Run(func(ctx context.Context, _ func(int, int)) (sketch.Snapper, error) {
		return snapper(ctx, st, site.ID, shapes)
	}, func(got sketch.Snapper, err error) {
		t.snap = got
		t.s.desk.Fail(err)
	})
}

// shapes are the things of the imported layers that are shown, layer by layer.
func (s *Screen) shapes() (out [][]orb.Geometry) {
	if s.now == nil {
		return nil
	}
	for _, l := range s.now.layers {
		if o, ok := s.now.made[l.ID].draw.(*thematic.Overlay); ok && !l.Hidden {
			out = append(out, o.Data().Shapes)
		}
	}
	return out
}

// snapper knows the parcels of other sites and the shapes of layers.
func snapper(ctx context.Context, st *store.Store, but model.ID, layers [][]orb.Geometry) (out sketch.Snapper, err error) {
	f, err := model.FieldOf(model.KindSite, "location")
	if err != nil {
		return out, err
	}
	err = st.Parts(model.KindSite, []*model.Field{f}, func(r model.Record) error {
		if l := r.(*model.Site).Location; r.Head().ID != but && l.Geometry != nil {
			out.Add(l.Geometry)
		}
		return ctx.Err()
	})
	for _, shapes := range layers {
		for _, shape := range shapes {
			out.Add(shape)
		}
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
	}
	return out, err
}

func (t *parcelTool) hint() string {
	switch {
	case t.p == nil:
		return "点击一处载体，画或改它的地块；Esc 退出"
	case t.p.SquareMetres() > 0:
		return t.s.nameOf(t.site) + "　" + sketch.Mu(t.p.SquareMetres()) + t.difference()
	}
	return "为「" + t.s.nameOf(t.site) + "」画地块：点击各个角，双击闭合"
}

// difference compares with the area that is stated, which stays as it is.
func (t *parcelTool) difference() string {
	return areaDifference(t.site.Area, t.p.SquareMetres())
}

// areaDifference says how a measured area differs from a stated one; nothing where what is stated cannot be compared.
func areaDifference(stated model.Quantity, squareMetres float64) string {
	per := map[string]float64{"亩": crs.SquareMetresPerMu, "㎡": 1, "平方米": 1, "公顷": 10_000}[stated.Unit]
	if !stated.Known || per == 0 || stated.Min <= 0 {
		return ""
	}
	low, high, got := stated.Min*per, max(stated.Max, stated.Min)*per, squareMetres
	off := 0.0
	switch {
	case got < low:
		off = got - low
	case got > high:
		off = got - high
	}
	base := low
	if off > 0 {
		base = high
	}
	if math.Abs(off)/base < 0.0005 {
		return "　与台账面积 " + stated.String() + " 相符"
	}
	return fmt.Sprintf("　台账面积 %s，相差 %+.2f 亩（%+.1f%%）", stated.String(), off/crs.SquareMetresPerMu, off/base*100)
}

func (t *parcelTool) actions() []ui.Action {
	if t.p == nil {
		return nil
	}
	var out []ui.Action
	if t.p.Drawing {
		out = append(out, ui.Action{Text: "闭合", Do: func() { t.close(); t.s.tools.show() }})
	} else {
		out = append(out, ui.Action{Text: "再画一块", Do: func() { t.p.Begin(); t.s.tools.show(); t.s.pic.Focus() }})
		if t.p.Any {
			out = append(out, ui.Action{Text: "删除顶点", Do: func() { t.p.Delete(t.p.Picked); t.s.tools.show() }})
		}
	}
	return append(out, ui.Action{Text: "放弃", Do: t.giveUp}, ui.Action{Text: "保存地块", Primary: true, Do: t.save})
}

// giveUp ends without saving.
func (t *parcelTool) giveUp() { t.s.tools.put("", nil) }

func (t *parcelTool) close() {
	if !t.p.Close() {
		t.s.desk.Say("地块至少要有三个角。")
		t.p.Begin()
	}
}

func (t *parcelTool) tap(at spot) {
	if t.p == nil {
		if r, _, ok := t.s.under(at.px, at.v); ok {
			if site, is := r.(*model.Site); is {
				t.begin(site)
				return
			}
		}
		t.s.desk.Say("请点击一处载体的标记；位置待核的载体，先在右侧登记位置。")
		return
	}
	if t.p.Drawing {
		if c, ok := t.p.Near(at.v.Plane(at.px), t.reach(at)); ok && t.first(c) {
			t.close()
			return
		} else if ok {
			return // the second half of a double click
		}
		t.p.Add(t.snapped(at))
		return
	}
	if c, ok := t.p.Near(at.v.Plane(at.px), t.reach(at)); ok {
		t.p.Picked, t.p.Any = c, true
		return
	}
	t.p.Any = false
}

// first tells whether a corner is the first of an area that could be closed.
func (t *parcelTool) first(c sketch.Corner) bool {
	n := 0
	t.p.Corners(func(o sketch.Corner, _ orb.Point) {
		if o.Area == c.Area && o.Ring == c.Ring {
			n++
		}
	})
	return c.At == 0 && n >= 3
}

func (t *parcelTool) open(spot) {
	if t.p != nil && t.p.Drawing {
		t.close()
	}
}

func (t *parcelTool) hover(at spot) {
	if t.p != nil && t.p.Drawing {
		q := t.snapped(at)
		t.p.Next = &q
	}
}

func (t *parcelTool) reach(at spot) float64 {
	return snapReach * float64(at.v.Unit()) / at.v.Scale
}

// snapped is where the pointer is, or the corner or side of another shape beside it.
func (t *parcelTool) snapped(at spot) orb.Point {
	if q, ok := t.snap.Snap(at.v.Plane(at.px), t.reach(at)); ok {
		return q
	}
	return at.lonLat
}

// press takes a corner, or makes one on a side; elsewhere the map moves.
func (t *parcelTool) press(at spot) bool {
	t.moving = false
	if t.p == nil || t.p.Drawing {
		return false
	}
	q := at.v.Plane(at.px)
	if c, ok := t.p.Near(q, t.reach(at)); ok {
		t.p.Picked, t.p.Any, t.moving = c, true, true
		return true
	}
	if c, lonLat, ok := t.p.Edge(q, t.reach(at)); ok {
		t.p.Insert(c, lonLat)
		t.p.Picked, t.p.Any, t.moving = c, true, true
	}
	return t.moving
}

func (t *parcelTool) drag(at spot) {
	if t.moving {
		t.p.Move(t.p.Picked, t.snapped(at))
	}
}

func (t *parcelTool) drop(spot) { t.moving = false }

func (t *parcelTool) key(k fyne.KeyName) bool {
	if t.p == nil {
		return false
	}
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.p.Drawing {
			t.close()
		} else {
			t.save()
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		if t.p.Drawing {
			return t.p.Back()
		}
		if t.p.Any {
			t.p.Delete(t.p.Picked)
		}
	default:
		return false
	}
	return true
}

func (t *parcelTool) figure() sketch.Figure {
	if t.p == nil {
		return sketch.Figure{}
	}
	return t.p.Figure()
}

// leave asks before a changed outline is forgotten.
func (t *parcelTool) leave() bool {
	if t.p == nil || !t.p.Changed() {
		return true
	}
	ui.Confirm(t.s.desk.Window, "地块还没有保存", "对「"+t.s.nameOf(t.site)+"」地块的修改还没有保存。",
		ui.Action{Text: "放弃修改", Danger: true, Do: t.giveUp}).SetCancel("继续画")
	return false
}

// save stores the outline in one action that can be taken back.
func (t *parcelTool) save() {
	if t.p.Drawing {
		t.p.Close()
	}
	g, id := t.p.Geometry(), t.site.ID
	if g != nil {
		_, repairs, err := geofile.Clean(context.Background(), g, geofile.CleanOptions{})
		if err != nil || tangled(repairs) {
			t.s.desk.Say("地块的边界自己相交，请把交叉的角移开再保存。")
			return
		}
	}
	if t.s.saveParcel(id, g) {
		t.s.tools.put("", nil)
	}
}

// saveParcel gives a site its outline; nil takes it away. The point stays if it lies inside; the stated area always does.
func (s *Screen) saveParcel(id model.ID, g orb.Geometry) bool {
	label := "地块边界：" + s.desk.Store.Name(id)
	if g == nil {
		label = "删除" + label
	}
	return s.desk.Edit(label, func(tx *store.Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		site := model.Clone(r).(*model.Site)
		l := &site.Location
		if l.Geometry = g; g != nil {
			if l.Point == nil || !thematic.Within(g, *l.Point) {
				at := insideOf(g)
				l.Point, l.CRS, l.Entered = &at, crs.WGS84.Code, ""
			}
			l.Precision = model.PlaceExact
		}
		return tx.Put(site)
	})
}

// insideOf is a place inside an area: its middle, else the middle of the widest stretch at half its height.
func insideOf(g orb.Geometry) orb.Point {
	if p, ok := g.(orb.MultiPolygon); ok {
		g = p[0]
	}
	p := g.(orb.Polygon)
	if at, _ := planar.CentroidArea(p); thematic.Within(p, at) {
		return at
	}
	return thematic.Inside(p)
}

// tangled tells whether a border crossed itself, or a hole lies outside.
func tangled(all []geofile.Repair) bool {
	for _, r := range all {
		if r.Kind == geofile.Emptied || r.Kind == geofile.Recut || r.Kind == geofile.Regrouped || r.Kind == geofile.NoArea {
			return true
		}
	}
	return false
}
