package records

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/explain"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	speech "chainatlas/app/words"
	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/store"
)

// previewHeight shows about eight lines; the rest is scrolled to.
const previewHeight float32 = 200

// askErase begins with whom the record that the cursor is on names: one person at a time.
func (s *Screen) askErase() {
	ids := s.Selected()
	if len(ids) != 1 {
		s.desk.Say("先选择一条记录：一次抹除一位人员")
		return
	}
	r, err := s.desk.Store.Get(ids[0])
	if err != nil {
		s.desk.Fail(err)
		return
	}
	if s.hidesSome(r) {
		s.desk.Say("这条记录含保密内容，请先查看，再抹除人员")
		return
	}
	switch people := peopleOf(r); len(people) {
	case 0:
		s.desk.Say("这条记录没有写人名")
	case 1:
		s.previewErase(people[0])
	default:
		s.chooseErase(people)
	}
}

// peopleOf lists the names in a record's personal fields.
func peopleOf(r model.Record) []string {
	var texts []string
	for _, f := range model.FieldsOf(r.Kind()) {
		if f.Personal {
			texts = append(texts, f.Text(r))
		}
	}
	return model.PeopleIn(strings.Join(texts, "\n"))
}

func (s *Screen) chooseErase(people []string) {
	choice := ui.NewChoice(people, nil)
	choice.Set(people[0])
	next := ui.Action{Text: "查看将抹除的内容", Primary: true, Do: func() { s.previewErase(choice.Value()) }}
	ui.NewDialog(s.desk.Window, "抹除哪一位的个人信息？", choice, next).Show()
}

// previewErase looks through the records and the history, which takes a moment, before it asks.
func (s *Screen) previewErase(who string) {
	st := s.desk.Store
	task.Run(func(context.Context, func(int, int)) (*store.Erasure, error) { return st.FindPerson(who) },
		func(e *store.Erasure, err error) {
			if err != nil {
				s.desk.Fail(err)
				return
			}
			s.confirmErase(e)
		})
}

// confirmErase lists what goes and what stays. The name must be typed: nothing takes it back.
func (s *Screen) confirmErase(e *store.Erasure) *ui.Dialog {
	entry, note := ui.NewEntry(), ui.NewNote(" ")
	entry.SetPlaceHolder("输入姓名「" + e.Name + "」以确认")
	do := ui.Action{Text: "抹除", Danger: true, Do: func() { s.erase(e) }, Ready: func() bool {
		if model.NormalName(entry.Text) == model.NormalName(e.Name) {
			return true
		}
		note.SetText("姓名不符，没有抹除")
		return false
	}}
	body := ui.Stack(look.Half, s.erasePreview(e), entry, note)
	d := ui.NewDialog(s.desk.Window, "抹除「"+e.Name+"」的个人信息？不能撤销", body, do)
	d.Show()
	return d
}

func (s *Screen) erasePreview(e *store.Erasure) fyne.CanvasObject {
	lines := append([]string{"将抹除："}, explain.Goes(e)...)
	if stays := explain.Stays(e); len(stays) > 0 {
		lines = append(append(lines, "", "仍会保留："), stays...)
	}
	if n := s.olderCopies(e); n > 0 {
		lines = append(lines, "", fmt.Sprintf("现有的备份中有 %d 份含有或可能含有此人，抹除后可以更新。", n))
	}
	text := widget.NewLabel(speech.T(strings.Join(lines, "\n")))
	text.Wrapping = fyne.TextWrapWord
	scroll := container.NewVScroll(text)
	scroll.SetMinSize(fyne.NewSize(0, previewHeight))
	return scroll
}

// olderCopies counts the copies of the workspace that may hold the person; one that cannot be looked for counts for none.
func (s *Screen) olderCopies(e *store.Erasure) int {
	copies, err := backup.CopiesOf(s.desk.Store.Dir(), s.desk.Rolling().Folder)
	if err != nil {
		return 0
	}
	copies = copies.Since(s.desk.Store, e.First)
	return len(copies.Backups) + len(copies.Asides)
}

func (s *Screen) erase(e *store.Erasure) {
	if _, err := s.desk.Store.Erase(e); err != nil {
		s.desk.Fail(err)
		return
	}
	s.desk.Tell("erase", "")
	if s.olderCopies(e) == 0 {
		s.desk.Notice(look.Good, "已抹除个人信息")
		return
	}
	s.desk.Notice(look.Warn, "已抹除个人信息；较早的备份仍含此人", ui.Action{Text: "更新备份", Do: s.renewBackups})
}

// renewBackups makes a new full backup and deletes the automatic ones from before.
func (s *Screen) renewBackups() {
	rolling, st := s.desk.Rolling(), s.desk.Store
	task.Run(func(ctx context.Context, _ func(int, int)) (backup.Rolled, error) { return rolling.Replace(ctx, st) },
		func(done backup.Rolled, err error) {
			if err != nil {
				s.desk.Fail(err)
				return
			}
			s.desk.Notice(look.Good, fmt.Sprintf("已做新的完整备份，删除较早的自动备份 %d 份；自行保存的备份请自行处理", done.Deleted))
		})
}
