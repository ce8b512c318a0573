package store

import (
	"fmt"

	"chainatlas/model"
)

// next is a record after a frame. Its state is encoded as it goes into the database: those of ten thousand records would
// take a hundred megabytes decoded.
type next struct {
	state []byte
	name  string // "" when the record is not live
}

// nexts are the records of a frame that Badger is still taking in.
type nexts map[model.ID]next

// after computes what a frame makes of its records; read gives the state before it.
func (f *frame) after(read func(model.ID) (*state, error), p *persons) (nexts, error) {
	updated, err := f.updated()
	if err != nil {
		return nil, err
	}
	out := make(nexts, len(f.Events))
	for i := range f.Events {
		e := &f.Events[i]
		if _, done := out[e.Record]; done && e.Action == model.Viewed {
			continue
		}
		before, err := read(e.Record)
		if err != nil {
			return nil, err
		}
		st := before.with(e, f.stamp(), updated)
		b, err := encodeState(st)
		if err != nil {
			return nil, fmt.Errorf("encode state of %s: %w", e.Record, err)
		}
		out[e.Record] = next{b, st.name(p)}
	}
	return out, nil
}

// state decodes a record; nil when it is none of these.
func (n nexts) state(id model.ID) (*state, error) {
	one, ok := n[id]
	if !ok {
		return nil, nil
	}
	return decodeState(one.state)
}

// item is the record's place on the shelf after the event. Its links are known to the shelf unless the event changed them.
func (e *event) item(after nexts, p *persons, name func(model.ID) string) (item, error) {
	it, err := stored{e.Record, after[e.Record].state}.item(p)
	if err != nil {
		return it, err
	}
	for _, row := range []*model.Row{it.row, it.trash} {
		if row != nil {
			row.CallLinks(name)
		}
	}
	if !e.touchesLinks() {
		it.links = nil
	}
	return it, nil
}
