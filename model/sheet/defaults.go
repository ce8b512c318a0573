package sheet

import (
	"strings"

	"chainatlas/model"
)

// applyDefaults fills what standing on a form says of a record, where nothing else says it. A form with a column of ids is
// our own ledger coming back, perhaps into another workspace: what it does not say was not said.
func applyDefaults(r model.Record, s *Sheet) {
	if s.has("id") {
		return
	}
	switch x := r.(type) {
	case *model.Project:
		projectDefaults(x, s)
	case *model.Site:
		x.SiteKind = orElse(x.SiteKind, map[string]string{"T6": "闲置用地", "T7": "标准化厂房"}[s.Template])
	case *model.Enterprise:
		if s.Template == "T14" && x.AboveScale == "" && !s.has("above_scale") {
			x.AboveScale = model.Yes
		}
	case *model.Visit:
		x.VisitKind = orElse(x.VisitKind, map[string]string{"T4": "外出", "T13": "来访"}[s.Template])
	}
}

func projectDefaults(x *model.Project, s *Sheet) {
	stage := map[string]model.Stage{"T2": model.StageTalk, "T3": model.StageLead, "T5": model.StageSigned}[s.Template]
	switch s.Template {
	case "T1", "T2", "T3", "T5":
		if x.Promotion == "" {
			x.Promotion = model.Yes
		}
	case "T10":
		if x.List == "" {
			x.List = listNamed(s.Name)
		}
	}
	if x.Stage == "" && !s.has("stage") {
		x.Stage = stage
	}
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
