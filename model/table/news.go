package table

import (
	"slices"
	"sync"

	"chainatlas/model"
)

// manyNews is how many changes are kept one by one; after more, columns are read anew.
const manyNews = 20_000

// news is what changed in the store since the last question. The store tells it while somebody waits for a write, so that
// it only takes notes.
type news struct {
	mu      sync.Mutex
	changes []model.Change
	flood   bool // too many to tell apart
}

func (n *news) note(changes []model.Change) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.flood = n.flood || len(n.changes)+len(changes) > manyNews; n.flood {
		n.changes = nil
		return
	}
	n.changes = append(n.changes, changes...)
}

func (n *news) take() (changes []model.Change, flood bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	changes, flood = n.changes, n.flood
	n.changes, n.flood = nil, false
	return changes, flood
}

// follow brings the columns up to date.
func (t *Table) follow() error {
	changes, flood := t.news.take()
	if flood {
		clear(t.columns)
		return nil
	}
	if len(changes) == 0 {
		return nil
	}
	renamed := renamedBy(changes)
	for f, c := range t.columns {
		ok, err := c.reread(t.store, c.touched(changes))
		if err != nil || !ok {
			delete(t.columns, f) // after an error too: what is half mended must not be asked
		}
		if err != nil {
			return err
		}
		c.rename(renamed, t.store.Name)
	}
	return nil
}

// renamedBy are the records that others may call differently now.
func renamedBy(changes []model.Change) map[model.ID]bool {
	out := make(map[model.ID]bool)
	for _, c := range changes {
		if c.Action != model.Edited || slices.Contains(c.Fields, "name") {
			out[c.ID] = true
		}
	}
	return out
}

// touched are the places of the records whose value may have changed. Records that are new stand nowhere yet.
func (c *column) touched(changes []model.Change) (out []uint32) {
	for _, change := range changes {
		if change.Kind != c.field.Kind || !c.concerns(change) {
			continue
		}
		if p := c.place(change.ID); p >= 0 {
			out = append(out, uint32(p))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// concerns tells whether a change is one of this field. The stamps change with every other field and are not named.
func (c *column) concerns(change model.Change) bool {
	key := c.field.Key
	return change.Action != model.Edited || key == "updated" || key == "created" || slices.Contains(change.Fields, key)
}
