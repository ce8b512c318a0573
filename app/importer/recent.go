package importer

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/system"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model/calk"
)

// recent lists the files that were opened and written on this computer, below the way to open one.
type recent struct {
	desk  *desk.Desk
	box   *fyne.Container
	files []recentFile
	looks task.Latest[[]recentFile]
}

type recentFile struct {
	path string
	gone bool
}

// shownRecent are as many as fit without pushing the page away.
const shownRecent = 6

func newRecent(d *desk.Desk) *recent { return &recent{desk: d, box: container.NewStack()} }

// reload looks beside the window which files are still there: one may lie on a drive that is slow to answer.
func (r *recent) reload() {
	paths := r.desk.Recent()
	r.looks.Run(func(context.Context, func(int, int)) (out []recentFile, err error) {
		for _, p := range paths[:min(len(paths), shownRecent)] {
			_, err := os.Stat(p)
			out = append(out, recentFile{p, err != nil})
		}
		return out, nil
	}, func(list []recentFile, _ error) {
		r.files = list
		r.fill()
	})
}

func (r *recent) fill() {
	r.box.RemoveAll()
	if len(r.files) > 0 {
		rows := container.NewGridWithColumns(2)
		for _, f := range r.files {
			rows.Add(r.row(f))
		}
		head := container.NewHBox(container.NewCenter(ui.SectionHead("最近的文件")), layout.NewSpacer(), container.NewCenter(ui.Action{Text: "清空", Do: r.clear}.Button()))
		r.box.Add(ui.NewPanel(ui.Stack(look.Unit, head, rows), look.Gap, look.Gap))
	}
	r.box.Refresh()
}

func (r *recent) row(f recentFile) *ui.FileRow {
	said := filepath.Dir(f.path)
	if f.gone {
		said = "文件已不在这里：" + said
	}
	row := ui.NewFileRow(filepath.Base(f.path), said, strings.ToUpper(strings.TrimPrefix(filepath.Ext(f.path), ".")))
	if f.gone {
		row.Pale()
	}
	row.OnOpen = func() { r.open(f) }
	row.Menu = func() []ui.Action {
		return []ui.Action{{Text: "打开所在文件夹", Off: f.gone, Do: func() { r.desk.Fail(system.Reveal(f.path)) }},
			{Text: "从列表中移除", Do: func() { r.forget(f.path) }}}
	}
	return row
}

// open opens a file as what it is; one that is gone is taken off the list.
func (r *recent) open(f recentFile) {
	ending := strings.ToLower(filepath.Ext(f.path))
	switch {
	case f.gone:
		r.forget(f.path)
		r.desk.Say("文件已不在原处，已从列表中移除：" + filepath.Base(f.path))
	case ending == calk.Suffix:
		r.desk.ShowPackage(f.path)
	case slices.Contains(suffixes, ending):
		r.desk.Import(f.path)
	default:
		r.desk.OpenWritten(f.path)
	}
}

func (r *recent) forget(path string) {
	r.desk.Forget(path)
	r.reload()
}

func (r *recent) clear() {
	r.desk.ForgetRecent()
	r.reload()
}
