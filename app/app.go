// Package app is the composition root: it opens the workspace, makes the window and introduces the screens to each other.
//
// It is the only package that links the window system; everything below it builds without.
package app

import (
	"errors"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"chainatlas/app/cli"
	"chainatlas/app/demo"
	"chainatlas/app/desk"
	"chainatlas/app/explain"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/keys"
	"chainatlas/model/store"
)

// Version is the program's version; the build may set another.
var Version = "0.1.0"

// appID names the program to the system: its preferences stand under it.
const appID = "cn.chainatlas.desktop"

// Main runs the program and returns its exit code: a command when args ask for one, else the window.
func Main(args []string) int {
	o, rest, err := takeOptions(args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return cli.Wrong
	}
	if code, handled := cli.Run(rest, os.Stdin, os.Stdout, os.Stderr, Version); handled {
		return code
	}
	return runWindow(o, cli.GlobalsOf(rest))
}

// runWindow opens the window and stays in it until it is closed.
func runWindow(o options, g cli.Globals) int {
	a := fyneapp.NewWithID(appID)
	light := look.Light()
	a.Settings().SetTheme(light)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	w := newWindow(a, o, g)
	w.light = light
	if err := w.open(); err != nil {
		if o.tour != "" {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		w.opened(err)
	}
	w.win.ShowAndRun()
	w.close()
	return w.code
}

// open opens the workspace and fills in the desk; the window stands already, so that a failure can be told in it.
func (w *window) open() error {
	s, err := w.globals.Secret()
	if err != nil {
		return err
	}
	return w.openWith(s)
}

// openWith opens a workspace that needs a passphrase.
func (w *window) openWith(s keys.Secret) error {
	if w.dir == "" { // a workspace chosen in the settings is for the next start
		dir, err := w.folder()
		if err != nil {
			return err
		}
		w.dir = dir
	}
	st, err := w.opening(s)()
	if err != nil {
		return err
	}
	return w.furnishNew(st)
}

// opened goes on after a workspace did not open: with the passphrase, or with what the user can do.
func (w *window) opened(err error) {
	switch {
	case errors.Is(err, keys.ErrLocked):
		w.askSecret(func() {})
	case err != nil:
		w.showFailure(err)
	}
}

// furnishNew fills a new workspace, and makes the desk around it.
func (w *window) furnishNew(st *store.Store) error {
	if err := demo.Builtin(st); err != nil {
		return errors.Join(fmt.Errorf("fill workspace: %w", err), st.Close())
	}
	if w.options.demo {
		if _, err := demo.Fill(st, demo.Options{Today: model.DayAt(time.Now())}); err != nil && !errors.Is(err, demo.ErrNotEmpty) {
			return errors.Join(fmt.Errorf("fill demonstration: %w", err), st.Close())
		}
	}
	return w.furnish(st)
}

// opening is the work of opening the workspace with a secret; it may be done beside the window.
func (w *window) opening(s keys.Secret) func() (*store.Store, error) {
	dir, rolling := w.dir, desk.RollingIn(w.app.Preferences(), w.dir, Version)
	o := store.Options{User: w.user(), BeforeMigration: rolling.Secure, Unlock: func() (keys.Secret, error) { return s, nil },
		OnChecked: func(r store.Report, err error) { fyne.Do(func() { w.checked(r, err) }) }}
	return func() (*store.Store, error) {
		if err := errors.Join(store.Settle(dir), os.MkdirAll(dir, 0o755)); err != nil {
			return nil, fmt.Errorf("make workspace: %w", err)
		}
		st, err := store.Open(dir, o)
		if err != nil {
			return nil, fmt.Errorf("open workspace %s: %w", dir, err)
		}
		return st, nil
	}
}

// furnish makes the desk and the screens around an open workspace.
func (w *window) furnish(st *store.Store) error {
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		return errors.Join(err, st.Close())
	}
	w.desk = &desk.Desk{Store: st, Typeface: faces, Base: assets.BaseMap(), Window: w.win, Prefs: w.app.Preferences(), Version: Version}
	w.fill()
	w.backUpIn(backupAfter)
	if text := explain.Repairs(st.Repairs()); text != "" {
		w.desk.Notice(look.Warn, text)
	}
	return nil
}

// checked hears what the full check found that runs beside the work.
func (w *window) checked(r store.Report, err error) {
	if err == nil && len(r.Problems) > 0 && w.desk != nil {
		w.desk.Notice(look.Bad, fmt.Sprintf("后台校验发现 %d 个问题，请关闭后重新打开，软件会自动修复", len(r.Problems)))
	}
}

// folder is the workspace: the argument, what was chosen in the settings, the usual place.
func (w *window) folder() (string, error) {
	if w.globals.Workspace != "" {
		return w.globals.Workspace, nil
	}
	if dir := w.app.Preferences().String(desk.PrefWorkspace); dir != "" {
		return dir, nil
	}
	return cli.DefaultWorkspace()
}

// user is the name that stands beside every change.
func (w *window) user() string {
	if w.globals.User != "" {
		return w.globals.User
	}
	if name := w.app.Preferences().String(desk.PrefUser); name != "" {
		return name
	}
	return systemUser()
}

// close stops work before the store that it reads.
func (w *window) close() {
	task.Stop()
	if w.desk == nil {
		return
	}
	w.backUpAfterWork()
	if err := w.desk.Store.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "close workspace:", err)
		w.code = 1
	}
}
