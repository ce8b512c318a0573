// Package desktest sets up a desk for the tests of screens: a real workspace in a folder of its own, a window that nobody
// sees, and ears for what the user is told.
package desktest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/basemap"
	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Office is a desk, and what happened at it.
type Office struct {
	*desk.Desk
	Said   []string   // by Say and Notice, in order
	Opened []model.ID // what screens asked to open
	OnMap  []model.ID // what was last to be shown on the map
}

// Open makes an office on a new workspace with the records in it. The workspace is closed at the end of the test.
func Open(t testing.TB, records ...model.Record) *Office {
	t.Helper()
	return OpenIn(t, t.TempDir(), records...)
}

// OpenIn is Open for a folder that the test names.
func OpenIn(t testing.TB, dir string, records ...model.Record) *Office {
	t.Helper()
	st, err := store.Open(dir, store.Options{User: "李某", Station: "测试"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	task.ForTest(t)
	o := At(t, st)
	o.Put(t, records...)
	return o
}

// At makes an office on a workspace that the test has opened, and closes.
func At(t testing.TB, st *store.Store) *Office {
	t.Helper()
	face, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	o := &Office{}
	o.Desk = &desk.Desk{Store: st, Typeface: face, Base: basemap.Only(), Window: test.NewTempWindow(t, nil), Prefs: fyne.CurrentApp().Preferences(),
		Open: func(id model.ID) { o.Opened = append(o.Opened, id) }, Go: func(string) {},
		List:      func(model.Kind, string, []model.ID) {},
		ShowOnMap: func(_ string, ids []model.ID) { o.OnMap = ids },
		Say:       func(text string) { o.Said = append(o.Said, text) },
		Notice:    func(_ look.Tone, text string, _ ...ui.Action) { o.Said = append(o.Said, text) }}
	return o
}

// Put stores the records in one action.
func (o *Office) Put(t testing.TB, records ...model.Record) {
	t.Helper()
	if _, err := o.Store.Update("准备", func(tx *store.Tx) error {
		for _, r := range records {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// Last is what the user was told last, or "".
func (o *Office) Last() string {
	if len(o.Said) == 0 {
		return ""
	}
	return o.Said[len(o.Said)-1]
}

// Show puts a screen into the window, w by h, and waits until it has read. It is left at the end of the test.
func (o *Office) Show(t testing.TB, s desk.Screen, w, h float32) {
	t.Helper()
	o.Window.SetContent(s.Content())
	o.Window.SetPadded(false)
	o.Window.Resize(fyne.NewSize(w, h))
	s.Show()
	t.Cleanup(s.Leave)
	task.Wait()
}
