package match

import "chainatlas/model"

// NotStated stands where nobody said anything yet.
const NotStated = "未说明"

// Item is a row of the 要素保障清单: what a project needs at a site, and what is to be done about it.
type Item struct {
	Need, Wanted, Offered, Gap, Ready, Responsible, Due, Why string
}

// ChecklistHeaders are the columns of the 要素保障清单.
var ChecklistHeaders = []string{"序号", "要素", "项目需求", "载体供给", "缺口", "是否具备", "责任单位", "需用时间", "说明"}

// Checklist lists what a project needs at a site. Who is responsible for a need is stated nowhere and stays open; it is
// due when the project plans to start.
func Checklist(m Match) []Item {
	due := m.Project.PlannedStart.String()
	out := make([]Item, 0, len(m.Gaps))
	for _, g := range m.Gaps {
		out = append(out, Item{g.Label, g.Wanted, firstOf(g.Offered, NotStated), g.Lack(), readyWords(g), NotStated, firstOf(due, NotStated), g.Why})
	}
	return out
}

// Lack is what a site lacks, in words: 无, 缺 10亩, 不符, 未说明.
func (g Gap) Lack() string {
	switch {
	case g.Verdict == Unstated:
		return NotStated
	case g.Missing != nil:
		return g.Missing.String()
	case g.Verdict == Met:
		return "无"
	}
	return g.Why
}

func readyWords(g Gap) string {
	switch g.Ready {
	case model.Yes:
		return "已具备"
	case model.No:
		return "未具备"
	}
	return NotStated
}
