package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"chainatlas/app/look"
	"chainatlas/model/store"
)

// shortcut is a key with Ctrl and what it does.
type shortcut struct {
	key fyne.KeyName
	mod fyne.KeyModifier
	do  func()
}

func (w *window) addShortcuts() {
	ctrl := fyne.KeyModifierControl
	for _, s := range []shortcut{
		{fyne.KeyK, ctrl, w.showPalette},
		{fyne.KeyZ, ctrl, w.undo},
		{fyne.KeyY, ctrl, w.redo},
		{fyne.KeyZ, ctrl | fyne.KeyModifierShift, w.redo},
	} {
		w.win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: s.key, Modifier: s.mod}, func(fyne.Shortcut) { s.do() })
	}
	// Fyne turns Ctrl+Z and Ctrl+Y into shortcuts of their own before a custom one is asked.
	w.win.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { w.undo() })
	w.win.Canvas().AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { w.redo() })
	w.win.Canvas().SetOnTypedKey(w.typedKey)
}

// typedKey sees keys that nothing focused used.
func (w *window) typedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyF1:
		w.showManual()
	case fyne.KeyF5:
		w.desk.Present()
	case fyne.KeyF11:
		w.toggleBoard()
	case fyne.KeyEscape:
		w.notice.Clear()
		if w.nowKey == boardPlace {
			w.leaveBoard()
		}
	}
}

func (w *window) undo() { w.said(w.desk.Store.Undo) }

func (w *window) redo() { w.said(w.desk.Store.Redo) }

// said does it and says what was done, or why it was refused. The store calls the action 撤销：… or 重做：….
func (w *window) said(do func() (store.Batch, error)) {
	b, err := do()
	if err != nil {
		w.desk.Fail(err)
		return
	}
	w.desk.Notice(look.Good, "已"+b.Label)
}
