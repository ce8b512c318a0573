package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"chainatlas/app/cli"
	"chainatlas/app/settings"
	"chainatlas/app/system"
	"chainatlas/app/task"
	"chainatlas/model/calk"
)

// noGraphics is what to do where the window cannot be drawn.
const noGraphics = `这台电脑的显卡驱动不支持 OpenGL 2.1，窗口打不开。数据没有改动。

请依次试试：
1. 从显卡或电脑厂商的网站安装显卡驱动，重新启动电脑；
2. 用远程桌面连接时，改在电脑前直接打开；
3. 重新运行安装程序，补上程序文件夹里的 softgl 软件显示组件。

不开窗口的命令照常可用：chainatlas --help`

// withoutGraphics starts the program where a library draws in place of the card, or says why there is no window.
func withoutGraphics(args []string, err error) int {
	if system.StartSoft(args) {
		return cli.Done
	}
	fmt.Fprintln(os.Stderr, err)
	system.Message("招商链图", noGraphics)
	return cli.Failed
}

// handedOver gives the files to the window that has the workspace open already, and tells whether there is one: two windows
// cannot have one workspace.
func handedOver(p fyne.Preferences, o options, g cli.Globals) bool {
	if o.tour != "" {
		return false
	}
	dir, err := workspaceOf(p, g)
	return err == nil && system.Send(dir, o.files) == nil
}

// listen hears from programs started later with the same workspace, for as long as the window is open.
func (w *window) listen() {
	if w.options.tour != "" {
		return
	}
	p, err := system.Listen(w.dir)
	if err != nil {
		w.log.Failed(err)
		return
	}
	w.hear(p)
}

func (w *window) hear(p *system.Post) {
	task.Run(func(ctx context.Context, _ func(int, int)) ([]string, error) {
		defer context.AfterFunc(ctx, func() { _ = p.Close() })()
		return p.Next()
	}, func(files []string, err error) {
		if err != nil {
			return // the window is closing
		}
		w.comeForward()
		w.take(files)
		w.hear(p)
	})
}

// comeForward shows the window before the others.
func (w *window) comeForward() {
	w.tell("forward", "")
	w.win.RequestFocus()
	native(w.win, system.Raise)
}

// showProgress shows in the taskbar how far long work is.
func showProgress(win fyne.Window, done, total int) {
	native(win, func(window uintptr) { system.Progress(window, done, total) })
}

// mapFiles are the suffixes of what is installed as a base map; any other file is looked through as a ledger.
var mapFiles = []string{".capack", ".mbtiles", ".pmtiles", ".geojson"}

// isPackage tells by the name, which a damaged package keeps: it is told what is wrong with it.
func isPackage(file string) bool { return strings.EqualFold(filepath.Ext(file), calk.Suffix) }

// take opens files that were handed to the program, or keeps them until a workspace is open.
func (w *window) take(files []string) {
	switch {
	case len(files) == 0:
	case w.desk == nil:
		w.files = files
	case isPackage(files[0]) && calk.KindOf(files[0]) != calk.BaseMap:
		w.showPackage(files[0])
	case isPackage(files[0]), slices.Contains(mapFiles, strings.ToLower(filepath.Ext(files[0]))):
		w.goTo("settings")
		if s, ok := w.now.(*settings.Screen); ok {
			s.InstallMap(files[0])
		}
	default:
		w.importFile(files[0])
	}
}
