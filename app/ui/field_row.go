package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// labelWidth holds eight Chinese characters of small text; longer labels end in an ellipsis.
const labelWidth float32 = 8*look.TextSmall + look.Unit

// labelWide is labelWidth for words in letters.
const labelWide float32 = 14*look.TextSmall + look.Unit

func labelRoom() float32 {
	if words.Foreign() {
		return labelWide
	}
	return labelWidth
}

// dateForm is how dates are written in fields.
const dateForm = "2006-01-02"

type fieldNote struct {
	tone look.Tone
	text string
}

// fieldRow is one label with its editor and its note.
type fieldRow struct {
	widget.BaseWidget
	f         *Fields
	field     Field
	label     *Line
	editor    fyne.CanvasObject
	beside    fyne.CanvasObject // a unit or a button, nil for none
	wheel     *wheelCatcher     // over an entry, nil for none
	note      *Line
	said      fieldNote
	value     func() string
	show      func(string)
	committed string
	setting   bool // set is at work: tell nobody
}

func newFieldRow(f *Fields, field Field) *fieldRow {
	r := &fieldRow{f: f, field: field, committed: field.Value}
	label := field.Label
	if field.Required {
		label += " *"
	}
	r.label = newLine(label, look.TextSmall, look.Muted, false).elided()
	r.note = newLine("", look.TextSmall, look.Muted, false).elided()
	r.note.Hide()
	if field.Unit != "" {
		r.beside = newLine(field.Unit, look.TextSmall, look.Muted, false)
	}
	r.makeEditor()
	r.set(field.Value)
	r.ExtendBaseWidget(r)
	return r
}

func (r *fieldRow) makeEditor() {
	kind := r.field.Kind
	if r.f.readOnly {
		kind = FixedField
	}
	switch kind {
	case FixedField:
		r.makeFixed()
	case ChoiceField:
		r.makeChoice()
	case LinesField:
		r.makeEntry(NewMultiLine(3))
	case SecretField:
		r.makeEntry(NewSecret())
	case DateField:
		e := NewEntry()
		r.makeEntry(e)
		e.SetPlaceHolder("年-月-日")
		r.beside = r.calendarButton()
	default:
		r.makeEntry(NewEntry())
	}
}

func (r *fieldRow) makeFixed() {
	l := widget.NewLabel("")
	l.Selectable = true
	l.Wrapping = fyne.TextWrapWord
	r.editor = l
	stated := ""
	r.value = func() string { return stated }
	r.show = func(text string) {
		stated = text
		l.SetText(words.T(text))
	}
}

func (r *fieldRow) makeChoice() {
	c := NewChoice(r.field.Options, func(text string) {
		r.changed(text)
		r.commit()
	})
	if r.field.Hint != "" {
		c.SetHint(r.field.Hint)
	}
	r.editor, r.value, r.show = c, c.Value, c.Set
}

func (r *fieldRow) makeEntry(e *Entry) {
	e.SetPlaceHolder(r.field.Hint)
	e.OnChanged = r.changed
	e.OnLeft = r.commit
	e.OnKey = func(k *fyne.KeyEvent) bool { return r.f.OnKey != nil && r.f.OnKey(k) }
	e.OnSubmitted = func(string) {
		r.commit()
		if r.f.OnEnter != nil {
			r.f.OnEnter(r.field.Key)
		}
	}
	r.editor = e
	r.wheel = newWheelCatcher(func(turned *fyne.ScrollEvent) {
		if r.f.OnWheel != nil {
			r.f.OnWheel(turned)
		}
	})
	if e.MultiLine { // while somebody writes in it, a long text scrolls by itself
		e.OnEntered = r.wheel.Hide
		e.OnLeft = func() {
			r.wheel.Show()
			r.commit()
		}
	}
	r.value = func() string { return e.Text }
	r.show = e.SetText
}

func (r *fieldRow) calendarButton() fyne.CanvasObject {
	var b *widget.Button
	b = widget.NewButtonWithIcon("", theme.CalendarIcon(), func() { r.openCalendar(b) })
	b.Importance = widget.LowImportance
	return b
}

func (r *fieldRow) openCalendar(under fyne.CanvasObject) {
	start, err := time.ParseInLocation(dateForm, r.value(), time.Local)
	if err != nil {
		start = time.Now()
	}
	var pop *widget.PopUp
	cal := widget.NewCalendar(start, func(day time.Time) {
		pop.Hide()
		r.show(day.Format(dateForm))
		r.commit()
	})
	pop = widget.NewPopUp(cal, canvasOf(r))
	pop.ShowAtRelativePosition(fyne.NewPos(under.Size().Width-cal.MinSize().Width, under.Size().Height), under)
}

func (r *fieldRow) set(text string) {
	if text == r.committed && text == r.value() {
		return // most fields of most records state nothing: leave their editors alone
	}
	r.setting = true
	r.show(text)
	r.committed = text
	r.setting = false
}

func (r *fieldRow) changed(text string) {
	if !r.setting && r.f.OnChange != nil {
		r.f.OnChange(r.field.Key, text)
	}
}

func (r *fieldRow) commit() {
	text := r.value()
	if r.setting || text == r.committed {
		return
	}
	r.committed = text
	if r.f.OnCommit != nil {
		r.f.OnCommit(r.field.Key, text)
	}
}

func (r *fieldRow) setNote(tone look.Tone, text string) {
	r.said = fieldNote{tone, text}
	if text == "" {
		r.note.Hide()
		return
	}
	text = words.T(text)
	if s := tone.Sign(); s != look.NoShape {
		text = string(s) + " " + text
	}
	color := tone.Color()
	if tone == look.Plain {
		color = look.Muted
	}
	r.note.Set(text, color)
	r.note.Show()
}

func (r *fieldRow) wide() bool { return r.field.Wide || r.field.Kind == LinesField }

// CreateRenderer is called by Fyne.
func (r *fieldRow) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{r.label, r.editor, r.note}
	if r.wheel != nil {
		objects = append(objects, r.wheel)
	}
	if r.beside != nil {
		objects = append(objects, r.beside)
	}
	return widget.NewSimpleRenderer(&fyne.Container{Layout: fieldLine{r}, Objects: objects})
}

// fieldLine lays a row out: the label, the editor, what stands beside it; the note under the editor.
type fieldLine struct{ r *fieldRow }

func (l fieldLine) MinSize([]fyne.CanvasObject) fyne.Size {
	s := l.r.editor.MinSize()
	h := max(s.Height, look.Bar)
	if l.r.note.Visible() {
		h += l.r.note.MinSize().Height + 2
	}
	return fyne.NewSize(labelRoom()+s.Width+l.besideWidth(), h)
}

func (l fieldLine) besideWidth() float32 {
	if l.r.beside == nil {
		return 0
	}
	return l.r.beside.MinSize().Width + look.Half
}

func (l fieldLine) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	r := l.r
	noteH := float32(0)
	if r.note.Visible() {
		noteH = r.note.MinSize().Height + 2
	}
	w := max(s.Width-labelRoom()-l.besideWidth(), 0)
	place(r.label, fyne.Position{}, fyne.NewSize(labelRoom()-look.Unit, look.Bar))
	place(r.editor, fyne.NewPos(labelRoom(), 0), fyne.NewSize(w, s.Height-noteH))
	if r.wheel != nil {
		place(r.wheel, r.editor.Position(), r.editor.Size())
	}
	place(r.note, fyne.NewPos(labelRoom(), s.Height-noteH+2), fyne.NewSize(s.Width-labelRoom(), max(noteH-2, 0)))
	if r.beside != nil {
		place(r.beside, fyne.NewPos(s.Width-r.beside.MinSize().Width, 0), fyne.NewSize(r.beside.MinSize().Width, look.Bar))
	}
}
