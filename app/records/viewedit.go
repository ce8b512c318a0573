package records

import (
	"errors"
	"fmt"
	"time"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
)

// readable says why a filter cannot be saved; "" when it can.
func (v *views) readable(expr string) string {
	_, err := filter.ParseWith(v.s.cfg.Kind, expr, filter.Options{Find: v.s.desk.Store, Year: time.Now().Year()})
	var wrong *filter.SyntaxError
	if errors.As(err, &wrong) {
		return "筛选条件还读不懂：" + wrong.Message + "。请先改正，再保存视图"
	}
	return ""
}

// askSave asks what to call the way the list is looked at now.
func (v *views) askSave() {
	is := v.look()
	if why := v.readable(is.Filter); why != "" {
		v.s.desk.Notice(look.Warn, why)
		return
	}
	about := "不筛选"
	if is.Filter != "" {
		about = "条件 " + is.Filter
	}
	about += fmt.Sprintf("，显示 %d 列", len(is.Columns))
	v.nameDialog("保存当前为视图", "", about, "保存", func(name string) { v.save(name, is) })
}

func (v *views) askName(of *model.View) {
	v.nameDialog("「"+of.Name+"」改名", of.Name, "只改名称，条件、排序和列不变", "改名", func(name string) { v.rename(of, name) })
}

// nameDialog asks for the name of a view; it stays open until there is one.
func (v *views) nameDialog(title, old, about, button string, do func(name string)) {
	entry, note, facts := ui.NewEntry(), ui.NewNote(" "), ui.NewNote(about)
	facts.Elide = true
	entry.SetPlaceHolder("视图名称，如 本月要跟进")
	entry.SetText(old)
	same := func(name string) *model.View { return model.ViewCalled(v.s.cfg.Kind, name, v.saved) }
	entry.OnChanged = func(text string) {
		note.SetText(" ")
		if x := same(text); x != nil && x.Name != old {
			note.Set("已有同名视图，请换一个名称；要改动它，先选它再点「更新」", look.Warn.Color())
		}
	}
	save := ui.Action{Text: button, Primary: true, Do: func() { do(model.Tidy(entry.Text)) }, Ready: func() bool {
		x := same(entry.Text)
		if model.Blank(entry.Text) {
			note.Set("请填写名称", look.Bad.Color())
		}
		return !model.Blank(entry.Text) && (x == nil || x.Name == old)
	}}
	d := ui.NewDialog(v.s.desk.Window, title, ui.Stack(look.Half, entry, note, facts), save)
	entry.OnSubmitted = func(string) {
		if save.Ready() {
			d.Hide()
			save.Do()
		}
	}
	d.Show()
	v.s.desk.Window.Canvas().Focus(entry)
}

// save makes a view of how the list is looked at, and turns it on.
func (v *views) save(name string, is *model.View) {
	is.Name = name
	if v.s.desk.Edit("保存视图「"+name+"」", func(tx *store.Tx) error { return tx.Put(is) }) {
		v.read()
		v.use(v.byID(is.ID))
	}
}

// update lets the view say how the list is looked at now.
func (v *views) update(of *model.View) {
	is := v.look()
	if why := v.readable(is.Filter); why != "" {
		v.s.desk.Notice(look.Warn, why)
		return
	}
	if v.edit("更新视图「"+of.Name+"」", of, func(x *model.View) { x.Filter, x.Sort, x.Columns = is.Filter, is.Sort, is.Columns }) {
		v.use(v.now)
	}
}

func (v *views) rename(of *model.View, name string) {
	v.edit("将视图「"+of.Name+"」改名为「"+name+"」", of, func(x *model.View) { x.Name = name })
}

// edit changes a view as one action.
func (v *views) edit(label string, of *model.View, change func(*model.View)) bool {
	ok := v.s.desk.Edit(label, func(tx *store.Tx) error {
		r, err := tx.Get(of.ID)
		if err != nil {
			return err
		}
		x, ok := r.(*model.View)
		if !ok {
			return model.ErrNotFound
		}
		change(x)
		return tx.Put(x)
	})
	if ok {
		v.read()
	}
	return ok
}

// remove moves a view to the trash; what it lists stays listed.
func (v *views) remove(of *model.View) {
	if v.s.desk.Edit("删除视图「"+of.Name+"」", func(tx *store.Tx) error { return tx.Delete(of.ID, "") }) {
		v.read()
	}
}
