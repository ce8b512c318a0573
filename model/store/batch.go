package store

import (
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
}

// Event is what a batch did to one record.
type Event struct {
	Batch               BatchID
	Record              model.ID
	Kind                model.Kind
	Action              model.Action
	By, Station, Reason string
	At                  time.Time
	Name                string
	Fields              []FieldChange
}

// FieldChange is an encoded value before and after; empty when the field stated nothing. Field.TextOf shows it.
type FieldChange struct {
	Key      string
	Old, New cbor.RawMessage
}
