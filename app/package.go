package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"chainatlas/app/cli"
	"chainatlas/app/decks"
	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/present"
	"chainatlas/app/story"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/calk"
)

// showPackage shows a package in the window that has a workspace open. Nothing of it comes into the workspace.
func (w *window) showPackage(path string) {
	if w.curtain.shut {
		w.stage.RequestFocus()
		return
	}
	faces := w.desk.Typeface
	task.Long(w.win, "正在打开演示包", func(ctx context.Context, _ func(int, int)) (*story.Frozen, error) {
		return story.OpenPack(ctx, path)
	}, func(f *story.Frozen, err error) {
		if err != nil {
			w.desk.Fail(err)
			return
		}
		w.desk.Remember(path)
		w.show(decks.Packaged(f, faces))
	})
}

// player shows one package and ends with it. It opens no workspace, and writes nothing.
type player struct {
	app  fyne.App
	file string
	code int
}

// runPackage shows a package without a workspace, until the show is left. A double click goes to the window that is open
// already, where there is one.
func runPackage(opt options, g cli.Globals, file string) int {
	var a fyne.App
	l := model.Language(opt.language)
	if usedBefore() {
		a = fyneapp.NewWithID(appID)
		l = languageOf(a.Preferences(), opt)
		if len(opt.files) > 0 && handedOver(a.Preferences(), opt, g) {
			return cli.Done
		}
	} else {
		clean, err := awayFromHome()
		if err != nil {
			fmt.Fprintln(os.Stderr, err) // the show is not the less
		}
		defer clean()
		a = fyneapp.New() // one with a name would watch its preferences, and make their folder again once that is cleaned away
	}
	p := &player{app: a, file: file}
	if err := speak(l); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	p.app.Settings().SetTheme(look.Light())
	p.app.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	o, err := packageOptions(file)
	if err != nil {
		p.refuse(err)
	} else {
		p.play(o, opt.events)
	}
	p.app.Run()
	task.Stop()
	return p.code
}

// usedBefore tells whether the program keeps preferences on this computer already.
func usedBefore() bool {
	dir, err := os.UserConfigDir()
	if err != nil {
		return false
	}
	_, err = os.Stat(filepath.Join(dir, "fyne", appID))
	return err == nil
}

// homes are what tells the window's toolkit and drivers of graphics where to keep what they want to find again.
var homes = []string{"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "USERPROFILE", "LOCALAPPDATA"}

// awayFromHome lets the process keep in a folder of its own what it would leave on a computer that does not know the program. The
// folder is gone after clean.
func awayFromHome() (clean func(), err error) {
	dir, err := os.MkdirTemp("", "chainatlas")
	if err != nil {
		return func() {}, err
	}
	for _, name := range homes {
		err = errors.Join(err, os.Setenv(name, dir))
	}
	return func() { _ = os.RemoveAll(dir) }, err
}

func packageOptions(file string) (present.Options, error) {
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		return present.Options{}, err
	}
	f, err := story.OpenPack(context.Background(), file)
	if err != nil {
		return present.Options{}, err
	}
	return decks.Packaged(f, faces), nil
}

func (p *player) play(o present.Options, events bool) {
	var settled *settling
	o.OnClosed = func(_ present.Log, err error) {
		settled.stop()
		if events {
			fmt.Println("presented")
		}
		if err != nil {
			p.refuse(err)
			return
		}
		p.app.Quit()
	}
	stage := present.Show(o)
	stage.SetTitle(words.T(windowTitle))
	settled = settleOn(stage)
	if events {
		fmt.Println("present", p.file)
	}
}

// refusedSize is that of the window that says why there is no show, in logical pixels.
var refusedSize = fyne.NewSize(640, 320)

// refuse says in a window why there is no show: who clicked a file twice sees no terminal.
func (p *player) refuse(err error) {
	p.code = cli.Failed
	fmt.Fprintln(os.Stderr, desk.Explain(err))
	w := p.app.NewWindow(words.T(windowTitle))
	w.SetMaster()
	w.SetCloseIntercept(p.app.Quit)
	quit := ui.Action{Text: "关闭", Primary: true, Do: p.app.Quit}
	w.SetContent(ui.NewEmpty("演示包没有打开", desk.Explain(err), &quit))
	w.Resize(refusedSize)
	w.CenterOnScreen()
	w.Show()
}

// forPackage is the package that the program was started with and nothing else; "" for any other start.
func forPackage(o options, rest []string) string {
	if file := cli.PackageOf(rest); file != "" {
		return file
	}
	if len(o.files) == 1 && isPackage(o.files[0]) && calk.KindOf(o.files[0]) != calk.BaseMap {
		return o.files[0]
	}
	return ""
}

// settling makes the wish for a full screen again once X11 has placed a window; see presentSettles.
type settling struct{ timer *task.Timer }

func settleOn(win fyne.Window) *settling {
	s := &settling{}
	if runtime.GOOS == "linux" && !present.TwoScreens() {
		s.timer = task.After(presentSettles, func() {
			win.SetFullScreen(false)
			s.timer = task.After(presentSettles, func() { fillAgain(win) })
		})
	}
	return s
}

func (s *settling) stop() {
	if s != nil {
		s.timer.Stop()
	}
}
