package chains

import (
	"strconv"

	"fyne.io/fyne/v2"

	"chainatlas/app/ui"
	"chainatlas/model"
)

// columns are those of the list of chains.
var columns = []ui.Column{
	{Key: "name", Title: "产业链", Width: 96, Grow: true, Unsorted: true},
	{Key: "nodes", Title: "环节", Width: 44, MinWidth: 40, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "firms", Title: "企业", Width: 44, MinWidth: 40, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "projects", Title: "项目", Width: 44, MinWidth: 40, Align: fyne.TextAlignTrailing, Unsorted: true},
}

func (s *Screen) rows() int {
	if s.now == nil || s.now.work == nil {
		return 0
	}
	return len(s.now.Rows)
}

func (s *Screen) cell(row, col int) ui.Cell {
	r := s.now.Rows[row]
	switch columns[col].Key {
	case "name":
		return ui.Cell{Text: r.Name}
	case "nodes":
		return number(r.Nodes)
	case "firms":
		return number(r.Firms)
	}
	return number(r.Projects)
}

func number(n int) ui.Cell { return ui.Cell{Text: strconv.Itoa(n), Muted: n == 0} }

func (s *Screen) rowOf(id model.ID) int {
	for i, r := range s.now.Rows {
		if r.ID == id {
			return i
		}
	}
	return -1
}

// selected shows the chain that the user chose in the list.
func (s *Screen) selected() {
	rows := s.list.Selected()
	if len(rows) == 1 && rows[0] < s.rows() && s.now.Rows[rows[0]].ID != s.Chain() {
		s.OpenRecord(s.now.Rows[rows[0]].ID)
	}
}
