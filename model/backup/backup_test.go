package backup

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"chainatlas/model"
	"chainatlas/model/store"
)

var monday = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

// office is an open workspace with a folder for backups beside it.
type office struct {
	*store.Store
	t      testing.TB
	folder string
}

func newOffice(t testing.TB, firms int) office {
	t.Helper()
	o := openOffice(t, filepath.Join(t.TempDir(), "工作区"))
	o.add(firms)
	return o
}

func openOffice(t testing.TB, dir string) office {
	t.Helper()
	s, err := store.Open(dir, store.Options{User: "李某"})
	if err != nil {
		t.Fatalf("open %s: %v", dir, err)
	}
	t.Cleanup(func() { s.Close() })
	folder := filepath.Join(filepath.Dir(dir), "备份")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	return office{s, t, folder}
}

// add is n actions of one firm each.
func (o office) add(n int) {
	o.t.Helper()
	for i := range n {
		o.do(func(tx *store.Tx) error { return tx.Put(firm(i)) })
	}
}

func firm(i int) *model.Enterprise {
	return &model.Enterprise{Base: model.Base{Name: fmt.Sprintf("公司%d", i)}, Street: "颜庄街道"}
}

func (o office) do(f func(*store.Tx) error) {
	o.t.Helper()
	if _, err := o.Update("登记", f); err != nil {
		o.t.Fatal(err)
	}
}

// back makes a backup, on top of since unless that is nil.
func (o office) back(name string, since *Backup) *Backup {
	o.t.Helper()
	b, err := Make(o.t.Context(), o, filepath.Join(o.folder, name+Ext), Options{Program: "1.0", Since: since})
	if err != nil {
		o.t.Fatal(err)
	}
	return b
}

func (o office) close() {
	o.t.Helper()
	if err := o.Close(); err != nil {
		o.t.Fatal(err)
	}
}

// told is everything that a workspace knows: its records, what was done to each, its actions.
func told(t testing.TB, s *store.Store) string {
	t.Helper()
	var b strings.Builder
	batches, err := s.Batches(0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&b, batches)
	for _, k := range model.StoredKinds() {
		all, err := s.All(k)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			as, err := model.JSON(r)
			if err != nil {
				t.Fatal(err)
			}
			events, err := s.History(r.Head().ID)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s\n%v\n", as, events)
		}
	}
	fmt.Fprintln(&b, s.Trash())
	return b.String()
}

func head(t testing.TB, from Source) store.Mark {
	t.Helper()
	at, err := from.Stretch(store.Mark{})
	if err != nil {
		t.Fatal(err)
	}
	return at.Head
}

func TestFullBackupAndWhatItSays(t *testing.T) {
	o := newOffice(t, 5)
	o.do(func(tx *store.Tx) error { return tx.Delete(o.Rows(model.KindEnterprise)[0].ID, "重复") })
	made := o.back("全", nil)
	got, err := Check(t.Context(), made.Path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Full() || got.Frames() != 6 || got.Records() != 4 || got.Head != head(t, o) || got.Program != "1.0" || got.Station == "" || len(got.Parts) != 2 {
		t.Errorf("%+v", got.Manifest)
	}
	if a, b := asJSON(t, got.Manifest), asJSON(t, made.Manifest); a != b {
		t.Errorf("made %s\nread %s", b, a)
	}
	left, _ := filepath.Glob(filepath.Join(o.folder, "*"))
	if len(left) != 1 {
		t.Errorf("left %v", left)
	}
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestNoBackupTakesThePlaceOfAnother(t *testing.T) {
	o := newOffice(t, 1)
	path := o.back("一", nil).Path
	before, _ := os.ReadFile(path)
	if _, err := Make(t.Context(), o, path, Options{}); !errors.Is(err, ErrExists) {
		t.Error(err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the first backup was touched")
	}
}

func TestBackupWhileOthersWrite(t *testing.T) {
	o := newOffice(t, 3)
	full := o.back("全", nil)
	stop := make(chan struct{})
	var writers sync.WaitGroup
	for range 3 {
		writers.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := o.Update("登记", func(tx *store.Tx) error { return tx.Put(firm(i)) }); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	last := full
	for i := range 8 {
		b := o.back(fmt.Sprint("增", i), last)
		inFolder, err := Make(t.Context(), store.Folder(o.Dir()), filepath.Join(o.folder, fmt.Sprint("文件夹", i, Ext)), Options{})
		if err != nil || inFolder.Head.Frame < b.Head.Frame {
			t.Fatalf("of the folder: %v", err)
		}
		last = b
	}
	close(stop)
	writers.Wait()
	to := filepath.Join(t.TempDir(), "恢复")
	if _, err := Restore(t.Context(), last.Path, to, RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := openOffice(t, to); len(got.Rows(model.KindEnterprise)) != last.Records() || head(t, got) != last.Head {
		t.Errorf("%d records, head %v; want %d, %v", len(got.Rows(model.KindEnterprise)), head(t, got), last.Records(), last.Head)
	}
}

func TestEveryChangedByteIsSeen(t *testing.T) {
	o := newOffice(t, 3)
	b := o.back("全", nil)
	o.add(2)
	for _, b := range []*Backup{b, o.back("增", b)} {
		whole, err := os.ReadFile(b.Path)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "坏"+Ext)
		refused := func(what string, bytes []byte) {
			t.Helper()
			if err := os.WriteFile(path, bytes, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Check(t.Context(), path, nil); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
				t.Errorf("%s: %v", what, err)
			}
		}
		for i := 0; i < len(whole); i += 3 {
			bad := bytes.Clone(whole)
			bad[i] ^= 1 << (i % 8)
			refused(fmt.Sprint("byte ", i), bad)
		}
		for cut := 0; cut < len(whole); cut += 1 + cut/16 {
			refused(fmt.Sprint("cut at ", cut), whole[:cut])
		}
		refused("one byte more", append(bytes.Clone(whole), 0))
	}
}

func TestNewerBackupIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "新"+Ext)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create(manifestName)
	if err == nil {
		_, err = f.Write([]byte(`{"format":3,"parts":"in a way of tomorrow"}`))
	}
	if err := errors.Join(err, z.Close(), os.WriteFile(path, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), path, filepath.Join(t.TempDir(), "到"), RestoreOptions{}); !errors.Is(err, ErrNewer) {
		t.Error(err)
	}
}

func TestFullDiskIsTold(t *testing.T) {
	o := newOffice(t, 1)
	little := func(string) (uint64, error) { return store.MinFree, nil }
	path := filepath.Join(o.folder, "满"+Ext)
	if _, err := Make(t.Context(), o, path, Options{Free: little}); !errors.Is(err, store.ErrNoSpace) {
		t.Error(err)
	}
	if left, _ := os.ReadDir(o.folder); len(left) != 0 {
		t.Errorf("left %v", left)
	}
	b := o.back("全", nil)
	o.close()
	if _, err := Restore(t.Context(), b.Path, o.Dir(), RestoreOptions{Free: little}); !errors.Is(err, store.ErrNoSpace) {
		t.Error(err)
	}
	openOffice(t, o.Dir())
}

func TestCancelledBackupLeavesNothing(t *testing.T) {
	o := newOffice(t, 3)
	ctx, cancel := context.WithCancel(t.Context())
	path := filepath.Join(o.folder, "停"+Ext)
	_, err := Make(ctx, o, path, Options{Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if left, _ := os.ReadDir(o.folder); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

func TestBackupOfAnotherJournalIsNoBase(t *testing.T) {
	o, other := newOffice(t, 2), newOffice(t, 4)
	b := other.back("别", nil)
	if _, err := Make(t.Context(), o, filepath.Join(o.folder, "增"+Ext), Options{Since: b}); !errors.Is(err, store.ErrApart) {
		t.Error(err)
	}
}

func TestDamagedJournalMakesNoBackup(t *testing.T) {
	o := newOffice(t, 4)
	path := filepath.Join(o.Dir(), "journal", "00000001.log")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, from := range []Source{o, store.Folder(o.Dir())} {
		if _, err := Make(t.Context(), from, filepath.Join(o.folder, "坏"+Ext), Options{}); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%T: %v", from, err)
		}
	}
}
