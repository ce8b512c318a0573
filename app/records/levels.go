package records

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// levelsSize is the room for the list of fields, in logical pixels.
var levelsSize = fyne.NewSize(520, 460)

// asUsual leaves a field to the rule of its kind.
const asUsual = "按默认"

// askLevels lets the user give single fields a level of their own: 公开 for a visitor, 保密 for nobody outside.
func (s *Screen) askLevels() {
	r := s.detail.record
	if r == nil {
		s.desk.Say("先在表中选择一条记录")
		return
	}
	chosen := model.Levels{}
	for key, l := range r.Head().Levels {
		chosen[key] = l
	}
	list := ui.Stack(look.Half)
	for _, f := range s.fields {
		if (!f.Keep || f.HoldsFiles()) && f.Key != "level" && f.Key != "code_name" {
			list.Add(levelRow(r, f, chosen))
		}
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(levelsSize)
	save := ui.Action{Text: "保存", Primary: true, Do: func() { s.setLevels(r.Head().ID, chosen) }}
	ui.NewDialog(s.desk.Window, "字段级别 · "+r.Head().Name, scroll, save).Show()
}

// levelRow is a field with its level; a change is written into chosen.
func levelRow(r model.Record, f *model.Field, chosen model.Levels) fyne.CanvasObject {
	usual := model.Clone(r)
	delete(usual.Head().Levels, f.Key)
	texts := []string{asUsual + "（" + string(model.LevelOf(usual, f)) + "）"}
	for _, c := range model.Level("").Choices() {
		texts = append(texts, c.Name)
	}
	choice := ui.NewChoice(texts, func(text string) {
		delete(chosen, f.Key)
		for _, c := range model.Level("").Choices() {
			if c.Name == text {
				chosen[f.Key] = model.Level(c.Key)
			}
		}
	})
	choice.Set(texts[0])
	if own, ok := chosen[f.Key]; ok {
		choice.Set(string(own))
	}
	label := ui.NewLine(f.Label)
	label.Elide = true
	return container.NewGridWithColumns(2, label, choice)
}

func (s *Screen) setLevels(id model.ID, to model.Levels) {
	s.desk.Edit("修改「"+s.desk.Store.Name(id)+"」的字段级别", func(tx *store.Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		r.Head().Levels = to
		return tx.Put(r)
	})
}
