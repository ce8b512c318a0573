package model

import (
	"errors"
	"testing"
)

func TestFieldsAnswerToEveryName(t *testing.T) {
	cases := []struct {
		kind      Kind
		name, key string
	}{
		{KindProject, "投资", "total_investment"},
		{KindProject, "计划总投资", "total_investment"},
		{KindProject, "total_investment", "total_investment"},
		{KindProject, "阶段", "stage"},
		{KindProject, "其中：固定资产投资", "fixed_investment"},
		{KindProject, "名称", "name"},
		{KindProject, "街道", "street"},
		{KindSite, "所在街道/园区", "street"},
		{KindEnterprise, "企业名称", "name"},
		{KindEnterprise, "ＵＳＣＣ", "uscc"},
	}
	for _, c := range cases {
		f, err := FieldOf(c.kind, c.name)
		if err != nil || f.Key != c.key {
			t.Errorf("%s %q: got %v %v, want %s", c.kind, c.name, f, err, c.key)
		}
	}
	if _, err := FieldOf(KindProject, "没有的"); !errors.Is(err, ErrUnknownField) {
		t.Errorf("unknown field: %v", err)
	}
}

func TestNoTwoFieldsShareAKey(t *testing.T) {
	for _, k := range Kinds() {
		seen := map[string]bool{}
		for _, f := range FieldsOf(k) {
			if seen[f.Key] {
				t.Errorf("%s has %s twice", k, f.Key)
			}
			seen[f.Key] = true
			if f.Label == "" || f.Section == "" {
				t.Errorf("%s %s has no label or section", k, f.Key)
			}
		}
	}
}

func TestSetTextKeepsTheRecordWhenItBlocks(t *testing.T) {
	p := &Project{}
	f, _ := FieldOf(KindProject, "投资")
	if problems := f.SetText(p, "5亿元", Hint{}, nil); len(problems) != 0 || p.TotalInvestment.Min != 5*Yi {
		t.Fatalf("5亿元: %v %v", p.TotalInvestment, problems)
	}
	if problems := f.SetText(p, "5苹果", Hint{}, nil); len(problems) != 1 || !problems[0].Blocking || p.TotalInvestment.Min != 5*Yi {
		t.Errorf("a text that cannot be read must change nothing: %v %v", p.TotalInvestment, problems)
	}
}

func TestUnknownFieldsSurvive(t *testing.T) {
	p := &Project{Base: Base{ID: NewID(), Name: "甲"}}
	s, err := Encode(p)
	if err != nil {
		t.Fatal(err)
	}
	s["from_the_future"], _ = encoding.Marshal("值")
	back, err := Decode(KindProject, p.ID, s)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Encode(back)
	if err != nil || string(again["from_the_future"]) != string(s["from_the_future"]) {
		t.Errorf("lost what a newer version wrote: %v %v", again, err)
	}
}

// Every choice of every field can be written by its name.
func TestEveryChoiceIsRead(t *testing.T) {
	for _, k := range StoredKinds() {
		for _, f := range FieldsOf(k) {
			for _, c := range f.Choices() {
				r := k.New()
				if problems := f.SetText(r, c.Name, Hint{}, nil); !f.Keep && (len(problems) > 0 || f.Text(r) != c.Name) && c.Name != "否" {
					t.Errorf("%s %s: %q becomes %q, %v", k, f.Key, c.Name, f.Text(r), problems)
				}
			}
		}
	}
}
