package ui

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/look"
	"chainatlas/app/task"
)

// FileChooser lists one folder after the other until files are chosen. Fyne's own dialog takes one file at a time.
type FileChooser struct {
	win     fyne.Window
	folder  string // "" for the list of drives
	entries []fileEntry
	grid    *Grid
	path    *Entry
	note    *Line
	load    task.Latest[[]fileEntry]
	dialog  *Dialog
	then    func(paths []string)
}

// fileEntry is one line of the list, ready to be shown.
type fileEntry struct {
	name, path, size, time string
	folder                 bool
	order                  int64 // the least comes first
}

var fileColumns = []Column{
	{Key: "name", Title: "名称", Width: 420, Grow: true, Unsorted: true}, {Key: "time", Title: "修改时间", Width: 150, Unsorted: true},
	{Key: "size", Title: "大小", Width: 90, Align: fyne.TextAlignTrailing, Unsorted: true},
}

// chooserSize is the room for the list, in logical pixels.
var chooserSize = fyne.NewSize(720, 400)

// OpenFiles asks for any number of existing files, at first in the folder; then is not called when none was chosen.
func OpenFiles(win fyne.Window, folder string, then func(paths []string)) *FileChooser {
	c := &FileChooser{win: win, path: NewEntry(), note: NewNote("按住 Ctrl 或 Shift 可选多个；双击打开文件夹").elided(), then: then}
	c.grid = NewGrid(fileColumns, func() int { return len(c.entries) }, c.cell)
	c.grid.Empty = NewEmpty("这个文件夹是空的", "", nil)
	c.grid.OnOpen = c.enter
	c.path.OnSubmitted = func(text string) { c.goTo(strings.TrimSpace(text)) }
	up := Action{Text: "上一级", Icon: theme.MoveUpIcon(), Do: func() { c.goTo(parentOf(c.folder)) }}.Button()
	top := container.NewBorder(nil, nil, up, nil, c.path)
	body := Stack(look.Unit, buttonRow(c.places()), top, container.NewGridWrap(chooserSize, c.grid), c.note)
	take := Action{Text: "添加所选文件", Primary: true, Ready: c.ready, Do: func() { c.then(c.chosen()) }}
	c.dialog = NewDialog(win, "选择照片或文件", body, take)
	c.dialog.OnClosed = c.load.Stop
	c.grid.OnEscape = func() bool { c.dialog.Hide(); return true }
	c.dialog.ClosedBy(c.path)
	c.dialog.Show()
	c.goTo(folder)
	return c
}

// places are where people keep files.
func (c *FileChooser) places() (out []Action) {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	for _, p := range []struct{ text, name string }{{"主文件夹", ""}, {"桌面", "Desktop"}, {"文档", "Documents"}, {"图片", "Pictures"}, {"下载", "Downloads"}} {
		dir := filepath.Join(home, p.name)
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			out = append(out, Action{Text: p.text, Do: func() { c.goTo(dir) }})
		}
	}
	return out
}

// goTo lists a folder beside the window: it may be on a slow stick. One that cannot be read leaves the list as it is.
func (c *FileChooser) goTo(folder string) {
	c.load.Run(func(context.Context, func(int, int)) ([]fileEntry, error) { return listFolder(folder) }, func(list []fileEntry, err error) {
		if err != nil {
			c.note.Set("不能读取这个文件夹："+folder, look.Bad.Color())
			return
		}
		c.folder, c.entries = folder, list
		c.path.SetText(folder)
		c.grid.Select()
		c.grid.Refresh()
	})
}

// parentOf is the folder above; above a drive of Windows is the list of drives.
func parentOf(folder string) string {
	parent := filepath.Dir(folder)
	if parent == folder && runtime.GOOS == "windows" {
		return ""
	}
	return parent
}

// listFolder lists folders by name, then files, the newest first. What is hidden is left out.
func listFolder(folder string) ([]fileEntry, error) {
	if folder == "" {
		return drives(), nil
	}
	all, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []fileEntry
	for _, e := range all {
		info, err := os.Stat(filepath.Join(folder, e.Name())) // where a link leads to
		if err != nil || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		one := fileEntry{name: e.Name(), path: filepath.Join(folder, e.Name()), folder: info.IsDir(), order: math.MinInt64, time: info.ModTime().Format("2006-01-02 15:04")}
		if !one.folder {
			one.size, one.order = fmt.Sprintf("%d KB", (info.Size()+1023)/1024), -info.ModTime().Unix()
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b fileEntry) int {
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.name, b.name))
	})
	return out, nil
}

// drives of Windows; asking for A: would make an absent floppy drive wait.
func drives() (out []fileEntry) {
	for letter := 'C'; letter <= 'Z'; letter++ {
		path := string(letter) + `:\`
		if _, err := os.Stat(path); err == nil {
			out = append(out, fileEntry{name: path, path: path, folder: true})
		}
	}
	return out
}

func (c *FileChooser) cell(row, col int) Cell {
	e := c.entries[row]
	switch fileColumns[col].Key {
	case "time":
		return Cell{Text: e.time, Muted: true}
	case "size":
		return Cell{Text: e.size, Muted: true}
	}
	if e.folder {
		return Cell{Text: e.name, Bold: true, Shape: look.FullSquare, Tone: look.Idle}
	}
	return Cell{Text: e.name}
}

// enter opens a folder, or takes the one file.
func (c *FileChooser) enter(row int) {
	e := c.entries[row]
	if e.folder {
		c.goTo(e.path)
		return
	}
	c.dialog.Hide()
	c.then([]string{e.path})
}

func (c *FileChooser) ready() bool {
	if len(c.chosen()) == 0 {
		c.note.Set("先在列表中选择文件", look.Warn.Color())
		return false
	}
	return true
}

func (c *FileChooser) chosen() (out []string) {
	for _, row := range c.grid.Selected() {
		if row < len(c.entries) && !c.entries[row].folder {
			out = append(out, c.entries[row].path)
		}
	}
	return out
}
