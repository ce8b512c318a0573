package geomap

import (
	"fyne.io/fyne/v2"

	"chainatlas/app/geomap/sketch"
	"chainatlas/app/ui"
)

// measuring is the tool that measures a line or an area.
type measuring struct {
	idle
	s *Screen
	m sketch.Measure
}

func (t *measuring) hint() string {
	switch {
	case t.m.Text() != "":
		return t.m.Text()
	case t.m.Area:
		return "点击各个角，测面积；双击或 Enter 结束，退格撤回一点，Esc 退出"
	}
	return "点击各点，测距离；双击或 Enter 结束，退格撤回一点，Esc 退出"
}

func (t *measuring) actions() []ui.Action {
	if t.m.Text() == "" {
		return nil
	}
	out := []ui.Action{{Text: "复制", Do: func() { t.s.copied(t.m.Text()) }}}
	if t.m.Area {
		out = append(out, ui.Action{Text: "查范围内", Do: func() { t.s.queryArea("测量范围内", t.m.Polygon()) }})
	}
	return append(out, ui.Action{Text: "清除", Do: func() { t.clear(); t.s.tools.show() }})
}

func (t *measuring) clear() { t.m = sketch.Measure{Area: t.m.Area} }

func (t *measuring) tap(at spot) {
	if n := len(t.m.At); n > 0 && !t.m.Done && t.s.sameSpot(t.m.At[n-1], at) {
		return // the second half of a double click
	}
	if t.m.Done && t.s.sameSpot(t.m.At[len(t.m.At)-1], at) {
		return
	}
	t.m.Add(at.lonLat)
}

func (t *measuring) open(spot) { t.m.Finish() }

func (t *measuring) hover(at spot) {
	if len(t.m.At) > 0 && !t.m.Done {
		t.m.Next = &at.lonLat
	}
}

func (t *measuring) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		t.m.Finish()
	case fyne.KeyBackspace:
		return t.m.Back()
	case fyne.KeyEscape:
		if len(t.m.At) == 0 || t.m.Done {
			return false
		}
		t.clear()
	default:
		return false
	}
	return true
}

func (t *measuring) figure() sketch.Figure { return t.m.Figure() }
