// Package history is the screen of everything that was done: each action, what it changed, and the way back.
package history

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// batchesShown bounds the list; older actions stay in the store.
const batchesShown = 500

// Screen lists actions above what the chosen one changed.
type Screen struct {
	desk    *desk.Desk
	page    *ui.Page
	grid    *ui.Grid
	below   *ui.Grid
	batches []store.Batch
	changes []change
	list    task.Latest[[]store.Batch]
	events  task.Latest[[]change]
	stop    func()
	record  model.ID // not zero: the history of one record
}

// New makes the screen.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen.
func (s *Screen) Title() string { return "历史" }

// Content builds the screen once.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.build()
	}
	return s.page
}

func (s *Screen) build() {
	s.grid = ui.NewGrid(batchColumns, func() int { return len(s.batches) }, s.batchCell)
	s.grid.Empty = ui.NewEmpty("还没有任何操作", "登记、修改、导入之后，这里可以逐条查看和撤销", nil)
	s.grid.OnSelect = s.showEvents
	s.below = ui.NewGrid(changeColumns, func() int { return len(s.changes) }, s.changeCell)
	s.below.Empty = ui.NewEmpty("未选择操作", "选上面的一行，查看它改了什么", nil)
	s.below.OnOpen = func(row int) { s.desk.Open(s.changes[row].id) }
	split := container.NewVSplit(s.grid, s.below)
	split.SetOffset(0.55)
	s.page = ui.NewPage(s.Title(), split,
		ui.Action{Text: "全部操作", Do: s.all},
		ui.Action{Text: "撤销所选操作", Primary: true, Do: s.undo})
}

var batchColumns = []ui.Column{
	{Key: "at", Title: "时间", Width: 150, Unsorted: true}, {Key: "label", Title: "操作", Width: 420, Grow: true, Unsorted: true},
	{Key: "records", Title: "记录数", Width: 80, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "by", Title: "操作人", Width: 110, Unsorted: true}, {Key: "state", Title: "状态", Width: 100, Unsorted: true},
}

func (s *Screen) batchCell(row, col int) ui.Cell {
	b := s.batches[row]
	c := ui.Cell{Muted: b.Undone}
	switch batchColumns[col].Key {
	case "at":
		c.Text = b.At.Local().Format("2006-01-02 15:04:05")
	case "label":
		c.Text = b.Label
	case "records":
		c.Text = fmt.Sprint(b.Records)
	case "by":
		c.Text = b.By
	case "state":
		c = state(b)
	}
	return c
}

func state(b store.Batch) ui.Cell {
	switch {
	case b.Undone:
		return ui.Cell{Text: "已撤销", Shape: look.Cross, Tone: look.Idle, Muted: true}
	case b.UndoOf != "":
		return ui.Cell{Text: "撤销操作", Shape: look.Circle, Tone: look.Idle}
	}
	return ui.Cell{}
}

// Show lists and follows what is done.
func (s *Screen) Show() {
	s.stop = s.desk.Watch(func([]model.Change) { s.reload() })
	s.reload()
}

// Leave stops following.
func (s *Screen) Leave() {
	s.list.Stop()
	s.events.Stop()
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

// Tour shows what the newest action changed.
func (s *Screen) Tour() {
	if len(s.batches) > 0 {
		s.grid.Select(0)
		s.showEvents()
	}
}

// OpenRecord shows what happened to one record.
func (s *Screen) OpenRecord(id model.ID) {
	s.record = id
	s.page.SetTitle(s.Title(), "「"+s.desk.Store.Name(id)+"」的修改")
	s.grid.Select()
	s.showEvents()
}

func (s *Screen) all() {
	s.record = model.ID{}
	s.page.SetTitle(s.Title(), "")
	s.reload()
}

func (s *Screen) reload() {
	st := s.desk.Store
	s.list.Run(func(context.Context, func(int, int)) ([]store.Batch, error) { return st.Batches(batchesShown) },
		func(b []store.Batch, err error) {
			s.desk.Fail(err)
			s.batches = b
			s.grid.Refresh()
			s.page.SetStatus(fmt.Sprintf("最近 %d 次操作，可逐次撤销", len(b)), "")
			s.showEvents()
		})
}

func (s *Screen) undo() {
	row := s.grid.Current()
	if s.grid.SelectedCount() == 0 || row < 0 || row >= len(s.batches) {
		s.desk.Say("先选择要撤销的操作")
		return
	}
	b := s.batches[row]
	text := fmt.Sprintf("%s 由%s完成，涉及 %d 条记录。撤销后仍可重做。", b.At.Local().Format("2006-01-02 15:04"), b.By, b.Records)
	ui.Confirm(s.desk.Window, "撤销「"+b.Label+"」？", text, ui.Action{Text: "撤销", Do: func() { s.desk.UndoBatch(b) }})
}
