package geomap

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// unplaced is the panel of records whose place is not known (位置待核), with two ways to give it.
type unplaced struct {
	OnPick  func(model.Row)                 // the user wants to click the place
	OnPaste func(model.Row, model.Location) // the user pasted it
	OnOpen  func(model.Row)

	rows   []model.Row
	grid   *ui.Grid
	head   *ui.Line
	coords *ui.Entry
	system *ui.Choice
	note   *ui.Line
	whole  fyne.CanvasObject
}

var unplacedColumns = []ui.Column{
	{Key: "name", Title: "名称", Width: 150, Grow: true, Unsorted: true},
	{Key: "kind", Title: "类别", Width: 48, Unsorted: true},
	{Key: "street", Title: "街道", Width: 80, Unsorted: true},
}

func newUnplaced() *unplaced {
	u := &unplaced{head: ui.NewLine("位置待核"), note: ui.NewNote(""), coords: ui.NewEntry()}
	u.head.Bold, u.note.Elide = true, true
	u.grid = ui.NewGrid(unplacedColumns, func() int { return len(u.rows) }, u.cell)
	u.grid.Empty = ui.NewEmpty("没有位置待核的记录", "", nil)
	u.grid.OnOpen = func(row int) { u.OnOpen(u.rows[row]) }
	u.grid.OnSelect = func() { u.say(look.Plain, "") }
	u.coords.SetPlaceHolder("粘贴坐标，如 117.8145, 36.0581")
	u.coords.OnSubmitted = func(string) { u.paste() }
	u.system = ui.NewChoice(systemWords(), func(string) { u.say(look.Plain, "") })
	u.system.SetHint("坐标来源")
	pick := ui.Action{Text: "在图上选点", Primary: true, Do: u.pick}
	save := ui.Action{Text: "按坐标定位", Do: u.paste}
	below := ui.Stack(look.Unit, u.coords, u.system, ui.Equal(save.Button(), pick.Button()), u.note)
	u.whole = container.NewBorder(ui.NewPanel(u.head, look.Gap, look.Unit), ui.NewPanel(below, look.Gap, look.Unit), nil, nil, u.grid)
	return u
}

func (u *unplaced) cell(row, col int) ui.Cell {
	r := u.rows[row]
	switch unplacedColumns[col].Key {
	case "name":
		return ui.Cell{Text: r.Name}
	case "kind":
		return ui.Cell{Text: r.Kind.Label(), Muted: true}
	}
	return ui.Cell{Text: r.Street.Value(), Muted: true}
}

// set shows rows and keeps the chosen record.
func (u *unplaced) set(rows []model.Row) {
	was, chosen := u.chosen()
	u.rows = rows
	u.head.SetText("位置待核 " + count(len(rows)))
	u.grid.Refresh()
	u.grid.Select()
	if !chosen {
		return
	}
	if i := slices.IndexFunc(rows, func(r model.Row) bool { return r.ID == was.ID }); i >= 0 {
		u.grid.Select(i)
	}
}

func (u *unplaced) chosen() (model.Row, bool) {
	sel := u.grid.Selected()
	if len(sel) != 1 || sel[0] >= len(u.rows) {
		return model.Row{}, false
	}
	return u.rows[sel[0]], true
}

func (u *unplaced) pick() {
	if r, ok := u.chosen(); ok {
		u.say(look.Plain, "")
		u.OnPick(r)
		return
	}
	u.say(look.Warn, "请先在上面选中一条记录。")
}

func (u *unplaced) paste() {
	r, ok := u.chosen()
	if !ok {
		u.say(look.Warn, "请先在上面选中一条记录。")
		return
	}
	at, why := pasted(u.coords.Text, u.system.Index())
	if u.say(look.Warn, why); at.Point == nil {
		return
	}
	u.coords.SetText("")
	u.OnPaste(r, at)
}

func (u *unplaced) say(t look.Tone, text string) { u.note.Set(text, t.Color()) }

// missing lists the records without a place, sites first: they are what visitors ask for.
func missing(s *store.Store) []model.Row {
	var out []model.Row
	for _, k := range []model.Kind{model.KindSite, model.KindProject, model.KindEnterprise} {
		from := len(out)
		for _, r := range s.Rows(k) {
			if !r.HasPoint && !r.Deleted {
				out = append(out, r)
			}
		}
		slices.SortFunc(out[from:], func(a, b model.Row) int { return strings.Compare(a.Name, b.Name) })
	}
	return out
}
