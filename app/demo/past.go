package demo

import (
	"slices"
	"time"

	"chainatlas/model"
)

// When the invented past was entered, in days before today: the ledger, and what happened since.
const (
	enteredBefore = 45
	changedBefore = 9
)

// LabelSince is what history calls what happened on the chains since the ledger was entered.
const LabelSince = "演示数据：近期变化"

// One invented landed project in so many had come less far before; one in talk in so many is new, and one local firm. One in talk in
// so many was not looked after since.
const (
	advancedOneIn  = 8
	newTalkOneIn   = 18
	newFirmOneIn   = 12
	forgottenOneIn = 10
)

// history tells which invented records were otherwise when the ledger was entered.
type history struct{ landed, talks, locals int }

// before is the record as it was first entered, nil where it was not there yet; the record itself where nothing happened since.
func (h *history) before(r model.Record) model.Record {
	if e, ok := r.(*model.Enterprise); ok && e.Fictional && e.Local == model.Yes {
		if h.locals++; h.locals%newFirmOneIn == 0 {
			return nil
		}
	}
	p, ok := r.(*model.Project)
	if !ok || !p.Fictional {
		return r
	}
	if p.Stage == model.StageTalk {
		switch h.talks++; {
		case h.talks%newTalkOneIn == 0:
			return nil
		case h.talks%forgottenOneIn == 0:
			return r
		}
		was := model.Clone(p).(*model.Project)
		was.Progress = "虚构：" + talks[len(talks)-1]
		return was
	}
	if h.landed++; h.landed%advancedOneIn != 0 {
		return r
	}
	return lessFar(p)
}

// lessFar is a project one stage earlier.
func lessFar(p *model.Project) *model.Project {
	was := model.Clone(p).(*model.Project)
	stages := model.Stages()
	was.Stage = stages[max(slices.Index(stages, p.Stage)-1, 0)]
	if !was.Stage.AtLeast(model.StageStarted) {
		was.StartDate, was.IsStarted, was.List = model.Date{}, model.No, ""
	}
	if !was.Stage.AtLeast(model.StageOperating) {
		was.OperationDate = model.Date{}
	}
	return was
}

// ago is a time of day some days before a day.
func ago(today model.Day, days int) func() time.Time {
	return func() time.Time {
		y, m, d := (today - model.Day(days)).Time().Date()
		return time.Date(y, m, d, 9, 30, 0, 0, time.Local)
	}
}
