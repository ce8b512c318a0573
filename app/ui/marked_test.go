package ui

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"chainatlas/app/ui/uitest"
)

func TestTheWrongWordIsUnderlined(t *testing.T) {
	m := NewMarked()
	w := show(t, m, 400, 40)
	m.Entry.SetText("阶段=在谈 颜色=红")
	if m.line.Visible() {
		t.Error("a line before anything is wrong")
	}
	m.Mark(6, 8)
	em := theme.TextSize()
	if x, wide := m.line.Position().X, m.line.Size().Width; !m.line.Visible() || x < 4*em || x > 7*em || wide < 1.8*em || wide > 2.2*em {
		t.Errorf("the line begins at %v and is %v wide", x, wide)
	}
	uitest.Capture(t, w, "marked")
	m.GoToMark()
	if m.Entry.CursorColumn != 8 {
		t.Errorf("cursor in column %d", m.Entry.CursorColumn)
	}
	m.Mark(10, 10) // a value is missing at the end
	if !m.line.Visible() || m.line.Size().Width == 0 {
		t.Error("no line where something is missing")
	}
	if m.Unmark(); m.line.Visible() {
		t.Error("the line stays")
	}
}
