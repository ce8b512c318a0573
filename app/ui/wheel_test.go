package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// The wheel over an entry scrolls the form, except over a long text that somebody is writing.
func TestTheWheelOverAnEntryScrollsTheForm(t *testing.T) {
	f := NewFields(Section{Fields: []Field{{Key: "name", Label: "名称"}, {Key: "notes", Label: "备注", Kind: LinesField}}})
	for range 20 {
		f.sections[0].Fields = append(f.sections[0].Fields, Field{Key: string(rune('a' + len(f.sections[0].Fields))), Label: "其他"})
	}
	f.SetSections(f.sections...)
	scroll := container.NewVScroll(f)
	f.OnWheel = scroll.Scrolled
	w := show(t, scroll, 400, 200)
	turn := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)}
	f.rows["name"].wheel.Scrolled(turn)
	if scroll.Offset.Y == 0 {
		t.Error("the form stays")
	}
	if r := f.rows["name"]; r.wheel.Size() != r.editor.Size() || r.wheel.Position() != r.editor.Position() {
		t.Errorf("the wheel is at %v %v, the entry at %v %v", r.wheel.Position(), r.wheel.Size(), r.editor.Position(), r.editor.Size())
	}
	notes := f.rows["notes"]
	w.Canvas().Focus(notes.editor.(*Entry))
	if notes.wheel.Visible() {
		t.Error("a long text cannot be scrolled while it is written")
	}
	w.Canvas().Focus(nil)
	if !notes.wheel.Visible() {
		t.Error("the form stays over a text that was left")
	}
}
