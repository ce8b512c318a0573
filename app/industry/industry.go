// Package industry knows the names of GB/T 4754, the classification of industries: the part that the program carries, and
// full tables that the user installs, one for each edition.
package industry

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"chainatlas/assets"
	"chainatlas/model"
)

// Entry is a section (A), division (33), group (339) or class (3393) of the classification.
type Entry struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Place string `json:"-"` // what it belongs to: 33 金属制品业
}

// Table is one edition of the classification, sorted by code.
type Table struct {
	Edition string
	Full    bool // installed; the program itself carries only what its chains use
	Entries []Entry

	byCode  map[string]int
	spelled func() []spelling
}

// newTable sorts entries and says where each belongs.
func newTable(edition string, full bool, entries []Entry) *Table {
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Code, b.Code) })
	t := &Table{Edition: edition, Full: full, Entries: entries, byCode: make(map[string]int, len(entries))}
	for i, e := range entries {
		t.byCode[e.Code] = i
	}
	for i := range entries {
		entries[i].Place = t.place(entries[i].Code)
	}
	t.spelled = sync.OnceValue(t.spell)
	return t
}

func (t *Table) place(code string) string {
	var out []string
	for n := len(code) - 1; n >= 2; n-- {
		if name := t.Name(code[:n]); name != "" {
			out = append(out, code[:n]+" "+name)
		}
	}
	return strings.Join(out, " · ")
}

// Name is what the table calls a code, "" for one that it does not have.
func (t *Table) Name(code string) string {
	if i, ok := t.byCode[code]; ok {
		return t.Entries[i].Name
	}
	return ""
}

// Classes counts the classes, which have four digits.
func (t *Table) Classes() (n int) {
	for _, e := range t.Entries {
		if len(e.Code) == 4 {
			n++
		}
	}
	return n
}

var builtin = sync.OnceValue(func() *Table {
	var file struct{ Sections, Divisions, Classes []Entry }
	if err := json.Unmarshal(assets.Industry(), &file); err != nil {
		panic(fmt.Errorf("read industry names: %w", err)) // the file is ours
	}
	return newTable(model.EditionGBT4754, false, slices.Concat(file.Sections, file.Divisions, file.Classes))
})

// Name is what the classification calls a code, "" for one that is not known here.
func Name(code string) string { return Now().Name(code) }

// Builtin is the table that the program carries.
func Builtin() *Table { return builtin() }
