// Package app is the composition root: it opens the workspace, makes the window and introduces the screens to each other.
//
// It is the only package that links the window system; everything below it builds without.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"chainatlas/app/cli"
	"chainatlas/app/demo"
	"chainatlas/app/desk"
	"chainatlas/app/explain"
	"chainatlas/app/look"
	"chainatlas/app/system"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/keys"
	"chainatlas/model/store"
)

// Version is the program's version. It stands here alone; what builds a release reads it from this line.
var Version = "0.1.0"

// appID names the program to the system: its preferences stand under it.
const appID = "cn.chainatlas.desktop"

// Main runs the program and returns its exit code: a command when args ask for one, else the window.
func Main(args []string) int {
	system.UseConsole()
	system.MarkRunning()
	o, rest, err := takeOptions(args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return cli.Wrong
	}
	if code, handled := cli.Run(rest, os.Stdin, os.Stdout, os.Stderr, Version); handled {
		return code
	}
	if _, err := system.Graphics(); err != nil {
		return withoutGraphics(args[1:], err)
	}
	return runWindow(o, cli.GlobalsOf(rest), forPackage(o, rest))
}

// runWindow opens the window and stays in it until it is closed. A package is shown by the window that is open already, else
// without a workspace.
func runWindow(o options, g cli.Globals, file string) int {
	if file != "" {
		return runPackage(o, g, file)
	}
	a := fyneapp.NewWithID(appID)
	if system.Soft() {
		fyne.SetCurrentApp(calmApp{a})
	}
	if err := speak(languageOf(a.Preferences(), o)); err != nil {
		slog.Warn("the toolkit keeps its own language", "error", err)
	}
	if handedOver(a.Preferences(), o, g) {
		return 0
	}
	light := look.Light()
	a.Settings().SetTheme(light)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	task.OnLong = showProgress
	w := newWindow(a, o, g)
	w.light = light
	w.startLog()
	if o.tour == "" {
		a.Lifecycle().SetOnStarted(w.stand)
		w.start()
		w.listen()
	} else if err := w.open(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	w.win.ShowAndRun()
	w.close()
	return w.code
}

// start opens the workspace beside the window, which stands at once: to make a database anew takes minutes.
func (w *window) start() {
	s, err := w.secret()
	if err != nil {
		w.opened(err)
		return
	}
	opening := w.opening(s)
	job := task.Run(func(_ context.Context, progress func(int, int)) (*store.Store, error) { return opening(progress) },
		func(st *store.Store, err error) {
			if err == nil {
				err = w.furnish(st)
			}
			w.opened(err)
		})
	job.OnProgress(w.replaying)
	task.After(calmly, func() {
		if w.desk == nil && w.win.Content() == nil {
			w.replaying(0, 0)
		}
	})
}

// calmly is how long an empty window is no reason to say anything.
const calmly = 400 * time.Millisecond

// replaying says in the window why there is nothing to see yet.
func (w *window) replaying(done, total int) {
	hint := ""
	if total > 0 {
		hint = fmt.Sprintf("正在按操作日志更新数据库：%d / %d。请不要关闭，数据都在", done, total)
	}
	w.win.SetContent(ui.NewEmpty("正在打开工作区…", hint, nil))
}

// open opens the workspace and fills in the desk.
func (w *window) open() error {
	s, err := w.secret()
	if err != nil {
		return err
	}
	return w.openWith(s)
}

// secret chooses the workspace and says what was given on the command line to open it.
func (w *window) secret() (keys.Secret, error) {
	s, err := w.globals.Secret()
	if err == nil && w.dir == "" { // a workspace chosen in the settings is for the next start
		w.dir, err = workspaceOf(w.app.Preferences(), w.globals)
	}
	return s, err
}

// openWith opens a workspace that needs a passphrase.
func (w *window) openWith(s keys.Secret) error {
	st, err := w.opening(s)(nil)
	if err != nil {
		return err
	}
	return w.furnish(st)
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

// opening is the work of opening the workspace with a secret, and of filling a new one; it may be done beside the window.
func (w *window) opening(s keys.Secret) func(progress func(done, total int)) (*store.Store, error) {
	dir, withDemo, rolling := w.dir, w.options.demo, desk.RollingIn(w.app.Preferences(), w.dir, Version)
	w.settled = make(chan struct{})
	o := store.Options{User: w.user(), BeforeMigration: rolling.Secure, Unlock: func() (keys.Secret, error) { return s, nil }, CheckAfter: w.settled,
		OnChecked: func(r store.Report, err error) {
			debug.FreeOSMemory() // a start reads everything once, which nobody needs any more
			fyne.Do(func() { w.checked(r, err) })
		}}
	return func(progress func(int, int)) (*store.Store, error) {
		o.OnReplay = progress
		if err := errors.Join(store.Settle(dir), os.MkdirAll(dir, 0o755)); err != nil {
			return nil, fmt.Errorf("make workspace: %w", err)
		}
		st, err := store.Open(dir, o)
		if err != nil {
			return nil, fmt.Errorf("open workspace %s: %w", dir, err)
		}
		if err := fillNew(st, withDemo); err != nil {
			return nil, errors.Join(err, st.Close())
		}
		return st, nil
	}
}

// fillNew puts into a new workspace what the program brings.
func fillNew(st *store.Store, withDemo bool) error {
	if err := demo.Builtin(st); err != nil {
		return fmt.Errorf("fill workspace: %w", err)
	}
	if !withDemo {
		return nil
	}
	if _, err := demo.Fill(st, demo.Options{Today: model.DayAt(time.Now())}); err != nil && !errors.Is(err, demo.ErrNotEmpty) {
		return fmt.Errorf("fill demonstration: %w", err)
	}
	return nil
}

// furnish makes the desk and the screens around an open workspace.
func (w *window) furnish(st *store.Store) error {
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		return errors.Join(err, st.Close())
	}
	shelf, err := cli.BaseMaps(faces)
	if err != nil {
		return errors.Join(err, st.Close())
	}
	cli.KeepIndustries()
	w.desk = &desk.Desk{Store: st, Typeface: faces, Base: shelf, Window: w.win, Prefs: w.app.Preferences(), Version: Version}
	w.desk = &desk.Desk{Store: st, Typeface: faces, Base: shelf, Window: w.win, Prefs: w.app.Preferences(), Version: Version, Logs: w.logs}
	desk.ForgetCopies()
	w.fill()
	w.backUpIn(backupAfter)
	if text := explain.Repairs(st.Repairs()); text != "" {
		w.desk.Notice(look.Warn, text)
	}
	w.tellCrash()
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

// workspaceOf is the folder: the argument, what was chosen in the settings, the usual place.
func workspaceOf(p fyne.Preferences, g cli.Globals) (string, error) {
	if g.Workspace != "" {
		return g.Workspace, nil
	}
	if dir := p.String(desk.PrefWorkspace); dir != "" {
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
	defer w.endLog()
	if w.desk == nil {
		return
	}
	w.backUpAfterWork()
	desk.ForgetCopies()
	if err := errors.Join(w.desk.Base.Close(), w.desk.Store.Close()); err != nil {
		w.log.Failed(err)
		fmt.Fprintln(os.Stderr, "close workspace:", err)
		w.code = 1
	}
}
