package chains

import (
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/app/chainbook"
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/report"
)

// period is a time that is asked for by name.
type period struct {
	name string
	days int       // before today
	from model.Day // of a day that was typed
}

// periods are offered; the second is shown at first.
var periods = []period{{name: "近一周", days: 7}, {name: "近一月", days: 30}, {name: "近一季", days: 91}, {name: "近一年", days: 365}}

// otherDay asks for a day.
const otherDay = "指定日期…"

func (p period) begins(today model.Day) model.Day {
	if p.from != 0 {
		return p.from
	}
	return today - model.Day(p.days)
}

func (x *side) readChanges(chain model.ID, _ reader) (filler, error) {
	from := x.since.begins(model.DayAt(time.Now()))
	list, err := chainbook.Changes(x.s.desk.Store, chain, chainbook.Morning(from))
	if err != nil {
		return nil, err
	}
	return func() []fyne.CanvasObject { return x.changePage(from, list) }, nil
}

// changePage lists the changes, and marks their nodes on the map.
func (x *side) changePage(from model.Day, list []report.ChainChange) []fyne.CanvasObject {
	marks := map[string]bool{}
	out := []fyne.CanvasObject{x.periodChoice(), ui.NewNote(from.String() + " 以来：" + report.ChangesSummary(list)), ui.NewNote("图上以「变」标出有变化的环节")}
	var kind report.ChangeKind
	for i, c := range list {
		marks[c.Node.Code] = true
		if i >= mostRows {
			continue
		}
		if c.Change != kind {
			kind = c.Change
			out = append(out, heading(kind.Label()))
		}
		e := entry{Title: c.Name, Note: changeNote(c), Record: c.ID}
		if c.ID.IsZero() || c.Change == report.MemberGone || c.Change == report.ProjectGone {
			e.Record, e.Node = model.ID{}, c.Node.Code
		}
		out = append(out, x.row(e))
	}
	x.s.mark(marks)
	return out
}

// changeNote says what became of what. The places of an enterprise name their nodes themselves.
func changeNote(c report.ChainChange) string {
	node := c.Node.String()
	if c.Kind == model.KindEnterprise {
		node = ""
	}
	turn := c.Turn()
	if c.Change == report.MemberAdded || c.Change == report.ProjectAdded {
		turn = c.Now
	}
	return joined(" · ", fictionalWord(c.Fictional), node, turn)
}

func fictionalWord(yes bool) string {
	if yes {
		return "虚构"
	}
	return ""
}

func (x *side) periodChoice() fyne.CanvasObject {
	names := make([]string, 0, len(periods)+1)
	for _, p := range periods {
		names = append(names, p.name)
	}
	shown := x.since.name
	if x.since.from != 0 {
		shown = "自 " + x.since.from.String()
		names = append(names, shown)
	}
	choice := ui.NewChoice(append(names, otherDay), nil)
	choice.Set(shown)
	return ui.Stack(look.Half, ui.NewNote("与哪一天相比"), x.listen(choice))
}

func (x *side) listen(c *ui.Choice) fyne.CanvasObject {
	c.OnChanged = func(text string) {
		if text == otherDay {
			x.askDay()
			return
		}
		for _, p := range periods {
			if p.name == text && x.since != p {
				x.since = p
				x.refresh()
			}
		}
	}
	return c
}

func (x *side) askDay() {
	fields := ui.NewFields(ui.Section{Fields: []ui.Field{{Key: "day", Label: "日期", Kind: ui.DateField, Hint: "如 2024-06-01"}}})
	day := func() (model.Day, bool) {
		d, problems := model.ParseDate(fields.Value("day"), model.Hint{Year: time.Now().Year()})
		return d.From, d.Known() && len(problems) == 0
	}
	ready := func() bool {
		if _, ok := day(); !ok {
			fields.SetNote("day", look.Bad, "写成 2024-06-01")
			return false
		}
		return true
	}
	d := ui.NewDialog(x.s.desk.Window, "与哪一天相比", fields, ui.Action{Text: "比较", Primary: true, Ready: ready, Do: func() {
		from, _ := day()
		x.since = period{from: from}
		x.refresh()
	}})
	d.ClosedByFields(fields)
	d.Show()
}

// mark marks nodes on the map; nil marks none.
func (s *Screen) mark(codes map[string]bool) {
	if s.now == nil || s.now.chart == nil || len(codes) == 0 && !s.now.chart.AnyMarked() {
		return
	}
	s.now.chart = s.now.chart.Mark(codes)
	s.pic.Update(s.scene())
}
