package sheet

import (
	"regexp"
	"slices"
	"strings"

	"chainatlas/model"
)

// applyDefaults fills what standing on a form says of a record, where nothing else says it; about is the heading above
// it. Where a form has the column itself, as our own ledgers have when it matters, an empty cell says that it was not said.
func applyDefaults(r model.Record, s *Sheet, about string) {
	switch x := r.(type) {
	case *model.Project:
		projectDefaults(x, s, about)
	case *model.Site:
		if !s.has("site_kind") {
			x.SiteKind = orElse(x.SiteKind, map[string]string{"T6": "闲置用地", "T7": "标准化厂房"}[s.Template])
		}
	case *model.Enterprise:
		if s.Template == "T14" && x.AboveScale == "" && !s.has("above_scale") {
			x.AboveScale = model.Yes
		}
		if s.Template == "T14" && x.Local == "" && !s.has("local") && inTheDistrict(x) {
			x.Local = model.Yes
		}
	case *model.Visit:
		x.VisitKind = orElse(x.VisitKind, map[string]string{"T4": "外出", "T13": "来访"}[s.Template])
	}
}

// inTheDistrict tells whether a firm of the district's own directory is here: it says so, has a street of the district, or
// says nothing of where it is.
func inTheDistrict(e *model.Enterprise) bool {
	where := e.Address + e.Place
	return strings.Contains(where, "钢城") || where == "" || e.Street != "" && !strings.Contains(where, "市")
}

func projectDefaults(x *model.Project, s *Sheet, about string) {
	switch s.Template {
	case "T1", "T2", "T3", "T5":
		if x.Promotion == "" && !s.has("promotion") {
			x.Promotion = model.Yes
		}
	case "T10":
		if x.List == "" {
			x.List = listNamed(s.Name)
		}
	}
	if x.Stage == "" && !s.has("stage") {
		x.Stage = s.stage(about)
	}
}

// staged are the forms whose projects all stand at one stage: what the form is called, and the headers that only it has.
var staged = map[string]struct {
	stage model.Stage
	word  string
	tells []string
}{
	"T2": {model.StageTalk, "在谈", []string{"洽谈进展", "预计签约时间"}},
	"T3": {model.StageLead, "线索", []string{"线索编号", "线索来源", "研判意见"}},
	"T5": {model.StageSigned, "签约", []string{"签约活动", "协议类型", "履约状态", "未履约原因"}},
}

// stageWords are what a title may say of its projects instead.
var stageWords = regexp.MustCompile(`线索|在谈|拟签约|签约|开工|在建|竣工|投产|达产|谋划|储备|流失|终止|暂停`)

// stage is what the form says of all its projects: by its title or its own columns, and only as long as neither title nor
// heading says anything else. A ledger that merely has the columns of 在谈项目统计表 says nothing.
func (s *Sheet) stage(about string) model.Stage {
	f, ok := staged[s.Template]
	if !ok || otherStage(about, f.word) || otherStage(s.words, f.word) {
		return ""
	}
	if s.declared || strings.Contains(s.words+about, f.word) || slices.ContainsFunc(f.tells, s.hasHeader) {
		return f.stage
	}
	return ""
}

func otherStage(words, own string) bool {
	for _, w := range stageWords.FindAllString(words, -1) {
		if w != own {
			return true
		}
	}
	return false
}

func (s *Sheet) hasHeader(h string) bool {
	return slices.ContainsFunc(s.Columns, func(c Column) bool {
		return c.target != nil && slices.Contains(headerForms(plainHeader(c.Header)), plainHeader(h))
	})
}

// listNamed reads the list from a sheet's name: T10 has one sheet for each.
func listNamed(sheet string) model.List {
	for _, c := range model.List("").Choices() {
		if strings.Contains(sheet, c.Name) {
			return model.List(c.Key)
		}
	}
	return ""
}

// has tells whether the sheet has a column for a field.
func (s *Sheet) has(key string) bool {
	for _, c := range s.Columns {
		if c.Field == key {
			return true
		}
	}
	return false
}

func orElse(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
