// Package dashboard is the overview: how many projects stand where, what the bureau reported, and what waits.
//
// Every figure comes from model/report, as the command stats prints it, and opens the records behind it.
package dashboard

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/model"
	"chainatlas/model/report"
)

// Screen shows the overview.
type Screen struct {
	desk  *desk.Desk
	page  *ui.Page
	cards *fyne.Container // what stands above the tables
	body  fyne.CanvasObject
	years *ui.Choice
	demo  *widget.Check
	chips *fyne.Container // one for each concern

	statedGrid, itemGrid *ui.Grid
	stated               []report.Figure
	items                []report.Item // of the concern chosen
	concern              report.Concern
	now                  overview
	year                 int // 0 is today

	read      task.Latest[overview]
	following desk.Following

	OnCounted func() // called whenever there are figures to see; nil for nobody
}

// New makes the screen.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen.
func (s *Screen) Title() string { return "总览" }

// Content builds the screen once.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.build()
	}
	return s.page
}

func (s *Screen) build() {
	s.cards, s.chips = ui.Stack(look.Gap), ui.NewFlow()
	s.statedGrid = ui.NewGrid(statedColumns, func() int { return len(s.stated) }, s.statedCell)
	s.statedGrid.Empty = ui.NewEmpty("还没有通报数和目标", "录入后在这里与台账数并列，互不替代", nil)
	s.statedGrid.OnOpen = func(row int) { s.open(s.stated[row]) }
	s.itemGrid = ui.NewGrid(itemColumns, func() int { return len(s.items) }, s.itemCell)
	s.itemGrid.Empty = ui.NewEmpty("没有需要关注的事项", "", nil)
	s.itemGrid.OnOpen = func(row int) { s.desk.Open(s.items[row].ID) }
	left := container.NewBorder(ui.NewHead("台账数、通报数与目标"), nil, nil, nil, s.statedGrid)
	right := container.NewBorder(ui.NewHead("需要关注"), nil, nil, nil,
		container.NewBorder(ui.NewPanel(s.chips, look.Unit, 0), nil, nil, nil, s.itemGrid))
	tables := container.NewHSplit(left, right)
	tables.SetOffset(0.53)
	s.body = container.NewBorder(ui.NewPanel(s.cards, look.Gap, look.Gap), nil, nil, nil, tables)
	s.page = ui.NewPage(s.Title(), ui.NewEmpty("正在统计…", "", nil), ui.Action{Text: "导入台账", Do: func() { s.desk.Go("import") }})
	s.buildFilters()
}

func (s *Screen) buildFilters() {
	s.years = ui.NewChoice(nil, s.choose)
	s.demo = widget.NewCheck(words.T("含虚构"), nil)
	s.demo.Checked = true
	s.demo.OnChanged = func(bool) { s.reload() }
	s.page.SetFilters(container.NewCenter(ui.NewNote("年度")), s.years, container.NewCenter(s.demo))
}

// Show counts and follows changes.
func (s *Screen) Show() {
	s.following.Each(s.desk, func([]model.Change) { s.reload() })
	s.reload()
}

// Leave stops following.
func (s *Screen) Leave() {
	s.read.Stop()
	s.following.Stop()
}

func (s *Screen) reload() {
	st, q := s.desk.Store, question{year: s.year, fictional: s.demo.Checked, today: today()}
	s.read.Run(func(context.Context, func(int, int)) (overview, error) { return count(st, q) }, s.show)
}

// asOfToday is the first of the choices of s.years: this year up to now. The others are whole years.
const asOfToday = "今年至今"

func yearText(year int) string { return fmt.Sprintf("%d年", year) }

func (s *Screen) choose(text string) {
	s.year = 0
	for _, y := range s.now.years {
		if text == yearText(y) {
			s.year = y
		}
	}
	s.reload()
}

func (s *Screen) show(o overview, err error) {
	s.desk.Fail(err)
	s.now = o
	if s.OnCounted != nil {
		defer s.OnCounted()
	}
	if o.kinds[model.KindProject] == 0 && o.kinds[model.KindEnterprise] == 0 && o.fictional == 0 {
		s.page.SetContent(s.empty())
		return
	}
	s.page.SetContent(s.body)
	s.showYears()
	s.cards.Objects = []fyne.CanvasObject{s.mainCards(o), s.stageCards(o.stages)}
	s.cards.Refresh()
	s.stated = o.stated()
	s.statedGrid.Refresh()
	s.showItems()
	s.page.SetStatus(o.status())
}

func (s *Screen) showYears() {
	options := []string{asOfToday}
	for _, y := range s.now.years {
		options = append(options, yearText(y))
	}
	s.years.SetOptions(options)
	if s.year == 0 {
		s.years.Set(asOfToday)
		return
	}
	s.years.Set(yearText(s.year))
}

// showItems lists what needs attention: all of it, or one concern.
func (s *Screen) showItems() {
	counts := s.now.concerns()
	s.chips.RemoveAll()
	shown, found, before := s.now.items, false, 0
	for _, c := range counts { // the items of one stand together: a part of the list is no copy of it
		if c.concern == s.concern {
			shown, found = s.now.items[before:before+c.n], true
		}
		before += c.n
		s.chips.Add(s.chip(c))
	}
	if !found {
		s.concern = ""
	}
	s.items = shown
	s.itemGrid.Refresh()
}

// chip shows one concern alone; a second press shows all again.
func (s *Screen) chip(c concernCount) fyne.CanvasObject {
	on := s.concern == c.concern
	b := ui.Action{Text: fmt.Sprintf("%s %d", c.concern.Label(), c.n), Do: func() {
		if s.concern = c.concern; on {
			s.concern = ""
		}
		s.showItems()
	}}.Button()
	b.Importance = widget.LowImportance
	if on {
		b.Importance = widget.HighImportance
	}
	return b
}

// open lists the records that a figure counts, in the screen of their kind.
func (s *Screen) open(f report.Figure) {
	if f.Records.Len() == 0 {
		s.desk.Say("「" + f.Label + "」没有对应的台账记录")
		return
	}
	ids := f.Records.IDs()
	r, err := s.desk.Store.Get(ids[0])
	if err != nil {
		s.desk.Fail(err)
		return
	}
	s.desk.List(r.Kind(), f.Label, ids)
}

func (s *Screen) empty() fyne.CanvasObject {
	return ui.NewEmpty("工作区还没有记录", "先导入一份台账，或新建一个项目", &ui.Action{Text: "导入台账", Primary: true, Do: func() { s.desk.Go("import") }}).
		Add(ui.Action{Text: "去项目", Do: func() { s.desk.Go("projects") }})
}
