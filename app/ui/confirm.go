package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// dialogWidth keeps lines short enough to read.
const dialogWidth float32 = 440

// Dialog is a question or a form over the window. Esc closes it.
type Dialog struct {
	OnClosed func() // whatever closed it

	pop     *widget.PopUp
	buttons []*Button
}

// NewDialog makes a dialog with a button for closing and one for each action; an action closes it first.
// Show it with Show.
func NewDialog(win fyne.Window, title string, body fyne.CanvasObject, actions ...Action) *Dialog {
	d := &Dialog{}
	row := container.New(side{look.Unit}, newStretch())
	cancel := Action{Text: "取消", Do: d.Hide}
	if len(actions) == 0 {
		cancel = Action{Text: "知道了", Do: d.Hide, Primary: true}
	}
	for _, a := range append([]Action{cancel}, actions...) {
		row.Add(d.button(a))
	}
	head := newLine(title, look.TextSection, theme.ColorNameForeground, true).elided()
	content := container.New(inset{look.Gap, look.Gap, look.Gap, look.Gap}, Stack(look.Gap, head, body, row))
	d.pop = widget.NewModalPopUp(container.New(atLeast{w: dialogWidth}, content), win.Canvas())
	return d
}

func (d *Dialog) button(a Action) *Button {
	do, ready := a.Do, a.Ready
	a.Do = func() {
		if ready != nil && !ready() {
			return
		}
		d.Hide()
		do()
	}
	b := a.Button()
	b.OnKey = d.useKey
	d.buttons = append(d.buttons, b)
	return b
}

// CallClose gives the closing button another word than 取消: nothing is cancelled by closing a picture.
func (d *Dialog) CallClose(text string) { d.buttons[0].SetText(text) }

// ClosedBy lets Esc in an entry of the dialog close it too.
func (d *Dialog) ClosedBy(e *Entry) { e.OnKey = d.useKey }

// ClosedByFields lets Esc in the fields of the dialog close it too.
func (d *Dialog) ClosedByFields(f *Fields) { f.OnKey = d.useKey }

func (d *Dialog) useKey(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		d.Hide()
		return true
	}
	return false
}

// Show opens the dialog; Enter takes the last button unless it is dangerous.
func (d *Dialog) Show() {
	d.pop.Show()
	takes := d.buttons[len(d.buttons)-1]
	if takes.Importance == widget.DangerImportance || takes.Disabled() {
		takes = d.buttons[0]
	}
	d.pop.Canvas.Focus(takes)
}

// SetCancel names the button that closes the dialog, where 取消 could mean something else.
func (d *Dialog) SetCancel(text string) *Dialog {
	d.buttons[0].SetText(text)
	return d
}

// Take does what the last button does, unless that is dangerous: Enter in the last field of a form.
func (d *Dialog) Take() {
	if b := d.buttons[len(d.buttons)-1]; b.Importance != widget.DangerImportance {
		b.Tapped(nil)
	}
}

// Hide closes the dialog.
func (d *Dialog) Hide() {
	if !d.pop.Visible() {
		return
	}
	d.pop.Hide()
	if d.OnClosed != nil {
		d.OnClosed()
	}
}

// Confirm asks before something happens. The button says what it does (删除 3 个项目), never 是 or 否;
// a dangerous action is not the one that Enter takes.
func Confirm(win fyne.Window, title, text string, do Action) *Dialog {
	do.Primary = !do.Danger
	d := NewDialog(win, title, paragraph(text), do)
	d.Show()
	return d
}

// Tell shows a message that has to be read, with one button.
func Tell(win fyne.Window, title, text string) *Dialog {
	d := NewDialog(win, title, paragraph(text))
	d.Show()
	return d
}

// Wrapping is how text of several lines breaks: Chinese between any two characters, letters between words.
func Wrapping() fyne.TextWrap {
	if words.Foreign() {
		return fyne.TextWrapWord
	}
	return fyne.TextWrapBreak
}

// NewParagraph is text in a dialog, over as many lines as it needs.
func NewParagraph(text string) fyne.CanvasObject { return paragraph(text) }

// paragraph is text that wraps at the width of a dialog, without a label's padding.
func paragraph(text string) fyne.CanvasObject {
	l := widget.NewLabel(words.T(text))
	l.Wrapping = fyne.TextWrapWord
	l.Resize(fyne.NewSize(dialogWidth-2*look.Gap+2*theme.InnerPadding(), 0))
	p := -theme.InnerPadding()
	return container.New(inset{p, p, p, p}, l)
}
