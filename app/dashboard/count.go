package dashboard

import (
	"fmt"
	"strconv"
	"time"

	"chainatlas/model"
	"chainatlas/model/store"
)

// figure is one number with what opens behind it.
type figure struct {
	label, value, unit, sub string
	kind                    model.Kind
	expr                    string
}

// pair sets what was reported beside what the ledger counts now.
type pair struct {
	label    string
	reported string // with its year and source
	ledger   figure
}

// waiting is one group of records that somebody should look at.
type waiting struct {
	text string
	figure
}

// overview is all that the screen shows.
type overview struct {
	projects, enterprises, sites, fictional int
	main, stages                            []figure
	pairs                                   []pair
	waiting                                 []waiting
}

// remark says how much of it is invented.
func (o overview) remark() string {
	if o.fictional == 0 {
		return ""
	}
	return fmt.Sprintf("其中虚构演示数据 %d 条", o.fictional)
}

// tally adds up rows.
type tally struct {
	n, silent int
	sum       int64 // minor units, lower bounds
}

func (t *tally) add(r *model.Row) {
	t.n++
	t.sum += r.Invest
	if r.Invest == 0 {
		t.silent++
	}
}

// money is the sum in 亿元; what states nothing is said beside it.
func (t tally) money() string {
	if t.n == 0 {
		return "—"
	}
	text := "计划投资 " + yi(t.sum) + " 亿元"
	if t.silent > 0 {
		text += fmt.Sprintf("，%d 个未说明", t.silent)
	}
	return text
}

// yi writes minor units in 亿元 with at most two decimals.
func yi(minor int64) string {
	return strconv.FormatFloat(float64(minor/(model.Yi/100))/100, 'f', -1, 64)
}

func sumOf(rows []model.Row, keep func(*model.Row) bool) tally {
	var t tally
	for i := range rows {
		if keep(&rows[i]) {
			t.add(&rows[i])
		}
	}
	return t
}

// count reads the snapshots; it runs beside the window.
func count(st *store.Store) (overview, error) {
	projects, enterprises, sites := st.Rows(model.KindProject), st.Rows(model.KindEnterprise), st.Rows(model.KindSite)
	o := overview{projects: len(projects), enterprises: len(enterprises), sites: len(sites)}
	for _, rows := range [][]model.Row{projects, enterprises, sites} {
		for i := range rows {
			if rows[i].Fictional {
				o.fictional++
			}
		}
	}
	o.main = mainFigures(projects)
	for _, stage := range model.Stages() {
		t := sumOf(projects, func(r *model.Row) bool { return r.Stage == stage })
		o.stages = append(o.stages, t.figure(stage.String(), "阶段="+stage.String()))
	}
	o.waiting = attention(projects, time.Now())
	reported, err := st.All(model.KindReported)
	o.pairs = pairs(reported, projects)
	return o, err
}

func (t tally) figure(label, expr string) figure {
	return figure{label: label, value: strconv.Itoa(t.n), unit: "个", sub: t.money(), kind: model.KindProject, expr: expr}
}

// group is stages that belong together on the first row and beside the reported figures.
type group struct {
	label  string
	stages []model.Stage
}

var groups = []group{
	{"在谈项目", []model.Stage{model.StageTalk, model.StageToSign}},
	{"签约未开工", []model.Stage{model.StageSigned, model.StageRegistered, model.StageFiled}},
	{"开工在建", []model.Stage{model.StageStarted, model.StageBuilding, model.StageCompleted}},
	{"投产达产", []model.Stage{model.StageOperating, model.StageFull}},
}

func (g group) has(s model.Stage) bool {
	for _, x := range g.stages {
		if x == s {
			return true
		}
	}
	return false
}

func (g group) expr() string {
	text := "阶段="
	for i, s := range g.stages {
		if i > 0 {
			text += "|"
		}
		text += s.String()
	}
	return text
}

func mainFigures(projects []model.Row) []figure {
	out := []figure{sumOf(projects, func(*model.Row) bool { return true }).figure("全部项目", "")}
	for _, g := range groups {
		out = append(out, sumOf(projects, func(r *model.Row) bool { return g.has(r.Stage) }).figure(g.label, g.expr()))
	}
	return out
}
