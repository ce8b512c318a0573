package backup

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// List reads what the backups in a folder say of themselves, newest first. A folder that is not there has none. What
// cannot be read is in broken.
func List(dir string) (good []*Backup, broken []error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		return nil, []error{err}
	}
	for _, e := range entries {
		if e.IsDir() || !strings.EqualFold(filepath.Ext(e.Name()), Ext) {
			continue
		}
		b, err := Read(filepath.Join(dir, e.Name()))
		if err != nil {
			broken = append(broken, err)
			continue
		}
		good = append(good, b)
	}
	slices.SortStableFunc(good, func(a, b *Backup) int { return b.Time.Compare(a.Time) })
	return good, broken
}

// Chain finds what must be put back before a backup, in its folder: from a full one to the backup itself. It returns
// ErrMissing when a link is not there.
func Chain(path string) ([]*Backup, error) {
	b, err := Read(path)
	if err != nil {
		return nil, err
	}
	chain := []*Backup{b}
	if b.Full() {
		return chain, nil
	}
	beside, _ := List(filepath.Dir(path)) // one that cannot be read is not the one that is needed, or is missing
	for !chain[0].Full() {
		earlier := chain[0].before(beside, chain)
		if earlier == nil {
			return nil, &Missing{chain[0].Path, *chain[0].Since}
		}
		chain = slices.Insert(chain, 0, earlier)
	}
	return chain, nil
}

// before finds the backup that ends where b begins; a full one is best. A chain never comes back to itself.
func (b *Backup) before(beside, chain []*Backup) *Backup {
	var fit []*Backup
	for _, e := range beside {
		used := slices.ContainsFunc(chain, func(c *Backup) bool { return filepath.Base(c.Path) == filepath.Base(e.Path) })
		if e.Head == b.Since.Mark && e.Station == b.Station && !used && e.holdsAll(b.Earlier) {
			fit = append(fit, e)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return slices.MinFunc(fit, func(x, y *Backup) int { return cmp.Compare(b.rank(x), b.rank(y)) })
}

func (b *Backup) rank(e *Backup) int {
	switch {
	case e.Full() && filepath.Base(e.Path) == b.Since.Name:
		return 0
	case e.Full():
		return 1
	}
	return 2
}
