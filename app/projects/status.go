package projects

import (
	"chainatlas/app/look"
	"chainatlas/app/records"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// askStatus asks why a project does not go on; 进行 needs no reason.
func askStatus(s *records.Screen, r model.Record, key, text string) bool {
	if key != "status" || text == "" || text == string(model.Ongoing) {
		return false
	}
	reason, note := ui.NewMultiLine(3), ui.NewNote(" ")
	reason.SetText(r.(*model.Project).StatusWhy)
	reason.SetPlaceHolder("原因；终止的可写明流向地区")
	d := ui.NewDialog(s.Desk().Window, "「"+r.Head().Name+"」"+text, ui.Stack(look.Unit, ui.NewNote("原因"), reason, note), ui.Action{
		Text: text, Primary: true,
		Ready: func() bool {
			if model.Blank(reason.Text) {
				note.Set("须写明原因", look.Bad.Color())
				s.Desk().Window.Canvas().Focus(reason)
			}
			return !model.Blank(reason.Text)
		},
		Do: func() { setStatus(s, r.Head().ID, text, model.Tidy(reason.Text)) },
	})
	d.OnClosed = s.Refill
	d.Show()
	s.Desk().Window.Canvas().Focus(reason)
	return true
}

// setStatus stores status and reason as one action.
func setStatus(s *records.Screen, id model.ID, status, reason string) {
	s.Desk().Edit("将「"+s.Desk().Store.Name(id)+"」转为"+status, func(tx *store.Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		p, ok := r.(*model.Project)
		if !ok {
			return errNotAProject
		}
		p.Status, p.StatusWhy = model.Status(status), reason
		return tx.Put(p)
	})
}
