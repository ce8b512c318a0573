package ui

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"chainatlas/app/look"
)

// heard collects what Fields tells.
type heard struct{ changes, commits []string }

func listen(f *Fields) *heard {
	h := &heard{}
	f.OnChange = func(key, text string) { h.changes = append(h.changes, key+"="+text) }
	f.OnCommit = func(key, text string) { h.commits = append(h.commits, key+"="+text) }
	return h
}

func TestFieldsTellChangesAndCommits(t *testing.T) {
	f := galleryFields()
	h := listen(f)
	w := show(t, f, 800, 600)
	f.FocusField("problem")
	typeText(w, "缺地")
	if want := []string{"problem=缺", "problem=缺地"}; !slices.Equal(h.changes, want) || len(h.commits) != 0 {
		t.Errorf("while typing: changes %v, commits %v", h.changes, h.commits)
	}
	w.Canvas().Unfocus()
	f.FocusField("problem")
	w.Canvas().Unfocus()
	if want := []string{"problem=缺地"}; !slices.Equal(h.commits, want) {
		t.Errorf("after leaving twice: commits %v", h.commits)
	}
}

func TestFieldsCommitOnEnterAndByShortcut(t *testing.T) {
	f := galleryFields()
	h := listen(f)
	show(t, f, 800, 600)
	amount := f.rows["amount"].editor.(*Entry)
	amount.SetText("15000")
	amount.TypedKey(key(fyne.KeyReturn))
	f.rows["area"].editor.(*Entry).SetText("40")
	f.Commit()
	if want := []string{"amount=15000", "area=40"}; !slices.Equal(h.commits, want) {
		t.Errorf("commits %v", h.commits)
	}
}

func TestFieldsSetTellsNobody(t *testing.T) {
	f := galleryFields()
	h := listen(f)
	w := show(t, f, 800, 600)
	for _, k := range []string{"name", "stage", "progress", "date", "lead"} {
		f.Set(k, "改")
		if f.Value(k) != "改" {
			t.Errorf("%s shows %q", k, f.Value(k))
		}
	}
	f.Set("no such field", "x")
	f.FocusField("name")
	w.Canvas().Unfocus()
	if len(h.changes)+len(h.commits) != 0 {
		t.Errorf("told %v %v", h.changes, h.commits)
	}
}

func TestFieldsChoice(t *testing.T) {
	f := galleryFields()
	h := listen(f)
	show(t, f, 800, 600)
	f.rows["stage"].editor.(*Choice).list.SetSelected("开工")
	if want := []string{"stage=开工"}; !slices.Equal(h.commits, want) || f.Value("stage") != "开工" {
		t.Errorf("commits %v", h.commits)
	}
}

func TestFieldsReadOnlyKeepsValues(t *testing.T) {
	f := galleryFields()
	show(t, f, 800, 600)
	f.Set("name", "新名称")
	f.SetReadOnly(true)
	if _, ok := f.rows["name"].editor.(*Entry); ok || f.Value("name") != "新名称" {
		t.Errorf("shows %q", f.Value("name"))
	}
	if f.rows["amount"].note.Text != "▲ 比上次少 3,000 万元" {
		t.Errorf("the note became %q", f.rows["amount"].note.Text)
	}
	f.SetReadOnly(false)
	if _, ok := f.rows["name"].editor.(*Entry); !ok || f.Value("name") != "新名称" {
		t.Error("cannot be edited again")
	}
}

func TestFieldsNoteMakesRoom(t *testing.T) {
	f := NewFields(Section{"", []Field{{Key: "a", Label: "甲"}, {Key: "b", Label: "乙"}}})
	show(t, f, 400, 300)
	before := f.MinSize().Height
	f.SetNote("a", look.Bad, "金额不是数字")
	if f.MinSize().Height <= before {
		t.Error("the note has no room")
	}
	f.SetNote("a", look.Plain, "")
	if f.MinSize().Height != before {
		t.Error("the room stays")
	}
}

func TestFieldGridLaysOutColumns(t *testing.T) {
	f := galleryFields()
	show(t, f, 832, 600)
	at := func(k string) fyne.Position { return f.rows[k].Position() }
	if at("name").Y != at("stage").Y || at("stage").X != 424 {
		t.Errorf("name %v, stage %v", at("name"), at("stage"))
	}
	if at("amount").Y <= at("name").Y || at("amount").X != 0 {
		t.Errorf("amount %v", at("amount"))
	}
	if w := f.rows["progress"].Size().Width; w != 832 {
		t.Errorf("several lines are %v wide", w)
	}
}

func TestEntryPassesOnKeys(t *testing.T) {
	e := NewEntry()
	w := show(t, e, 300, 40)
	var got []string
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { got = append(got, string(k.Name)) })
	for _, k := range []fyne.KeyName{fyne.KeyF5, fyne.KeyEscape, fyne.KeyF12, fyne.KeyHome, fyne.KeyF} {
		e.TypedKey(key(k))
	}
	if fmt.Sprint(got) != "[F5 Escape F12]" {
		t.Errorf("passed on %v", got)
	}
}
