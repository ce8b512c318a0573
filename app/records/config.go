// Package records is the screen of one kind of record: a table at the left, the record at the right.
//
// Projects, enterprises and sites are configurations of it; fields, their order and their editors come from model.
package records

import (
	"fyne.io/fyne/v2"

	"chainatlas/app/ui"
	"chainatlas/model"
)

// Config is what one kind's screen has of its own.
type Config struct {
	Kind    model.Kind
	Icon    string   // key of the navigation: projects
	Columns []Column // shown at first, in this order; all other fields are in the column chooser
	Chips   []Chip   // quick filters, one of which may be on
	Unit    string   // how the records are counted: 个, 家, 处
	Sum     bool     // the status line adds up investment
	Hint    string   // an example for the filter bar
	// Head stands above the fields of the record shown: what its kind can do beyond editing. It may be nil.
	Head func(s *Screen, r model.Record) fyne.CanvasObject
	// Cell may change how a cell looks; it may be nil.
	Cell func(f *model.Field, row *model.Row, c *ui.Cell)
	// Ask may take over a change of one field, to ask for what belongs to it: a status asks for its reason. It may be nil.
	Ask func(s *Screen, r model.Record, key, text string) bool
	// Actions stand at the right of the title, before 新建.
	Actions func(s *Screen) []ui.Action
}

// Column is a field with the width it needs, in logical pixels; 0 means what its type needs.
type Column struct {
	Key   string
	Width float32
}

// Chip is a quick filter that counts what it would show.
type Chip struct {
	Text string
	Expr string // the same as an expression, for a saved view
	Keep func(*model.Row) bool
}

// hiddenFields are kept by the program and have no readable form in a table.
var hiddenFields = map[string]bool{"levels": true, "nodes": true, "edges": true}

// fieldsShown lists the fields that tables and forms offer.
func fieldsShown(k model.Kind) []*model.Field {
	var out []*model.Field
	for _, f := range model.FieldsOf(k) {
		if !hiddenFields[f.Key] {
			out = append(out, f)
		}
	}
	return out
}
