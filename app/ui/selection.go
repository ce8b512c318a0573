package ui

import "sort"

// span is the rows from, from+1, …, to-1.
type span struct{ from, to int }

// Selection is which rows of a table are chosen, as Excel users know it: an anchor that Shift extends from,
// a cursor that keys move, and any number of rows. The zero value has none.
//
// Rows are kept as spans in order, so choosing all of 100,000 rows costs one span.
type Selection struct {
	spans          []span
	anchor, cursor int
	active         bool // cursor and anchor mean something
}

// Cursor is the row that keys move from, -1 for none.
func (s *Selection) Cursor() int {
	if !s.active {
		return -1
	}
	return s.cursor
}

// Only selects one row.
func (s *Selection) Only(row int) {
	s.spans = append(s.spans[:0], span{row, row + 1})
	s.moveTo(row)
}

// Set selects these rows alone and puts the cursor on the first. In order, a hundred thousand take a fraction of a frame.
func (s *Selection) Set(rows []int) {
	s.Forget()
	for _, r := range rows {
		last := len(s.spans) - 1
		switch {
		case last < 0 || r > s.spans[last].to:
			s.spans = append(s.spans, span{r, r + 1})
		case r == s.spans[last].to:
			s.spans[last].to++
		default:
			s.add(span{r, r + 1})
		}
	}
	if len(rows) > 0 {
		s.moveTo(rows[0])
	}
}

// Toggle selects one more row, or one less.
func (s *Selection) Toggle(row int) {
	if s.Has(row) {
		s.remove(span{row, row + 1})
	} else {
		s.add(span{row, row + 1})
	}
	s.moveTo(row)
}

// Extend selects from the anchor to row; keep leaves what else was selected.
func (s *Selection) Extend(row int, keep bool) {
	if !s.active {
		s.moveTo(row)
	}
	if !keep {
		s.spans = s.spans[:0]
	}
	s.add(span{min(s.anchor, row), max(s.anchor, row) + 1})
	s.cursor = row
}

// All selects n rows; the cursor stays.
func (s *Selection) All(n int) {
	s.Clear()
	if n > 0 {
		s.spans = append(s.spans, span{0, n})
	}
}

// Clear selects nothing; the cursor stays.
func (s *Selection) Clear() { s.spans = s.spans[:0] }

// Forget is Clear without a cursor: what the rows stand for has changed.
func (s *Selection) Forget() { *s = Selection{spans: s.spans[:0]} }

// Clip forgets rows from n on.
func (s *Selection) Clip(n int) {
	s.remove(span{n, maxRow})
	if n == 0 {
		s.active = false
		return
	}
	s.cursor, s.anchor = min(s.cursor, n-1), min(s.anchor, n-1)
}

// Has tells whether a row is selected.
func (s *Selection) Has(row int) bool {
	i := s.firstEndingAfter(row)
	return i < len(s.spans) && s.spans[i].from <= row
}

// Count is how many rows are selected.
func (s *Selection) Count() (n int) {
	for _, p := range s.spans {
		n += p.to - p.from
	}
	return n
}

// Rows lists the selected rows in order.
func (s *Selection) Rows() []int {
	rows := make([]int, 0, s.Count())
	for _, p := range s.spans {
		for r := p.from; r < p.to; r++ {
			rows = append(rows, r)
		}
	}
	return rows
}

const maxRow = int(^uint(0) >> 1)

func (s *Selection) moveTo(row int) { s.anchor, s.cursor, s.active = row, row, true }

func (s *Selection) firstEndingAfter(row int) int {
	return sort.Search(len(s.spans), func(i int) bool { return s.spans[i].to > row })
}

// add joins n with the spans it touches.
func (s *Selection) add(n span) {
	i := sort.Search(len(s.spans), func(i int) bool { return s.spans[i].to >= n.from })
	j := i
	for j < len(s.spans) && s.spans[j].from <= n.to {
		n = span{min(n.from, s.spans[j].from), max(n.to, s.spans[j].to)}
		j++
	}
	s.replace(i, j, n)
}

// remove cuts n out of the spans.
func (s *Selection) remove(n span) {
	i := s.firstEndingAfter(n.from)
	j := i
	var rest []span
	for j < len(s.spans) && s.spans[j].from < n.to {
		if p := s.spans[j]; p.from < n.from {
			rest = append(rest, span{p.from, n.from})
		}
		if p := s.spans[j]; p.to > n.to {
			rest = append(rest, span{n.to, p.to})
		}
		j++
	}
	s.replace(i, j, rest...)
}

func (s *Selection) replace(i, j int, by ...span) {
	tail := append([]span(nil), s.spans[j:]...)
	s.spans = append(append(s.spans[:i], by...), tail...)
}
