package backup

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"chainatlas/model"
	"chainatlas/model/store"
)

// history does a bit of everything.
func (o office) history() {
	o.t.Helper()
	o.add(4)
	rows := o.Rows(model.KindEnterprise)
	o.do(func(tx *store.Tx) error { return tx.Delete(rows[0].ID, "重复") })
	o.do(func(tx *store.Tx) error {
		r, err := tx.Get(rows[1].ID)
		if err != nil {
			return err
		}
		r.(*model.Enterprise).Street = "艾山街道"
		return tx.Put(r)
	})
	if _, err := o.Undo(); err != nil {
		o.t.Fatal(err)
	}
}

func TestRestoreGivesBackTheWorkspace(t *testing.T) {
	o := newOffice(t, 2)
	o.history()
	full := o.back("一", nil)
	o.history()
	second := o.back("二", full)
	empty := o.back("空", second)
	o.history()
	third := o.back("三", second)
	o.history()
	cases := []struct {
		name  string
		from  *Backup
		files int
	}{
		{"full", full, 1}, {"incremental", second, 2}, {"nothing new since", empty, 3}, {"incremental of an incremental", third, 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "新区", "工作区")
			if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
				t.Fatal(err)
			}
			got, err := Restore(t.Context(), c.from.Path, to, RestoreOptions{User: "王某"})
			if err != nil || got.Aside != "" || len(got.Files) != c.files {
				t.Fatalf("%+v %v", got, err)
			}
			r := openOffice(t, to)
			if head(t, r) != c.from.Head || len(r.Rows(model.KindEnterprise)) != c.from.Records() {
				t.Errorf("head %v, %d records; want %v, %d", head(t, r), len(r.Rows(model.KindEnterprise)), c.from.Head, c.from.Records())
			}
			r.add(1)
		})
	}
}

func TestRestoredWorkspaceIsTheOriginal(t *testing.T) {
	o := newOffice(t, 1)
	full := o.back("全", nil)
	o.history()
	last := o.back("增", full)
	want := told(t, o.Store)
	o.history()
	o.close()
	got, err := Restore(t.Context(), last.Path, o.Dir(), RestoreOptions{Now: func() time.Time { return monday }})
	if err != nil || got.Aside != o.Dir()+"-aside-20261123-100000.000" {
		t.Fatalf("%+v %v", got, err)
	}
	if now := told(t, openOffice(t, o.Dir()).Store); now != want {
		t.Errorf("got  %s\nwant %s", now, want)
	}
	if n := len(openOffice(t, got.Aside).Rows(model.KindEnterprise)); n != 9-2 {
		t.Errorf("%d records set aside", n)
	}
	left, _ := filepath.Glob(o.Dir() + "*")
	if len(left) != 2 {
		t.Errorf("left %v", left)
	}
}

func TestIncrementalHoldsOnlyWhatIsNew(t *testing.T) {
	o := newOffice(t, 6)
	full := o.back("全", nil)
	o.add(1)
	next := o.back("增", full)
	if next.Frames() != 1 || len(next.Parts) != 2 || next.Parts[1].Offset != full.Parts[1].Size || next.Parts[1].Size >= full.Parts[1].Size {
		t.Errorf("%+v after %+v", next.Parts, full.Parts)
	}
}

func TestRestoreRefuses(t *testing.T) {
	o := newOffice(t, 2)
	full := o.back("全", nil)
	o.add(2)
	next := o.back("增", full)
	whole, err := os.ReadFile(full.Path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), next.Path, o.Dir(), RestoreOptions{}); !errors.Is(err, store.ErrInUse) {
		t.Errorf("open workspace: %v", err)
	}
	o.close()
	before := listing(t, filepath.Dir(o.Dir()))
	bad := bytes.Clone(whole)
	bad[len(bad)/3] ^= 4
	if err := os.WriteFile(full.Path, bad, 0o600); err != nil {
		t.Fatal(err)
	}
	var what *Damage
	if _, err := Restore(t.Context(), next.Path, o.Dir(), RestoreOptions{}); !errors.Is(err, ErrDamaged) || !errors.As(err, &what) || what.Path != full.Path {
		t.Errorf("damaged: %v", err)
	}
	if err := os.Remove(full.Path); err != nil {
		t.Fatal(err)
	}
	var missing *Missing
	if _, err := Restore(t.Context(), next.Path, o.Dir(), RestoreOptions{}); !errors.As(err, &missing) || missing.Needs.Name != "全.cabak" || missing.Needs.Mark != full.Head {
		t.Errorf("missing: %v", err)
	}
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "照片.jpg"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full.Path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), next.Path, foreign, RestoreOptions{}); !errors.Is(err, store.ErrForeign) {
		t.Errorf("foreign: %v", err)
	}
	if after := listing(t, filepath.Dir(o.Dir())); after != before {
		t.Errorf("before %s\nafter %s", before, after)
	}
	if n := len(openOffice(t, o.Dir()).Rows(model.KindEnterprise)); n != 4 {
		t.Errorf("%d records", n)
	}
}

func listing(t *testing.T, dir string) (out string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out += e.Name() + " "
	}
	return out
}

func TestRestoreOverADamagedWorkspace(t *testing.T) {
	o := newOffice(t, 3)
	b := o.back("全", nil)
	o.close()
	for _, name := range []string{"workspace.json", filepath.Join("journal", "00000001.log"), filepath.Join("db", "MANIFEST")} {
		if err := os.WriteFile(filepath.Join(o.Dir(), name), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Restore(t.Context(), b.Path, o.Dir(), RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	if n := len(openOffice(t, o.Dir()).Rows(model.KindEnterprise)); n != 3 {
		t.Errorf("%d records", n)
	}
}
