package records

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/ui"
	speech "chainatlas/app/words"
	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
)

// prefView keeps the id of the view that the user chose last, so that the list opens as it was left.
const prefView = "view"

// views is the menu of saved views, and the one that is on.
type views struct {
	s      *Screen
	button *ui.Button
	saved  []*model.View // of this list, by name
	now    *model.View   // the one that is on; nil for none
}

func newViews(s *Screen) *views {
	v := &views{s: s}
	v.button = ui.Action{Text: "视图", Icon: theme.MenuDropDownIcon(), Do: v.open}.Button()
	v.button.IconPlacement = widget.ButtonIconTrailingText
	v.read()
	return v
}

// read takes the views from the store. One that was deleted is no longer on; what it listed stays listed.
func (v *views) read() {
	all, err := store.Every[*model.View](v.s.desk.Store, model.KindView)
	if err != nil {
		v.s.desk.Fail(err)
		return
	}
	v.saved = model.ViewsOf(v.s.cfg.Kind, all)
	if v.now != nil {
		if v.now = v.byID(v.now.ID); v.now == nil {
			v.s.restoreColumns()
		}
	}
	v.paint()
}

func (v *views) byID(id model.ID) *model.View {
	i := slices.IndexFunc(v.saved, func(x *model.View) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return v.saved[i]
}

// restore turns the view of last time on, with what was changed of its columns since.
func (v *views) restore() {
	id, err := model.ParseID(v.s.desk.Prefs.String(v.s.pref(prefView)))
	if err != nil {
		return // none was on
	}
	if last := v.byID(id); last != nil {
		v.now = last
		v.s.bar.setExpr(last.Filter)
		v.s.setSort(v.order(last))
		v.s.restoreColumns()
		v.paint()
	}
}

// use turns a view on; nil is the whole list as its kind shows it.
func (v *views) use(to *model.View) {
	v.now = to
	s := v.s
	s.bar.clear()
	if to == nil {
		s.desk.Prefs.RemoveValue(s.pref(prefView))
		s.setSort(nil)
		s.restoreColumns()
	} else {
		s.desk.Prefs.SetString(s.pref(prefView), to.ID.String())
		s.bar.setExpr(to.Filter)
		s.setSort(v.order(to))
		s.showColumns(s.columnsFor(to))
		s.keepColumns(s.grid.ColumnsShown())
		s.keepWidths(s.grid.Widths())
	}
	v.paint()
	s.Reload()
}

// leave turns the view off without choosing another: a record or a figure is to be shown, whatever was listed. The next
// start has it again.
func (v *views) leave() {
	if v.now != nil {
		v.now = nil
		v.s.restoreColumns()
		v.paint()
	}
}

// order is how a view sorts; what this version cannot read sorts nothing.
func (v *views) order(of *model.View) []filter.Key {
	keys, err := filter.ParseSort(v.s.cfg.Kind, of.Sort)
	if err != nil {
		return nil
	}
	return keys
}

// look is how the list is looked at now, as a view without a name.
func (v *views) look() *model.View {
	return &model.View{OfKind: v.s.cfg.Kind, Filter: v.s.bar.expr(), Sort: filter.SortText(v.s.sort), Columns: v.s.columnsNow()}
}

// changed tells whether the list is looked at in another way than the view says.
func (v *views) changed() bool {
	if v.now == nil {
		return false
	}
	is := v.look()
	return is.Filter != filter.Words(v.now.Filter) || is.Sort != filter.SortText(v.order(v.now)) || !slices.Equal(is.Columns, v.s.columnsFor(v.now))
}

// paint names the view that is on, and says when it was changed.
func (v *views) paint() {
	text := "视图"
	if v.now != nil {
		text += "：" + v.now.Name
	}
	if v.changed() {
		text += "（已改动）"
	}
	if v.button.Text != speech.T(text) {
		v.button.SetText(text)
		v.s.bar.relay()
	}
}

// open shows the menu under its button.
func (v *views) open() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.button)
	ui.ShowMenu(v.s.desk.Window.Canvas(), at.AddXY(0, v.button.Size().Height), v.actions()...)
}

func (v *views) actions() []ui.Action {
	out := []ui.Action{{Text: "全部", On: v.now == nil, Do: func() { v.use(nil) }}}
	for _, x := range v.saved {
		out = append(out, ui.Action{Text: x.Name, On: v.now == x, Do: func() { v.use(x) }})
	}
	out = append(out, ui.Action{}, ui.Action{Text: "保存当前为视图…", Off: v.s.bar.these != nil, Do: v.askSave})
	if v.now == nil {
		return out
	}
	name := "「" + v.now.Name + "」"
	return append(out,
		ui.Action{Text: "更新" + name, Off: !v.changed(), Do: func() { v.update(v.now) }},
		ui.Action{Text: name + "改名…", Do: func() { v.askName(v.now) }},
		ui.Action{Text: "删除" + name, Do: func() { v.remove(v.now) }})
}
