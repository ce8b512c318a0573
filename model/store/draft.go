package store

import (
	"bytes"
	"maps"
	"slices"

	"chainatlas/model"
)

// draft is a record before and after the action.
type draft struct {
	before *state
	kind   model.Kind
	after  model.State
	life   []byte // alive, trashed or nil
	reason string
}

// draft returns the record as the action sees it, or nil when it never was.
func (tx *Tx) draft(id model.ID) (*draft, error) {
	if d := tx.drafts[id]; d != nil {
		return d, nil
	}
	s, err := tx.store.state(id)
	if err != nil || s == nil {
		return nil, err
	}
	return tx.add(id, &draft{before: s, kind: s.Kind, after: s.fields(), life: s.Cells[keyLife].Value}), nil
}

func (tx *Tx) add(id model.ID, d *draft) *draft {
	tx.drafts[id] = d
	tx.order = append(tx.order, id)
	return d
}

// frame is the difference that the action makes.
func (tx *Tx) frame(label string) *frame {
	impersonal := once(tx.impersonal)
	f := tx.store.newFrame(impersonal(label), tx.stamp, tx.by)
	f.before = make(map[model.ID]*state, len(tx.order))
	for _, id := range tx.order {
		f.before[id] = tx.drafts[id].before
		if e, ok := tx.drafts[id].event(id); ok {
			if e.Reason == "" {
				e.Reason = tx.reason
			}
			e.Reason = impersonal(e.Reason)
			f.Events = append(f.Events, e)
		}
	}
	f.Events = append(f.Events, tx.notes...)
	return f
}

// event compares before and after; false when nothing changed.
func (d *draft) event(id model.ID) (event, bool) {
	e := event{Record: id, Kind: d.kind, Action: d.action()}
	if d.before == nil && !bytes.Equal(d.life, alive) {
		return e, false // made and deleted in one action
	}
	after := maps.Clone(d.after)
	if d.life != nil {
		after[keyLife] = d.life
	}
	keys := d.keys(after)
	if d.before == nil { // all of them; an edit changes a few
		e.Fields = make([]change, 0, len(keys))
	}
	for _, key := range keys {
		old := d.before.cell(key)
		if !bytes.Equal(old.Value, after[key]) {
			e.Fields = append(e.Fields, old.to(key, after[key]))
		}
	}
	if e.Action == model.Deleted {
		e.Reason = d.reason
	}
	return e, len(e.Fields) > 0
}

func (d *draft) action() model.Action {
	was, is := d.before.alive(), bytes.Equal(d.life, alive)
	switch {
	case was && !is:
		return model.Deleted
	case !was && is && d.before.trashed():
		return model.Restored
	case !was && is:
		return model.Created
	}
	return model.Edited
}

// keys lists every key of both sides but the stamps, in order.
func (d *draft) keys(after model.State) []string {
	all := make(map[string]bool, len(after))
	for key := range after {
		all[key] = true
	}
	if d.before != nil {
		for key := range d.before.Cells {
			all[key] = true
		}
	}
	delete(all, "created")
	delete(all, "updated")
	return sortedKeys(all)
}

func (s *state) cell(key string) cell {
	if s == nil {
		return cell{}
	}
	return s.Cells[key]
}

// to is the change from the cell's value to a new one.
func (c cell) to(key string, value []byte) change {
	out := change{Key: key, Old: c.Value, New: value, Base: c.Stamp}
	if c.Origin != c.Stamp {
		out.Was = &c.Origin
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
