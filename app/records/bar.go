package records

import (
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	speech "chainatlas/app/words"
	"chainatlas/model"
	"chainatlas/model/filter"
)

// typingPause is how long the filter waits for the next letter.
const typingPause = 150 * time.Millisecond

// filterWidth holds an expression of three comparisons, in logical pixels.
const filterWidth float32 = 400

// bar is the row of filters above the table.
type bar struct {
	s     *Screen
	box   *ui.Marked
	entry *ui.Entry // of the box
	note  *ui.Line
	demo  *widget.Check
	views *views
	flow  *fyne.Container
	chips []*ui.Button
	fixed *ui.Button        // the figure whose records are listed; pressing it lists all again
	these map[model.ID]bool // its records; nil for all
	on    int               // the chip that is on, -1 for none
	wait  task.Debounce
	mute  bool // set is at work: do not list yet
}

func newBar(s *Screen) *bar {
	b := &bar{s: s, on: -1, box: ui.NewMarked(), note: ui.NewNote(""), wait: task.Debounce{Delay: typingPause}}
	b.entry = b.box.Entry
	b.entry.SetPlaceHolder(s.cfg.Hint)
	b.entry.OnChanged = func(string) { b.typed() }
	b.entry.OnSubmitted = func(string) { b.box.GoToMark() }
	b.demo = widget.NewCheck(speech.T("含虚构"), func(bool) { b.changed() })
	b.mute = true
	b.demo.SetChecked(true)
	b.mute = false
	for i, c := range s.cfg.Chips {
		b.chips = append(b.chips, ui.Action{Text: c.Text, Do: func() { b.toggle(i) }}.Button())
	}
	b.fixed = ui.Action{Primary: true, Do: func() {
		b.all()
		b.s.Reload()
	}}.Button()
	b.fixed.Hide()
	b.views = newViews(s)
	b.paint(nil)
	return b
}

// only lists the records of a figure, until its button is pressed.
func (b *bar) only(title string, ids []model.ID) {
	b.these = make(map[model.ID]bool, len(ids))
	for _, id := range ids {
		b.these[id] = true
	}
	b.fixed.SetText(fmt.Sprintf("%s %d ×", title, len(ids)))
	b.fixed.Show()
}

func (b *bar) all() {
	b.these = nil
	b.fixed.Hide()
}

// objects stand in the page's bar.
func (b *bar) objects() []fyne.CanvasObject {
	field := container.NewGridWrap(fyne.NewSize(filterWidth, b.box.MinSize().Height), b.box)
	b.flow = ui.NewFlow(b.views.button, field, container.NewCenter(b.demo), container.NewCenter(b.fixed), container.NewCenter(b.note))
	if len(b.chips) == 0 {
		return []fyne.CanvasObject{ui.Filling(b.flow)}
	}
	row := ui.NewFlow()
	for _, c := range b.chips {
		row.Add(c)
	}
	return []fyne.CanvasObject{ui.Filling(ui.Stack(look.Half, b.flow, row))}
}

// relay makes room for the name of another view.
func (b *bar) relay() {
	if b.flow != nil {
		b.flow.Refresh()
	}
}

func (b *bar) typed() {
	if !b.mute {
		b.wait.Do(b.s.Reload)
	}
}

func (b *bar) changed() {
	if !b.mute {
		b.s.Reload()
	}
}

func (b *bar) toggle(i int) {
	if b.on == i {
		i = -1
	}
	b.on = i
	b.s.Reload()
}

func (b *bar) query() query {
	q := query{text: b.entry.Text, demo: b.demo.Checked, these: b.these, year: time.Now().Year()}
	if b.on >= 0 {
		q.chip = b.s.cfg.Chips[b.on].Keep
	}
	return q
}

// expr is all that the bar asks for, as one expression: words, the quick filter, whether what is invented is left out.
func (b *bar) expr() string {
	parts := []string{filter.Words(b.entry.Text)}
	if b.on >= 0 {
		parts = append(parts, b.s.cfg.Chips[b.on].Expr)
	}
	if !b.demo.Checked {
		parts = append(parts, "虚构=否")
	}
	return filter.And(parts...)
}

// answer shows what the list found: counts on the chips, and what could not be read.
func (b *bar) answer(l listing) {
	b.paint(l.counts)
	b.views.paint()
	b.note.Set("", look.Muted)
	b.box.Unmark()
	var wrong *filter.SyntaxError
	switch {
	case errors.As(l.err, &wrong):
		b.note.Set(wrong.Message, theme.ColorNameError)
		b.box.Mark(wrong.Pos, wrong.Pos+len([]rune(wrong.Word)))
	case l.err != nil:
		b.note.Set(l.err.Error(), theme.ColorNameError)
	}
}

func (b *bar) paint(counts []int) {
	for i, button := range b.chips {
		importance := widget.LowImportance
		if i == b.on {
			importance = widget.HighImportance
		}
		text := b.s.cfg.Chips[i].Text
		if counts != nil {
			text = fmt.Sprintf("%s %d", text, counts[i])
		}
		text = speech.T(text)
		if button.Text != text || button.Importance != importance {
			button.Text, button.Importance = text, importance
			button.Refresh()
		}
	}
}

// clear takes every filter away without listing.
func (b *bar) clear() {
	b.on = -1
	b.all()
	b.setExpr("")
	b.mute = true
	b.demo.SetChecked(true)
	b.mute = false
}

func (b *bar) setExpr(expr string) {
	b.mute = true
	b.entry.SetText(expr)
	b.mute = false
}

// StageChips makes one chip for each stage.
func StageChips() []Chip {
	var out []Chip
	for _, st := range model.Stages() {
		out = append(out, Chip{Text: st.String(), Expr: "阶段=" + st.String(), Keep: func(r *model.Row) bool { return r.Stage == st }})
	}
	return out
}
