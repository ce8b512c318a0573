// Package desk is what all screens share: the open workspace, the window, and the ways from one screen to another.
//
// Screens import desk and never each other; navigation fills in the functions.
package desk

import (
	"fyne.io/fyne/v2"

	"chainatlas/app/basemap"
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/keys"
	"chainatlas/model/store"
	"chainatlas/model/table"
)

// Screen is one place of the navigation. Show and Leave come in pairs: what Show starts (watching the store, painting),
// Leave stops, so that a screen nobody sees costs nothing.
type Screen interface {
	Title() string
	Content() fyne.CanvasObject // made once, on first use
	Show()
	Leave()
}

// Opener is a Screen that can show one record of a kind.
type Opener interface {
	Screen
	OpenRecord(id model.ID)
}

// Lister is a Screen that can list the records behind a figure.
type Lister interface {
	Screen
	List(title string, ids []model.ID)
}

// Taker is a Screen that may take files which were dropped on it; false leaves them to be looked through as ledgers.
type Taker interface {
	Screen
	TakeFiles(at fyne.Position, paths []string) bool // at in the window
}

// Desk is the working place: one workspace in one window. Every function runs on the UI thread and none is nil
// once the window stands.
type Desk struct {
	Store    *store.Store
	Typeface *mapping.Typeface
	Base     *basemap.Shelf // the base maps
	Window   fyne.Window
	Prefs    fyne.Preferences
	Version  string // of the program
	Logs     string // folder of the program's log

	Open    func(id model.ID)                                   // shows a record in its own screen
	Go      func(key string)                                    // shows a screen: projects, chains, map …
	List    func(kind model.Kind, title string, ids []model.ID) // lists the records behind a figure
	History func(id model.ID)                                   // shows what happened to a record
	Match   func(id model.ID)                                   // shows which sites fit a project, or which projects a site
	Compare func(sites []model.ID)                              // sets two to four sites side by side, and prints them
	Board   func(chain model.ID)                                // shows what the head of a chain decides from
	Import  func(path string)                                   // looks through a ledger before it is imported
	Present func()                                              // F5
	// ShowPackage shows the deck of a package to visitors; nothing of it comes into the workspace.
	ShowPackage func(path string)
	// MapView is what the screen of the map shows: west, south, east, north in degrees, and the layers that are switched on, as a
	// slide names them; false before it was opened.
	MapView func() (view [4]float64, layers model.Words, ok bool)
	Restore func(path string)                                 // puts a backup in the place of the workspace, and opens it
	Encrypt func(k *keys.File, m *keys.Master, s keys.Secret) // makes the workspace an encrypted one, and opens it with the secret
	Decrypt func(s keys.Secret)                               // makes it one that opens without, and opens it
	// ShowOnMap shows these records on the map and no others, under a title, until the user wants all again.
	ShowOnMap func(title string, ids []model.ID)
	Say       func(text string)                                   // a quiet line that goes away by itself
	Notice    func(tone look.Tone, text string, act ...ui.Action) // Say with a tone and a way on, such as 撤销

	OnEvent func(event, what string) // a test looks on; nil when nobody does
	OnFail  func(err error)          // the log hears what the user is told; nil when there is none

	lists *table.Table
}

// Lists answers what tables list, count and sort. It follows the store for as long as that is open.
func (d *Desk) Lists() *table.Table {
	if d.lists == nil {
		d.lists = table.New(d.Store, 0)
	}
	return d.lists
}

// Tell says what the user would see happen, to a test that looks on.
func (d *Desk) Tell(event, what string) {
	if d.OnEvent != nil {
		d.OnEvent(event, what)
	}
}

// Fail tells the user what went wrong and what to do next; nil is no failure.
func (d *Desk) Fail(err error) {
	if err == nil {
		return
	}
	if d.OnFail != nil {
		d.OnFail(err)
	}
	d.Notice(look.Bad, Explain(err))
}

// Update is one user action on the store. A failure is told to the user; ok says that it is done.
func (d *Desk) Update(label string, f func(*store.Tx) error) (b store.Batch, ok bool) {
	b, err := d.Store.Update(label, f)
	d.Fail(err)
	return b, err == nil
}

// Edit is Update with a line that says so and offers to take it back.
func (d *Desk) Edit(label string, f func(*store.Tx) error) bool {
	b, ok := d.Update(label, f)
	if ok {
		d.Notice(look.Good, "已"+label, d.UndoAction(b))
	}
	return ok
}

// Copy puts text on the clipboard.
func (d *Desk) Copy(text string) { fyne.CurrentApp().Clipboard().SetContent(text) }

// UndoAction takes a batch back.
func (d *Desk) UndoAction(b store.Batch) ui.Action {
	return ui.Action{Text: "撤销", Do: func() { d.UndoBatch(b) }}
}

// UndoBatch takes a batch back and says so, or why not.
func (d *Desk) UndoBatch(b store.Batch) {
	if _, err := d.Store.UndoBatch(b.ID); err != nil {
		d.Fail(err)
		return
	}
	d.Say("已撤销：" + b.Label)
}

// Watch calls f on the UI thread after each commit, until stop: call it in Show, and stop in Leave.
func (d *Desk) Watch(f func([]model.Change)) (stop func()) {
	gone := false // read and written on the UI thread alone
	off := d.Store.Watch(func(c []model.Change) {
		fyne.Do(func() {
			if !gone {
				f(c)
			}
		})
	})
	return func() {
		gone = true
		off()
	}
}

// Where the settings stand in the preferences.
const (
	PrefLanguage  = "language"  // of the interface: zh, en; "" is Chinese
	PrefUser      = "user"      // the name beside every change
	PrefWorkspace = "workspace" // the folder opened at the next start

	PrefChainsReadOnly = "chains.readonly" // chains are looked at and not changed on this computer
)

// ChainsLocked tells whether chains, and what is said of them, are only looked at on this computer.
func (d *Desk) ChainsLocked() bool { return d.Prefs != nil && d.Prefs.Bool(PrefChainsReadOnly) }

// EditChains is Edit for whatever a chain's screens change; where chains are only looked at it does nothing and says so.
func (d *Desk) EditChains(label string, f func(*store.Tx) error) bool {
	if d.ChainsLocked() {
		d.Notice(look.Warn, "这台电脑上的产业链设为「只看」，没有修改。要修改，先在产业链页面点「取消只看」。")
		return false
	}
	return d.Edit(label, f)
}
