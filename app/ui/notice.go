package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/task"
)

// Notice is a quiet line inside the window that says what just happened and goes away by itself.
// It is never an operating-system notification: those would show records on a locked screen or a projector.
type Notice struct {
	widget.BaseWidget
	box   *fyne.Container
	panel *Panel
	timer *task.Timer
}

// noticeTime is how long a line stays; one with an action stays longer, so that it can be reached.
const (
	noticeTime       = 4 * time.Second
	noticeTimeAction = 10 * time.Second
)

// NewNotice makes the line; lay it over the bottom of the window, nothing is seen until Say.
func NewNotice() *Notice {
	n := &Notice{box: container.New(side{look.Unit})}
	n.panel = NewPanel(n.box, look.Gap, look.Half)
	n.panel.Radius, n.panel.Border = look.Radius, theme.ColorNameInputBorder
	n.panel.Hide()
	n.ExtendBaseWidget(n)
	return n
}

// Say shows a message; an action such as 撤销 may stand behind it.
func (n *Notice) Say(tone look.Tone, text string, actions ...Action) {
	n.timer.Stop()
	n.box.RemoveAll()
	if s := tone.Sign(); s != look.NoShape {
		n.box.Add(container.NewCenter(newLine(string(s), look.TextBody, tone.Color(), false)))
	}
	n.box.Add(container.NewCenter(NewLine(text)))
	stay := noticeTime
	for _, a := range actions {
		do := a.Do
		a.Do = func() { n.Clear(); do() }
		b := a.Button()
		b.Importance = widget.LowImportance
		n.box.Add(b)
		stay = noticeTimeAction
	}
	n.panel.Show()
	n.Refresh()
	n.timer = task.After(stay, n.Clear)
}

// Clear takes the message away.
func (n *Notice) Clear() {
	n.timer.Stop()
	n.panel.Hide()
	n.Refresh()
}

// Shown tells whether there is a message. The widget itself is never hidden: a window does not know an object that was
// hidden when it was last painted, and the message would stand there unseen until the mouse moves.
func (n *Notice) Shown() bool { return n.panel.Visible() }

// CreateRenderer is called by Fyne.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(bottomCenter{}, n.panel))
}

// MinSize is nothing: the line floats over what is there.
func (n *Notice) MinSize() fyne.Size { return fyne.Size{} }

// bottomCenter floats its object above the lower edge.
type bottomCenter struct{}

func (bottomCenter) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (bottomCenter) Layout(o []fyne.CanvasObject, s fyne.Size) {
	m := o[0].MinSize()
	m.Height = max(m.Height, look.Bar+2*look.Half)
	place(o[0], fyne.NewPos((s.Width-m.Width)/2, s.Height-m.Height-5*look.Unit), m)
}
