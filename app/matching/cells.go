package matching

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/match"
)

// The columns of the list. The two after the verdicts depend on whom it lists.
const (
	nameColumn = iota
	scoreColumn
	metColumn
	partlyColumn
	shortColumn
	unstatedColumn
	sizeColumn
	stateColumn
	summaryColumn
)

// verdictColumns are the columns that count a verdict.
var verdictColumns = map[int]match.Verdict{metColumn: match.Met, partlyColumn: match.Partly, shortColumn: match.Short, unstatedColumn: match.Unstated}

// listColumns are those of sites, or of projects. Both have the same number.
func listColumns(projects bool) []ui.Column {
	name, size, state := "载体", "面积", "供应状态"
	if projects {
		name, size, state = "项目", "用地需求", "阶段"
	}
	right := fyne.TextAlignTrailing
	return []ui.Column{
		{Key: "name", Title: name, Width: 270, Unsorted: true}, {Key: "score", Title: "得分", Width: 130, Unsorted: true},
		{Key: "met", Title: "满足", Width: 56, Align: right, Unsorted: true}, {Key: "partly", Title: "部分", Width: 56, Align: right, Unsorted: true},
		{Key: "short", Title: "不足", Width: 56, Align: right, Unsorted: true}, {Key: "unstated", Title: "未说明", Width: 64, Align: right, Unsorted: true},
		{Key: "size", Title: size, Width: 140, Unsorted: true}, {Key: "state", Title: state, Width: 100, Unsorted: true},
		{Key: "summary", Title: "差在哪里", Width: 360, Grow: true, Unsorted: true},
	}
}

func (s *Screen) listCell(row, col int) ui.Cell {
	m := s.matches()[row]
	if v, ok := verdictColumns[col]; ok {
		n := m.Count(v)
		return ui.Cell{Text: strconv.Itoa(n), Muted: n == 0}
	}
	switch col {
	case nameColumn:
		c := ui.Cell{Text: nameOf(s.now.other(m)), Muted: m.Excluded != ""}
		if !m.Site.ID.IsZero() && m.Project.Place.ID == m.Site.ID {
			c.Shape, c.Tone = look.FullStar, look.Accent
		}
		return c
	case scoreColumn:
		return scoreCell(m)
	case sizeColumn:
		return ui.Cell{Text: s.size(m)}
	case stateColumn:
		if s.now.site != nil {
			return ui.Cell{Text: m.Project.Stage.String()}
		}
		return ui.Cell{Text: m.Site.SupplyStatus}
	}
	return ui.Cell{Text: summary(m), Muted: m.Excluded != ""}
}

func (s *Screen) size(m match.Match) string {
	switch {
	case s.now.site != nil:
		return m.Project.LandNeed.String()
	case !m.Site.Area.IsZero():
		return m.Site.Area.String()
	case !m.Site.FreeArea.IsZero():
		return "可用 " + m.Site.FreeArea.String()
	}
	return m.Site.FloorArea.String()
}

// goodScore and fairScore are from where a site is called well or fairly fitting.
const (
	goodScore = 80
	fairScore = 60
)

// scoreCell draws the score as a bar of five, so that it is seen at a glance, and says the number.
func scoreCell(m match.Match) ui.Cell {
	if m.Excluded != "" {
		return ui.Cell{Text: "排除", Shape: look.Cross, Tone: look.Bad}
	}
	if !told(m) {
		return ui.Cell{Text: "未说明", Shape: look.Circle, Tone: look.Idle}
	}
	full := (m.Score + 10) / 20
	return ui.Cell{Text: strings.Repeat(string(look.FullSquare), full) + strings.Repeat(string(look.Square), 5-full) + " " + strconv.Itoa(m.Score), Tone: scoreTone(m.Score)}
}

// told tells whether the site states anything that was compared; without it the score of 50 says nothing.
func told(m match.Match) bool { return m.Count(match.Unstated) < len(m.Gaps) }

func scoreTone(score int) look.Tone {
	switch {
	case score >= goodScore:
		return look.Good
	case score >= fairScore:
		return look.Note
	}
	return look.Warn
}

// summary says what is short, the worst verdicts first.
func summary(m match.Match) string {
	switch {
	case m.Excluded != "":
		return m.Excluded
	case !told(m):
		return "载体没有写明可比较的内容，请补充台账"
	}
	var parts []string
	for _, v := range []match.Verdict{match.Short, match.Partly} {
		for _, g := range m.Gaps {
			if g.Verdict == v {
				parts = append(parts, g.Label+"："+g.Why)
			}
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("已说明的 %d 项都满足", m.Count(match.Met))
	}
	return strings.Join(parts, "；")
}

func scoreWords(m match.Match) string {
	if m.Excluded != "" {
		return "已排除：" + m.Excluded
	}
	points, of := 0.0, 0.0
	for _, g := range m.Gaps {
		points, of = points+g.Points, of+g.Of
	}
	return fmt.Sprintf("%d 分 = %s / %s。未说明的按一半计，不加分也不扣分", m.Score, tenth(points), tenth(of))
}

// tenth writes a number with at most one decimal.
func tenth(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

// The columns of the gaps.
var gapColumns = []ui.Column{
	{Key: "need", Title: "要素", Width: 110, Unsorted: true}, {Key: "verdict", Title: "结论", Width: 90, Unsorted: true},
	{Key: "wanted", Title: "项目需求", Width: 200, Unsorted: true}, {Key: "offered", Title: "载体供给", Width: 230, Unsorted: true},
	{Key: "missing", Title: "缺口", Width: 120, Align: fyne.TextAlignTrailing, Unsorted: true}, {Key: "points", Title: "得分", Width: 90, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "why", Title: "说明", Width: 320, Grow: true, Unsorted: true},
}

func (s *Screen) gapCell(row, col int) ui.Cell {
	g := s.current().Gaps[row]
	switch gapColumns[col].Key {
	case "need":
		return ui.Cell{Text: g.Label}
	case "verdict":
		c := ui.Cell{Text: string(g.Verdict)}
		c.Shape, c.Tone = verdictSign(g.Verdict)
		return c
	case "wanted":
		return ui.Cell{Text: orNone(g.Wanted)}
	case "offered":
		return ui.Cell{Text: orNone(g.Offered), Muted: g.Offered == ""}
	case "missing":
		if g.Missing == nil {
			return ui.Cell{}
		}
		return ui.Cell{Text: g.Missing.String()}
	case "points":
		return ui.Cell{Text: tenth(g.Points) + "/" + tenth(g.Of)}
	}
	return ui.Cell{Text: g.Why + readyNote(g)}
}

func readyNote(g match.Gap) string {
	if g.Ready == model.Yes && g.Verdict == match.Met {
		return "，已具备"
	}
	return ""
}

// verdictSign tells the verdicts apart by shape, and by colour.
func verdictSign(v match.Verdict) (look.Shape, look.Tone) {
	switch v {
	case match.Met:
		return look.Disc, look.Good
	case match.Partly:
		return look.Triangle, look.Warn
	case match.Short:
		return look.Cross, look.Bad
	}
	return look.Circle, look.Idle
}
