package records

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"chainatlas/app/task"
	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
	"chainatlas/model/table"
)

// query is what the bar and the table's titles ask for, as it was when asked.
type query struct {
	kind   model.Kind
	text   string
	year   int // of a date that names none
	chip   func(*model.Row) bool
	demo   bool              // fictional records too
	these  map[model.ID]bool // only these; nil for all
	sort   []filter.Key
	sum    bool   // add up investment
	chosen choice // selected when it was asked
	asked  int    // how often the selection had changed by then
}

// listing is the answer: rows in order, and what each chip would show.
type listing struct {
	rows   []*model.Row
	total  int
	counts []int // per chip
	chosen []int // where the records stand that were selected
	sum    string
	err    error // the expression could not be read; rows are then what the rest of the query finds
}

// Reload lists anew, keeping the selection.
func (s *Screen) Reload() {
	q := s.bar.query()
	q.kind, q.sort, q.sum = s.cfg.Kind, s.sort, s.cfg.Sum
	q.chosen, q.asked = s.choice(), s.selections
	if !s.wanted.IsZero() {
		q.chosen = choice{rows: []*model.Row{{ID: s.wanted}}, at: []int{0}}
	}
	chips, st, lists := s.cfg.Chips, s.desk.Store, s.desk.Lists()
	s.list.Run(func(context.Context, func(int, int)) (listing, error) {
		return list(st, lists, q, chips)
	}, func(l listing, err error) { s.listed(q, l, err) })
	s.waiting.Stop()
	s.waiting = task.After(waitShown, func() { s.page.SetStatus("正在列出…", "") })
}

// waitShown is how long a list may take before the status line says that it is being made.
const waitShown = 250 * time.Millisecond

// fewChosen is how many records are found again on the window's own time: a microsecond or so each.
const fewChosen = 1000

func (s *Screen) listed(q query, l listing, err error) {
	s.waiting.Stop()
	if err != nil {
		s.desk.Fail(err)
		return
	}
	if q.asked != s.selections && s.wanted.IsZero() {
		chosen := s.choice()
		if len(chosen.at) > fewChosen {
			s.Reload() // much was selected while this list was made: it is to find that again
			return
		}
		l.chosen = placesOf(l.rows, chosen.ids())
	}
	s.rows, s.total, s.sum = l.rows, l.total, l.sum
	clear(s.records)
	s.bar.answer(l)
	if s.grid.Empty == nil {
		s.grid.Empty = s.empty() // before the first list nobody knows that there is nothing
	}
	s.grid.Refresh()
	s.reselect(l.chosen)
	s.followEdit()
	s.wanted = model.ID{}
	s.showStatus()
}

// reselect selects the same records as before a change or a sort, where they stand now.
func (s *Screen) reselect(rows []int) {
	s.grid.Select(rows...)
	if len(rows) > 0 && !s.wanted.IsZero() {
		s.grid.ScrollTo(rows[0])
	}
	s.selected()
}

// placesOf finds records in a list.
func placesOf(rows []*model.Row, ids []model.ID) (out []int) {
	if len(ids) == 0 {
		return nil
	}
	want := make(map[model.ID]bool, len(ids))
	for _, id := range ids {
		want[id] = true
	}
	for i := range rows {
		if want[rows[i].ID] {
			out = append(out, i)
		}
	}
	return out
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
	if err := l.ask(lists, ask); err != nil {
		return l, err
	}
	l.chosen = placesOf(l.rows, q.chosen.ids())
	if q.sum {
		l.sum = investment(l.rows)
	}
	return l, nil
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
	if s.sum != "" {
		text += " · " + s.sum
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
