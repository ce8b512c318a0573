package geomap

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
)

// side is the column beside the map: tabs, or for a while a pane over them, such as an import under way.
type side struct {
	tabs   []*ui.Button
	pages  []fyne.CanvasObject
	at     int
	root   fyne.CanvasObject
	holder *fyne.Container
	close  func() // ends the pane; nil while the tabs are shown
}

// sideWidth is the least width of the column, in logical pixels.
const sideWidth = 264

func newSide(titles []string, pages ...fyne.CanvasObject) *side {
	d := &side{pages: pages, holder: container.NewStack()}
	body := container.NewStack(pages...)
	row := []fyne.CanvasObject{}
	for i, title := range titles {
		b := ui.Action{Text: title, Do: func() { d.show(i) }}.Button()
		d.tabs = append(d.tabs, b)
		row = append(row, b)
	}
	head := ui.NewPanel(ui.EqualGap(look.Half, row...), look.Unit, look.Half)
	head.Under = look.Line
	d.root = container.NewBorder(head, nil, nil, nil, body)
	d.holder.Objects = []fyne.CanvasObject{ui.AtLeast(sideWidth, d.root)}
	d.show(0)
	return d
}

// show turns to a tab.
func (d *side) show(at int) {
	d.at = at
	for i, b := range d.tabs {
		b.Importance = widget.LowImportance
		if i == at {
			b.Importance = widget.HighImportance
		}
		b.Refresh()
		if i == at {
			d.pages[i].Show()
		} else {
			d.pages[i].Hide()
		}
	}
}

// name changes the words of a tab.
func (d *side) name(tab int, text string) { d.tabs[tab].SetText(text) }

// open lays a pane over the tabs; closed is called when another takes its place, or done is.
func (d *side) open(pane fyne.CanvasObject, closed func()) {
	d.done()
	d.close = closed
	d.holder.Objects = []fyne.CanvasObject{ui.AtLeast(sideWidth, pane)}
	d.holder.Refresh()
}

// done shows the tabs again.
func (d *side) done() {
	if d.close == nil {
		return
	}
	closed := d.close
	d.close = nil
	d.holder.Objects = []fyne.CanvasObject{ui.AtLeast(sideWidth, d.root)}
	d.holder.Refresh()
	closed()
}

// pane is a form beside the map: a title, fields that scroll, and what can be done.
func pane(title string, fields fyne.CanvasObject, actions ...ui.Action) fyne.CanvasObject {
	name := ui.NewLine(title)
	name.Bold, name.Elide = true, true
	head := ui.NewPanel(container.NewBorder(nil, nil, nil, nil, name), look.Gap, look.Unit)
	head.Under = look.Line
	buttons := []fyne.CanvasObject{}
	for _, a := range actions {
		buttons = append(buttons, a.Button())
	}
	foot := ui.NewPanel(ui.Equal(buttons...), look.Gap, look.Unit)
	foot.Over = look.Line
	return ui.NewPanel(container.NewBorder(head, foot, nil, nil, container.NewVScroll(ui.NewPanel(fields, look.Gap, look.Unit))), 0, 0)
}

// labelled puts a small label before an editor.
func labelled(label string, editor fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, container.New(middle{}, ui.AtLeast(64, ui.NewNote(label))), nil, editor)
}
