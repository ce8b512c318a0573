package table

import (
	"cmp"
	"slices"

	"chainatlas/model"
	"chainatlas/model/filter"
)

const (
	// sideBySide is how many questions are worth a goroutine.
	sideBySide = 4096
	// manyValues is how many values are asked one by one; the texts of more are gone through at once.
	manyValues = 512
	// fewRecords is the share of values, one in so many, below which records are asked instead of all values: asking in
	// no order misses the processor's caches.
	fewRecords = 4
)

// matching is the records that answer every comparison. What is found fast is asked first, as the rest then asks few.
func (t *Table) matching(q Query, rows []model.Row) set {
	found := t.spare.resized(len(rows))
	t.spare = found
	found.fill(len(rows))
	terms := slices.Clone(q.Filter.Terms())
	slices.SortStableFunc(terms, func(a, b filter.Term) int { return cmp.Compare(t.effort(a), t.effort(b)) })
	for _, term := range terms {
		if reads := term.Reads(); len(reads) == 1 {
			t.columns[reads[0]].only(term, found)
		} else {
			t.together(term, q.Kind, rows, found)
		}
	}
	return found
}

// effort is how many values must be asked.
func (t *Table) effort(term filter.Term) int {
	reads := term.Reads()
	if len(reads) != 1 {
		return 1 << 40
	}
	n := len(t.columns[reads[0]].values)
	if texts, whole := term.Texts(); len(texts) > 0 && whole {
		return min(n, manyValues)
	}
	return n
}

// only keeps the records that answer. Each value is asked once, however many records have it.
func (c *column) only(term filter.Term, found set) {
	n := found.count()
	if n < len(c.values)/fewRecords {
		ask := c.asking(term)
		found.keep(func(p uint32) bool { return ask(c.values[c.at[p]]) })
		return
	}
	marked := make([]uint8, len(c.values))
	texts, whole := term.Texts()
	switch {
	case len(texts) == 0 || len(c.values) < manyValues:
		c.mark(term, marked)
	case whole:
		if c.onlyBeing(texts, term, found, marked) {
			return
		}
	default:
		for _, text := range texts {
			c.texted().holding(text, marked)
		}
		turn(term, marked)
	}
	found.only(c.at, marked)
}

// asking asks single values. Only one goroutine at a time may call it.
func (c *column) asking(term filter.Term) func(value any) bool {
	if ask := term.Value(); ask != nil {
		return ask
	}
	r := c.field.Kind.New()
	return func(value any) bool {
		c.field.SetValue(r, value)
		return term.Match(r)
	}
}

// mark asks every value.
func (c *column) mark(term filter.Term, marked []uint8) {
	inParts(len(marked), sideBySide, func(from, to int) {
		ask := c.asking(term)
		for i := from; i < to; i++ {
			if ask(c.values[i]) {
				marked[i] = 1
			}
		}
	})
}

// onlyBeing keeps the records whose value has one of the texts. When many may have, it answers false and has only marked
// the values.
func (c *column) onlyBeing(texts []string, term filter.Term, found set, marked []uint8) bool {
	var values []uint32
	for _, text := range texts {
		values = append(values, c.texted().being(text)...)
	}
	for _, v := range values {
		marked[v] = 1
	}
	if term.Negated() {
		turn(term, marked)
		return false
	}
	o := c.lined()
	all := 0
	for _, v := range values {
		all += len(o.group(o.rank[v]))
	}
	if all > len(c.at)/8 {
		return false
	}
	these := make(set, len(found))
	for _, v := range values {
		for _, p := range o.group(o.rank[v]) {
			if c.at[p] == v {
				these.add(p)
			}
		}
	}
	found.and(these)
	return true
}

// turn marks the others when the comparison is the opposite of what it says.
func turn(term filter.Term, marked []uint8) {
	if term.Negated() {
		for i := range marked {
			marked[i] ^= 1
		}
	}
}

// together asks a comparison that looks at several fields, or at the id, of each record.
func (t *Table) together(term filter.Term, k model.Kind, rows []model.Row, found set) {
	inParts(len(found), sideBySide/64, func(from, to int) {
		r := k.New()
		found[from:to].keep(func(p uint32) bool {
			p += uint32(64 * from)
			r.Head().ID = rows[p].ID
			for _, f := range term.Reads() {
				c := t.columns[f]
				f.SetValue(r, c.values[c.at[p]])
			}
			return term.Match(r)
		})
	})
}

// inParts divides n questions among the cores when they are more than so many.
func inParts(n, many int, work func(from, to int)) {
	parts := min(cores(), n/many+1)
	_ = each(parts, func(i int) error {
		work(n*i/parts, n*(i+1)/parts)
		return nil
	})
}
