package store

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chainatlas/model"
)

// scan1 and scan2 are files that somebody scanned.
var (
	scan1 = append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("协议第一页 "), 5000)...)
	scan2 = append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{7, 1, 9}, 4000)...)
)

// attach adds a file to a record in one action.
func attach(t testing.TB, s *Store, id model.ID, name string, content []byte) model.Attachment {
	t.Helper()
	a, err := s.AddFile(bytes.NewReader(content), name)
	if err != nil {
		t.Fatal(err)
	}
	must(t, s, "添加附件", func(tx *Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		f := model.FieldForFile(r.Kind(), a)
		f.SetValue(r, f.Value(r).(model.Attachments).With(a))
		return tx.Put(r)
	})
	return a
}

func putSite(t testing.TB, s *Store, name string) model.ID {
	t.Helper()
	r := &model.Site{Base: model.Base{Name: name}}
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(r) })
	return r.ID
}

func filesOf(t testing.TB, s *Store, id model.ID) model.Attachments {
	t.Helper()
	r, err := s.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return model.FilesOf(r)
}

// keepsBytes fails unless the file is what was added.
func keepsBytes(t testing.TB, s *Store, a model.Attachment, content []byte) {
	t.Helper()
	r, err := s.OpenFile(a)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%s: %d bytes, want %d: %v", a.Name, len(got), len(content), err)
	}
}

func onDisk(t testing.TB, s *Store) []KeptFile {
	t.Helper()
	all, err := s.Files()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestFilesAreKeptOnceForAll(t *testing.T) {
	s := open(t, t.TempDir())
	a, b := putSite(t, s, "甲地块"), putSite(t, s, "乙地块")
	first := attach(t, s, a, "协议.pdf", scan1)
	attach(t, s, a, "现状.png", scan2)
	again := attach(t, s, b, "协议副本.pdf", scan1)
	if first.Hash != again.Hash || first.Type != model.PDF || first.Size != int64(len(scan1)) || len(onDisk(t, s)) != 2 {
		t.Fatalf("%+v %+v %v", first, again, onDisk(t, s))
	}
	s = reopen(t, s)
	got := filesOf(t, s, a)
	if got.String() != "现状.png、协议.pdf" || filesOf(t, s, b).String() != "协议副本.pdf" {
		t.Fatalf("%v", got)
	}
	keepsBytes(t, s, got[0], scan2)
	keepsBytes(t, s, got[1], scan1)
	r, err := s.Verify(t.Context(), nil)
	if err != nil || r.Files != 2 || len(r.Lost)+len(r.Problems) > 0 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestUndoTakesTheMentionAndLeavesTheFile(t *testing.T) {
	s := open(t, t.TempDir())
	id := putSite(t, s, "甲地块")
	a := attach(t, s, id, "现状.png", scan2)
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := filesOf(t, s, id); len(got) != 0 || len(onDisk(t, s)) != 1 {
		t.Fatalf("after undo %v, %v", got, onDisk(t, s))
	}
	if _, err := s.Redo(); err != nil {
		t.Fatal(err)
	}
	keepsBytes(t, s, filesOf(t, s, id)[0], scan2)
	must(t, s, "删除", func(tx *Tx) error { return tx.Delete(id, "") })
	r, err := s.Verify(t.Context(), nil)
	if err != nil || r.Files != 1 || len(r.Lost) > 0 {
		t.Errorf("%+v %v", r, err)
	}
	keepsBytes(t, s, a, scan2)
}

func TestWhatIsNoFileOrTooLarge(t *testing.T) {
	s := open(t, t.TempDir())
	dir := t.TempDir()
	large := filepath.Join(dir, "录像.mp4")
	write(t, large, nil)
	if err := os.Truncate(large, MaxFile+1); err != nil {
		t.Fatal(err)
	}
	var told *TooLarge
	if _, err := s.AddPath(large); !errors.As(err, &told) || told.Size != MaxFile+1 || told.Name != "录像.mp4" {
		t.Errorf("too large: %v", err)
	}
	zeros := io.LimitReader(endless{}, MaxFile+5)
	if _, err := s.AddFile(zeros, "流"); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large and not told before: %v", err)
	}
	if _, err := s.AddPath(dir); !errors.Is(err, ErrNotFile) {
		t.Errorf("folder: %v", err)
	}
	if _, err := s.AddPath(filepath.Join(dir, "没有.pdf")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("absent: %v", err)
	}
	if _, err := s.AddFile(io.MultiReader(bytes.NewReader(scan1), broken{}), "断"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("source breaks off: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(s.Dir(), filesFolder, "*"))
	if err != nil || len(left) > 0 || len(onDisk(t, s)) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if err := os.Truncate(large, MaxFile); err != nil {
		t.Fatal(err)
	}
	if a, err := s.AddPath(large); err != nil || a.Size != MaxFile || a.Type != model.OtherFile {
		t.Errorf("as large as allowed: %+v %v", a, err)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// Each way a file can be spoilt is told with the file and its record; adding the same file again puts it right.
func TestDamagedFiles(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(t *testing.T, path string)
		says  string
	}{
		{"cut short", func(t *testing.T, path string) { write(t, path, read(t, path)[:100]) }, "已损坏"},
		{"emptied", func(t *testing.T, path string) { write(t, path, nil) }, "已损坏"},
		{"longer", func(t *testing.T, path string) { write(t, path, append(read(t, path), 0)) }, "已损坏"},
		{"a bit fell over", func(t *testing.T, path string) { b := read(t, path); b[len(b)/2] ^= 4; write(t, path, b) }, "已损坏"},
		{"missing", func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, "不在"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, t.TempDir())
			id := putSite(t, s, "甲地块")
			a := attach(t, s, id, "现状.png", scan2)
			c.spoil(t, filepath.Join(s.Dir(), "files", a.Hash[:2], a.Hash[2:]))
			var damage *FileDamage
			if _, err := s.OpenFile(a); !errors.As(err, &damage) || !errors.Is(err, ErrFile) || damage.Missing != (c.says == "不在") {
				t.Errorf("opened: %v", err)
			}
			s = reopen(t, s)
			if got := s.Repairs(); len(got) > 0 {
				t.Errorf("nothing of the database is to be repaired: %v", got)
			}
			want := "附件「现状.png」" + c.says + "（载体「甲地块」；files/" + a.Hash[:2] + "/" + a.Hash[2:] + "）"
			r, err := s.Verify(t.Context(), nil)
			if err != nil || len(r.Problems) > 0 || !slices.Equal(r.Lost, []string{want}) {
				t.Errorf("%+v %v, want %s", r, err, want)
			}
			attach(t, s, putSite(t, s, "乙地块"), "同一张.png", scan2)
			keepsBytes(t, s, a, scan2)
			if r, err = s.Verify(t.Context(), nil); err != nil || len(r.Lost) > 0 {
				t.Errorf("after adding again %+v %v", r, err)
			}
		})
	}
}

func TestAttachmentsThatAreNone(t *testing.T) {
	s := open(t, t.TempDir())
	for _, hash := range []string{"", "zz", "../../workspace.json", strings.Repeat("ab", 31), strings.Repeat("ab", 33)} {
		if _, err := s.OpenFile(model.Attachment{Hash: hash, Name: "假"}); !errors.Is(err, ErrFile) {
			t.Errorf("%q: %v", hash, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddFile(bytes.NewReader(scan1), "晚"); !errors.Is(err, ErrClosed) {
		t.Errorf("added after closing: %v", err)
	}
	if _, err := s.OpenFile(model.Attachment{Hash: strings.Repeat("ab", 32)}); !errors.Is(err, ErrClosed) {
		t.Errorf("opened after closing: %v", err)
	}
}

func TestNamesOfOtherSystems(t *testing.T) {
	s := open(t, t.TempDir())
	id := putSite(t, s, "甲地块")
	attach(t, s, id, "\xcf\xd6\xd7\xb4.png", scan2) // GBK
	s = reopen(t, s)
	if got := filesOf(t, s, id); !utf8.ValidString(got.String()) || !strings.HasSuffix(got.String(), ".png") {
		t.Errorf("%q", got.String())
	}
}

// dying is a disk that takes a number of steps and no more, as when the process is killed.
type dying struct {
	disk
	left  int
	steps []string
}

var errDead = errors.New("dead")

func (d *dying) step(what, path string) error {
	if d.left == 0 {
		return errDead
	}
	d.left--
	d.steps = append(d.steps, what+" "+filepath.Base(path))
	return nil
}

func (d *dying) open(path string, flag int) (diskFile, error) {
	if flag == os.O_RDONLY {
		return d.disk.open(path, flag)
	}
	if err := d.step("open", path); err != nil {
		return nil, err
	}
	f, err := d.disk.open(path, flag)
	return &dyingFile{f, d, path}, err
}

func (d *dying) makeDir(path string) error {
	return errors.Join(d.step("makeDir", path), d.alive(func() error { return d.disk.makeDir(path) }))
}
func (d *dying) rename(from, to string) error {
	return errors.Join(d.step("rename", from), d.alive(func() error { return d.disk.rename(from, to) }))
}
func (d *dying) remove(path string) error {
	return errors.Join(d.step("remove", path), d.alive(func() error { return d.disk.remove(path) }))
}
func (d *dying) syncDir(dir string) error { return d.step("syncDir", dir) }

func (d *dying) alive(f func() error) error {
	if d.left == 0 {
		return nil
	}
	return f()
}

type dyingFile struct {
	diskFile
	of   *dying
	path string
}

func (f *dyingFile) WriteAt(b []byte, at int64) (int, error) {
	if err := f.of.step("write", f.path); err != nil {
		return 0, err
	}
	return f.diskFile.WriteAt(b, at)
}

func (f *dyingFile) Sync() error { return f.of.step("sync", f.path) }

// A crash at any step between the file and the record leaves a workspace without the mention, to which the file can be
// added again; the file is synced before it has its name, and its name before AddFile returns.
func TestCrashBetweenFileAndRecord(t *testing.T) {
	s := open(t, t.TempDir())
	id := putSite(t, s, "甲地块")
	for n := 0; ; n++ {
		d := &dying{disk: s.disk, left: n}
		s.disk = d
		_, err := s.AddFile(bytes.NewReader(scan2), "现状.png")
		s.disk = d.disk
		if err == nil {
			want := []string{"open new-file", "write new-file", "sync new-file", "rename new-file"}
			last := d.steps[len(d.steps)-1]
			if got := slices.DeleteFunc(slices.Clone(d.steps), func(s string) bool { return strings.Contains(s, "Dir ") }); !slices.Equal(got, want) || !strings.HasPrefix(last, "syncDir ") {
				t.Errorf("steps %v", d.steps)
			}
			return
		}
		s = reopen(t, s)
		if r, err := s.Verify(t.Context(), nil); err != nil || r.Files != 0 || len(r.Problems)+len(r.Lost) > 0 || len(filesOf(t, s, id)) > 0 {
			t.Fatalf("died after %d steps: %+v %v", n, r, err)
		}
		for _, f := range onDisk(t, s) {
			keepsBytes(t, s, model.Attachment{Hash: f.code}, scan2)
		}
		a, err := s.AddFile(bytes.NewReader(scan2), "现状.png")
		if err != nil {
			t.Fatal(err)
		}
		keepsBytes(t, s, a, scan2)
		if err := os.RemoveAll(filepath.Join(s.Dir(), filesFolder)); err != nil {
			t.Fatal(err)
		}
	}
}
