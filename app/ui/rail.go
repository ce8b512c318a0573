package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

// RailEntry is one place to go.
type RailEntry struct {
	Key  string
	Text string
	Icon fyne.Resource
	Foot bool // stands at the bottom: 设置
}

// railWidth holds an icon and four Chinese characters.
const railWidth float32 = 120

// Rail is the navigation at the left.
type Rail struct {
	widget.BaseWidget
	OnSelect func(key string)

	items    []*railItem
	selected string
	cursor   int // where the keys are
	focused  bool
}

// NewRail makes the navigation; nothing is selected yet.
func NewRail(entries []RailEntry, selected func(key string)) *Rail {
	r := &Rail{OnSelect: selected, cursor: -1}
	for i, e := range entries {
		r.items = append(r.items, newRailItem(r, i, e))
	}
	r.ExtendBaseWidget(r)
	return r
}

// Select shows where the user is, without OnSelect.
func (r *Rail) Select(key string) {
	r.selected = key
	for i, it := range r.items {
		if it.entry.Key == key {
			r.cursor = i
		}
	}
	r.restyle()
}

// Selected is where the user is.
func (r *Rail) Selected() string { return r.selected }

// SetCount puts a small figure behind an entry: what waits there; "" for none.
func (r *Rail) SetCount(key, count string) {
	for _, it := range r.items {
		if it.entry.Key == key {
			it.count.SetText(count)
		}
	}
}

func (r *Rail) visit(i int) {
	if i < 0 || i >= len(r.items) {
		return
	}
	key := r.items[i].entry.Key
	r.Select(key)
	if r.OnSelect != nil {
		r.OnSelect(key)
	}
}

func (r *Rail) restyle() {
	for _, it := range r.items {
		it.restyle()
	}
}

// FocusGained is called by Fyne.
func (r *Rail) FocusGained() { r.focused = true; r.cursor = max(r.cursor, 0); r.restyle() }

// FocusLost is called by Fyne.
func (r *Rail) FocusLost() { r.focused = false; r.restyle() }

// TypedRune is called by Fyne.
func (r *Rail) TypedRune(rune) {}

// TypedKey is called by Fyne.
func (r *Rail) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		r.cursor = max(r.cursor-1, 0)
	case fyne.KeyDown:
		r.cursor = min(r.cursor+1, len(r.items)-1)
	case fyne.KeyHome:
		r.cursor = 0
	case fyne.KeyEnd:
		r.cursor = len(r.items) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.visit(r.cursor)
	default:
		forwardKey(r, e)
	}
	r.restyle()
}

// CreateRenderer is called by Fyne.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	top, foot := container.New(stack{}), container.New(stack{})
	for _, it := range r.items {
		if it.entry.Foot {
			foot.Add(it)
			continue
		}
		top.Add(it)
	}
	p := NewPanel(container.New(frame{}, top, foot, layout.NewSpacer()), 0, look.Unit)
	p.Ground = theme.ColorNameBackground
	edge := NewPanel(container.New(inset{right: 1}, p), 0, 0) // a hairline at the right
	edge.Ground = look.Line
	return widget.NewSimpleRenderer(edge)
}

// railItem is one entry.
type railItem struct {
	widget.BaseWidget
	r     *Rail
	i     int
	entry RailEntry
	icon  *widget.Icon
	text  *Line
	count *Line
	panel *Panel
	over  bool
}

func newRailItem(r *Rail, i int, e RailEntry) *railItem {
	it := &railItem{r: r, i: i, entry: e, icon: widget.NewIcon(nil)}
	it.text = newLine(e.Text, look.TextBody, theme.ColorNameForeground, false)
	it.count = newLine("", look.TextSmall, look.Muted, false)
	it.panel = NewPanel(container.NewBorder(nil, nil, container.NewCenter(it.icon), it.count, container.New(inset{left: look.Half}, it.text)), 14, look.Unit)
	it.restyle()
	it.ExtendBaseWidget(it)
	return it
}

func (it *railItem) restyle() {
	ground, left, ink, bold := fyne.ThemeColorName(""), fyne.ThemeColorName(""), theme.ColorNameForeground, false
	if it.over || it.r.focused && it.r.cursor == it.i {
		ground = theme.ColorNameHover
	}
	if it.r.selected == it.entry.Key {
		ground, left, ink, bold = look.AccentSoft, theme.ColorNamePrimary, theme.ColorNamePrimary, true
	}
	if it.entry.Icon != nil {
		it.icon.SetResource(theme.NewColoredResource(it.entry.Icon, ink))
	}
	if it.text.Color != ink || it.text.Bold != bold {
		it.text.Color, it.text.Bold = ink, bold
		it.text.Refresh()
	}
	if it.panel.Ground != ground || it.panel.Left != left {
		it.panel.Ground, it.panel.Left = ground, left
		it.panel.Refresh()
	}
}

// MinSize is called by Fyne.
func (it *railItem) MinSize() fyne.Size {
	return fyne.NewSize(max(railWidth, it.panel.MinSize().Width), 36)
}

// Tapped is called by Fyne.
func (it *railItem) Tapped(*fyne.PointEvent) { it.r.visit(it.i) }

// MouseIn is called by Fyne.
func (it *railItem) MouseIn(*desktop.MouseEvent) { it.over = true; it.restyle() }

// MouseMoved is called by Fyne.
func (it *railItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (it *railItem) MouseOut() { it.over = false; it.restyle() }

// CreateRenderer is called by Fyne.
func (it *railItem) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(it.panel) }
