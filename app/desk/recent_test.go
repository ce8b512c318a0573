package desk

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestRecentFilesAreRememberedNewestFirst(t *testing.T) {
	d := &Desk{Prefs: test.NewTempApp(t).Preferences()}
	dir := t.TempDir()
	at := func(n int) string { return filepath.Join(dir, fmt.Sprintf("%d.xlsx", n)) }
	for n := range mostRecent + 3 {
		d.Remember(at(n))
	}
	d.Remember(at(5))
	list := d.Recent()
	if len(list) != mostRecent || list[0] != at(5) || list[1] != at(mostRecent+2) || slices.Contains(list, at(0)) {
		t.Errorf("remembers %v", list)
	}
	if slices.Contains(list[1:], at(5)) {
		t.Error("a file stands there twice")
	}
	d.Forget(at(5))
	if slices.Contains(d.Recent(), at(5)) || len(d.Recent()) != mostRecent-1 {
		t.Errorf("after forgetting %v", d.Recent())
	}
	if d.ForgetRecent(); len(d.Recent()) > 0 {
		t.Errorf("after clearing %v", d.Recent())
	}
}
