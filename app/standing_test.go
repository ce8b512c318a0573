package app

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestTheCaretIsWhereTextGoes(t *testing.T) {
	test.NewTempApp(t)
	name := widget.NewEntry()
	button := widget.NewButton("确定", func() {})
	w := test.NewWindow(container.NewVBox(widget.NewLabel("名称"), name, button))
	t.Cleanup(w.Close)
	w.Resize(fyne.NewSize(300, 200))

	if _, ok := caretIn(w.Canvas()); ok {
		t.Error("a caret without a field")
	}
	w.Canvas().Focus(button)
	if _, ok := caretIn(w.Canvas()); ok {
		t.Error("a caret in a button")
	}
	w.Canvas().Focus(name)
	empty, ok := caretIn(w.Canvas())
	test.Type(name, "钢城区")
	typed, _ := caretIn(w.Canvas())
	if !ok || empty.Y < int(name.Position().Y) || empty.Height < 10 || typed.X <= empty.X || typed.Y != empty.Y {
		t.Errorf("the caret went from %v to %v", empty, typed)
	}
	test.Type(name, "一个长得写不下的名称一个长得写不下的名称一个长得写不下的名称")
	if long, _ := caretIn(w.Canvas()); long.X > 300 {
		t.Errorf("the caret is outside the window: %v", long)
	}
}
