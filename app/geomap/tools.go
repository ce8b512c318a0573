package geomap

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/paulmach/orb"

	"chainatlas/app/geomap/sketch"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/model"
)

// tool is what the mouse does on the map. Places are in degrees; r is how many pixels of the view the pointer may be off.
type tool interface {
	hint() string // what to do, or what came of it; shown over the map
	actions() []ui.Action
	tap(at spot)
	open(at spot) // a double click
	hover(at spot)
	press(at spot) bool // true: the drag that follows is the tool's
	drag(at spot)
	drop(at spot)
	key(k fyne.KeyName) bool // true: used
	figure() sketch.Figure
	leave() bool // false: there is something to save first
}

// spot is a place under the pointer, in all three forms.
type spot struct {
	px     mapping.Pt
	v      mapping.Viewport
	lonLat orb.Point
	keys   fyne.KeyModifier
}

func (s *Screen) spot(px mapping.Pt, v mapping.Viewport) spot {
	return spot{px, v, crs.WebMercator.ToWGS84(v.Plane(px)), s.pic.Keys()}
}

// idle is a tool that does nothing; tools embed it.
type idle struct{}

func (idle) hint() string          { return "" }
func (idle) actions() []ui.Action  { return nil }
func (idle) tap(spot)              {}
func (idle) open(spot)             {}
func (idle) hover(spot)            {}
func (idle) press(spot) bool       { return false }
func (idle) drag(spot)             {}
func (idle) drop(spot)             {}
func (idle) key(fyne.KeyName) bool { return false }
func (idle) figure() sketch.Figure { return sketch.Figure{} }
func (idle) leave() bool           { return true }

// toolbox is the bar of tools, and which one is in use; nil for choosing.
type toolbox struct {
	s       *Screen
	kit     []kitTool
	buttons []*ui.Button
	now     tool
	name    string
	strip   *strip
	area    frame // what is being dragged out while no tool is in use
}

// kitTool is a tool as the bar offers it.
type kitTool struct {
	name string
	key  rune
	icon fyne.Resource
	make func() tool // nil is choosing
}

func newToolbox(s *Screen) *toolbox {
	b := &toolbox{s: s}
	b.kit = []kitTool{
		{"选择", 'v', theme.NavigateNextIcon(), nil},
		{"套索", 'l', theme.ColorChromaticIcon(), func() tool { return &lasso{s: s} }},
		{"测距", 'd', theme.MoreHorizontalIcon(), func() tool { return &measuring{s: s} }},
		{"测面积", 'a', theme.ViewFullScreenIcon(), func() tool { return &measuring{s: s, m: sketch.Measure{Area: true}} }},
		{"画地块", 'p', theme.DocumentCreateIcon(), func() tool { return &parcelTool{s: s} }},
		{"距离圈", 'r', theme.RadioButtonIcon(), func() tool { return newRinging(s) }},
	}
	b.strip = newStrip(s)
	return b
}

// bar is the row of buttons above the map.
func (b *toolbox) bar() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, k := range b.kit {
		button := ui.Action{Text: k.name + " " + string(k.key-'a'+'A'), Icon: k.icon, Do: func() { b.take(k.name) }}.Button()
		b.buttons = append(b.buttons, button)
		out = append(out, button)
	}
	b.mark()
	find := ui.Action{Text: "找地点 F", Icon: theme.SearchIcon(), Do: b.s.findPlace}.Button()
	var more *ui.Button
	more = ui.Action{Text: "图面", Icon: theme.MenuDropDownIcon(), Do: func() { b.s.sheetMenu(more) }}.Button()
	return append(out, nil, find, more)
}

// mark shows which tool is in use.
func (b *toolbox) mark() {
	for i, button := range b.buttons {
		button.Importance = widget.LowImportance
		if b.kit[i].name == b.name || b.now == nil && i == 0 {
			button.Importance = widget.HighImportance
		}
		button.Refresh()
	}
}

// take begins to use a tool of the bar.
func (b *toolbox) take(name string) {
	for _, k := range b.kit {
		if k.name == name {
			var t tool
			if k.make != nil {
				t = k.make()
			}
			b.use(name, t)
		}
	}
}

// use begins to use a tool; nil is choosing. One that has something to save stays.
func (b *toolbox) use(name string, t tool) bool {
	if b.now != nil && !b.now.leave() {
		return false
	}
	b.put(name, t)
	return true
}

// put begins to use a tool without asking the one before.
func (b *toolbox) put(name string, t tool) {
	b.now, b.name = t, name
	b.mark()
	b.s.card.hide()
	if t != nil && !b.s.picking.ID.IsZero() {
		b.s.pick(model.Row{}) // a click means one thing at a time
	}
	if b.s.pic.SetPointer(desktop.DefaultCursor); t != nil {
		b.s.pic.SetPointer(desktop.CrosshairCursor)
	}
	b.show()
	b.s.pic.Focus()
}

// show draws what the tool has made, and says what is next.
func (b *toolbox) show() {
	b.strip.set()
	b.s.pic.Resketch()
}

// figure is everything that lies above the map.
func (b *toolbox) figure() sketch.Figure {
	var f sketch.Figure
	if b.s.mesh {
		f = sketch.Graticule(b.s.pic.Viewport())
	}
	f.Add(b.s.marks())
	if b.now != nil {
		f.Add(b.now.figure())
	}
	f.Add(b.area.figure())
	return f
}

// grab takes over a drag that is not one of the map.
func (b *toolbox) grab(px mapping.Pt, v mapping.Viewport) ui.Grip {
	at := b.s.spot(px, v)
	if at.keys&(fyne.KeyModifierShift|fyne.KeyModifierControl) != 0 {
		b.area = frame{from: at, to: at, on: true, zoom: at.keys&fyne.KeyModifierControl != 0}
		return b
	}
	if b.now != nil && b.now.press(at) {
		return b
	}
	return nil
}

// Move implements ui.Grip.
func (b *toolbox) Move(px mapping.Pt, v mapping.Viewport) {
	at := b.s.spot(px, v)
	if b.area.on {
		b.area.to, b.area.far = at, true
	} else if b.now != nil {
		b.now.drag(at)
	}
	b.show()
}

// Drop implements ui.Grip.
func (b *toolbox) Drop(px mapping.Pt, v mapping.Viewport) {
	at := b.s.spot(px, v)
	switch {
	case b.area.on:
		b.area.to = at
		area := b.area
		b.area = frame{}
		b.s.framed(area)
	case b.now != nil:
		b.now.drop(at)
	}
	b.show()
}

// key uses a key: Esc leaves the tool, then forgets what was chosen.
func (b *toolbox) key(e *fyne.KeyEvent) bool {
	if b.area.on {
		b.area = frame{}
	}
	if b.now != nil && b.now.key(e.Name) {
		b.show()
		return true
	}
	if e.Name != fyne.KeyEscape {
		return false
	}
	switch {
	case b.now != nil:
		b.use("", nil)
	case len(b.s.chosen.ids) > 0:
		b.s.choose(nil, false)
	default:
		return false
	}
	return true
}

// rune takes the tool whose letter was typed.
func (b *toolbox) rune(r rune) bool {
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	if r == 'f' || r == '/' {
		b.s.findPlace()
		return true
	}
	for _, k := range b.kit {
		if k.key == r {
			b.take(k.name)
			return true
		}
	}
	return false
}
