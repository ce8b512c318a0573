package records

import (
	"fyne.io/fyne/v2"

	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// masked stands where 保密 is, until somebody asks to see it.
const masked = "保密"

// hides tells whether a field of a record is shown only after a click.
func (s *Screen) hides(r model.Record, f *model.Field) bool {
	return !s.revealed[r.Head().ID] && model.LevelOf(r, f) == model.Secret
}

// hidesSome tells whether anything of a record is shown only after a click.
func (s *Screen) hidesSome(r model.Record) bool {
	return !s.revealed[r.Head().ID] && model.HasSecret(r)
}

// cover stands in the place of a record with 保密 in it.
func (s *Screen) cover(r model.Record) fyne.CanvasObject {
	name := r.Head().Name
	if f, err := model.FieldOf(r.Kind(), "name"); err == nil && s.hides(r, f) {
		name = "保密记录"
	}
	return ui.NewEmpty(name, "含保密内容，查看会记入历史", &ui.Action{Text: "查看保密内容", Primary: true, Do: func() { s.reveal(r.Head().ID) }})
}

// reveal shows a record until the screen is left, and says in its history who looked.
func (s *Screen) reveal(id model.ID) {
	if _, err := s.desk.Store.Seed("查看保密内容", func(tx *store.Tx) error { return tx.Note(id, "") }); err != nil {
		s.desk.Fail(err)
		return
	}
	s.revealed[id] = true
	s.grid.Refresh()
	s.selected()
}
