package dashboard

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

// question is what the user chose to see.
type question struct {
	year      int // 0 is today
	fictional bool
	today     model.Day
}

// overview is all that the screen shows.
type overview struct {
	kinds     map[model.Kind]int
	fictional int
	years     []int // that figures can be asked for, the newest first
	figures   []report.Figure
	alone     []report.Figure // stated figures that the ledger has no answer to
	stages    []report.StageSum
	items     []report.Item
}

// count reads the records; it runs beside the window.
func count(st *store.Store, q question) (overview, error) {
	o := overview{kinds: make(map[model.Kind]int)}
	in := report.Input{Year: q.year, NoFictional: !q.fictional}
	if q.year == 0 {
		in.AsOf = q.today
	}
	l, seen := report.NewLedger(in), map[int]bool{q.today.Year(): true}
	err := report.Walk(st, func(r model.Record) {
		l.Take(r)
		noteYear(r, seen)
		if q.fictional || !r.Head().Fictional {
			o.items = append(o.items, report.ConcernsOf(r, q.today)...)
		}
	})
	if err != nil {
		return o, err
	}
	report.Urgent(o.items)
	o.years, o.figures, o.alone = newestFirst(seen), l.Stats(), l.StatedAlone()
	o.stages = report.ByStage(o.rows(st, model.KindProject, q.fictional))
	o.rows(st, model.KindEnterprise, q.fictional)
	o.rows(st, model.KindSite, q.fictional)
	return o, nil
}

// rows counts a kind's records and returns those that are wanted.
func (o *overview) rows(st *store.Store, k model.Kind, fictional bool) []model.Row {
	var out []model.Row
	for _, r := range st.Rows(k) {
		if r.Fictional {
			o.fictional++
		}
		if fictional || !r.Fictional {
			out = append(out, r)
		}
	}
	o.kinds[k] = len(out)
	return out
}

// noteYear adds the year of a stated figure or of a signing.
func noteYear(r model.Record, seen map[int]bool) {
	switch x := r.(type) {
	case *model.Figure:
		seen[x.Year] = true
	case *model.Project:
		if x.SignDate.Known() {
			seen[x.SignDate.From.Year()] = true
		}
	}
}

func newestFirst(seen map[int]bool) []int {
	delete(seen, 0)
	return slices.SortedFunc(maps.Keys(seen), func(a, b int) int { return cmp.Compare(b, a) })
}

// figure finds one by its key; the keys below are those of report.
func (o overview) figure(key string) report.Figure {
	f, _ := report.Find(o.figures, key)
	return f
}

// stated are the figures that somebody reported or set as a target, those that the ledger answers to first.
func (o overview) stated() []report.Figure {
	var out []report.Figure
	for _, f := range o.figures {
		if f.Group == "" && (f.Reported != nil || f.Target != nil) {
			out = append(out, f)
		}
	}
	return append(out, o.alone...)
}

// concerns counts the items of each concern, in the order of their urgency.
func (o overview) concerns() []concernCount {
	var out []concernCount
	for _, i := range o.items {
		if n := len(out); n == 0 || out[n-1].concern != i.Concern {
			out = append(out, concernCount{concern: i.Concern})
		}
		out[len(out)-1].n++
	}
	return out
}

type concernCount struct {
	concern report.Concern
	n       int
}

// status is the line under it all; remark says how much of it is invented.
func (o overview) status() (text, remark string) {
	text = fmt.Sprintf("项目 %d 个 · 企业 %d 家 · 载体 %d 处", o.kinds[model.KindProject], o.kinds[model.KindEnterprise], o.kinds[model.KindSite])
	if o.fictional > 0 {
		remark = fmt.Sprintf("工作区含虚构演示数据 %d 条", o.fictional)
	}
	return text, remark
}

func today() model.Day { return model.DayAt(time.Now()) }
