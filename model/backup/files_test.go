package backup

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chainatlas/model"
	"chainatlas/model/keys"
	"chainatlas/model/store"
)

// picture is the content of a file of its own.
func picture(n int) []byte {
	return append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat(fmt.Appendf(nil, "第 %d 张 ", n), 900)...)
}

// attach adds a picture to a new visit.
func (o office) attach(n int) model.Attachment {
	o.t.Helper()
	a, err := o.AddFile(bytes.NewReader(picture(n)), fmt.Sprintf("照片%d.png", n))
	if err != nil {
		o.t.Fatal(err)
	}
	o.do(func(tx *store.Tx) error {
		return tx.Put(&model.Visit{Base: model.Base{Name: fmt.Sprintf("接待%d", n)}, Attachments: model.Attachments{a}})
	})
	return a
}

// pictures fails unless every visit has its picture, and returns how many there are.
func (o office) pictures() (n int) {
	o.t.Helper()
	all, err := store.Every[*model.Visit](o.Store, model.KindVisit)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, v := range all {
		fmt.Sscanf(v.Name, "接待%d", &n)
		r, err := o.OpenFile(v.Attachments[0])
		if err != nil {
			o.t.Fatalf("%s: %v", v.Name, err)
		}
		if b, err := io.ReadAll(r); err != nil || !bytes.Equal(b, picture(n)) {
			o.t.Errorf("%s has another picture: %v", v.Name, err)
		}
	}
	return len(all)
}

func fileParts(b *Backup) (out []string) {
	for _, p := range b.Parts {
		if p.kept() {
			out = append(out, p.Name)
		}
	}
	return out
}

func (o office) path(a model.Attachment) string {
	return filepath.Join(o.Dir(), "files", a.Hash[:2], a.Hash[2:])
}

func TestFilesComeBackFromBackups(t *testing.T) {
	o := newOffice(t, 1)
	o.attach(1)
	o.attach(2)
	full := o.back("全", nil)
	o.attach(3)
	second := o.back("增一", full)
	if _, err := o.Undo(); err != nil { // the file stays, for a redo
		t.Fatal(err)
	}
	o.attach(4)
	third := o.back("增二", second)
	for b, want := range map[*Backup][2]int{full: {2, 2}, second: {1, 3}, third: {1, 4}} {
		if got := [2]int{len(fileParts(b)), b.FileCount()}; got != want {
			t.Errorf("%s carries %d files of %d, want %v", b.Path, got[0], got[1], want)
		}
	}
	for b, want := range map[*Backup]int{full: 2, second: 3, third: 3} {
		to := filepath.Join(t.TempDir(), "工作区")
		got, err := Restore(t.Context(), b.Path, to, RestoreOptions{})
		if err != nil || len(got.Lost) > 0 {
			t.Fatalf("%s: %+v %v", b.Path, got, err)
		}
		r := openOffice(t, to)
		if n := r.pictures(); n != want {
			t.Errorf("%s: %d pictures, want %d", b.Path, n, want)
		}
		if b == third {
			if _, err := r.Undo(); err != nil {
				t.Fatal(err)
			}
			if _, err := r.Redo(); err != nil {
				t.Fatal(err)
			}
			r.pictures()
		}
	}
}

func TestAnotherFullBackupDoesNotStandInForOneWithTheFiles(t *testing.T) {
	o := newOffice(t, 1)
	bare := o.back("早", nil)
	if _, err := o.AddFile(bytes.NewReader(picture(1)), "照片1.png"); err != nil { // before its record: the journal ends where it did
		t.Fatal(err)
	}
	full := o.back("全", nil)
	o.attach(1)
	second := o.back("增", full)
	if bare.Head != full.Head || len(fileParts(second)) != 0 {
		t.Fatalf("%v %v %v", bare.Head, full.Head, fileParts(second))
	}
	renamed := filepath.Join(o.folder, "改名"+Ext)
	if err := os.Rename(full.Path, renamed); err != nil {
		t.Fatal(err)
	}
	chain, err := Chain(second.Path)
	if err != nil || chain[0].Path != renamed {
		t.Fatalf("%v %v", chain, err)
	}
	if err := os.Remove(renamed); err != nil {
		t.Fatal(err)
	}
	if _, err := Chain(second.Path); !errors.Is(err, ErrMissing) {
		t.Errorf("without the files: %v", err)
	}
}

// A picture that is damaged in the workspace keeps no record from being backed up; it is named, and taken once it is whole.
func TestDamagedFilesAreLeftOutAndNamed(t *testing.T) {
	o := newOffice(t, 1)
	a, b := o.attach(1), o.attach(2)
	spoilt := picture(1)
	spoilt[20] ^= 1
	if err := os.WriteFile(o.path(a), spoilt, 0o600); err != nil {
		t.Fatal(err)
	}
	full, err := Make(t.Context(), o, filepath.Join(o.folder, "全"+Ext), Options{})
	var lost *LostFiles
	if !Good(err) || !errors.As(err, &lost) || full == nil || len(lost.Names) != 1 || !strings.Contains(lost.Names[0], a.Hash[2:]) {
		t.Fatalf("%+v %v", full, err)
	}
	if !slices.Equal(full.Lost, lost.Names) || full.FileCount() != 1 || !strings.Contains(fileParts(full)[0], b.Hash[2:]) {
		t.Errorf("%+v", full.Manifest)
	}
	if err := (Rolling{}).Secure(o.Dir()); err != nil {
		t.Errorf("a workspace is not migrated because of a picture: %v", err)
	}
	to := filepath.Join(t.TempDir(), "工作区")
	got, err := Restore(t.Context(), full.Path, to, RestoreOptions{})
	if err != nil || len(got.Lost) != 1 || !strings.Contains(got.Lost[0], "「照片1.png」不在（活动「接待1」") {
		t.Fatalf("restored %+v %v", got, err)
	}
	if _, err := o.AddFile(bytes.NewReader(picture(1)), "照片1.png"); err != nil {
		t.Fatal(err)
	}
	second := o.back("增", full)
	if _, err = Restore(t.Context(), second.Path, to, RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	if n := openOffice(t, to).pictures(); n != 2 {
		t.Errorf("%d pictures", n)
	}
}

func TestDamagedFilesInABackupAreFound(t *testing.T) {
	o := newOffice(t, 1)
	o.attach(1)
	full := o.back("全", nil)
	whole, err := os.ReadFile(full.Path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return strings.HasPrefix(f.Name, "files/") })
	at, err := z.File[i].DataOffset()
	if err != nil {
		t.Fatal(err)
	}
	whole[at+int64(z.File[i].CompressedSize64)/2] ^= 0x10
	if err := os.WriteFile(full.Path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Check(t.Context(), full.Path, nil); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "files/") {
		t.Errorf("checked: %v", err)
	}
	if _, err := Restore(t.Context(), full.Path, filepath.Join(t.TempDir(), "工作区"), RestoreOptions{}); !errors.Is(err, ErrDamaged) {
		t.Errorf("restored: %v", err)
	}
}

func TestRollingBackupsCarryOnlyNewFiles(t *testing.T) {
	o := newOffice(t, 1)
	o.attach(1)
	now := monday
	r := Rolling{Folder: filepath.Join(filepath.Dir(o.Dir()), "滚动")}
	for day, want := range []int{1, 1, 2} {
		at := now.AddDate(0, 0, day)
		r.Now = func() time.Time { return at }
		out, err := r.Run(t.Context(), o, Daily)
		if err != nil || out.Made == nil || len(fileParts(out.Made)) != want || out.Made.FileCount() != day+1 {
			t.Fatalf("day %d: %+v %v", day, out.Made, err)
		}
		o.attach(day + 2)
	}
}

// In an encrypted workspace no byte and no name of a picture stands on the disk or in a backup; a locked one is backed up
// too, and an open one tells which are damaged.
func TestFilesOfAnEncryptedWorkspace(t *testing.T) {
	o := newOffice(t, 1)
	a := o.attach(1)
	o.close()
	f, m, err := keys.New(passphrase, monday)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Encrypt(t.Context(), o.Dir(), f, m, store.ResealOptions{}); err != nil {
		t.Fatal(err)
	}
	full, err := Make(t.Context(), store.Folder(o.Dir()), filepath.Join(o.folder, "锁"+Ext), Options{})
	if err != nil || full.FileCount() != 1 || strings.Contains(fileParts(full)[0], a.Hash[2:]) {
		t.Fatalf("%+v %v", full, err)
	}
	s := o.unlocked(passphrase)
	s.attach(2)
	if n := s.pictures(); n != 2 {
		t.Fatalf("%d pictures", n)
	}
	more := s.back("增", full)
	if len(fileParts(more)) != 1 || more.FileCount() != 2 {
		t.Errorf("carries %v", fileParts(more))
	}
	for _, path := range append(filesUnder(t, filepath.Join(s.Dir(), "files")), more.Path) {
		if b, err := os.ReadFile(path); err != nil || bytes.Contains(b, []byte("张 ")) || bytes.Contains(b, picture(2)[:8]) {
			t.Errorf("%s can be read: %v", path, err)
		}
	}
	to := filepath.Join(t.TempDir(), "工作区")
	if got, err := Restore(t.Context(), more.Path, to, RestoreOptions{Unlock: knowing(passphrase)}); err != nil || len(got.Lost) > 0 {
		t.Fatalf("%+v %v", got, err)
	}
	if n := s.unlockedIn(to).pictures(); n != 2 {
		t.Errorf("%d pictures", n)
	}
	if err := os.Truncate(filesUnder(t, filepath.Join(s.Dir(), "files"))[0], 50); err != nil {
		t.Fatal(err)
	}
	if b, err := Make(t.Context(), s, filepath.Join(o.folder, "损"+Ext), Options{}); !errors.Is(err, ErrFiles) || len(b.Lost) != 1 {
		t.Errorf("%+v %v", b, err)
	}
	if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Lost) != 1 {
		t.Errorf("%+v %v", r, err)
	}
}

// unlockedIn opens an encrypted workspace in another folder.
func (o office) unlockedIn(dir string) office {
	o.t.Helper()
	s, err := store.Open(dir, store.Options{User: "李某", Unlock: knowing(passphrase)})
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { s.Close() })
	return office{s, o.t, o.folder}
}

func filesUnder(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
