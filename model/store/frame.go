package store

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/fxamacker/cbor/v2"

	"chainatlas/model"
)

// Equal values are equal bytes, so that a hash over them means something.
var (
	encoding, _ = cbor.EncOptions{Sort: cbor.SortBytewiseLexical}.EncMode()
	decoding, _ = cbor.DecOptions{MaxNestedLevels: 32, MaxArrayElements: 1 << 28, MaxMapPairs: 1 << 20}.DecMode()
)

type hash [sha256.Size]byte

// frame is one user action as the journal keeps it. Its first entry is the hash of the frame before.
type frame struct {
	Prev    []byte  `cbor:"1,keyasint"`
	Seq     uint64  `cbor:"2,keyasint"` // 1 is the first
	ID      BatchID `cbor:"3,keyasint"`
	Label   string  `cbor:"4,keyasint"`
	By      string  `cbor:"5,keyasint"`
	Station string  `cbor:"6,keyasint"`
	At      int64   `cbor:"7,keyasint"` // unix milliseconds of the user's clock
	Time    uint64  `cbor:"8,keyasint"` // hybrid logical clock
	UndoOf  BatchID `cbor:"9,keyasint,omitempty"`
	Records int     `cbor:"10,keyasint"`
	Events  []event `cbor:"11,keyasint,omitempty"`
	Seed    bool    `cbor:"12,keyasint,omitempty"`
	OfEvent EventID `cbor:"13,keyasint,omitempty"` // the one event that this frame takes back
	Erased  []byte  `cbor:"14,keyasint,omitempty"` // numbers of the persons' keys that it destroys, one after the other

	before map[model.ID]*state // what was read to make it, so that it is not read again
}

// event is what a frame did to one record.
type event struct {
	Record model.ID     `cbor:"1,keyasint"`
	Kind   model.Kind   `cbor:"2,keyasint"`
	Action model.Action `cbor:"3,keyasint"`
	Reason string       `cbor:"4,keyasint,omitempty"`
	Fields []change     `cbor:"5,keyasint"`
}

// change is what an event did to one field: the encoded values before and after, and the stamp before.
// An undo gives a field back the origin it had, so that the action before it can be undone too.
type change struct {
	Key  string `cbor:"1,keyasint"`
	Old  []byte `cbor:"2,keyasint,omitempty"`
	New  []byte `cbor:"3,keyasint,omitempty"`
	Base stamp  `cbor:"4,keyasint,omitzero"`
	Was  *stamp `cbor:"5,keyasint,omitempty"` // origin before, when it is not Base
	To   *stamp `cbor:"6,keyasint,omitempty"` // origin after, when it is not the frame's stamp
}

func (c change) originBefore() stamp {
	if c.Was != nil {
		return *c.Was
	}
	return c.Base
}

func (c change) originAfter(own stamp) stamp {
	if c.To != nil {
		return *c.To
	}
	return own
}

func (f *frame) stamp() stamp { return stamp{Time: f.Time, Station: f.Station} }

func (f *frame) batch() Batch {
	return Batch{ID: f.ID, Label: f.Label, By: f.By, Station: f.Station, At: time.UnixMilli(f.At), Records: f.Records,
		UndoOf: f.UndoOf, UndoOfEvent: f.OfEvent, Seed: f.Seed, Erasure: len(f.Erased) > 0}
}

// header is the frame without its events.
func (f *frame) header() frame {
	h := *f
	h.Events = nil
	return h
}

// updated is the encoded stamp that the frame leaves on every record it touched.
func (f *frame) updated() ([]byte, error) {
	by := model.Stamp{By: f.By, At: time.UnixMilli(f.At)}
	s, err := model.Encode(&model.Contact{Base: model.Base{Updated: by}})
	if err != nil {
		return nil, fmt.Errorf("encode stamp: %w", err)
	}
	return s["updated"], nil
}

// The first bytes of a payload: a map whose key 1 is a string of 32 bytes.
const prevAt = 4

var payloadStart = []byte{1, 0x58, sha256.Size}

// prevOf reads the hash of the frame before without decoding the payload.
func prevOf(payload []byte) (h hash, ok bool) {
	if len(payload) < prevAt+len(h) || payload[0]&0xe0 != 0xa0 || !bytes.Equal(payload[1:prevAt], payloadStart) {
		return h, false
	}
	copy(h[:], payload[prevAt:])
	return h, true
}

// hashOf is the link of the chain: SHA-256 over the previous hash, which the payload begins with, and what is stored.
func hashOf(payload []byte) hash { return sha256.Sum256(payload) }

func decodeFrame(payload []byte) (*frame, error) {
	f := new(frame)
	if err := decoding.Unmarshal(payload, f); err != nil {
		return nil, fmt.Errorf("decode frame: %w", err)
	}
	return f, nil
}
