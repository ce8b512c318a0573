package records

import (
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// editCell says how a cell is edited in its place: as the form does it, with the same checks and one action that can be undone.
func (s *Screen) editCell(row, col int) *ui.CellEdit {
	f, r := s.fields[col], s.record(s.rows[row].ID)
	switch {
	case r == nil:
		return nil
	case f.Keep:
		s.desk.Say("「" + f.Label + "」由软件自动维护，不在表格中填写")
		return nil
	case s.hides(r, f):
		s.desk.Say("先在右侧点「查看保密内容」，再修改")
		return nil
	}
	id := r.Head().ID
	s.editing = id
	e := &ui.CellEdit{Text: f.Text(r), Hint: hint(f), Commit: func(text string) string { return s.commitCell(id, f, text) }}
	if choices := f.Choices(); choices != nil {
		e.Options = append(names(choices), unstated)
	}
	return e
}

// commitCell stores what was typed into a cell, and returns why not.
func (s *Screen) commitCell(id model.ID, f *model.Field, text string) string {
	r, err := s.desk.Store.Get(id)
	if err != nil {
		s.desk.Fail(err)
		return ""
	}
	if text == unstated {
		text = ""
	}
	if s.cfg.Ask != nil && f.Text(r) != text && s.cfg.Ask(s, r, f.Key, text) {
		return ""
	}
	problems, stored := s.write(r, f, text)
	if !stored {
		return firstOf(problems)
	}
	if len(problems) > 0 {
		s.desk.Notice(look.Warn, f.Label+"："+firstOf(problems))
	}
	delete(s.records, id)
	s.grid.Refresh()
	return ""
}

// followEdit keeps the editor on its record where a new list has it. One whose record has left is closed, and what was not
// stored is said.
func (s *Screen) followEdit() {
	if !s.grid.Editing() {
		return
	}
	for i := range s.rows {
		if s.rows[i].ID == s.editing {
			s.grid.MoveEdit(i)
			return
		}
	}
	s.dropEdit()
}

func (s *Screen) dropEdit() {
	if text := s.grid.DropEdit(); text != "" {
		s.desk.Notice(look.Warn, "没有保存刚才在表格中填写的「"+text+"」")
	}
}
