package geomap

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"chainatlas/app/geomap/sketch"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// selection is the records that were chosen on the map, of several kinds.
type selection struct {
	ids  []model.ID
	kind map[model.ID]model.Kind
	at   map[model.ID]orb.Point // on the plane
}

// words says how many are chosen of which kind; "" for none.
func (c *selection) words() string {
	if len(c.ids) == 0 {
		return ""
	}
	var parts []string
	for _, k := range placedKinds {
		if n := len(c.of(k)); n > 0 {
			parts = append(parts, k.Label()+" "+count(n))
		}
	}
	return fmt.Sprintf("已选 %d 条：%s", len(c.ids), strings.Join(parts, "、"))
}

// of are the chosen records of a kind.
func (c *selection) of(k model.Kind) (out []model.ID) {
	for _, id := range c.ids {
		if c.kind[id] == k {
			out = append(out, id)
		}
	}
	return out
}

// ringsAtMost is how many of the chosen are marked on the map one by one.
const ringsAtMost = 400

func (c *selection) figure() (f sketch.Figure) {
	for _, id := range c.ids[:min(len(c.ids), ringsAtMost)] {
		f.Dots = append(f.Dots, sketch.Dot{At: c.at[id], Radius: 11, Ink: sketch.Chosen, Hollow: true})
	}
	return f
}

// found is a record that stands on the map.
type found struct {
	id   model.ID
	kind model.Kind
	at   orb.Point
}

// markers are the records on the layers that are shown and stand where in says, on the plane.
func (s *Screen) markers(b orb.Bound, in func(orb.Point) bool) (out []found) {
	if s.now == nil {
		return nil
	}
	for _, l := range s.now.layers {
		points, ok := s.now.made[l.ID].draw.(*thematic.Points)
		if l.Hidden || !ok {
			continue
		}
		points.Each(b, func(id model.ID, at orb.Point) {
			if in(at) {
				out = append(out, found{id, points.Kind(), at})
			}
		})
	}
	return out
}

// choose takes records as chosen; with more they join those that are.
func (s *Screen) choose(all []found, more bool) {
	c := &s.chosen
	if !more || c.kind == nil {
		*c = selection{kind: map[model.ID]model.Kind{}, at: map[model.ID]orb.Point{}}
	}
	for _, f := range all {
		if _, is := c.kind[f.id]; !is {
			c.ids, c.kind[f.id], c.at[f.id] = append(c.ids, f.id), f.kind, f.at
		}
	}
	s.tools.show()
}

// toggle chooses a record, or no longer.
func (s *Screen) toggle(f found) {
	if _, is := s.chosen.kind[f.id]; !is {
		s.choose([]found{f}, true)
		return
	}
	s.chosen.ids = slices.DeleteFunc(s.chosen.ids, func(id model.ID) bool { return id == f.id })
	delete(s.chosen.kind, f.id)
	delete(s.chosen.at, f.id)
	s.tools.show()
}

// chosenActions are what can be done with what is chosen.
func (s *Screen) chosenActions() []ui.Action {
	var out []ui.Action
	for _, k := range placedKinds {
		if ids := s.chosen.of(k); len(ids) > 0 {
			out = append(out, ui.Action{Text: "在列表中看" + k.Label(), Do: func() { s.desk.List(k, "地图上选中的"+k.Label(), s.chosen.of(k)) }})
		}
	}
	if len(out) == 1 {
		out[0].Text = "在列表中看"
	}
	if s.comparable() {
		out = append(out, ui.Action{Text: "对比载体", Do: s.compare})
	}
	return append(out, ui.Action{Text: "右侧列出", Do: s.listChosen}, ui.Action{Text: "清除", Do: func() { s.choose(nil, false) }})
}

// forget drops from what is chosen the records that are no longer shown, and takes the new places of the others.
func (s *Screen) forget() {
	if len(s.chosen.ids) == 0 {
		return
	}
	was := s.chosen.kind
	still := s.markers(everywhere, func(orb.Point) bool { return true })
	s.choose(slices.DeleteFunc(still, func(f found) bool { _, is := was[f.id]; return !is }), false)
}

// everywhere holds all places of the plane.
var everywhere = orb.Bound{Min: orb.Point{math.Inf(-1), math.Inf(-1)}, Max: orb.Point{math.Inf(1), math.Inf(1)}}

// frame is a box that is dragged out: it chooses, or with zoom it is what to see next.
type frame struct {
	from, to spot
	on, far  bool
	zoom     bool
}

func (f frame) bound() orb.Bound {
	return orb.MultiPoint{f.from.v.Plane(f.from.px), f.to.v.Plane(f.to.px)}.Bound()
}

func (f frame) figure() (out sketch.Figure) {
	if !f.on || !f.far {
		return out
	}
	b := f.bound()
	out.Lines = []sketch.Line{{At: []orb.Point{b.Min, {b.Max[0], b.Min[1]}, b.Max, {b.Min[0], b.Max[1]}}, Closed: true, Dashed: f.zoom, Ink: sketch.Chosen}}
	return out
}

// framed does what a box was dragged out for.
func (s *Screen) framed(f frame) {
	b := f.bound()
	if f.zoom {
		if b.Max[0] > b.Min[0] && b.Max[1] > b.Min[1] {
			s.pic.Fit(b)
		}
		return
	}
	got := s.markers(b, func(orb.Point) bool { return true })
	s.choose(got, true)
	s.sayNothing(got)
}

// sayNothing says that a stroke met no record.
func (s *Screen) sayNothing(got []found) {
	if len(got) == 0 {
		s.desk.Say("框内没有显示的记录；隐藏图层中的记录不会选中。")
	}
}

// lasso is the tool that chooses what one draws a line around.
type lasso struct {
	idle
	s  *Screen
	at []orb.Point // on the plane
	px mapping.Pt  // of the last place
}

func (t *lasso) hint() string {
	if w := t.s.chosen.words(); w != "" && len(t.at) == 0 {
		return w
	}
	return "按住左键，圈出要选的记录；Esc 退出"
}

func (t *lasso) actions() []ui.Action {
	if len(t.s.chosen.ids) > 0 {
		return t.s.chosenActions()
	}
	return nil
}

func (t *lasso) press(at spot) bool {
	t.at, t.px = []orb.Point{at.v.Plane(at.px)}, at.px
	return true
}

// lassoStep is how far the pointer goes before the line gets a corner, in logical pixels.
const lassoStep = 5

func (t *lasso) drag(at spot) {
	if d := at.px.Sub(t.px); d.X*d.X+d.Y*d.Y >= lassoStep*lassoStep*at.v.Unit()*at.v.Unit() {
		t.at, t.px = append(t.at, at.v.Plane(at.px)), at.px
	}
}

func (t *lasso) tap(at spot) {
	t.at = nil
	t.s.tapRecord(at)
}

func (t *lasso) drop(spot) {
	ring := append(orb.Ring(t.at), t.at[0])
	t.at = nil
	if len(ring) < 4 {
		return
	}
	got := t.s.markers(ring.Bound(), func(p orb.Point) bool { return planar.RingContains(ring, p) })
	t.s.choose(got, true)
	t.s.sayNothing(got)
}

func (t *lasso) figure() (f sketch.Figure) {
	if len(t.at) > 1 {
		f.Lines = []sketch.Line{{At: t.at, Closed: true, Ink: sketch.Chosen}}
	}
	return f
}

// tapRecord chooses the record under the pointer, or no longer.
func (s *Screen) tapRecord(at spot) bool {
	r, _, ok := s.under(at.px, at.v)
	if !ok {
		return false
	}
	p, placed := placeOf(r)
	if placed {
		s.toggle(found{r.Head().ID, r.Kind(), p})
	}
	return placed
}

// marks is what lies above the map whatever the tool: circles of distance, and rings around what is chosen or listed.
func (s *Screen) marks() (f sketch.Figure) {
	for _, r := range s.rings {
		f.Add(r.Figure())
	}
	f.Add(s.chosen.figure())
	f.Add(s.asked)
	return f
}

// sameSpot tells whether a place in degrees is where the pointer is, as far as a hand can tell.
func (s *Screen) sameSpot(lonLat orb.Point, at spot) bool {
	d := at.v.Px(planeOf(lonLat)).Sub(at.px)
	reach := 5 * at.v.Unit()
	return d.X*d.X+d.Y*d.Y <= reach*reach
}

func planeOf(lonLat orb.Point) orb.Point { return crs.WebMercator.FromWGS84(lonLat) }
func lonLatOf(plane orb.Point) orb.Point { return crs.WebMercator.ToWGS84(plane) }

// nameOf is what a record is called on the map.
func (s *Screen) nameOf(r model.Record) string {
	name, _ := words(r, false)
	return name
}

// copied puts text on the clipboard and says so.
func (s *Screen) copied(text string) {
	s.desk.Copy(text)
	s.desk.Say("已复制：" + text)
}

// mark puts a sign beside a place in degrees that somebody looked for, until the next is.
func (s *Screen) mark(name string, lonLat orb.Point) {
	at := planeOf(lonLat)
	s.asked = sketch.Figure{Dots: []sketch.Dot{{At: at, Radius: 6, Ink: sketch.Changed}}, Labels: []sketch.Label{{At: at, Text: name, Ink: sketch.Changed, Bold: true, Up: 18}}}
	s.tools.show()
}
