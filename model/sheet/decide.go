package sheet

import (
	"fmt"

	"chainatlas/model"
)

// take decides what a row will do.
func (p *planner) take(j job, x *index, r *reader, i int) {
	d := r.read(i)
	row := d.row
	j.sheet.Rows = append(j.sheet.Rows, row)
	if row.Blocking() {
		row.Outcome = Failed
	} else {
		p.decide(j, x, d)
	}
	if row.Outcome == Failed || row.Outcome == Conflict || len(row.Issues) > 0 {
		row.Cells = r.words(i)
	}
}

func (p *planner) decide(j job, x *index, d *draft) {
	row, at := d.row, seat{j.file.Name, j.sheet, d.row}
	found, why := x.match(d, p.o, at)
	if why != "" {
		row.conflict(why)
		return
	}
	if found == nil {
		p.addNew(at, x, d)
		return
	}
	if why := found.disagrees(d, at); why != "" {
		row.rival = found
		row.conflict(why)
		return
	}
	if d.undecided && d.id.IsZero() {
		row.rival = found
		row.conflict("这一行上次导入时就是冲突，还没有决定；已有记录「" + found.record.Head().Name + "」")
		return
	}
	row.Before = found.record
	if p.o.Update == UpdateNever {
		row.Outcome, row.Why, row.Record = Skipped, "已有该记录", found.record
		return
	}
	p.update(at, x, d, found)
}

// conflict leaves the row to a person, and says so among the warnings.
func (r *Row) conflict(why string) {
	r.Outcome, r.Why = Conflict, why
	r.Issues = append(r.Issues, Issue{Row: r.Number, Value: r.Record.Head().Name, Code: "row.conflict", Message: conflictMark + "，未导入：" + why,
		Suggestion: "核对后修改该行，或在 id 列填写要更新的记录的系统编号"})
}

// nameRivals tells a person which id to write beside a conflict, where there is but one and it will outlast the import.
func (p *planner) nameRivals() {
	blocked := p.plan.Blocked()
	for _, s := range p.plan.Sheets() {
		for _, row := range s.Rows {
			if row.rival == nil || blocked && row.rival.stored == nil {
				continue
			}
			for i := range row.Issues {
				if row.Issues[i].Code == "row.conflict" {
					row.Issues[i].Suggestion += "：" + row.rival.record.Head().ID.String()
				}
			}
		}
	}
}

func (p *planner) update(at seat, x *index, d *draft, found *entry) {
	row := d.row
	out := p.merge(found.record, d, at.sheet)
	if d.id.IsZero() {
		applyDefaults(out, at.sheet, d.about) // a row with an id is our own ledger coming back: what it does not say was not said
	}
	found.took(d, at)
	row.Record = out
	if model.Same(found.record, out) {
		row.Outcome, row.Why = Skipped, "没有变化"
		return
	}
	row.Outcome = Updated
	found.record = out
	x.add(found)
}

func (p *planner) addNew(at seat, x *index, d *draft) {
	row, h := d.row, d.row.Record.Head()
	if x.twinned(d) && p.o.Match != MatchNone {
		row.Issues = append(row.Issues, Issue{Row: row.Number, Value: h.Name, Code: "project.twin",
			Message: "已有同名项目，但投资方或项目代码不同，作为新项目导入", Suggestion: "核对是否为同一项目"})
	}
	if h.ID = d.id; h.ID.IsZero() {
		h.ID = model.NewID()
	}
	if h.Source == "" {
		h.Source = fmt.Sprintf("导入：%s %s 第%d行", at.file, at.sheet.Name, row.Number)
	}
	applyDefaults(row.Record, at.sheet, d.about)
	row.Outcome = Added
	e := &entry{record: row.Record}
	e.took(d, at)
	x.add(e)
}
