// Package matching is the screen that holds a project against all sites, or a site against the projects that look for one.
//
// It is reached from a record, and shows above who fits how well, below why, need by need.
package matching

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/match"
)

// Screen shows the matches of one record.
type Screen struct {
	desk       *desk.Desk
	page       *ui.Page
	body       fyne.CanvasObject
	list, gaps *ui.Grid
	name, note *ui.Line // of the match that is explained below

	of        model.ID // the project or the site that is matched; zero before anybody asked
	chosen    model.ID // the other record of the match that is explained
	now       *sheet   // nil before the first reading
	loads     task.Latest[*sheet]
	following desk.Following
}

var _ desk.Opener = (*Screen)(nil)

// New makes the screen; nothing is read before Show.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen.
func (s *Screen) Title() string { return "匹配" }

// Content is made on first use.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.build()
	}
	return s.page
}

func (s *Screen) build() {
	s.list = ui.NewGrid(listColumns(false), func() int { return len(s.matches()) }, s.listCell)
	s.list.Frozen = 1
	s.list.OnSelect = s.selected
	s.list.OnOpen = func(row int) { s.desk.Open(s.now.other(s.matches()[row]).Head().ID) }
	s.gaps = ui.NewGrid(gapColumns, func() int { return len(s.current().Gaps) }, s.gapCell)
	s.gaps.Frozen = 1
	s.name, s.note = ui.NewLine(""), ui.NewNote("")
	s.name.Bold, s.name.TextSize, s.note.Elide = true, look.TextSection, true
	head := ui.NewPanel(container.NewBorder(nil, nil, s.name, nil, container.NewBorder(nil, nil, ui.NewNote("　"), nil, s.note)), look.Gap, look.Unit)
	split := container.NewVSplit(s.list, container.NewBorder(head, nil, nil, nil, s.gaps))
	split.SetOffset(0.52)
	s.body = split
	s.page = ui.NewPage(s.Title(), s.nothing())
}

// Show reads the records and follows their changes.
func (s *Screen) Show() {
	s.following.Calmly(s.desk, s.read)
	s.read()
}

// Leave stops what Show began.
func (s *Screen) Leave() {
	s.following.Stop()
	s.loads.Stop()
}

// OpenRecord matches a project or a site.
func (s *Screen) OpenRecord(id model.ID) {
	s.Content()
	if s.of != id {
		s.of, s.chosen, s.now = id, model.ID{}, nil
		s.page.SetContent(ui.NewEmpty("正在比较…", "", nil))
	}
	s.read()
}

// Tour shows the first project that says what it needs.
func (s *Screen) Tour() {
	for _, row := range s.desk.Store.Rows(model.KindProject) {
		if p, err := s.desk.Store.Get(row.ID); err == nil && match.HasNeeds(p.(*model.Project)) {
			s.OpenRecord(row.ID)
			return
		}
	}
}

func (s *Screen) read() {
	if s.of.IsZero() {
		return
	}
	st, of, w := s.desk.Store, s.of, s.weights()
	s.loads.Run(func(ctx context.Context, _ func(int, int)) (*sheet, error) { return read(ctx, st, of, w) }, func(got *sheet, err error) {
		if err != nil {
			s.of, s.now = model.ID{}, nil
			s.page.SetContent(s.nothing())
			s.page.SetActions()
			s.desk.Fail(err)
			return
		}
		s.take(got)
	})
}

// take shows what was read; the match that was looked at stays in sight.
func (s *Screen) take(got *sheet) {
	s.now = got
	s.page.SetTitle(got.title(), got.subject())
	s.page.SetActions(s.actions()...)
	s.page.SetStatus(got.status())
	s.page.SetBanner(nil)
	if none := s.none(); none != nil {
		s.page.SetContent(none)
		return
	}
	s.list.Columns = listColumns(got.site != nil)
	s.page.SetContent(s.body)
	row := got.rowOf(s.chosen)
	s.list.Refresh()
	s.list.Select(row)
	s.explain(row)
	if c := s.desk.Window.Canvas(); c.Focused() == nil {
		c.Focus(s.list)
	}
}

// matches are the rows of the list.
func (s *Screen) matches() []match.Match {
	if s.now == nil {
		return nil
	}
	return s.now.matches
}

// current is the match that is explained; the zero match for none.
func (s *Screen) current() match.Match {
	for _, m := range s.matches() {
		if s.now.other(m).Head().ID == s.chosen {
			return m
		}
	}
	return match.Match{}
}

func (s *Screen) selected() {
	if row := s.list.Current(); row >= 0 && row < len(s.matches()) {
		s.explain(row)
	}
}

// explain shows below why a match has its score.
func (s *Screen) explain(row int) {
	m := s.matches()[row]
	r := s.now.other(m)
	s.chosen = r.Head().ID
	s.name.SetText(nameOf(r))
	s.note.SetText(scoreWords(m))
	s.gaps.Refresh()
	s.page.SetActions(s.actions()...)
}

// nothing is shown before anybody asked.
func (s *Screen) nothing() fyne.CanvasObject {
	return ui.NewEmpty("从一个项目或载体开始", "在项目详情点「匹配载体」，或在载体详情点「适配项目」", &ui.Action{Text: "去项目", Primary: true, Do: func() { s.desk.Go("projects") }}).
		Add(ui.Action{Text: "去载体", Do: func() { s.desk.Go("sites") }})
}
