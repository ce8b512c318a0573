package records

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
	"chainatlas/model/table"
)

// query is what the bar and the table's titles ask for, as it was when asked.
type query struct {
	kind  model.Kind
	text  string
	year  int // of a date that names none
	chip  func(*model.Row) bool
	demo  bool              // fictional records too
	these map[model.ID]bool // only these; nil for all
	sort  []filter.Key
}

// listing is the answer: rows in order, and what each chip would show.
type listing struct {
	rows   []*model.Row
	total  int
	counts []int // per chip
	err    error // the expression could not be read; rows are then what the rest of the query finds
}

// Reload lists anew, keeping the selection.
func (s *Screen) Reload() {
	q := s.bar.query()
	q.kind, q.sort = s.cfg.Kind, s.sort
	chips, st, lists := s.cfg.Chips, s.desk.Store, s.desk.Lists()
	s.list.Run(func(context.Context, func(int, int)) (listing, error) {
		return list(st, lists, q, chips)
	}, s.listed)
}

func (s *Screen) listed(l listing, err error) {
	if err != nil {
		s.desk.Fail(err)
		return
	}
	chosen := s.Selected()
	if !s.wanted.IsZero() {
		chosen = []model.ID{s.wanted}
	}
	s.rows, s.total = l.rows, l.total
	clear(s.records)
	s.bar.answer(l)
	s.grid.Refresh()
	s.reselect(chosen)
	s.wanted = model.ID{}
	s.showStatus()
}

// reselect finds the same records again after a change or a sort.
func (s *Screen) reselect(ids []model.ID) {
	want := map[model.ID]bool{}
	for _, id := range ids {
		want[id] = true
	}
	var rows []int
	for i := range s.rows {
		if want[s.rows[i].ID] {
			rows = append(rows, i)
		}
	}
	s.grid.Select(rows...)
	if len(rows) > 0 && !s.wanted.IsZero() {
		s.grid.ScrollTo(rows[0])
	}
	s.selected()
}

func list(st *store.Store, lists *table.Table, q query, chips []Chip) (listing, error) {
	l := listing{total: len(st.Rows(q.kind)), counts: make([]int, len(chips))}
	ask := table.Query{Kind: q.kind, Sort: q.sort}
	words := q.words()
	if words == nil {
		ask.Filter, l.err = filter.ParseWith(q.kind, q.text, filter.Options{Find: st, Year: q.year})
	}
	ask.Keep = func(row *model.Row) bool {
		if row.Fictional && !q.demo || q.these != nil && !q.these[row.ID] || !words.in(row) {
			return false
		}
		for c, chip := range chips {
			if chip.Keep(row) {
				l.counts[c]++
			}
		}
		return q.chip == nil || q.chip(row)
	}
	return l, l.ask(lists, ask)
}

func (l *listing) ask(lists *table.Table, q table.Query) (err error) {
	if l.err != nil {
		q.Filter = nil // what cannot be read lets everything through and is said
	}
	if l.rows, err = lists.List(q); err != nil {
		return fmt.Errorf("list %s: %w", q.Kind, err)
	}
	if len(q.Sort) == 0 {
		slices.SortStableFunc(l.rows, func(a, b *model.Row) int { return cmp.Compare(b.Updated, a.Updated) })
	}
	return nil
}

// showStatus counts what is listed and adds up what is invested.
func (s *Screen) showStatus() {
	text := fmt.Sprintf("%d %s", len(s.rows), s.cfg.Unit)
	if s.total != len(s.rows) {
		text = fmt.Sprintf("%d / 共 %d %s", len(s.rows), s.total, s.cfg.Unit)
	}
	if s.cfg.Sum {
		text += " · " + investment(s.rows)
	}
	remark := ""
	if n := s.grid.SelectedCount(); n > 1 {
		remark = fmt.Sprintf("已选 %d %s", n, s.cfg.Unit)
	}
	s.page.SetStatus(text, remark)
}

// investment says what is known and how many state nothing: a sum without that number would mislead.
func investment(rows []*model.Row) string {
	var sum int64
	silent := 0
	for i := range rows {
		sum += rows[i].Invest
		if rows[i].Invest == 0 {
			silent++
		}
	}
	text := "计划总投资 " + model.CNY(sum).String()
	if silent > 0 {
		text += fmt.Sprintf("（%d 个未说明，按下限合计）", silent)
	}
	return text
}
