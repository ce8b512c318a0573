package dashboard

import (
	"fmt"
	"time"

	"chainatlas/model"
)

// definition says which records of the ledger a reported figure may be held against.
type definition struct {
	key    string // of the reported figure
	group  group
	amount bool // 亿元 and not a count
}

// landed is what the report counts as 落地: signed and beyond.
var landed = group{"落地项目", []model.Stage{model.StageSigned, model.StageRegistered, model.StageFiled, model.StageStarted, model.StageBuilding,
	model.StageCompleted, model.StageOperating, model.StageFull}}

var talking = group{"在谈项目", []model.Stage{model.StageTalk, model.StageToSign}}

var definitions = []definition{
	{"talk_count", talking, false}, {"talk_amount", talking, true}, {"landed_count", landed, false}, {"landed_amount", landed, true},
}

// pairs sets reported figures beside the ledger's. Neither replaces the other: they have different dates and counts.
func pairs(reported []model.Record, projects []model.Row) []pair {
	var out []pair
	for _, d := range definitions {
		if f := newest(reported, d.key); f != nil {
			out = append(out, d.pair(f, projects))
		}
	}
	return out
}

func newest(reported []model.Record, key string) *model.Figure {
	var best *model.Figure
	for _, r := range reported {
		if f, ok := r.(*model.Figure); ok && f.Figure == key && (best == nil || f.Year > best.Year) {
			best = f
		}
	}
	return best
}

func (d definition) pair(f *model.Figure, projects []model.Row) pair {
	t := sumOf(projects, func(r *model.Row) bool { return d.group.has(r.Stage) })
	own := t.figure(f.Name, d.group.expr())
	if d.amount {
		own.value, own.unit = yi(t.sum), "亿元"
		own.sub = fmt.Sprintf("按下限合计，%d 个未说明", t.silent)
	} else {
		own.sub = "台账现有"
	}
	return pair{label: f.Name, reported: fmt.Sprintf("通报数 %s（%d年）", f.Value.String(), f.Year), ledger: own}
}

// stale is how long a project may go without a word.
const stale = 30 * 24 * time.Hour

// attention lists groups that somebody should look at; empty groups are left out.
func attention(projects []model.Row, now time.Time) []waiting {
	ask := []struct {
		text, expr string
		keep       func(*model.Row) bool
	}{
		{"超过 30 天没有更新的在谈项目", talking.expr() + " 更新<" + now.Add(-stale).Format("2006-01-02"),
			func(r *model.Row) bool { return talking.has(r.Stage) && r.Updated < now.Add(-stale).Unix() }},
		{"暂停或延期的项目", "状态=暂停|延期", func(r *model.Row) bool {
			s := model.Status(r.Status.Value())
			return s == model.Paused || s == model.Delayed
		}},
		{"没有计划总投资的项目", "投资=", func(r *model.Row) bool { return r.Invest == 0 }},
		{"没有责任单位的项目", "责任单位=", func(r *model.Row) bool { return r.Unit.Value() == "" }},
		{"没有归入产业链的项目", "链=", func(r *model.Row) bool { return r.ChainName.Value() == "" }},
	}
	var out []waiting
	for _, a := range ask {
		if n := sumOf(projects, a.keep).n; n > 0 {
			out = append(out, waiting{a.text, figure{value: fmt.Sprint(n), kind: model.KindProject, expr: a.expr}})
		}
	}
	return out
}
