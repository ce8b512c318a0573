package records

import (
	"strings"

	"fyne.io/fyne/v2"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/filter"
)

func (s *Screen) makeGrid() {
	s.grid = ui.NewGrid(s.columns(), func() int { return len(s.rows) }, s.cell)
	s.grid.Frozen = 1
	s.grid.OnSelect = func() {
		s.selections++
		s.selected()
	}
	s.grid.OnOpen = func(row int) { s.detail.focusFirst() }
	s.grid.OnSort = s.sortBy
	s.grid.OnWidths, s.grid.OnColumns = s.keepWidths, s.keepColumns
	s.grid.OnCopy = s.copySelected
	s.grid.OnDelete = s.deleteSelected
	s.grid.OnEdit = s.editCell
	s.grid.OnEscape = s.stopCopying
	s.grid.OnMenu = s.menu
	s.grid.OnFind = s.findPrefix
}

func (s *Screen) empty() fyne.CanvasObject {
	label := s.cfg.Kind.Label()
	return ui.NewEmpty("没有"+label, "换一个筛选条件，导入一份台账，或新建一条", nil).
		Add(ui.Action{Text: "导入台账", Do: func() { s.desk.Go("import") }}).
		Add(ui.Action{Text: "新建" + label, Do: s.askNew})
}

// cell makes one cell from the full record, so that an amount is shown in the words it was stated in.
func (s *Screen) cell(row, col int) ui.Cell {
	f, slim := s.fields[col], s.rows[row]
	r := s.record(slim.ID)
	if r == nil {
		return ui.Cell{}
	}
	if s.hides(r, f) {
		return ui.Cell{Text: masked, Muted: true}
	}
	c := ui.Cell{Text: cellText(f, r)}
	if f.Key == "fictional" && slim.Fictional {
		c.Tone = look.Warn
	}
	if f.Key == "stage" && slim.Stage != "" {
		c.Shape, c.Tone = StageSign(slim.Stage)
	}
	if s.cfg.Cell != nil {
		s.cfg.Cell(f, slim, &c)
	}
	return c
}

// cellText is what a cell says, 保密 or not.
func cellText(f *model.Field, r model.Record) string {
	if f.Key == "fictional" && r.Head().Fictional {
		return "虚构"
	}
	return oneLine(f.Text(r))
}

// oneLine keeps a long field from breaking the row.
func oneLine(text string) string {
	if !strings.ContainsAny(text, "\r\n") {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// StageSign is how a stage looks in lists and on cards: the fuller the shape, the further the project.
func StageSign(stage model.Stage) (look.Shape, look.Tone) {
	switch n := stage.Order(); {
	case n == 0:
		return look.NoShape, look.Plain
	case n <= 2:
		return look.Circle, look.Idle
	case n <= 4:
		return look.Target, look.Note
	case n <= 7:
		return look.Diamond, look.Accent
	case n <= 9:
		return look.FullDiamond, look.Accent
	}
	return look.FullSquare, look.Good
}

// keptRecords bounds what scrolling leaves in memory.
const keptRecords = 2000

// record reads one full record; nil when it is gone.
func (s *Screen) record(id model.ID) model.Record {
	if r, ok := s.records[id]; ok {
		return r
	}
	r, err := s.desk.Store.Get(id)
	if err != nil {
		r = nil // deleted between the listing and now; the next listing leaves it out
	}
	if len(s.records) >= keptRecords {
		clear(s.records)
	}
	s.records[id] = r
	return r
}

func (s *Screen) selected() {
	s.showStatus()
	if s.grid.SelectedCount() == 0 {
		s.detail.show(nil)
		return
	}
	row := s.grid.Current()
	if row < 0 || row >= len(s.rows) {
		return
	}
	s.detail.show(s.record(s.rows[row].ID))
}

// Selected lists the records chosen in the table.
func (s *Screen) Selected() []model.ID { return s.choice().ids() }

// choice is which rows of a list are selected. Lists are never changed, only replaced; so it holds whatever comes.
type choice struct {
	rows []*model.Row
	at   []int
}

func (s *Screen) choice() choice { return choice{s.rows, s.grid.Selected()} }

// ids reads a row each, which for a hundred thousand is work to be done beside the window.
func (c choice) ids() []model.ID {
	out := make([]model.ID, 0, len(c.at))
	for _, row := range c.at {
		if row < len(c.rows) {
			out = append(out, c.rows[row].ID)
		}
	}
	return out
}

func (s *Screen) sortBy(col int, desc bool) {
	s.sort = nil
	if col >= 0 {
		s.sort = []filter.Key{{Field: s.fields[col], Down: desc}}
	}
	s.bar.views.paint()
	s.Reload()
}

// setSort sorts the next listing, and shows by what.
func (s *Screen) setSort(by []filter.Key) {
	s.sort = by
	if len(by) == 0 {
		s.grid.SetSort(-1, false)
		return
	}
	s.grid.SetSort(s.fieldNumber(by[0].Field.Key), by[0].Down)
}

// findPrefix answers typing in the table: the next row whose name holds the text.
func (s *Screen) findPrefix(prefix string, from int) int {
	for i := range s.rows {
		row := (from + i) % len(s.rows)
		if strings.Contains(s.rows[row].Name, prefix) {
			return row
		}
	}
	return -1
}

func (s *Screen) menu(row int, at fyne.Position) {
	if row < 0 {
		return
	}
	if !contains(s.grid.Selected(), row) {
		s.grid.Select(row)
		s.selected()
	}
	ui.ShowMenu(s.desk.Window.Canvas(), at,
		ui.Action{Text: "修改此格（F2）", Do: s.grid.EditCurrent},
		ui.Action{Text: "复制", Do: s.copySelected},
		ui.Action{Text: "修改历史", Do: s.askHistory},
		ui.Action{Text: "字段级别…", Do: s.askLevels},
		ui.Action{},
		ui.Action{Text: "抹除此人…", Do: s.askErase},
		ui.Action{Text: "删除", Danger: true, Do: s.deleteSelected})
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
