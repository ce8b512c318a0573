package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/storage"
	"github.com/ncruces/zenity"

	"chainatlas/app/task"
)

// OpenFile asks for an existing file with one of the suffixes; then is not called when nothing was chosen.
func OpenFile(win fyne.Window, suffixes []string, then func(path string, err error)) {
	filters := zenity.FileFilters{{Name: "所有文件", Patterns: []string{"*"}}}
	if len(suffixes) > 0 {
		fitting := zenity.FileFilter{Name: "可以打开的文件", CaseFold: true}
		for _, s := range suffixes {
			fitting.Patterns = append(fitting.Patterns, "*"+s)
		}
		filters = append(zenity.FileFilters{fitting}, filters...)
	}
	choose(win, zenity.SelectFile, then, filters)
}

// SaveFile asks where to write a file that is called name; then is not called when nothing was chosen, and closes the file.
func SaveFile(win fyne.Window, name string, then func(f fyne.URIWriteCloser, err error)) {
	choose(win, zenity.SelectFileSave, func(path string, err error) {
		if err != nil {
			then(nil, err)
			return
		}
		then(storage.Writer(storage.NewFileURI(path)))
	}, zenity.Filename(name), zenity.ConfirmOverwrite())
}

// OpenFolder asks for a folder; then is not called when nothing was chosen.
func OpenFolder(win fyne.Window, then func(path string, err error)) {
	choose(win, zenity.SelectFile, then, zenity.Directory())
}

// choose shows a dialog of Windows' own over the window, which stays closed to the user and goes on painting.
func choose(win fyne.Window, ask func(...zenity.Option) (string, error), then func(string, error), options ...zenity.Option) {
	options = append(options, zenity.Modal())
	if n, ok := win.(driver.NativeWindow); ok {
		n.RunNative(func(context any) {
			if c, ok := context.(driver.WindowsWindowContext); ok {
				options = append(options, zenity.Attach(c.HWND))
			}
		})
	}
	task.Run(func(ctx context.Context, _ func(int, int)) (string, error) {
		return ask(append(options, zenity.Context(ctx))...)
	}, func(path string, err error) {
		if !errors.Is(err, zenity.ErrCanceled) && !errors.Is(err, context.Canceled) {
			then(path, err)
		}
	})
}
