package app

import (
	"errors"
	"fmt"
	"os/user"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/cli"
	"chainatlas/app/desk"
	"chainatlas/app/diagnosis"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/model/keys"
	"chainatlas/model/store"
)

// window is the main window with its screens.
type window struct {
	app     fyne.App
	win     fyne.Window
	options options
	globals cli.Globals
	dir     string // the workspace's folder, once it is known
	light   *look.Theme
	desk    *desk.Desk // nil when the workspace could not be opened
	places  []place
	rail    *ui.Rail
	middle  *fyne.Container
	notice  *ui.Notice
	curtain *curtain
	stage   fyne.Window // the show under way; see curtain.shut
	palette *ui.Palette
	finder  *finder
	settled chan struct{} // closed when the search has read the open workspace
	log     *diagnosis.Log
	logs    string      // folder of the log
	crashed bool        // the run before ended by a crash
	files   []string    // to be opened as soon as there is a workspace
	now     desk.Screen // the screen shown
	nowKey  string
	code    int // exit code

	backups      *task.Timer
	backupFailed bool // and was told
}

// windowTitle is the program's name.
const windowTitle = "招商链图"

func newWindow(a fyne.App, o options, g cli.Globals) *window {
	w := &window{app: a, options: o, globals: g, win: a.NewWindow(words.T(windowTitle)), middle: container.NewStack(), notice: ui.NewNotice(), curtain: newCurtain(), files: o.files}
	w.win.SetPadded(false)
	w.win.SetMaster()
	w.win.Resize(firstSize(a.Preferences()))
	w.win.SetCloseIntercept(func() {
		w.keepPlace()
		w.leave()
		w.win.Close()
	})
	return w
}

// fill puts the navigation and the first screen into the window.
func (w *window) fill() {
	w.connect()
	w.places = w.allPlaces()
	w.rail = ui.NewRail(railEntries(w.places), w.goTo)
	body := ui.Beside(w.rail, w.middle)
	w.win.SetContent(container.NewStack(body, w.notice, w.curtain.face))
	w.addShortcuts()
	w.finder = newFinder(w.desk.Store)
	w.win.SetOnDropped(w.dropped)
	w.goTo(firstPlace)
	if w.options.tour != "" {
		w.startTour()
		return
	}
	w.tell("started", w.desk.Store.Dir()) // the window stands already
	w.take(w.files)
	w.files = nil
}

// counted comes when the first screen has its figures. What else reads everything waits for that, one after the other: the
// search, then the check of the database.
func (w *window) counted() {
	f, settled := w.finder, w.settled
	f.start(func(n int, err error) {
		close(settled)
		f.ready = true
		if w.palette != nil {
			w.palette.SetPreparing(false)
		}
		w.desk.Fail(err)
		w.tell("searchable", fmt.Sprint(n))
	})
}

// showFailure says in the window why there is no workspace, and what to do.
func (w *window) showFailure(err error) {
	quit := ui.Action{Text: "退出", Primary: true, Do: w.win.Close}
	w.log.Failed(err)
	w.win.SetContent(ui.NewEmpty(notOpened, desk.Explain(err), &quit))
	w.code = 1
	switch {
	case errors.Is(err, keys.ErrDamaged), errors.Is(err, keys.ErrMissing), errors.Is(err, keys.ErrForeign):
		w.offerKeys(desk.Explain(err), quit)
	case errors.Is(err, store.ErrDamaged):
		w.offerBackup(desk.Explain(err), quit)
	}
}

const notOpened = "工作区没有打开"

// systemUser is the name of the account, until the user says another in the settings.
func systemUser() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	if u.Name != "" {
		return u.Name
	}
	return u.Username
}
