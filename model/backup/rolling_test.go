package backup

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"chainatlas/model/store"
)

// roll runs at a time.
func (o office) roll(now time.Time, occasion Occasion) Rolled {
	o.t.Helper()
	r, err := Rolling{Folder: o.folder, Now: func() time.Time { return now }}.Run(o.t.Context(), o, occasion)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

func TestRollingThroughTheWeeks(t *testing.T) {
	o := newOffice(t, 1)
	mine := o.back("我的", nil)
	made, deleted := "", 0
	for days := range 16 {
		o.add(1)
		now := monday.AddDate(0, 0, days)
		for _, occasion := range []Occasion{Daily, Daily} {
			if r := o.roll(now.Add(time.Duration(occasion)*time.Hour), occasion); r.Made != nil {
				made += map[bool]string{true: "F", false: "i"}[r.Made.Full()]
				deleted += r.Deleted
			}
		}
	}
	if made != "FiiiiiiFiiiiiiFi" || deleted == 0 {
		t.Errorf("made %s, deleted %d", made, deleted)
	}
	if _, err := os.Stat(mine.Path); err != nil {
		t.Error("the user's own backup was deleted")
	}
	list, broken := List(o.folder)
	for _, b := range list {
		if !whole(t.Context(), b.Path) {
			t.Errorf("%s cannot be restored", b.Path)
		}
	}
	if len(broken) > 0 || len(list) < 8 {
		t.Errorf("%d left, %v", len(list), broken)
	}
	if b := Newest(t.Context(), o.Dir(), o.folder); b == nil || b.Head != head(t, o) {
		t.Errorf("newest %+v", b)
	}
}

func TestRollingGoesAroundDamage(t *testing.T) {
	o := newOffice(t, 2)
	full := o.roll(monday, Daily).Made
	o.add(1)
	next := o.roll(monday.AddDate(0, 0, 1), Daily).Made
	b, err := os.ReadFile(full.Path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(full.Path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if Newest(t.Context(), o.Dir(), o.folder) != nil {
		t.Error("a damaged backup is called good")
	}
	o.add(1)
	if again := o.roll(monday.AddDate(0, 0, 2), Daily).Made; !again.Full() || next.Full() {
		t.Errorf("%+v", again)
	}
}

func TestRollingFailsQuietlyAndLosesNothing(t *testing.T) {
	o := newOffice(t, 2)
	old := o.roll(monday.AddDate(-3, 0, 0), Daily).Made
	o.add(1)
	r := Rolling{Folder: o.folder, Now: func() time.Time { return monday }, Free: func(string) (uint64, error) { return 0, nil }}
	if _, err := r.Run(t.Context(), o, Daily); !errors.Is(err, store.ErrNoSpace) {
		t.Error(err)
	}
	if _, err := Check(t.Context(), old.Path, nil); err != nil {
		t.Error(err)
	}
	r = Rolling{Folder: filepath.Join(old.Path, "没有")}
	if _, err := r.Run(t.Context(), o, Daily); err == nil {
		t.Error("a folder that cannot be made")
	}
}

func TestWorkspacesShareAFolder(t *testing.T) {
	o, other := newOffice(t, 1), newOffice(t, 1)
	other.folder = o.folder
	o.roll(monday, Daily)
	if r := other.roll(monday.Add(time.Minute), Daily); r.Made == nil || !r.Made.Full() {
		t.Errorf("%+v", r)
	}
	if b := Newest(t.Context(), o.Dir(), o.folder); b == nil || b.Head != head(t, o) {
		t.Error("the newest is somebody else's")
	}
}

func TestFolderBesideTheWorkspace(t *testing.T) {
	o := newOffice(t, 1)
	if err := (Rolling{}).Secure(o.Dir()); err != nil {
		t.Fatal(err)
	}
	if list, _ := List(o.Dir() + "-backups"); len(list) != 1 {
		t.Errorf("%d backups", len(list))
	}
}
