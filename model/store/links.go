package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"chainatlas/model"
)

// A link is written with the name that its record has that day. What is read carries the name of today: records get it
// when they are decoded, rows when they are loaded and whenever a frame renames, deletes or brings back what they show.

// links lists for each record those that point to it, or did once, some of them twice: finding one to take out would cost
// more than passing it by.
type links struct {
	loaded []link // by target
	since  map[model.ID][]model.ID
	added  int // since
}

// link is one record that points to another.
type link struct{ to, from model.ID }

func newLinks() *links { return &links{since: make(map[model.ID][]model.ID)} }

func compareLink(a, b link) int { return cmp.Or(compareID(a.to, b.to), compareID(a.from, b.from)) }

func (l *links) add(from model.ID, targets []model.ID) {
	for _, to := range targets {
		l.since[to] = append(l.since[to], from)
		l.added++
	}
}

// settle puts what was added into the ordered list when that is much.
func (l *links) settle() {
	if many(l.added, len(l.loaded)) {
		*l = links{loaded: l.now(), since: make(map[model.ID][]model.ID)}
	}
}

// each calls f for every record that may point to this one.
func (l *links) each(to model.ID, f func(from model.ID)) {
	i, _ := slices.BinarySearchFunc(l.loaded, to, func(x link, id model.ID) int { return compareID(x.to, id) })
	for ; i < len(l.loaded) && l.loaded[i].to == to; i++ {
		f(l.loaded[i].from)
	}
	for _, from := range l.since[to] {
		f(from)
	}
}

// toAny are the records that may point to one of these.
func (l *links) toAny(ids map[model.ID]bool) map[model.ID]bool {
	found := make(map[model.ID]bool)
	for id := range ids {
		l.each(id, func(from model.ID) { found[from] = true })
	}
	return found
}

// now lists every link once, by target.
func (l *links) now() []link {
	out := slices.Clone(l.loaded)
	for to, all := range l.since {
		for _, from := range all {
			out = append(out, link{to, from})
		}
	}
	slices.SortFunc(out, compareLink)
	return slices.Compact(out)
}

// targetsOf lists the records that a record points to.
func targetsOf(r model.Record) (out []model.ID) {
	model.EachLink(r, func(_ *model.Field, l *model.Link) {
		if !l.ID.IsZero() {
			out = append(out, l.ID)
		}
	})
	return out
}

// asWritten names nothing: links stay as they were written.
func asWritten(model.ID) string { return "" }

// nameOnce is Name for one long answer: it calls a record the same from its first line to its last.
func (s *Store) nameOnce() func(model.ID) string { return once(s.Name) }

// once asks f for each key one time.
func once[K comparable](f func(K) string) func(K) string {
	asked := make(map[K]string)
	return func(key K) string {
		answer, ok := asked[key]
		if !ok {
			answer = f(key)
			asked[key] = answer
		}
		return answer
	}
}

// nameAfter is Name once the states are shown.
func (s *Store) nameAfter(after nexts) func(model.ID) string {
	return func(id model.ID) string {
		if n, ok := after[id]; ok {
			return n.name
		}
		return s.Name(id)
	}
}

// name is what a live record is called, or "".
func (s *state) name(p *persons) string {
	if !s.alive() {
		return ""
	}
	return model.State{"name": p.open(s.Cells["name"].Value)}.Name()
}

func (e *event) touchesLinks() bool {
	return slices.ContainsFunc(model.LinkFieldsOf(e.Kind), func(f *model.Field) bool { return e.touches(f.Key) })
}

func (e *event) touches(key string) bool {
	return slices.ContainsFunc(e.Fields, func(c change) bool { return c.Key == key })
}

// renamed are the records that others call differently after the frame.
func (f *frame) renamed() map[model.ID]bool {
	out := make(map[model.ID]bool)
	for i := range f.Events {
		if e := &f.Events[i]; e.touches("name") || e.touches(keyLife) {
			out[e.Record] = true
		}
	}
	return out
}

// linkingRows are the rows of the records outside the frame that point to a renamed one, with the names after it.
func (s *Store) linkingRows(renamed map[model.ID]bool, after nexts, name func(model.ID) string) ([]*model.Row, error) {
	rowAfter := s.recalled
	for id := range renamed {
		if name(id) == "" {
			rowAfter = s.reread // only the states know what it was called when they were written
		}
	}
	var out []*model.Row
	for _, id := range s.linkingTo(renamed) {
		if _, ok := after[id]; ok {
			continue
		}
		row, err := rowAfter(id, name)
		if err != nil {
			return nil, fmt.Errorf("name links of %s: %w", id, err)
		}
		if row != nil {
			out = append(out, row)
		}
	}
	return out, nil
}

// linkingTo lists the records that may point to one of these, by ID.
func (s *Store) linkingTo(renamed map[model.ID]bool) []model.ID {
	s.mu.RLock()
	defer s.mu.RUnlock()
	found := s.shelf.links.toAny(renamed)
	return slices.SortedFunc(maps.Keys(found), compareID)
}

// recalled is a row, of the trash too, with other names for what it points to; nil when the record has none.
func (s *Store) recalled(id model.ID, name func(model.ID) string) (*model.Row, error) {
	s.mu.RLock()
	row, ok := s.shelf.trash[id]
	if r := s.shelf.row(id); r != nil {
		row, ok = *r, true
	}
	s.mu.RUnlock()
	if !ok {
		return nil, nil
	}
	row.CallLinks(name)
	return &row, nil
}

// reread is recalled from the state, whose written names count again once a record is gone.
func (s *Store) reread(id model.ID, name func(model.ID) string) (*model.Row, error) {
	st, err := s.state(id)
	if err != nil {
		return nil, err
	}
	it, err := newItem(id, st, s.persons, name)
	return cmp.Or(it.row, it.trash), err
}
