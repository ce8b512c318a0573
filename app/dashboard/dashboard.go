// Package dashboard is the overview: how many projects stand where, what the bureau reported, and what waits.
//
// Every figure opens the records behind it.
package dashboard

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
)

// Screen shows the overview.
type Screen struct {
	desk *desk.Desk
	page *ui.Page
	body *fyne.Container
	read task.Latest[overview]
	stop func()
}

// New makes the screen.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen.
func (s *Screen) Title() string { return "总览" }

// Content builds the screen once.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.body = container.NewStack()
		scroll := container.NewVScroll(container.NewPadded(container.NewPadded(s.body)))
		s.page = ui.NewPage(s.Title(), scroll, ui.Action{Text: "导入台账", Do: func() { s.desk.Go("import") }})
	}
	return s.page
}

// Show counts and follows changes.
func (s *Screen) Show() {
	s.stop = s.desk.Watch(func([]model.Change) { s.reload() })
	s.reload()
}

// Leave stops following.
func (s *Screen) Leave() {
	s.read.Stop()
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

func (s *Screen) reload() {
	st := s.desk.Store
	s.read.Run(func(context.Context, func(int, int)) (overview, error) { return count(st) }, s.show)
}

func (s *Screen) show(o overview, err error) {
	s.desk.Fail(err)
	s.body.RemoveAll()
	if o.projects == 0 && o.enterprises == 0 {
		s.body.Add(s.empty())
		return
	}
	s.body.Add(ui.Stack(look.Gap,
		head("项目"), s.cards(o.main),
		head("各阶段"), s.stages(o.stages),
		head("通报数与台账数"), s.pairs(o.pairs),
		head("需要关注"), s.attention(o.waiting)))
	s.page.SetStatus(fmt.Sprintf("项目 %d 个 · 企业 %d 家 · 载体 %d 处", o.projects, o.enterprises, o.sites), o.remark())
}

func (s *Screen) empty() fyne.CanvasObject {
	return ui.NewEmpty("工作区还没有记录", "先导入一份台账，或新建一个项目", &ui.Action{Text: "导入台账", Primary: true, Do: func() { s.desk.Go("import") }}).
		Add(ui.Action{Text: "去项目", Do: func() { s.desk.Go("projects") }})
}

func head(text string) fyne.CanvasObject {
	l := ui.NewLine(text)
	l.Bold, l.TextSize = true, look.TextSection
	return l
}
