package records

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// papers writes files into a folder and returns their paths.
func papers(t *testing.T, names ...string) (paths []string) {
	t.Helper()
	dir := t.TempDir()
	for i, name := range names {
		content := fmt.Appendf([]byte("%PDF-1.7\n"), "第 %d 份", i)
		if strings.HasSuffix(name, ".png") {
			var b bytes.Buffer
			if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 300+i, 200))); err != nil {
				t.Fatal(err)
			}
			content = b.Bytes()
		}
		paths = append(paths, filepath.Join(dir, name))
		if err := os.WriteFile(paths[i], content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// filing is a screen with one project shown, and what it says.
func filing(t *testing.T) (s *Screen, st *store.Store, said *[]string) {
	s, st = open(t, "轴承项目", "锻件项目")
	said = new([]string)
	s.desk.Notice = func(_ look.Tone, text string, _ ...ui.Action) { *said = append(*said, text) }
	s.Tour()
	return s, st, said
}

func filesNow(t *testing.T, st *store.Store, id model.ID) model.Attachments {
	t.Helper()
	r, err := st.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return model.FilesOf(r)
}

func TestFilesAreAddedInOneActionAndShown(t *testing.T) {
	s, st, said := filing(t)
	id, x := s.rows[0].ID, s.detail.files
	x.add(papers(t, "现状.png", "总平面.png", "协议.pdf"))
	task.Wait()
	got := filesNow(t, st, id)
	if got.String() != "现状.png、总平面.png、协议.pdf" || len(*said) != 1 || !strings.Contains((*said)[0], "已添加 3 个附件") {
		t.Fatalf("%v, says %q", got, *said)
	}
	r, _ := st.Get(id)
	s.detail.show(r)
	task.Wait()
	if len(x.rows) != 3 || x.thumbs[got[0].Hash] == nil || x.thumbs[got[1].Hash] == nil {
		t.Errorf("%d rows, thumbnails %v", len(x.rows), x.thumbs)
	}
	if !strings.Contains(s.detail.stamp.Text, "附件 3") {
		t.Errorf("the head says %q", s.detail.stamp.Text)
	}
	if _, err := st.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := filesNow(t, st, id); len(got) != 0 {
		t.Errorf("after undo %v", got)
	}
}

// What cannot be added is told with its reason and keeps no other back; what is there already is not added again.
func TestFilesThatCannotBeAdded(t *testing.T) {
	s, st, said := filing(t)
	id, paths := s.rows[0].ID, papers(t, "协议.pdf", "录像.mp4")
	if err := os.Truncate(paths[1], 60<<20); err != nil {
		t.Fatal(err)
	}
	s.detail.files.add(append(paths, filepath.Dir(paths[0])))
	task.Wait()
	if got := filesNow(t, st, id); got.String() != "协议.pdf" {
		t.Errorf("%v", got)
	}
	if len(*said) != 1 || !strings.Contains((*said)[0], "「录像.mp4」有 60 MB") || !strings.Contains((*said)[0], "文件夹") {
		t.Errorf("says %q", *said)
	}
	r, _ := st.Get(id)
	s.detail.show(r)
	s.detail.files.add(paths[:1])
	task.Wait()
	if got := filesNow(t, st, id); len(got) != 1 || !strings.Contains((*said)[1], "没有重复添加") {
		t.Errorf("%v, says %q", got, *said)
	}
}

func TestCaptionAndRemove(t *testing.T) {
	s, st, _ := filing(t)
	id, x := s.rows[0].ID, s.detail.files
	x.add(papers(t, "现状.png", "协议.pdf"))
	task.Wait()
	got := filesNow(t, st, id)
	x.change("说明", func(r model.Record) { model.Caption(r, got[0].Hash, "南侧") })
	x.remove(got[1])
	if got = filesNow(t, st, id); len(got) != 1 || got[0].Note != "南侧" {
		t.Errorf("%+v", got)
	}
	if _, err := st.Undo(); err != nil {
		t.Fatal(err)
	}
	if got = filesNow(t, st, id); got.String() != "现状.png、协议.pdf" {
		t.Errorf("after undo %v", got)
	}
}

func TestPreviewOpensLargeAndADamagedPictureIsTold(t *testing.T) {
	s, st, said := filing(t)
	id, x := s.rows[0].ID, s.detail.files
	x.add(papers(t, "现状.png", "总平面.png"))
	task.Wait()
	r, _ := st.Get(id)
	s.detail.show(r)
	task.Wait()
	a, overlays := filesNow(t, st, id)[0], s.desk.Window.Canvas().Overlays()
	x.look(a)
	task.Wait()
	if overlays.Top() == nil {
		t.Fatal("no picture")
	}
	s.desk.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if overlays.Top() != nil {
		t.Error("Esc leaves the picture open")
	}
	if next, ok := x.pictureAfter(a); !ok || next.Name != "总平面.png" {
		t.Errorf("next %v %v", next, ok)
	}
	if err := os.Truncate(filepath.Join(st.Dir(), "files", a.Hash[:2], a.Hash[2:]), 9); err != nil {
		t.Fatal(err)
	}
	x.look(a)
	task.Wait()
	if last := (*said)[len(*said)-1]; overlays.Top() != nil || !strings.Contains(last, "附件「现状.png」已损坏") {
		t.Errorf("says %q", last)
	}
}

// Files dropped on the record are its own; elsewhere they are ledgers.
func TestDroppedFiles(t *testing.T) {
	s, st, _ := filing(t)
	paths := papers(t, "协议.pdf")
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.detail.box)
	if s.TakeFiles(corner.SubtractXY(30, 0), paths) {
		t.Error("the table takes files")
	}
	if !s.TakeFiles(corner.AddXY(30, 30), paths) {
		t.Error("the record takes none")
	}
	task.Wait()
	if got := filesNow(t, st, s.rows[0].ID); got.String() != "协议.pdf" {
		t.Errorf("%v", got)
	}
	s.detail.show(nil)
	if s.TakeFiles(corner.AddXY(30, 30), paths) {
		t.Error("files are taken where no record is shown")
	}
}
