package records

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/filter"
)

// Screen shows the records of one kind.
type Screen struct {
	cfg    Config
	desk   *desk.Desk
	fields []*model.Field // one per column

	page      *ui.Page
	grid      *ui.Grid
	bar       *bar
	detail    *detail
	following desk.Following

	list       task.Latest[listing]
	copying    task.Latest[string]
	copies     bool                      // something is being copied
	rows       []*model.Row              // what the table shows
	total      int                       // live records of the kind
	sum        string                    // of their investment, in words
	waiting    *task.Timer               // says that the list takes its time
	records    map[model.ID]model.Record // full records of the rows in sight, dropped with every change
	sort       []filter.Key              // none for the newest first
	selections int                       // counts changes of the selection by the user
	wanted     model.ID                  // to be selected when the list has come

	editing  model.ID          // whose cell is being edited in the table
	revealed map[model.ID]bool // whose 保密 was asked for since the screen is shown
}

// New makes the screen of one kind; nothing is read before Show.
func New(d *desk.Desk, cfg Config) *Screen {
	return &Screen{cfg: cfg, desk: d, fields: fieldsShown(cfg.Kind), records: map[model.ID]model.Record{}, revealed: map[model.ID]bool{}}
}

// Title is the kind's name.
func (s *Screen) Title() string { return s.cfg.Kind.Label() }

// Desk is what the screen works on.
func (s *Screen) Desk() *desk.Desk { return s.desk }

// Content builds the screen once.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.build()
	}
	return s.page
}

func (s *Screen) build() {
	s.makeGrid()
	s.bar = newBar(s)
	s.restoreColumns()
	s.detail = newDetail(s)
	split := container.NewHSplit(s.grid, s.detail.content())
	split.SetOffset(0.66)
	s.page = ui.NewPage(s.Title(), split, s.actions()...)
	s.page.SetFilters(s.bar.objects()...)
	s.bar.views.restore()
}

// Show reads the records and follows their changes.
func (s *Screen) Show() {
	s.following.Each(s.desk, func(c []model.Change) {
		if touches(c, model.KindView) {
			s.bar.views.read()
		}
		if touches(c, s.cfg.Kind) {
			s.Reload()
		}
	})
	s.bar.views.read()
	s.Reload()
}

// Leave stops following.
func (s *Screen) Leave() {
	if !s.grid.FinishEdit() {
		s.dropEdit()
	}
	s.detail.commit()
	clear(s.revealed)
	s.detail.show(nil)
	s.list.Stop()
	s.waiting.Stop()
	s.copying.Stop()
	s.copies = false
	s.following.Stop()
}

// OpenRecord shows one record, whatever filter was on.
func (s *Screen) OpenRecord(id model.ID) {
	s.Content()
	s.wanted = id
	s.bar.views.leave()
	s.bar.clear()
	s.Reload()
}

// List shows only these records: those behind a figure, which has the title.
func (s *Screen) List(title string, ids []model.ID) {
	s.Content()
	s.bar.views.leave()
	s.bar.clear()
	s.bar.only(title, ids)
	s.Reload()
}

// Refill shows the record as it is stored, after a question that may have been left unanswered.
func (s *Screen) Refill() {
	if r := s.detail.record; r != nil {
		s.detail.fill(r)
	}
}

// Tour shows the first record: a picture of the screen without one says little.
func (s *Screen) Tour() {
	if len(s.rows) > 0 {
		s.grid.Select(0)
		s.selected()
	}
}

func touches(changes []model.Change, k model.Kind) bool {
	for _, c := range changes {
		if c.Kind == k {
			return true
		}
	}
	return false
}
