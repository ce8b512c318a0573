// Package history is the screen of everything that was done: each action, what it changed, and the way back.
package history

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Screen lists actions above what the chosen one changed; or all that happened to one record; or the trash.
type Screen struct {
	desk    *desk.Desk
	page    *ui.Page
	filter  *filter
	actions fyne.CanvasObject // grid above below
	grid    *ui.Grid
	below   *ui.Grid
	bin     *ui.Grid

	batches []store.Batch
	changes []change
	trash   []trashed
	record  model.ID // not zero: the history of one record

	list      task.Latest[[]store.Batch]
	events    task.Latest[[]change]
	emptying  task.Latest[[]trashed]
	following desk.Following
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
	s.grid.Empty = ui.NewEmpty("没有操作", "登记、修改、导入之后，这里可以逐条查看和撤销；也可换一个筛选条件", nil)
	s.grid.OnSelect = s.showEvents
	s.below = ui.NewGrid(changeColumns, func() int { return len(s.changes) }, s.changeCell)
	s.below.Empty = ui.NewEmpty("未选择操作", "选上面的一行，查看它改了什么", nil)
	s.below.OnOpen = func(row int) { s.desk.Open(s.changes[row].id) }
	s.below.OnMenu = s.menu
	s.bin = ui.NewGrid(trashColumns, func() int { return len(s.trash) }, s.trashCell)
	s.bin.Empty = ui.NewEmpty("回收站是空的", "删除的记录会放在这里，可随时恢复", nil)
	s.bin.OnOpen = func(int) { s.undelete() }
	split := container.NewVSplit(s.grid, s.below)
	split.SetOffset(0.55)
	s.actions = split
	s.page = ui.NewPage(s.Title(), split)
	s.filter = newFilter(s)
	s.page.SetFilters(ui.Filling(s.filter.row))
	s.showView()
}

// showView shows what the filter asks for, and what can be done there.
func (s *Screen) showView() {
	restore := ui.Action{Text: "恢复此值", Do: s.restoreSelected}
	switch {
	case s.filter.view == trashView:
		s.page.SetContent(s.bin)
		s.page.SetActions(ui.Action{Text: "恢复所选", Primary: true, Do: s.undelete})
	case !s.record.IsZero():
		s.page.SetContent(s.below)
		s.page.SetActions(restore)
	default:
		s.page.SetContent(s.actions)
		s.page.SetActions(restore, ui.Action{Text: "撤销所选操作", Primary: true, Do: s.undo})
	}
	s.reload()
}

// Show lists and follows what is done.
func (s *Screen) Show() {
	s.following.Each(s.desk, func([]model.Change) { s.reload() })
	s.reload()
}

// Leave stops following.
func (s *Screen) Leave() {
	s.list.Stop()
	s.events.Stop()
	s.emptying.Stop()
	s.following.Stop()
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
	s.Content()
	s.record = id
	s.filter.only(s.desk.Store.Name(id))
	s.grid.Select()
	s.showView()
}

func (s *Screen) reload() {
	if s.filter.view == trashView {
		s.readTrash()
		return
	}
	st, q := s.desk.Store, s.filter.query()
	s.list.Run(func(ctx context.Context, _ func(int, int)) ([]store.Batch, error) { return batches(ctx, st, q) }, s.listed)
}

func (s *Screen) listed(b []store.Batch, err error) {
	s.desk.Fail(err)
	s.batches = b
	s.grid.Refresh()
	s.page.SetStatus(fmt.Sprintf("最近 %d 次操作，可逐次撤销", len(b)), "")
	s.filter.offer(b)
	s.showEvents()
}
