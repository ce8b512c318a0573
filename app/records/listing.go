package records

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
)

// query is what the bar and the table's titles ask for, as it was when asked.
type query struct {
	kind    model.Kind
	text    string
	year    int // of a date that names none
	chip    func(*model.Row) bool
	demo    bool              // fictional records too
	these   map[model.ID]bool // only these; nil for all
	sortKey string
	desc    bool
}

// listing is the answer: rows in order, and what each chip would show.
type listing struct {
	rows   []model.Row
	total  int
	counts []int // per chip
	err    error // the expression could not be read; rows are then what the rest of the query finds
}

// Reload lists anew, keeping the selection.
func (s *Screen) Reload() {
	q := s.bar.query()
	q.kind, q.sortKey, q.desc = s.cfg.Kind, s.sortKey, s.desc
	chips, st := s.cfg.Chips, s.desk.Store
	s.list.Run(func(context.Context, func(int, int)) (listing, error) {
		return list(st, q, chips)
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

func list(st *store.Store, q query, chips []Chip) (listing, error) {
	all := st.Rows(q.kind)
	l := listing{total: len(all), counts: make([]int, len(chips))}
	full, err := fullRecords(st, q)
	if err != nil {
		return l, err
	}
	keep, err := matcher(st, q, full)
	l.err = err
	l.rows = make([]model.Row, 0, len(all))
	for i := range all {
		row := &all[i]
		if row.Fictional && !q.demo || q.these != nil && !q.these[row.ID] || !keep(row) {
			continue
		}
		for c, chip := range chips {
			if chip.Keep(row) {
				l.counts[c]++
			}
		}
		if q.chip == nil || q.chip(row) {
			l.rows = append(l.rows, *row)
		}
	}
	return l, order(l.rows, q, full)
}

// matcher reads what was typed: an expression of model/filter, or words to look for. What cannot be read lets
// everything through and is said.
func matcher(st *store.Store, q query, full map[model.ID]model.Record) (func(*model.Row) bool, error) {
	text := strings.TrimSpace(q.text)
	if !isExpr(text) {
		words := strings.Fields(strings.ToLower(text))
		return func(row *model.Row) bool { return holdsAll(row, words) }, nil
	}
	f, err := filter.ParseWith(q.kind, text, filter.Options{Find: st, Year: q.year})
	if err != nil {
		return func(*model.Row) bool { return true }, err
	}
	return func(row *model.Row) bool {
		r := full[row.ID]
		return r != nil && f.Match(r)
	}, nil
}

// isExpr tells an expression from words: a comparison has an operator.
func isExpr(text string) bool { return strings.ContainsAny(text, "=<>~＝＜＞≥≤") }

// order sorts rows; records that state nothing come last either way.
func order(rows []model.Row, q query, full map[model.ID]model.Record) error {
	if q.sortKey == "" {
		sort.SliceStable(rows, func(i, j int) bool { return rows[i].Updated > rows[j].Updated })
		return nil
	}
	f, err := model.FieldOf(q.kind, q.sortKey)
	if err != nil {
		return err
	}
	sort.SliceStable(rows, func(i, j int) bool { return before(f, full[rows[i].ID], full[rows[j].ID], q.desc) })
	return nil
}

func before(f *model.Field, a, b model.Record, desc bool) bool {
	if a == nil || b == nil {
		return a != nil
	}
	if ea, eb := f.Empty(a), f.Empty(b); ea || eb {
		return !ea && eb
	}
	if desc {
		a, b = b, a
	}
	return f.Compare(a, b) < 0
}

// fullRecords reads what an expression or a sort needs; nil where the slim rows are enough.
func fullRecords(st *store.Store, q query) (map[model.ID]model.Record, error) {
	if q.sortKey == "" && !isExpr(q.text) {
		return nil, nil
	}
	all, err := st.All(q.kind)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", q.kind, err)
	}
	out := make(map[model.ID]model.Record, len(all))
	for _, r := range all {
		out[r.Head().ID] = r
	}
	return out, nil
}

func holdsAll(row *model.Row, words []string) bool {
	for _, w := range words {
		if !holds(row, w) {
			return false
		}
	}
	return true
}

// holds tells whether a row names the text anywhere a person would look.
func holds(row *model.Row, text string) bool {
	for _, s := range []string{row.Name, row.Party, row.Person, row.ChainName.Value(), row.Unit.Value(), row.Street.Value(), row.Node.Value()} {
		if strings.Contains(strings.ToLower(s), text) {
			return true
		}
	}
	return false
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
func investment(rows []model.Row) string {
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
