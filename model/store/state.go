package store

import (
	"bytes"
	"fmt"

	"chainatlas/model"
)

// keyLife is the cell that says whether a record lives; it is no field of the record.
const keyLife = "$life"

// The values of the life cell. Without one the record never was, or its creation was undone.
var (
	alive   = []byte{0xf5} // CBOR true
	trashed = []byte{0xf4} // CBOR false
)

// cell is the value of a field with the stamp of its last change and the stamp of the action whose value it is.
type cell struct {
	Value         []byte // encoded; nil when the field states nothing
	Stamp, Origin stamp
}

// state is a record as the store keeps it. It is not changed once it was published.
type state struct {
	Kind  model.Kind
	Cells map[string]cell
}

func (s *state) alive() bool { return s != nil && bytes.Equal(s.Cells[keyLife].Value, alive) }

func (s *state) trashed() bool { return s != nil && bytes.Equal(s.Cells[keyLife].Value, trashed) }

// fields are the values of the state as they are stored.
func (s *state) fields() model.State {
	out := make(model.State, len(s.Cells))
	for key, c := range s.Cells {
		if c.Value != nil && key != keyLife {
			out[key] = c.Value
		}
	}
	return out
}

// some is fields for these keys alone.
func (s *state) some(keys []string) model.State {
	out := make(model.State, len(keys))
	for _, key := range keys {
		if v := s.Cells[key].Value; v != nil {
			out[key] = v
		}
	}
	return out
}

// record decodes the state. Its links get their present names from name, which answers "" for a record that is gone.
func (s *state) record(id model.ID, p *persons, name func(model.ID) string) (model.Record, error) {
	r, err := model.Decode(s.Kind, id, p.openFields(s.Kind, s.fields()))
	if err == nil {
		model.CallLinks(r, name)
	}
	return r, err
}

// with returns the state after an event of the frame. Applying an event twice gives the same.
func (s *state) with(e *event, own stamp, updated []byte) *state {
	if e.Action == model.Viewed {
		return s
	}
	out := &state{Kind: e.Kind, Cells: make(map[string]cell, len(e.Fields)+2)}
	if s != nil {
		for key, c := range s.Cells {
			out.Cells[key] = c
		}
	}
	for _, c := range e.Fields {
		out.Cells[c.Key] = cell{Value: c.New, Stamp: own, Origin: c.originAfter(own)}
	}
	out.Cells["updated"] = cell{Value: updated, Stamp: own, Origin: own}
	if e.Action == model.Created {
		out.Cells["created"] = cell{Value: updated, Stamp: own, Origin: own}
	}
	return out
}

// storedState is the form in Badger. Cells name their stamps by number, because most share one or two.
type storedState struct {
	Kind   model.Kind            `cbor:"1,keyasint"`
	Stamps []stamp               `cbor:"2,keyasint"`
	Cells  map[string]storedCell `cbor:"3,keyasint"`
}

type storedCell struct {
	_             struct{} `cbor:",toarray"`
	Value         []byte
	Stamp, Origin int
}

func encodeState(s *state) ([]byte, error) {
	out := storedState{Kind: s.Kind, Cells: make(map[string]storedCell, len(s.Cells))}
	number := make(map[stamp]int)
	of := func(t stamp) int {
		n, ok := number[t]
		if !ok {
			n = len(out.Stamps)
			number[t] = n
			out.Stamps = append(out.Stamps, t)
		}
		return n
	}
	for _, key := range sortedKeys(s.Cells) {
		c := s.Cells[key]
		out.Cells[key] = storedCell{Value: c.Value, Stamp: of(c.Stamp), Origin: of(c.Origin)}
	}
	return encoding.Marshal(out)
}

func decodeState(b []byte) (*state, error) {
	var in storedState
	if err := decoding.Unmarshal(b, &in); err != nil {
		return nil, fmt.Errorf("decode state: %w", err)
	}
	out := &state{Kind: in.Kind, Cells: make(map[string]cell, len(in.Cells))}
	for key, c := range in.Cells {
		if uint(c.Stamp) >= uint(len(in.Stamps)) || uint(c.Origin) >= uint(len(in.Stamps)) {
			return nil, fmt.Errorf("decode state: %s has no stamp: %w", key, ErrDamaged)
		}
		out.Cells[key] = cell{Value: c.Value, Stamp: in.Stamps[c.Stamp], Origin: in.Stamps[c.Origin]}
	}
	return out, nil
}
