package records

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// detail shows one record and stores each field as it is left.
type detail struct {
	s      *Screen
	box    *fyne.Container
	form   fyne.CanvasObject
	none   fyne.CanvasObject
	name   *ui.Line
	stamp  *ui.Line
	head   *fyne.Container
	fields *ui.Fields
	files  *files
	scroll *container.Scroll
	record model.Record // nil while nothing is shown
	// refused are the fields of record whose editors hold what could not be stored
	refused map[string]bool
}

func newDetail(s *Screen) *detail {
	d := &detail{s: s, name: ui.NewLine(""), stamp: ui.NewNote(""), head: container.NewStack(), refused: map[string]bool{}}
	d.name.Bold, d.name.TextSize, d.name.Elide, d.stamp.Elide = true, look.TextSection, true, true
	d.fields = ui.NewFields(sections(s.fields)...)
	d.fields.OnCommit = d.store
	d.files = newFiles(s.desk)
	d.scroll = container.NewVScroll(ui.NewPanel(ui.Stack(look.Unit, d.fields, d.files.box), look.Gap, look.Unit))
	d.fields.OnWheel = d.scroll.Scrolled
	top := ui.NewPanel(ui.Stack(look.Half, d.name, d.stamp, d.head), look.Gap, look.Unit)
	top.Under = look.Line
	d.form = container.NewBorder(top, nil, nil, nil, d.scroll)
	d.none = ui.NewEmpty("未选择"+s.Title(), "在左侧选一行，这里显示全部字段，可直接修改", nil)
	d.box = container.NewStack(d.none)
	return d
}

func (d *detail) content() fyne.CanvasObject { return d.box }

// sections keeps the order of the first appearance.
func sections(fields []*model.Field) []ui.Section {
	var out []ui.Section
	at := map[string]int{}
	for _, f := range fields {
		if f.HoldsFiles() {
			continue // they have a part of their own below
		}
		i, ok := at[f.Section]
		if !ok {
			i = len(out)
			at[f.Section] = i
			out = append(out, ui.Section{Title: f.Section})
		}
		out[i].Fields = append(out[i].Fields, editor(f))
	}
	return out
}

// unstated clears a choice.
const unstated = "（未说明）"

func editor(f *model.Field) ui.Field {
	e := ui.Field{Key: f.Key, Label: f.Label, Required: f.Key == "name"}
	switch {
	case f.Keep:
		e.Kind = ui.FixedField
	case f.Choices() != nil:
		e.Kind, e.Options = ui.ChoiceField, append(names(f.Choices()), unstated)
	case f.TypeName() == "date":
		e.Kind = ui.DateField
	case f.Long:
		e.Kind = ui.LinesField
	}
	e.Hint = hint(f)
	if f.Personal {
		e.Unit = "个人信息"
	}
	return e
}

func names(choices []model.Choice) []string {
	var out []string
	for _, c := range choices {
		out = append(out, c.Name)
	}
	return out
}

// hint shows the form in which a value is understood.
func hint(f *model.Field) string {
	switch f.TypeName() {
	case "choice", "yesno":
		return "未说明"
	case "money":
		return "如 5" + f.Unit + "、3-5" + f.Unit + "、待定"
	case "quantity":
		return "单位 " + f.Unit
	case "yearly":
		return "如 2023年 5" + f.Unit
	case "date":
		return "如 2024-01-17、2024年1月、一季度"
	case "words", "awards":
		return "用、分开"
	}
	return ""
}

// show puts a record into the form; nil empties it.
func (d *detail) show(r model.Record) {
	d.commit()
	if d.record == nil || r == nil || d.record.Head().ID != r.Head().ID {
		clear(d.refused)
	}
	d.record = r
	if r == nil {
		d.files.show(nil)
		d.put(d.none)
		return
	}
	if d.s.hidesSome(r) {
		d.record = nil // nothing to edit behind the cover
		d.files.show(nil)
		d.put(d.s.cover(r))
		return
	}
	if d.put(d.form) {
		d.scroll.ScrollToTop()
	}
	d.name.SetText(r.Head().Name)
	d.stamp.SetText(d.subtitle(r))
	d.head.RemoveAll()
	if d.s.cfg.Head != nil {
		d.head.Add(d.s.cfg.Head(d.s, r))
	}
	d.fill(r)
	d.files.show(r)
	d.scroll.Refresh() // a shorter list of files moves what is in sight
}

// put tells whether the content changed.
func (d *detail) put(o fyne.CanvasObject) bool {
	if d.box.Objects[0] == o {
		return false
	}
	d.box.Objects = []fyne.CanvasObject{o}
	d.box.Refresh()
	return true
}

func (d *detail) subtitle(r model.Record) string {
	h := r.Head()
	text := string(h.Level.OrInternal())
	if h.Fictional {
		text = "虚构 · " + text
	}
	if n := len(model.FilesOf(r)); n > 0 {
		text += fmt.Sprintf(" · 附件 %d", n)
	}
	if !h.Updated.IsZero() {
		text += " · 更新于 " + h.Updated.String()
	}
	return text
}

// fill leaves alone what was typed and refused, so that storing another field does not lose it.
func (d *detail) fill(r model.Record) {
	d.fields.Fill(func() {
		for _, f := range d.s.fields {
			if d.refused[f.Key] {
				continue
			}
			d.fields.Set(f.Key, f.Text(r))
			d.note(f, d.problems(f, r))
		}
	})
}

// problems reads a stored value again: an import may have kept what deserves a look.
func (d *detail) problems(f *model.Field, r model.Record) []model.Problem {
	if f.To != "" {
		return unknownChain(f, r)
	}
	if f.Keep || f.Empty(r) || !f.USCC && !doubted[f.TypeName()] {
		return nil
	}
	return d.s.setText(f, model.Clone(r), f.Text(r))
}

// doubted are the types whose text may say something else than the value that was read from it.
var doubted = map[string]bool{"money": true, "date": true, "quantity": true, "noderef": true}

func (d *detail) note(f *model.Field, problems []model.Problem) {
	if len(problems) == 0 {
		d.fields.SetNote(f.Key, look.Plain, "")
		return
	}
	tone := look.Warn
	if problems[0].Blocking {
		tone = look.Bad
	}
	d.fields.SetNote(f.Key, tone, firstOf(problems))
}

// firstOf is the first problem in words, with what to do about it.
func firstOf(problems []model.Problem) string {
	if len(problems) == 0 {
		return "没有保存，请重试"
	}
	p := problems[0]
	if p.Suggestion != "" {
		return p.Message + "：" + p.Suggestion
	}
	return p.Message
}

func (d *detail) commit() {
	if d.record != nil {
		d.fields.Commit()
	}
}

func (d *detail) focusFirst() {
	if d.record != nil {
		d.fields.FocusField("name")
	}
}

// store keeps one field as one user action. What cannot be read stays in the editor with the reason under it.
func (d *detail) store(key, text string) {
	f, err := model.FieldOf(d.s.cfg.Kind, key)
	if err != nil || d.record == nil {
		return
	}
	delete(d.refused, key)
	if text == unstated {
		text = ""
		d.fields.Set(key, "")
	}
	if d.s.cfg.Ask != nil && f.Text(d.record) != text && d.s.cfg.Ask(d.s, d.record, key, text) {
		return
	}
	problems, stored := d.s.write(d.record, f, text)
	if stored {
		d.s.setText(f, d.record, text)
	}
	if stored || len(problems) > 0 {
		d.note(f, problems)
	}
	d.refused[key] = !stored
}

// write stores one field as one user action. Problems that block leave everything as it was.
func (s *Screen) write(r model.Record, f *model.Field, text string) (problems []model.Problem, stored bool) {
	if f.Key == "name" && model.Blank(text) {
		return []model.Problem{{Message: "名称不能为空", Suggestion: "填写名称，或删除这条记录", Blocking: true}}, false
	}
	trial := model.Clone(r)
	problems = s.setText(f, trial, text)
	for _, p := range problems {
		if p.Blocking {
			return problems, false
		}
	}
	if model.Same(trial, r) {
		return problems, true
	}
	_, stored = s.desk.Update(fmt.Sprintf("修改「%s」的%s", r.Head().Name, f.Label), func(tx *store.Tx) error {
		now, err := tx.Get(r.Head().ID)
		if err != nil {
			return err
		}
		s.setText(f, now, text)
		return tx.Put(now)
	})
	return problems, stored
}

// setText reads a text as the field's type; a chain that nobody knows is kept as text, and that is said.
func (s *Screen) setText(f *model.Field, r model.Record, text string) []model.Problem {
	problems := f.SetText(r, text, model.Hint{Year: time.Now().Year()}, s.desk.Store)
	return append(problems, unknownChain(f, r)...)
}

// unknownChain warns of a chain only: most investors are no enterprise of ours, and nobody wants to be told each time.
func unknownChain(f *model.Field, r model.Record) []model.Problem {
	if f.To != model.KindChain {
		return nil
	}
	return f.Unlinked(r)
}
