package chains

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// tab is one of the pages at the right of the map.
type tab int

const (
	nodeTab tab = iota
	gapTab
	listTab
	changeTab
)

var tabNames = [...]string{nodeTab: "环节", gapTab: "缺口", listTab: "清单", changeTab: "变化"}

// side is what stands at the right of the map: the chosen node, the gaps, the lists, the changes.
type side struct {
	s       *Screen
	content fyne.CanvasObject
	heads   []*ui.Button
	room    *fyne.Container
	page    *fyne.Container // of every tab but the first
	scroll  *container.Scroll
	at      tab
	since   period // of the changes
	loads   task.Latest[filler]
}

// filler makes a page of what was read; it runs on the UI thread.
type filler func() []fyne.CanvasObject

func newSide(s *Screen) *side {
	x := &side{s: s, page: container.New(settled{}), since: periods[1]}
	x.scroll = container.NewVScroll(x.page)
	x.room = container.NewStack(s.panel.scroll)
	row := make([]fyne.CanvasObject, len(tabNames))
	for i, name := range tabNames {
		b := ui.Action{Text: name, Do: func() { x.show(tab(i)) }}.Button()
		x.heads = append(x.heads, b)
		row[i] = b
	}
	foot := ui.EqualGap(look.Unit, ui.Action{Text: "企业归链…", Do: func() { s.desk.Go("placing") }}.Button(),
		ui.Action{Text: "链长视图", Do: x.board}.Button())
	x.content = container.NewBorder(ui.NewPanel(ui.EqualGap(look.Half, row...), look.Unit, look.Half), ui.NewPanel(foot, look.Unit, look.Half), nil, nil, x.room)
	x.light()
	return x
}

func (x *side) board() {
	if id := x.s.Chain(); !id.IsZero() {
		x.s.desk.Board(id)
	}
}

// show turns to a tab.
func (x *side) show(t tab) {
	if x.at != t {
		x.at = t
		x.light()
		x.scroll.ScrollToTop()
		if t == changeTab {
			x.s.choose("") // all of the map is looked at
		} else {
			x.s.mark(nil)
		}
	}
	x.refresh()
}

// light makes the tab that is shown stand out.
func (x *side) light() {
	for i, b := range x.heads {
		b.Importance = widget.MediumImportance
		if tab(i) == x.at {
			b.Importance = widget.HighImportance
		}
		b.Refresh()
	}
	x.room.Objects = []fyne.CanvasObject{x.scroll}
	if x.at == nodeTab {
		x.room.Objects[0] = x.s.panel.scroll
	}
	x.room.Refresh()
}

// refresh reads what the tab shows; the page that was there stays until then.
func (x *side) refresh() {
	id := x.s.Chain()
	if x.at == nodeTab || id.IsZero() {
		x.loads.Stop()
		return
	}
	all := x.s.all()
	read := map[tab]func(model.ID, reader) (filler, error){gapTab: x.readGaps, listTab: x.readLists, changeTab: x.readChanges}[x.at]
	x.loads.Run(func(context.Context, func(int, int)) (filler, error) { return read(id, all) }, func(fill filler, err error) {
		if err != nil {
			x.s.desk.Fail(err)
			return
		}
		x.fill(fill())
	})
}

func (x *side) fill(objects []fyne.CanvasObject) {
	x.page.Objects = []fyne.CanvasObject{ui.NewPanel(ui.Stack(look.Unit, objects...), look.Gap, look.Gap)}
	x.page.Refresh()
	x.scroll.Refresh()
}

// mostRows are shown of a list; the others stand in its file.
const mostRows = 100

// row is an entry that opens its record or shows its node.
func (x *side) row(e entry) fyne.CanvasObject { return newRow(e, func() { x.s.entered(e) }) }

func heading(text string) *ui.Line {
	l := ui.NewLine(text)
	l.Bold, l.Elide = true, true
	return l
}
