package app

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"chainatlas/app/look"
	"chainatlas/app/ui"
)

// curtain covers the window while visitors look at a screen: they may see this one too, in the task switcher or when a
// screen is unplugged. Nothing is said behind it; what there was to say waits until the show is over.
type curtain struct {
	face     fyne.CanvasObject
	shut     bool
	held     []message
	overlays []fyne.CanvasObject // dialogs that were open
}

// message is a notice that waits.
type message struct {
	tone    look.Tone
	text    string
	actions []ui.Action
}

func newCurtain() *curtain {
	c := &curtain{face: ui.NewPanel(ui.NewEmpty("正在演示", "演示结束后回到这里", nil), 0, 0)}
	c.face.Hide()
	return c
}

// close draws the curtain over the window.
func (c *curtain) close(win fyne.Window) {
	c.shut = true
	c.overlays = append([]fyne.CanvasObject(nil), win.Canvas().Overlays().List()...)
	for _, o := range c.overlays {
		o.Hide()
	}
	win.Canvas().Unfocus()
	c.face.Show()
	canvas.Refresh(win.Content()) // the window does not know what was hidden when it was last painted
}

// open draws it back and hands over what was held.
func (c *curtain) open(win fyne.Window) []message {
	held := c.held
	c.shut, c.held = false, nil
	c.face.Hide()
	canvas.Refresh(win.Content())
	for _, o := range c.overlays {
		o.Show()
	}
	c.overlays = nil
	return held
}

// hold keeps a notice; false when there is no show, and it may be said at once.
func (c *curtain) hold(tone look.Tone, text string, actions []ui.Action) bool {
	if c.shut {
		c.held = append(c.held, message{tone, text, actions})
	}
	return c.shut
}

// sayHeld says what waited, in one line, with the ways on that come after a show.
func (w *window) sayHeld(held []message, after ...ui.Action) {
	switch len(held) {
	case 0:
		if len(after) > 0 {
			w.desk.Notice(look.Plain, "演示结束", after...)
		}
	case 1:
		w.desk.Notice(held[0].tone, held[0].text, append(held[0].actions, after...)...)
	default:
		var lines []string
		for _, m := range held {
			lines = append(lines, m.text)
		}
		all := ui.Action{Text: "查看", Do: func() { ui.Tell(w.win, "演示期间的消息", strings.Join(lines, "\n")) }}
		w.desk.Notice(look.Warn, fmt.Sprintf("演示期间有 %d 条消息", len(held)), append([]ui.Action{all}, after...)...)
	}
}
