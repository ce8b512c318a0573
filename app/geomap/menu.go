package geomap

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/model"
	"chainatlas/model/store"
)

// nearby is how far around a place one looks at first, in metres.
const nearby = 5000

// menu offers what can be done at a place, or with the record there.
func (s *Screen) menu(px mapping.Pt, v mapping.Viewport, at fyne.Position) {
	here := s.spot(px, v)
	var actions []ui.Action
	if r, _, ok := s.under(px, v); ok {
		actions = append(s.recordMenu(r), ui.Action{})
	} else if f, is := s.featureUnder(px, v); is {
		actions = append(s.featureMenu(f), ui.Action{})
	}
	ui.ShowMenu(s.desk.Window.Canvas(), at, append(actions, s.placeMenu(here, len(actions) == 0)...)...)
}

// recordMenu is what can be done with a record on the map.
func (s *Screen) recordMenu(r model.Record) []ui.Action {
	id := r.Head().ID
	out := []ui.Action{
		{Text: "打开「" + shortened(s.nameOf(r)) + "」", Do: func() { s.desk.Open(id) }},
		{Text: "缩放至此记录", Do: func() { s.OpenRecord(id) }},
	}
	p, placed := placeOf(r)
	if placed {
		_, chosen := s.chosen.kind[id]
		out = append(out, ui.Action{Text: "选中", On: chosen, Do: func() { s.toggle(found{id, r.Kind(), p}) }})
	}
	switch r.Kind() {
	case model.KindSite:
		out = append(out, ui.Action{Text: "适配项目", Do: func() { s.desk.Match(id) }},
			ui.Action{Text: "画/改地块", Do: func() { s.drawParcel(id) }})
		if placed {
			out = append(out, s.compareMenu(found{id, r.Kind(), p})...)
		}
	case model.KindProject:
		out = append(out, ui.Action{Text: "匹配载体", Do: func() { s.desk.Match(id) }})
	}
	if placed {
		out = append(out, ui.Action{Text: "画距离圈", Do: func() { s.ring(lonLatOf(p), s.nameOf(r)) }},
			ui.Action{Text: "附近的载体、项目、企业", Do: func() { s.queryNear(s.nameOf(r), lonLatOf(p), nearby) }})
	}
	return append(out, ui.Action{Text: "修改历史", Do: func() { s.desk.History(id) }})
}

// featureMenu is what can be done with a thing of an imported layer.
func (s *Screen) featureMenu(f feature) []ui.Action {
	shape := f.of.Data().Shapes[f.number]
	name := "这个要素"
	if f.of.Layer().Level != model.Secret {
		name = "「" + shortened(f.of.FeatureName(f.number)) + "」"
	}
	out := []ui.Action{{Text: "缩放至" + name, Do: func() { s.fit(shape) }}}
	switch shape.(type) {
	case orb.Polygon, orb.MultiPolygon:
		out = append(out, ui.Action{Text: "查" + name + "内的载体、项目、企业", Do: func() { s.queryArea(name+"内", shape) }})
	}
	return out
}

// fit shows all of a shape in degrees.
func (s *Screen) fit(shape orb.Geometry) {
	b := shape.Bound()
	s.pic.Fit(orb.MultiPoint{planeOf(b.Min), planeOf(b.Max)}.Bound().Pad(100))
}

// placeMenu is what can be done at a place; empty is one where nothing stands.
func (s *Screen) placeMenu(here spot, empty bool) []ui.Action {
	out := []ui.Action{}
	for _, c := range coordinates(here.lonLat) {
		out = append(out, ui.Action{Text: "复制坐标　" + c[0] + "　" + c[1], Do: func() { s.copied(c[1]) }})
	}
	if !empty {
		return out
	}
	return append(out, ui.Action{},
		ui.Action{Text: "以此为中心画距离圈", Do: func() { s.ring(here.lonLat, "") }},
		ui.Action{Text: "附近的载体、项目、企业", Do: func() { s.queryNear("此处", here.lonLat, nearby) }},
		ui.Action{Text: "登记载体在此…", Do: func() { s.addSite(here) }})
}

// coordinates is a place in the systems that people ask for: what each is called, and the numbers. Planes are written as survey
// papers do, the northing first.
func coordinates(lonLat orb.Point) [][2]string {
	degrees := func(p orb.Point) string { return fmt.Sprintf("%.6f, %.6f", p[0], p[1]) }
	out := [][2]string{{"WGS-84", degrees(lonLat)}}
	if plane, err := crs.GaussKruger3(117, false); err == nil {
		p := plane.FromWGS84(lonLat)
		out = append(out, [2]string{"国家2000平面 EPSG:4548", fmt.Sprintf("X=%.3f Y=%.3f", p[1], p[0])})
	}
	return append(out, [2]string{"GCJ-02（高德）", degrees(crs.GCJ02.FromWGS84(lonLat))})
}

// addSite registers a site at a place: it asks for the name, and the site opens.
func (s *Screen) addSite(here spot) {
	e := ui.NewEntry()
	e.SetPlaceHolder("载体名称")
	note := ui.NewNote("位置 " + coordinates(here.lonLat)[0][1] + "（WGS-84）")
	var d *ui.Dialog
	ready := func() bool {
		if model.Tidy(e.Text) == "" {
			note.Set("请填写名称", look.Warn.Color())
			return false
		}
		return true
	}
	d = ui.NewDialog(s.desk.Window, "登记载体", ui.Stack(look.Half, e, note), ui.Action{Text: "登记", Primary: true, Ready: ready, Do: func() {
		s.registered(model.Tidy(e.Text), here)
	}})
	d.ClosedBy(e)
	e.OnSubmitted = func(string) { d.Take() }
	d.Show()
	s.desk.Window.Canvas().Focus(e)
}

// registered stores a new site, and shows it.
func (s *Screen) registered(name string, here spot) {
	site := &model.Site{Location: picked(here.v.Plane(here.px))}
	site.ID, site.Name = model.NewID(), name
	if s.desk.Edit("登记载体「"+name+"」", func(tx *store.Tx) error { return tx.Put(site) }) {
		s.want = site.ID
	}
}

// kilometres is a distance in a list: 0.32, 12.5.
func kilometres(metres float64) string {
	if metres < 10_000 {
		return strconv.FormatFloat(metres/1000, 'f', 2, 64)
	}
	return strconv.FormatFloat(metres/1000, 'f', 1, 64)
}
