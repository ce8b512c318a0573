package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"chainatlas/model"
)

// copied is the workspace as a crash at this moment leaves it.
func copied(t testing.TB, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// filled is a closed workspace with n actions of one firm each.
func filled(t testing.TB, n int) string {
	t.Helper()
	s := open(t, t.TempDir())
	for i := range n {
		must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm(fmt.Sprintf("公司%d", i))) })
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return s.Dir()
}

func firstSegment(dir string) string { return segmentPath(filepath.Join(dir, "journal"), 1) }

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCopyOfAnOpenWorkspaceHasEverything(t *testing.T) {
	s := open(t, t.TempDir())
	for i := range 20 {
		must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm(fmt.Sprint(i))) })
	}
	c := open(t, copied(t, s.Dir()))
	if n := len(c.Rows(model.KindEnterprise)); n != 20 {
		t.Errorf("%d of 20 records", n)
	}
	sound(t, c)
}

func TestLostDatabaseIsRebuiltFromTheJournal(t *testing.T) {
	dir := filled(t, 5)
	s := open(t, dir)
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	before := s.Rows(model.KindEnterprise)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "db")); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	after := s.Rows(model.KindEnterprise)
	if len(after) != 4 || fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
	if list, err := s.Batches(0); err != nil || len(list) != 6 || !list[1].Undone {
		t.Errorf("batches: %+v %v", list, err)
	}
	sound(t, s)
	reopen(t, s)
}

func TestDatabaseThatLagsBehindCatchesUp(t *testing.T) {
	dir := filled(t, 2)
	old := copied(t, dir)
	s := open(t, dir)
	rows := s.Rows(model.KindEnterprise)
	must(t, s, "改", func(tx *Tx) error {
		if err := tx.Delete(rows[0].ID, "重复"); err != nil {
			return err
		}
		return tx.Put(firm("新公司"))
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, firstSegment(old), read(t, firstSegment(dir)))
	s = open(t, old)
	if n, trash := len(s.Rows(model.KindEnterprise)), len(s.Trash()); n != 2 || trash != 1 {
		t.Errorf("%d live, %d in the trash", n, trash)
	}
	sound(t, s)
	sound(t, reopen(t, s))
}

func TestInterruptedWriteIsCutAtAnyByte(t *testing.T) {
	dir := filled(t, 2)
	old, end := copied(t, dir), len(read(t, firstSegment(dir)))
	s := open(t, dir)
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("第三家")) })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole := read(t, firstSegment(dir))
	for cut := end; cut < len(whole); cut++ {
		write(t, firstSegment(old), whole[:cut])
		j, torn, err := scan(realDisk{}, filepath.Join(old, "journal"), nil)
		if err != nil || j.seq() != 2 || (torn == nil) != (cut == end) {
			t.Fatalf("cut at %d: %d frames, tail %v, %v", cut-end, j.seq(), torn, err)
		}
	}
	for _, cut := range []int{end, end + 1, end + 9, len(whole) - 1} {
		dir := copied(t, old)
		write(t, firstSegment(dir), whole[:cut])
		s := open(t, dir)
		if n := len(s.Rows(model.KindEnterprise)); n != 2 {
			t.Errorf("cut at %d: %d records", cut-end, n)
		}
		must(t, s, "再来", func(tx *Tx) error { return tx.Put(firm("又一家")) })
		sound(t, s)
		if n := len(reopen(t, s).Rows(model.KindEnterprise)); n != 3 {
			t.Errorf("cut at %d: %d records after one more", cut-end, n)
		}
		kept, err := filepath.Glob(filepath.Join(dir, "journal", "cut-*.bin"))
		if err != nil || (len(kept) == 1) != (cut > end) {
			t.Errorf("cut at %d: kept %v %v", cut-end, kept, err)
		}
	}
}

func TestInterruptedFirstWriteOfASegment(t *testing.T) {
	for _, n := range []int{0, 1, segmentHeader - 1, segmentHeader} {
		dir := filled(t, 1)
		j := &journal{dir: filepath.Join(dir, "journal")}
		if got, _, err := scan(realDisk{}, j.dir, nil); err != nil {
			t.Fatal(err)
		} else {
			j = got
		}
		write(t, segmentPath(j.dir, 2), j.header()[:n])
		s := open(t, dir)
		must(t, s, "新建", func(tx *Tx) error { return tx.Put(firm("乙")) })
		if n := len(reopen(t, s).Rows(model.KindEnterprise)); n != 2 {
			t.Errorf("header of %d bytes: %d records", n, n)
		}
	}
}

func TestEveryFlippedByteOfTheJournalIsSeen(t *testing.T) {
	dir := filled(t, 3)
	whole := read(t, firstSegment(dir))
	for i := range whole {
		b := bytes.Clone(whole)
		b[i] ^= 0x10
		write(t, firstSegment(dir), b)
		j, torn, err := scan(realDisk{}, filepath.Join(dir, "journal"), nil)
		if err == nil && torn == nil {
			t.Fatalf("byte %d: nothing seen, %d frames", i, j.seq())
		}
		if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
			t.Fatalf("byte %d: %v", i, err)
		}
	}
	for _, i := range []int{10, segmentHeader + 2, len(whole) / 2, len(whole) - 3} {
		b := bytes.Clone(whole)
		b[i] ^= 1
		write(t, firstSegment(dir), b)
		if _, err := Open(dir, Options{}); !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d: open says %v", i, err)
		}
		if !bytes.Equal(read(t, firstSegment(dir)), b) {
			t.Errorf("byte %d: the journal was touched", i)
		}
	}
	write(t, firstSegment(dir), whole)
	sound(t, open(t, dir))
}

func TestDamagedFolders(t *testing.T) {
	remove := func(names ...string) func(string) error {
		return func(dir string) (err error) {
			for _, name := range names {
				err = errors.Join(err, os.RemoveAll(filepath.Join(dir, name)))
			}
			return err
		}
	}
	cases := []struct {
		name string
		do   func(dir string) error
		want error // nil: opens with everything, and says what was put right
	}{
		{"db is missing", remove("db"), nil},
		{"db is empty", func(dir string) error {
			return errors.Join(remove("db")(dir), os.Mkdir(filepath.Join(dir, "db"), 0o700))
		}, nil},
		{"only the journal is left", remove("db", "lock", "workspace.json", "closed.json"), nil},
		{"journal is missing", remove("journal"), ErrDamaged},
		{"journal and seal are missing", remove("journal", "closed.json"), ErrDamaged},
		{"only workspace.json is left", remove("journal", "db", "closed.json"), ErrDamaged},
		{"only the seal is left", remove("journal", "db", "workspace.json"), ErrDamaged},
		{"only the database is left", remove("journal", "closed.json", "workspace.json"), ErrForeign},
		{"format is newer", func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "workspace.json"), fmt.Appendf(nil, `{"format":%d}`, newestFormat()+1), 0o600)
		}, ErrNewer},
	}
	from := open(t, filled(t, 3))
	before := everything(t, from)
	if err := from.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := copied(t, from.Dir())
			if err := c.do(dir); err != nil {
				t.Fatal(err)
			}
			if c.want == nil {
				if first, again := opensWith(t, dir, before), opensWith(t, dir, before); len(first) == 0 || len(again) > 0 {
					t.Errorf("%+v, then %+v", first, again)
				}
				return
			}
			damaged := contents(t, dir)
			if _, err := Open(dir, Options{}); !errors.Is(err, c.want) {
				t.Errorf("open says %v", err)
			}
			if contents(t, dir) != damaged {
				t.Error("a refused workspace was changed")
			}
		})
	}
}

func TestRebuildKeepsTheDamagedDatabase(t *testing.T) {
	dir := filled(t, 4)
	if err := os.Remove(filepath.Join(dir, "db", "MANIFEST")); err != nil {
		t.Fatal(err)
	}
	if err := Rebuild(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	if n := len(s.Rows(model.KindEnterprise)); n != 4 {
		t.Errorf("%d records", n)
	}
	sound(t, s)
	old, err := filepath.Glob(filepath.Join(dir, "db-damaged-*", "*.sst"))
	if err != nil || len(old) == 0 {
		t.Errorf("old tables: %v %v", old, err)
	}
}
