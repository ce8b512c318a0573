package geomap

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"

	"chainatlas/app/geomap/sketch"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/spatial"
)

// usualRings are the circles that an investment brief speaks of, in metres.
var usualRings = []float64{100_000, 150_000}

// ringing is the tool that draws circles of distance around a place or a record.
type ringing struct {
	idle
	s    *Screen
	from *orb.Point    // the middle of a circle that is dragged out
	free *sketch.Rings // that circle
	last *mapping.Pt   // of the last click: the second of two would hit another place, for the view has moved
}

func newRinging(s *Screen) *ringing {
	if s.radii == nil {
		s.radii = usualRings
	}
	return &ringing{s: s}
}

func (t *ringing) hint() string {
	if t.free != nil {
		return "半径 " + sketch.Distance(t.free.Metres[0])
	}
	return "点击一处画 " + radiiWords(t.s.radii) + " 公里圈；按住拖出任意半径；Esc 退出"
}

func radiiWords(metres []float64) string {
	var out []string
	for _, m := range metres {
		out = append(out, strconv.FormatFloat(m/1000, 'f', -1, 64))
	}
	return strings.Join(out, "、")
}

func (t *ringing) actions() []ui.Action {
	out := []ui.Action{{Text: "半径…", Do: func() { t.s.askRadii(nil) }}}
	if len(t.s.rings) > 0 {
		out = append(out, ui.Action{Text: "清除", Do: t.s.clearRings})
	}
	return out
}

func (t *ringing) tap(at spot) {
	if t.last != nil && math.Hypot(float64(at.px.X-t.last.X), float64(at.px.Y-t.last.Y)) < 5 {
		return
	}
	t.last = &at.px
	middle, name := at.lonLat, ""
	if r, _, ok := t.s.under(at.px, at.v); ok {
		if p, placed := placeOf(r); placed {
			middle, name = lonLatOf(p), t.s.nameOf(r)
		}
	}
	t.s.ring(middle, name)
}

func (t *ringing) press(at spot) bool {
	t.from = &at.lonLat
	return true
}

func (t *ringing) drag(at spot) {
	if t.from == nil {
		return
	}
	t.free = &sketch.Rings{Middle: *t.from, Metres: []float64{spatial.Distance(*t.from, at.lonLat)}}
}

func (t *ringing) drop(spot) {
	if t.free != nil && t.free.Metres[0] > 0 {
		t.s.rings = append(t.s.rings, *t.free)
	}
	t.from, t.free = nil, nil
}

func (t *ringing) key(k fyne.KeyName) bool {
	if k == fyne.KeyBackspace && len(t.s.rings) > 0 {
		t.s.rings = t.s.rings[:len(t.s.rings)-1]
		return true
	}
	if k == fyne.KeyEscape && t.free != nil {
		t.from, t.free = nil, nil
		return true
	}
	return false
}

func (t *ringing) figure() sketch.Figure {
	if t.free == nil {
		return sketch.Figure{}
	}
	return t.free.Figure()
}

// ring draws circles around a place in the radii that are set, and shows all of them.
func (s *Screen) ring(middle orb.Point, name string) {
	if s.radii == nil {
		s.radii = usualRings
	}
	s.rings = slices.DeleteFunc(s.rings, func(r sketch.Rings) bool { return r.Middle == middle })
	s.rings = append(s.rings, sketch.Rings{Middle: middle, Name: name, Metres: slices.Clone(s.radii)})
	widest := slices.Max(s.radii)
	bound := orb.MultiPoint{}
	for _, p := range spatial.Circle(middle, widest*1.05, 8) {
		bound = append(bound, planeOf(p))
	}
	s.pic.Fit(bound.Bound())
	s.tools.show()
}

func (s *Screen) clearRings() {
	s.rings = nil
	s.tools.show()
}

// farthest is the widest circle, in kilometres: beyond, one sees the whole country.
const farthest = 5000

// parseRadii reads kilometres: 100, 150.
func parseRadii(text string) ([]float64, error) {
	var out []float64
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;； /", r) }) {
		km, err := strconv.ParseFloat(strings.TrimSuffix(w, "公里"), 64)
		if err != nil || !(km > 0 && km <= farthest) {
			return nil, fmt.Errorf("「%s」不是 0 到 %d 之间的公里数", w, farthest)
		}
		out = append(out, km*1000)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("请写半径，如 100、150")
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// askRadii asks for the radii of the next circles; then is done with them, if it is not nil.
func (s *Screen) askRadii(then func()) {
	e := ui.NewEntry()
	if s.radii == nil {
		s.radii = usualRings
	}
	e.SetText(radiiWords(s.radii))
	note := ui.NewNote("公里，可写几个，如 30、100、150")
	var d *ui.Dialog
	ready := func() bool {
		_, err := parseRadii(e.Text)
		if err != nil {
			note.SetText(err.Error())
		}
		return err == nil
	}
	d = ui.NewDialog(s.desk.Window, "距离圈的半径", ui.Stack(4, e, note), ui.Action{Text: "确定", Primary: true, Ready: ready, Do: func() {
		s.radii, _ = parseRadii(e.Text)
		s.tools.show()
		if then != nil {
			then()
		}
	}})
	d.ClosedBy(e)
	e.OnSubmitted = func(string) { d.Take() }
	d.Show()
	s.desk.Window.Canvas().Focus(e)
}
