package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

// tiny makes several small tables of a few records.
func tiny(o *badger.Options) {
	o.MemTableSize, o.ValueThreshold, o.ValueLogFileSize = 256<<10, 8<<10, 1<<20
	o.BaseTableSize, o.BlockSize = 16<<10, 1<<10
}

// sample is a workspace with edits, undone actions, the trash, several segments and tables, and a write that was cut off.
func sample(t testing.TB) *Store {
	t.Helper()
	dir := t.TempDir()
	o := Options{User: "李某", segment: 8 << 10, tune: tiny}
	for round := range 3 {
		s, err := Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		edit(t, s, round)
		if round == 2 {
			t.Cleanup(func() { s.Close() })
			return s
		}
		last := segmentPath(s.journalDir(), s.journal.segment)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		write(t, last, append(read(t, last), "half a frame"...))
	}
	return nil
}

func edit(t testing.TB, s *Store, round int) {
	t.Helper()
	var firms []*model.Enterprise
	must(t, s, "导入", func(tx *Tx) error {
		for i := range 25 {
			e := firm(fmt.Sprintf("公司%d-%d", round, i))
			e.Street = strings.Repeat(e.Name, 50)
			firms = append(firms, e)
			if err := tx.Put(e); err != nil {
				return err
			}
		}
		return nil
	})
	for i, e := range firms[:5] {
		e.Place = fmt.Sprint("地点", i)
		must(t, s, "改", func(tx *Tx) error { return tx.Put(e) })
	}
	must(t, s, "删除", func(tx *Tx) error { return tx.Delete(firms[9].ID, "重复") })
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	must(t, s, "删除", func(tx *Tx) error { return tx.Delete(firms[10].ID, "重复") })
}

// everything is all that the store knows: records, trash, actions, histories and the head of the chain.
func everything(t testing.TB, s *Store) string {
	t.Helper()
	var b bytes.Buffer
	say := func(v any, err error) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", v)
	}
	for _, k := range model.StoredKinds() {
		all, err := s.All(k)
		say(k, err)
		for _, r := range all {
			say(model.JSON(r))
		}
		for _, row := range append(s.Rows(k), s.Trash()...) {
			h, err := s.History(row.ID)
			say(fmt.Sprintf("%+v %+v", row, h), err)
		}
	}
	batches, err := s.Batches(0)
	say(fmt.Sprintf("%+v %x", batches, s.journal.head), err)
	return b.String()
}

// damages are what happens to files.
var damages = []struct {
	name string
	do   func(path string, b []byte) error
}{
	{"truncated to half", func(path string, b []byte) error { return os.Truncate(path, int64(len(b)/2)) }},
	{"flipped at the start", flipped(func(int) int { return 0 })},
	{"flipped in the middle", flipped(func(n int) int { return n / 2 })},
	{"flipped at the end", flipped(func(n int) int { return n - 1 })},
	{"emptied", func(path string, _ []byte) error { return os.Truncate(path, 0) }},
	{"deleted", func(path string, _ []byte) error { return os.Remove(path) }},
}

func flipped(at func(size int) int) func(string, []byte) error {
	return func(path string, b []byte) error {
		b = bytes.Clone(b)
		if len(b) > 0 {
			b[at(len(b))] ^= 0x10
		}
		return os.WriteFile(path, b, 0o600)
	}
}

// TestDamageTable damages each kind of file of a closed workspace and of one that was killed. The journal must be refused,
// whatever else is damaged opens with everything.
func TestDamageTable(t *testing.T) {
	s := sample(t)
	before := everything(t, s)
	killed := copied(t, s.Dir())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	closed := copiedWithTimes(t, s.Dir())
	for _, from := range []struct{ name, dir string }{{"closed", closed}, {"killed", killed}} {
		for _, file := range kindsOfFiles(t, from.dir) {
			if from.name == "killed" && !strings.HasSuffix(file, ".mem") && !strings.HasSuffix(file, ".vlog") && !strings.HasSuffix(file, "MANIFEST") {
				continue // as after closing
			}
			for _, d := range damages {
				t.Run(from.name+"/"+file+"/"+d.name, func(t *testing.T) {
					t.Parallel()
					dir := copiedWithTimes(t, from.dir)
					path := filepath.Join(dir, file)
					whole := read(t, path)
					if err := d.do(path, whole); err != nil {
						t.Fatal(err)
					}
					if strings.HasSuffix(file, ".log") {
						refused(t, dir, path, whole, before)
					} else {
						opensWith(t, dir, before)
					}
				})
			}
		}
	}
}

// kindsOfFiles lists the files, of tables and segments only the last but one and the last.
func kindsOfFiles(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if n, ext := len(out), filepath.Ext(path); n > 1 && ext != "" && filepath.Ext(out[n-1]) == ext && filepath.Ext(out[n-2]) == ext {
			out = append(out[:n-2], out[n-1])
		}
		if err == nil && !e.IsDir() && e.Name() != "LOCK" {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// copiedWithTimes is a copy that the seal still fits.
func copiedWithTimes(t *testing.T, dir string) string {
	t.Helper()
	to := copied(t, dir)
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		return os.Chtimes(filepath.Join(to, strings.TrimPrefix(path, dir)), info.ModTime(), info.ModTime())
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// opensWith opens a damaged workspace, which must have everything. It returns what was put right.
func opensWith(t *testing.T, dir, before string) []Repair {
	t.Helper()
	s, err := Open(dir, Options{tune: tiny})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if everything(t, s) != before {
		t.Error("not everything is there")
	}
	for _, r := range s.Repairs() {
		if _, err := os.Stat(r.Kept); r.Found == "" || r.Kept != "" && err != nil {
			t.Errorf("%+v %v", r, err)
		}
	}
	return s.Repairs()
}

// refused wants a clear error and nothing changed: with the file put back, everything is there.
func refused(t *testing.T, dir, path string, whole []byte, before string) {
	t.Helper()
	damaged := contents(t, dir)
	_, err := Open(dir, Options{})
	var d *Damage
	if !errors.Is(err, ErrDamaged) || !errors.As(err, &d) || d.What == "" || d.Database == 0 {
		t.Fatalf("open says %v", err)
	}
	if contents(t, dir) != damaged {
		t.Error("a refused workspace was changed")
	}
	if filepath.Base(path) != "00000001.log" {
		return
	}
	write(t, path, whole)
	opensWith(t, dir, before)
}

// contents are the files that are ours: the journal and the small ones.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	for _, pattern := range []string{"*.json", "journal/*", "db*"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			text, _ := os.ReadFile(path) // a folder counts by its name
			fmt.Fprintln(&b, path, string(text))
		}
	}
	return b.String()
}
