package records

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/system"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// prefFolder is where files were added from the last time.
const prefFolder = "files.folder"

// choose asks for files to add.
func (x *files) choose() {
	folder := x.desk.Prefs.String(prefFolder)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder, _ = os.UserHomeDir()
	}
	ui.OpenFiles(x.desk.Window, folder, func(paths []string) {
		x.desk.Prefs.SetString(prefFolder, filepath.Dir(paths[0]))
		x.add(paths)
	})
}

// TakeFiles adds files that are dropped on the record shown; elsewhere on the screen they are ledgers.
func (s *Screen) TakeFiles(at fyne.Position, paths []string) bool {
	d := s.detail
	if d == nil || d.files.record == nil {
		return false
	}
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.box)
	in := at.Subtract(corner)
	if in.X < 0 || in.Y < 0 || in.X > d.box.Size().Width || in.Y > d.box.Size().Height {
		return false
	}
	d.files.add(paths)
	return true
}

// added is what became of files that were to be added.
type added struct {
	list   model.Attachments
	failed []error
}

// add keeps the files beside the window, then puts them into the record in one action. One that cannot be added is told
// and keeps no other back.
func (x *files) add(paths []string) {
	if x.record == nil || len(paths) == 0 {
		return
	}
	st, r := x.desk.Store, x.record
	task.Long(x.desk.Window, "正在添加附件", func(ctx context.Context, progress func(done, total int)) (added, error) {
		var out added
		for i, path := range paths {
			if err := ctx.Err(); err != nil {
				return added{}, err
			}
			progress(i, len(paths))
			a, err := st.AddPath(path)
			if err != nil {
				out.failed = append(out.failed, err)
				continue
			}
			out.list = append(out.list, a)
		}
		return out, nil
	}, func(out added, err error) {
		if err != nil {
			x.desk.Fail(err)
			return
		}
		x.attach(r, out)
	})
}

// attach puts files into a record, which need not be the one shown any more.
func (x *files) attach(r model.Record, out added) {
	fresh := out.list[:0:0]
	for _, a := range out.list {
		if !model.FilesOf(r).Has(a.Hash) {
			fresh = append(fresh, a)
		}
	}
	text := x.failures(out.failed)
	if n := len(out.list) - len(fresh); n > 0 {
		text += fmt.Sprintf("%d 个文件已在附件中，没有重复添加。", n)
	}
	if len(fresh) == 0 {
		x.desk.Notice(look.Warn, "没有添加。"+text)
		return
	}
	label := fmt.Sprintf("添加 %d 个附件到「%s」", len(fresh), r.Head().Name)
	b, ok := x.desk.Update(label, func(tx *store.Tx) error {
		now, err := tx.Get(r.Head().ID)
		if err != nil {
			return err
		}
		for _, a := range fresh {
			model.Attach(now, a)
		}
		return tx.Put(now)
	})
	switch {
	case !ok:
	case text == "":
		x.desk.Notice(look.Good, "已"+label, x.desk.UndoAction(b))
	default:
		x.desk.Notice(look.Warn, "已"+label+"。"+text, x.desk.UndoAction(b))
	}
}

// failures says which files were not added, and why.
func (x *files) failures(list []error) string {
	var out []string
	for _, err := range list {
		out = append(out, desk.Explain(err))
	}
	return strings.Join(out, "")
}

// open has the system's program show a copy: what it does to that changes nothing here.
func (x *files) open(a model.Attachment) {
	st := x.desk.Store
	task.Run(func(context.Context, func(int, int)) (string, error) {
		content, err := st.OpenFile(a)
		if err != nil {
			return "", err
		}
		return desk.WriteCopy(a, content)
	}, func(path string, err error) {
		if err == nil {
			err = system.Open(path)
		}
		x.desk.Fail(err)
	})
}

// save reads the file before it asks where to: a dialog empties the file that it points at.
func (x *files) save(a model.Attachment) {
	x.read(a, func(content *bytes.Reader) {
		ui.SaveFile(x.desk.Window, a.FileName(), func(f fyne.URIWriteCloser, err error) {
			if err == nil {
				_, err = io.Copy(f, content)
				if closing := f.Close(); err == nil {
					err = closing
				}
			}
			if err != nil {
				x.desk.Fail(err)
				return
			}
			x.desk.Notice(look.Good, "已另存："+f.URI().Path())
		})
	})
}
