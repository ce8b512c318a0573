package table

import (
	"slices"

	"chainatlas/model"
	"chainatlas/model/filter"
)

// sideBySide is how many questions are worth a goroutine.
const sideBySide = 4096

// matching lists the places of the records that answer every comparison.
func (t *Table) matching(q Query, rows []model.Row) []uint32 {
	places := make([]uint32, len(rows))
	for i := range places {
		places[i] = uint32(i)
	}
	for _, term := range q.Filter.Terms() {
		if reads := term.Reads(); len(reads) == 1 {
			places = t.columns[reads[0]].matching(term, places)
		} else {
			places = t.together(term, q.Kind, rows, places)
		}
	}
	return places
}

// matching asks each value once, however many records have it.
func (c *column) matching(term filter.Term, places []uint32) []uint32 {
	wanted := make([]bool, len(c.values))
	for _, p := range places {
		wanted[c.at[p]] = true
	}
	inParts(len(wanted), func(from, to int) {
		r := c.field.Kind.New()
		for i := from; i < to; i++ {
			if wanted[i] {
				c.field.SetValue(r, c.values[i])
				wanted[i] = term.Match(r)
			}
		}
	})
	return slices.DeleteFunc(places, func(p uint32) bool { return !wanted[c.at[p]] })
}

// together asks a comparison that looks at several fields, or at the id, of each record.
func (t *Table) together(term filter.Term, k model.Kind, rows []model.Row, places []uint32) []uint32 {
	answers := make([]bool, len(rows))
	inParts(len(places), func(from, to int) {
		r := k.New()
		for _, p := range places[from:to] {
			r.Head().ID = rows[p].ID
			for _, f := range term.Reads() {
				c := t.columns[f]
				f.SetValue(r, c.values[c.at[p]])
			}
			answers[p] = term.Match(r)
		}
	})
	return slices.DeleteFunc(places, func(p uint32) bool { return !answers[p] })
}

// inParts divides n questions among the cores.
func inParts(n int, work func(from, to int)) {
	parts := min(cores(), n/sideBySide+1)
	_ = each(parts, func(i int) error {
		work(n*i/parts, n*(i+1)/parts)
		return nil
	})
}
