package cli

import (
	"cmp"
	"maps"
	"strings"

	"chainatlas/app/industry"
	"chainatlas/model"
	"chainatlas/model/store"
)

type setCommand struct {
	Kind   string   `arg:"" name:"种类" help:"记录种类"`
	Name   string   `arg:"" name:"编号或名称" help:"编号或名称"`
	Values []string `arg:"" name:"字段=值" help:"要改的字段，如 投资=5亿元；等号后留空即清除；逐年的金额写年度，如 产值.2023=3亿元；level.字段=公开 改单个字段的级别"`
	Reason string   `help:"修改原因，记入历史；阶段后退、状态改为暂停、延期或终止时必填" placeholder:"R"`
}

// Run changes the fields in one action and prints the record.
func (x setCommand) Run(c *call) error {
	s, r, err := c.find(x.Kind, x.Name)
	if err != nil {
		return err
	}
	before := model.Clone(r)
	for _, v := range x.Values {
		if err := x.assign(c, s, r, v); err != nil {
			return err
		}
	}
	if err := x.explained(before, r); err != nil {
		return err
	}
	label := "修改 " + before.Head().Name
	if x.Reason != "" {
		label += "（" + x.Reason + "）"
	}
	_, err = s.Update(label, func(tx *store.Tx) error {
		tx.Because(x.Reason)
		return tx.Put(r)
	})
	if err != nil {
		return err
	}
	x.remind(c, before, r)
	if r, err = s.Get(r.Head().ID); err != nil {
		return err
	}
	return c.showRecord(r)
}

func (x setCommand) assign(c *call, s *store.Store, r model.Record, assignment string) error {
	name, text, ok := strings.Cut(assignment, "=")
	if !ok {
		return mistake("「" + assignment + "」应写成 字段=值")
	}
	if of, isLevel := strings.CutPrefix(name, "level."); isLevel {
		return setLevel(r, of, text)
	}
	f, year, ofYear := model.YearlyFieldOf(r.Kind(), name)
	if !ofYear {
		var err error
		if f, err = model.FieldOf(r.Kind(), name); err != nil {
			return unknownField(r.Kind(), name)
		}
	}
	switch {
	case f.Keep && f.Key != "stage":
		return about{"「" + f.Label + "」", model.ErrReadOnlyField}
	case f.Key == "name" && model.Blank(text):
		return failure("「" + f.Label + "」不能为空，没有改动")
	}
	for _, p := range setText(f, r, text, year, s) {
		if p.Blocking {
			return failure(f.Label + "：" + p.Message + "。" + p.Suggestion)
		}
		c.say("%s：%s。%s", f.Label, p.Message, p.Suggestion)
	}
	return nil
}

// explained makes sure that a step back of the stage and a project that does not go on say why; --reason is a reason.
func (x setCommand) explained(before, after model.Record) error {
	p, ok := after.(*model.Project)
	if !ok {
		return nil
	}
	old := before.(*model.Project)
	if old.Stage.Order() > p.Stage.Order() && model.Blank(x.Reason) {
		return failure("阶段从「" + old.Stage.String() + "」退回「" + cmp.Or(p.Stage.String(), "未说明") + "」须写明原因：加 --reason 原因。没有改动")
	}
	if p.Status == "" || p.Status == model.Ongoing {
		return nil
	}
	if p.Status != old.Status && p.StatusWhy == old.StatusWhy {
		p.StatusWhy = x.Reason // the old reason was another status's
	}
	if (p.Status != old.Status || p.StatusWhy != old.StatusWhy) && model.Blank(p.StatusWhy) {
		return failure("状态「" + string(p.Status) + "」须写明原因：加 --reason 原因，或 status_reason=原因。没有改动")
	}
	return nil
}

// setLevel gives a single field a level of its own, or takes it away.
func setLevel(r model.Record, field, text string) error {
	f, err := model.FieldOf(r.Kind(), field)
	if err != nil {
		return unknownField(r.Kind(), field)
	}
	own, err := model.FieldOf(r.Kind(), "level")
	if err != nil {
		return err
	}
	probe := r.Kind().New()
	if problems := own.SetText(probe, text, model.Hint{}, nil); len(problems) > 0 {
		return failure(problems[0].Message + "。" + problems[0].Suggestion)
	}
	levels := maps.Clone(r.Head().Levels)
	if levels == nil {
		levels = model.Levels{}
	}
	levels[f.Key] = probe.Head().Level
	if probe.Head().Level == "" {
		delete(levels, f.Key)
	}
	r.Head().Levels = levels
	return nil
}

// remind says what a new stage still lacks, and what of a firm does not go together; it never stops anybody.
func (x setCommand) remind(c *call, before, after model.Record) {
	switch r := after.(type) {
	case *model.Project:
		remindOfStage(c, before.(*model.Project), r)
	case *model.Enterprise:
		if r.Industry == before.(*model.Enterprise).Industry {
			return
		}
		for _, p := range model.CheckIndustry(r, industry.Name) {
			c.say("行业代码：%s。%s", p.Message, p.Suggestion)
		}
	}
}

func remindOfStage(c *call, before, p *model.Project) {
	if p.Stage == before.Stage {
		return
	}
	var lacks []string
	for _, f := range p.Missing(p.Stage) {
		lacks = append(lacks, f.Label)
	}
	if len(lacks) > 0 {
		c.say("进入「%s」还缺：%s", p.Stage, strings.Join(lacks, "、"))
	}
}
