package cli

import (
	"fmt"
	"maps"
	"strings"
	"time"

	"chainatlas/app/place"
	"chainatlas/model"
	"chainatlas/model/store"
)

type setCommand struct {
	Kind   string   `arg:"" help:"记录种类"`
	Name   string   `arg:"" name:"id|name" help:"编号或名称"`
	Values []string `arg:"" name:"field=value" help:"要改的字段；等号后留空即清除；level.字段=公开 改单个字段的级别"`
	Reason string   `help:"修改原因" placeholder:"R"`
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
	label := "修改 " + before.Head().Name
	if x.Reason != "" {
		label += "（" + x.Reason + "）"
	}
	if _, err := s.Update(label, func(tx *store.Tx) error { return tx.Put(r) }); err != nil {
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
	f, err := model.FieldOf(r.Kind(), name)
	if err != nil {
		return err
	}
	if f.Keep && f.Key != "stage" {
		return fmt.Errorf("%s: %w", f.Label, model.ErrReadOnlyField)
	}
	for _, p := range setText(f, r, text, s) {
		if p.Blocking {
			return failure(f.Label + "：" + p.Message + "。" + p.Suggestion)
		}
		c.say("%s：%s。%s", f.Label, p.Message, p.Suggestion)
	}
	if p, isProject := r.(*model.Project); isProject && f.Key == "status" && p.Status != model.Ongoing && x.Reason != "" {
		p.StatusWhy = x.Reason
	}
	return nil
}

// setText reads a text as the field's type; a place may name its system: 117.81,36.06 GCJ-02.
func setText(f *model.Field, r model.Record, text string, find model.Finder) []model.Problem {
	if _, isPlace := f.Value(r).(model.Location); !isPlace || model.Blank(text) {
		return f.SetText(r, text, model.Hint{Year: time.Now().Year()}, find)
	}
	words, system, _ := strings.Cut(strings.TrimSpace(text), " ")
	x, y, _ := strings.Cut(strings.ReplaceAll(words, "，", ","), ",")
	at, problems := place.Locate(x, y, system)
	f.SetValue(r, at)
	return problems
}

// setLevel gives a single field a level of its own, or takes it away.
func setLevel(r model.Record, field, text string) error {
	f, err := model.FieldOf(r.Kind(), field)
	if err != nil {
		return err
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

// remind says what a new stage or status still lacks; it never stops anybody.
func (x setCommand) remind(c *call, before, after model.Record) {
	p, ok := after.(*model.Project)
	if !ok {
		return
	}
	old := before.(*model.Project)
	if p.Stage != old.Stage {
		var lacks []string
		for _, f := range p.Missing(p.Stage) {
			lacks = append(lacks, f.Label)
		}
		if len(lacks) > 0 {
			c.say("进入「%s」还缺：%s", p.Stage, strings.Join(lacks, "、"))
		}
	}
	if p.Status != old.Status && p.Status != model.Ongoing && p.StatusWhy == "" {
		c.say("状态「%s」请写明原因（--reason）", p.Status)
	}
}
