//go:build !windows

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// filesSize is how large a file dialog opens, in logical pixels.
var filesSize = fyne.NewSize(900, 620)

// fileDialog is what Fyne's three file dialogs have in common.
type fileDialog interface {
	Show()
	Resize(fyne.Size)
}

// showFiles shows a file dialog at its size. Fyne 2.8.1 ends the program when it is resized before it is shown.
func showFiles(d fileDialog) {
	d.Show()
	d.Resize(filesSize)
}

// OpenFile asks for an existing file with one of the suffixes; then is not called when nothing was chosen.
func OpenFile(win fyne.Window, suffixes []string, then func(path string, err error)) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			then("", err)
		case f != nil:
			then(f.URI().Path(), f.Close()) // only its name was wanted
		}
	}, win)
	if len(suffixes) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(suffixes))
	}
	showFiles(d)
}

// SaveFile asks where to write a file that is called name; then is not called when nothing was chosen, and closes the file.
func SaveFile(win fyne.Window, name string, then func(f fyne.URIWriteCloser, err error)) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil || f != nil {
			then(f, err)
		}
	}, win)
	d.SetFileName(name)
	showFiles(d)
}

// OpenFolder asks for a folder; then is not called when nothing was chosen.
func OpenFolder(win fyne.Window, then func(path string, err error)) {
	showFiles(dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		switch {
		case err != nil:
			then("", err)
		case dir != nil:
			then(dir.Path(), nil)
		}
	}, win))
}
