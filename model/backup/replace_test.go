package backup

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"chainatlas/model"
	"chainatlas/model/store"
)

func (o office) contact(name string) model.ID {
	o.t.Helper()
	c := &model.Contact{Base: model.Base{Name: name}, Phone: "13812345678"}
	o.do(func(tx *store.Tx) error { return tx.Put(c) })
	return c.ID
}

func (o office) erase(who string) {
	o.t.Helper()
	e, err := o.FindPerson(who)
	if err == nil {
		_, err = o.Erase(e)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// TestBackupsBringTheKeys restores a full and an incremental backup and reads personal values in both.
func TestBackupsBringTheKeys(t *testing.T) {
	o := newOffice(t, 1)
	first := o.contact("王芳菲")
	full := o.back("全", nil)
	second := o.contact("李强生")
	next := o.back("增", full)
	o.erase("王芳菲")
	after := o.back("后", next)
	for _, c := range []struct {
		from          *Backup
		first, second string
	}{{full, "王芳菲", ""}, {next, "王芳菲", "李强生"}, {after, "", "李强生"}} {
		to := filepath.Join(t.TempDir(), "工作区")
		if _, err := Restore(t.Context(), c.from.Path, to, RestoreOptions{}); err != nil {
			t.Fatal(err)
		}
		s := openOffice(t, to)
		if s.Name(first) != c.first || s.Name(second) != c.second {
			t.Errorf("%s: %q %q", c.from.Path, s.Name(first), s.Name(second))
		}
		if len(s.Repairs()) > 0 {
			t.Errorf("%s: %+v", c.from.Path, s.Repairs())
		}
		s.close()
	}
	if b, err := os.ReadFile(after.Path); err != nil || bytes.Contains(b, []byte("王芳菲")) {
		t.Error("she is in a backup", err)
	}
}

func TestReplacedBackupsHoldNobodyErased(t *testing.T) {
	o := newOffice(t, 1)
	before := o.back("更早", nil)
	id := o.contact("王芳菲")
	mine := o.back("我的", nil)
	o.roll(monday, Daily)
	o.add(1)
	o.roll(monday.AddDate(0, 0, 1), Daily)
	found, err := o.FindPerson("王芳菲")
	if err != nil {
		t.Fatal(err)
	}
	o.erase("王芳菲")
	copies, err := CopiesOf(o.Dir(), o.folder)
	if err != nil || len(copies.Backups) != 4 {
		t.Fatalf("%+v %v", copies, err)
	}
	holding := copies.Since(o, found.First)
	if len(holding.Backups) != 3 || len(holding.Apart) > 0 || slices.ContainsFunc(holding.Backups, func(b *Backup) bool { return b.Path == before.Path }) {
		t.Errorf("hold her: %+v", holding)
	}
	other := newOffice(t, 2)
	if apart := copies.Since(other, 1); len(apart.Backups) != 4 || len(apart.Apart) != 4 {
		t.Errorf("beside another journal: %+v", apart)
	}
	r := Rolling{Folder: o.folder, Now: func() time.Time { return monday.AddDate(0, 0, 2) }}
	out, err := r.Replace(t.Context(), o)
	if err != nil || out.Deleted != 2 || !out.Made.Full() {
		t.Fatalf("%+v %v", out, err)
	}
	left := Of(o.Dir(), o.folder)
	if len(left) != 3 {
		t.Errorf("%d left", len(left))
	}
	if _, err := os.Stat(mine.Path); err != nil {
		t.Error("the user's own backup was deleted")
	}
	to := filepath.Join(t.TempDir(), "工作区")
	if _, err := Restore(t.Context(), out.Made.Path, to, RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := openOffice(t, to).Get(id); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("she is back: %v", err)
	}
}
