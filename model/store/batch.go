package store

import (
	"strconv"
	"strings"
	"time"

	"github.com/fxamacker/cbor/v2"

	"chainatlas/model"
)

// BatchID names a user action: a UUIDv7 as text.
type BatchID string

// Batch is one user action.
type Batch struct {
	ID          BatchID
	Label       string // Chinese, such as 导入 台账.xlsx
	By, Station string
	At          time.Time
	Records     int     // how many records it touched
	Undone      bool    // taken back, and not redone since
	UndoOf      BatchID // the batch that this one takes back
	UndoOfEvent EventID // the one event that this batch takes back
	Seed        bool    // put in by the program; Undo passes it by
	Erasure     bool    // erased a person; nothing takes it back
}

// EventID names what one action did to one record: the action's BatchID, a slash, and the event's place in it.
type EventID string

func eventID(batch BatchID, place uint32) EventID {
	return EventID(string(batch) + "/" + strconv.FormatUint(uint64(place), 10))
}

func (id EventID) split() (batch BatchID, place uint32, ok bool) {
	b, n, ok := strings.Cut(string(id), "/")
	i, err := strconv.ParseUint(n, 10, 32)
	return BatchID(b), uint32(i), ok && err == nil
}

// Event is what a batch did to one record.
type Event struct {
	ID                  EventID
	Batch               BatchID
	Record              model.ID
	Kind                model.Kind
	Action              model.Action
	By, Station, Reason string
	At                  time.Time
	Name                string
	Fields              []FieldChange
}

// FieldChange is an encoded value before and after; empty when the field stated nothing, model.Erased when it was erased.
// Field.TextOf shows it.
type FieldChange struct {
	Key      string
	Old, New cbor.RawMessage
}
