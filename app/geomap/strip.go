package geomap

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/look"
	"chainatlas/app/ui"
)

// strip is the line over the map that says what a tool waits for, or how many records are chosen, and what can be done.
type strip struct {
	s     *Screen
	panel *ui.Panel
	text  *ui.Line
	names []string // of the actions that are shown
	row   *fyne.Container
}

func newStrip(s *Screen) *strip {
	x := &strip{s: s, text: ui.NewLine(""), row: container.NewHBox()}
	x.panel = ui.NewPanel(container.NewBorder(nil, nil, nil, x.row, container.New(middle{}, x.text)), look.Gap, look.Half)
	x.panel.Ground, x.panel.Border, x.panel.Radius = theme.ColorNameOverlayBackground, look.Line, look.Radius
	x.panel.Hide()
	return x
}

// set says what the tool in use says, else what is chosen.
func (x *strip) set() {
	text, actions := x.s.chosen.words(), []ui.Action(nil)
	if text != "" {
		actions = x.s.chosenActions()
	}
	if t := x.s.tools.now; t != nil {
		text, actions = t.hint(), t.actions()
	}
	if text == "" {
		x.panel.Hide()
		return
	}
	x.text.SetText(text)
	var names []string
	for _, a := range actions {
		names = append(names, a.Text)
	}
	if !slices.Equal(names, x.names) { // buttons that stay can be clicked while the words change
		x.names = names
		x.row.RemoveAll()
		for _, a := range actions {
			x.row.Add(a.Button())
		}
	}
	x.panel.Show()
	x.place()
}

// stripFoot is how far the strip stands above the lower edge, in logical pixels: clear of scale bar and source.
const stripFoot = 80

// place puts the strip into the middle, near the lower edge: the legend may be tall and stands at the upper one.
func (x *strip) place() {
	if !x.panel.Visible() {
		return
	}
	view, size := x.s.pic.Size(), x.panel.MinSize()
	size.Width = min(size.Width, view.Width)
	x.text.Elide = size.Width == view.Width
	x.panel.Resize(size)
	x.panel.Move(fyne.NewPos(max((view.Width-size.Width)/2, 0), max(view.Height-size.Height-stripFoot, 0)))
	x.panel.Refresh()
}
