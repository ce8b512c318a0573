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
		w.showFailure(err)
	}
	w.win.ShowAndRun()
	w.close()
	return w.code
}

// open opens the workspace and fills in the desk; the window stands already, so that a failure can be told in it.
func (w *window) open() error {
	st, err := w.openStore()
	if err != nil {
		return err
	}
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

func (w *window) openStore() (*store.Store, error) {
	if w.dir == "" { // a workspace chosen in the settings is for the next start
		dir, err := w.folder()
		if err != nil {
			return nil, err
		}
		w.dir = dir
	}
	if err := errors.Join(store.Settle(w.dir), os.MkdirAll(w.dir, 0o755)); err != nil {
		return nil, fmt.Errorf("make workspace: %w", err)
	}
	rolling := desk.RollingIn(w.app.Preferences(), w.dir, Version)
	st, err := store.Open(w.dir, store.Options{User: w.user(), BeforeMigration: rolling.Secure,
		OnChecked: func(r store.Report, err error) { fyne.Do(func() { w.checked(r, err) }) }})
	if err != nil {
		return nil, fmt.Errorf("open workspace %s: %w", w.dir, err)
	}
	return st, nil
}

// furnish makes the desk and the screens around an open workspace.
func (w *window) furnish(st *store.Store) error {
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		return errors.Join(err, st.Close())
	}
	w.desk = &desk.Desk{Store: st, Typeface: faces, Base: assets.BaseMap(), Window: w.win, Prefs: w.app.Preferences(), Version: Version}
	desk.ForgetCopies()
	w.fill()
	w.backUpIn(backupAfter)
	if text := explain.Repairs(st.Repairs()); text != "" {
		w.desk.Notice(look.Warn, text)
	}
	return nil
}

// checked hears what the full check found that runs beside the work.
func (w *window) checked(r store.Report, err error) {
	if err != nil || w.desk == nil {
		return
	}
	switch {
	case len(r.Problems) > 0:
		w.desk.Notice(look.Bad, fmt.Sprintf("后台校验发现 %d 个问题，请关闭后重新打开，软件会自动修复", len(r.Problems)))
	case len(r.Lost) > 0:
		w.desk.Notice(look.Warn, fmt.Sprintf("有 %d 个附件的文件不在工作区中，记录完好。在「设置」中校验数据，可查看是哪些", len(r.Lost)))
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
	desk.ForgetCopies()
	if err := w.desk.Store.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "close workspace:", err)
		w.code = 1
	}
}
