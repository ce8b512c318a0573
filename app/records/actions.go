package records

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

func (s *Screen) actions() []ui.Action {
	var own []ui.Action
	if s.cfg.Actions != nil {
		own = s.cfg.Actions(s)
	}
	return append(own,
		ui.Action{Text: "选列", Do: s.chooseColumns},
		ui.Action{Text: "删除", Do: s.deleteSelected},
		ui.Action{Text: "新建" + s.Title(), Primary: true, Do: s.askNew})
}

// chooseColumns opens the list of all fields under the title.
func (s *Screen) chooseColumns() {
	menu := widget.NewPopUpMenu(s.grid.ColumnMenu(), s.desk.Window.Canvas())
	room := s.desk.Window.Canvas().Size()
	size := fyne.NewSize(menu.MinSize().Width, room.Height-look.Bar*3)
	menu.ShowAtPosition(fyne.NewPos(room.Width-size.Width-look.Gap, look.Bar*2))
}

// askNew asks for the name, says when there is one of that name already, and opens the new record.
func (s *Screen) askNew() {
	entry, note := ui.NewEntry(), ui.NewNote(" ")
	label := s.Title()
	entry.SetPlaceHolder(label + "名称")
	entry.OnChanged = func(text string) {
		note.SetText(" ")
		if _, ok := s.desk.Store.Find(s.cfg.Kind, model.Tidy(text)); ok {
			note.SetText("已有同名" + label + "：请先确认不是同一个")
		}
	}
	create := ui.Action{Text: "新建", Primary: true, Do: func() { s.create(model.Tidy(entry.Text)) }}
	dialog := ui.NewDialog(s.desk.Window, "新建"+label, ui.Stack(look.Half, entry, note), create)
	entry.OnSubmitted = func(text string) {
		dialog.Hide()
		s.create(model.Tidy(text))
	}
	dialog.Show()
	s.desk.Window.Canvas().Focus(entry)
}

func (s *Screen) create(name string) {
	if model.Blank(name) {
		s.desk.Notice(look.Warn, "没有新建：请先填写名称")
		return
	}
	r := s.cfg.Kind.New()
	r.Head().Name = name
	if s.desk.Edit("新建"+s.Title()+"「"+name+"」", func(tx *store.Tx) error { return tx.Put(r) }) {
		s.OpenRecord(r.Head().ID)
	}
}

func (s *Screen) deleteSelected() {
	ids := s.Selected()
	if len(ids) == 0 {
		s.desk.Say("先在表中选择要删除的" + s.Title())
		return
	}
	label := fmt.Sprintf("删除 %d %s%s", len(ids), s.cfg.Unit, s.Title())
	if len(ids) == 1 {
		label = "删除" + s.Title() + "「" + s.desk.Store.Name(ids[0]) + "」"
	}
	text := "删除后进入回收站，可随时撤销，历史不会丢失。"
	ui.Confirm(s.desk.Window, label+"？", text, ui.Action{Text: "删除", Danger: true, Do: func() { s.remove(label, ids) }})
}

// remove deletes as one action; many beside the window, where it can still be cancelled: then nothing is deleted.
func (s *Screen) remove(label string, ids []model.ID) {
	if len(ids) <= fewChosen {
		s.desk.Edit(label, func(tx *store.Tx) error { return deleteAll(context.Background(), tx, ids) })
		return
	}
	st := s.desk.Store
	task.Long(s.desk.Window, "正在"+label, func(ctx context.Context, _ func(int, int)) (store.Batch, error) {
		return st.Update(label, func(tx *store.Tx) error { return deleteAll(ctx, tx, ids) })
	}, func(b store.Batch, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.desk.Notice(look.Good, "已"+label, s.desk.UndoAction(b))
	})
}

func deleteAll(ctx context.Context, tx *store.Tx, ids []model.ID) error {
	for _, id := range ids {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := tx.Delete(id, "在列表中删除"); err != nil {
			return err
		}
	}
	return nil
}

// askHistory shows what happened to the record that the cursor is on.
func (s *Screen) askHistory() {
	if ids := s.Selected(); len(ids) > 0 {
		s.desk.History(ids[0])
	}
}
