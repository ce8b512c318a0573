package records

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/desk"
	"chainatlas/app/explain"
	"chainatlas/app/look"
	"chainatlas/app/photo"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// files shows the files of one record under its fields, and does what can be done with them.
type files struct {
	desk   *desk.Desk
	box    *fyne.Container
	record model.Record // nil while nothing is shown
	rows   map[string]*ui.FileRow
	thumbs map[string]image.Image // by hash, of the record shown; nil for one that cannot be shown
	load   task.Latest[image.Image]
}

func newFiles(d *desk.Desk) *files { return &files{desk: d, box: ui.Stack(look.Unit)} }

// show lists the files of a record; nil lists none and stops reading.
func (x *files) show(r model.Record) {
	if x.record == nil || r == nil || x.record.Head().ID != r.Head().ID {
		x.thumbs = map[string]image.Image{}
	} else if slices.Equal(model.FilesOf(x.record), model.FilesOf(r)) {
		x.record = r
		return
	}
	x.record, x.rows = r, map[string]*ui.FileRow{}
	x.box.RemoveAll()
	x.load.Stop()
	if r == nil {
		return
	}
	for _, f := range model.AttachmentFieldsOf(r.Kind()) {
		if list := f.Value(r).(model.Attachments); len(list) > 0 || f.Key == "attachments" {
			x.box.Add(x.section(f, list))
		}
	}
	x.nextThumb()
}

// section is one field: its heading, and its files under each other.
func (x *files) section(f *model.Field, list model.Attachments) fyne.CanvasObject {
	title := f.Label
	if len(list) > 0 {
		title = fmt.Sprintf("%s %d", f.Label, len(list))
	}
	out := ui.Stack(look.Unit, ui.SectionHead(title))
	for _, a := range list {
		out.Add(x.row(a))
	}
	if f.Key == "attachments" {
		add := ui.Action{Text: "添加照片或文件…", Icon: theme.ContentAddIcon(), Do: x.choose}.Button()
		hint := ui.NewNote("也可以把文件拖到这里，每个不超过 " + explain.Bytes(store.MaxFile))
		hint.Elide = true
		out.Add(container.NewHBox(add))
		out.Add(hint)
	}
	return out
}

func (x *files) row(a model.Attachment) fyne.CanvasObject {
	said := explain.Bytes(a.Size)
	if a.Note != "" {
		said = a.Note + " · " + said
	}
	row := ui.NewFileRow(a.Name, said, markOf(a))
	row.OnOpen = func() { x.look(a) }
	row.Menu = func() []ui.Action { return x.menu(a) }
	if img := x.thumbs[a.Hash]; img != nil {
		row.SetPicture(img)
	}
	x.rows[a.Hash] = row
	return row
}

// markOf is a word for what a file is.
func markOf(a model.Attachment) string {
	ext := strings.ToUpper(strings.TrimPrefix(filepath.Ext(a.Name), "."))
	if ext == "" || len(ext) > 5 {
		return "文件"
	}
	return ext
}

// thumbScale is how many pixels a logical pixel of a thumbnail has at most.
const thumbScale = 2

// nextThumb reads the pictures one after the other, beside the window, so that the first is there at once.
func (x *files) nextThumb() {
	for _, a := range model.FilesOf(x.record) {
		if _, known := x.thumbs[a.Hash]; known || !a.IsPicture() {
			continue
		}
		st, w, h := x.desk.Store, int(ui.ThumbSize.Width)*thumbScale, int(ui.ThumbSize.Height)*thumbScale
		x.load.Run(func(context.Context, func(int, int)) (image.Image, error) {
			content, err := st.OpenFile(a)
			if err != nil {
				return nil, err
			}
			return photo.Fit(content, w, h)
		}, func(img image.Image, err error) { x.showThumb(a, img, err) })
		return
	}
}

func (x *files) showThumb(a model.Attachment, img image.Image, err error) {
	x.thumbs[a.Hash] = img
	row := x.rows[a.Hash]
	switch {
	case row == nil:
	case err == nil:
		row.SetPicture(img)
	default:
		row.SetMark("无法显示", look.Bad)
	}
	x.nextThumb()
}

// look shows a picture large; any other file is opened by the system's program.
func (x *files) look(a model.Attachment) {
	if a.IsPicture() {
		x.preview(a)
		return
	}
	x.open(a)
}

func (x *files) menu(a model.Attachment) []ui.Action {
	out := []ui.Action{{Text: "用其他程序打开", Do: func() { x.open(a) }}}
	if a.IsPicture() {
		out = append([]ui.Action{{Text: "查看", Do: func() { x.preview(a) }}}, out...)
	}
	return append(out,
		ui.Action{Text: "另存为…", Do: func() { x.save(a) }},
		ui.Action{Text: "说明…", Do: func() { x.askCaption(a) }},
		ui.Action{},
		ui.Action{Text: "移除", Danger: true, Do: func() { x.remove(a) }})
}

// read hands the whole, checked content of a file to then, on the UI thread; a failure is told.
func (x *files) read(a model.Attachment, then func(*bytes.Reader)) {
	st := x.desk.Store
	task.Run(func(context.Context, func(int, int)) (*bytes.Reader, error) { return st.OpenFile(a) }, func(r *bytes.Reader, err error) {
		if err != nil {
			x.desk.Fail(err)
			return
		}
		then(r)
	})
}

// change is one user action on the files of the record.
func (x *files) change(label string, f func(model.Record)) bool {
	id := x.record.Head().ID
	return x.desk.Edit(label, func(tx *store.Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		f(r)
		return tx.Put(r)
	})
}

func (x *files) remove(a model.Attachment) {
	x.change("移除「"+x.record.Head().Name+"」的附件「"+a.Name+"」", func(r model.Record) { model.Detach(r, a.Hash) })
}

func (x *files) askCaption(a model.Attachment) {
	entry := ui.NewEntry()
	entry.SetText(a.Note)
	entry.SetPlaceHolder("如 南侧现状，2024年6月")
	keep := func() {
		if note := model.Tidy(entry.Text); note != a.Note {
			x.change("修改附件「"+a.Name+"」的说明", func(r model.Record) { model.Caption(r, a.Hash, note) })
		}
	}
	dialog := ui.NewDialog(x.desk.Window, "说明 · "+a.Name, entry, ui.Action{Text: "保存", Primary: true, Do: keep})
	entry.OnSubmitted = func(string) {
		dialog.Hide()
		keep()
	}
	dialog.ClosedBy(entry)
	dialog.Show()
	x.desk.Window.Canvas().Focus(entry)
}
