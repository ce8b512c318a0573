package desk

import (
	"path/filepath"
	"slices"
)

// PrefRecent keeps the files that were opened and written on this computer, the newest first.
const PrefRecent = "files.recent"

// mostRecent is how many files are remembered.
const mostRecent = 12

// Remember puts a file at the head of the recent ones. They belong to the computer and its user, not to a workspace.
func (d *Desk) Remember(path string) {
	path, err := filepath.Abs(path)
	if err != nil {
		return
	}
	list := append([]string{path}, without(d.Recent(), path)...)
	d.Prefs.SetStringList(PrefRecent, list[:min(len(list), mostRecent)])
}

// Recent are the files that were opened and written, the newest first; some may be gone.
func (d *Desk) Recent() []string { return d.Prefs.StringList(PrefRecent) }

// Forget takes a file out of the recent ones.
func (d *Desk) Forget(path string) { d.Prefs.SetStringList(PrefRecent, without(d.Recent(), path)) }

// ForgetRecent forgets all of them; the files stay where they are.
func (d *Desk) ForgetRecent() { d.Prefs.RemoveValue(PrefRecent) }

func without(list []string, path string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == path })
}
