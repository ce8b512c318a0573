package leader

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/model"
	"chainatlas/model/report"
)

// fill lays out what stands at the right of the map.
func (s *Screen) fill() {
	objects := []fyne.CanvasObject{s.counts(), s.standing(), s.targets(), s.decisions(), s.tasks(), s.gaps()}
	if words := s.now.Chain.YearTask; words != "" {
		objects = append(objects, group("年度任务", wrapped(words)))
	}
	s.side.Objects = objects
	s.side.Refresh()
	s.scroll.Refresh()
}

// atLeft is a button no wider than its words: there are many on the page, and none is what the page is for.
func atLeft(a ui.Action) fyne.CanvasObject { return container.NewHBox(a.Button()) }

func group(title string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	head := ui.NewLine(title)
	head.Bold, head.TextSize, head.Color = true, look.TextSection, theme.ColorNamePrimary
	return ui.Stack(look.Unit, append([]fyne.CanvasObject{head}, objects...)...)
}

// counts are four cards; each opens the projects behind it.
func (s *Screen) counts() fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, t := range s.now.Counts {
		sub := "计划投资 " + t.Amount()
		card := ui.NewStat(t.Label, fmt.Sprint(t.Count), "个", sub, func() {
			s.desk.List(model.KindProject, s.now.Chain.Name+"·"+t.Label, t.Projects)
		})
		if report.Stale(s.now.AsOf, s.now.Day) {
			card.SetTone(look.Idle)
		}
		cards = append(cards, card)
	}
	out := []fyne.CanvasObject{ui.EqualGap(look.Unit, cards...)}
	if n := s.now.Undecided; n > 0 {
		out = append(out, ui.NewNote(fmt.Sprintf("另有 %d 个项目未说明是否招商项目，未计入", n)))
	}
	return ui.Stack(look.Half, out...)
}

var lightTones = map[report.Light]look.Tone{report.Green: look.Good, report.Yellow: look.Warn, report.Red: look.Bad, report.NoLight: look.Idle}

// lightShapes tell the lights apart without colour.
var lightShapes = map[report.Light]look.Shape{report.Green: look.Disc, report.Yellow: look.FullTriangle, report.Red: look.FullSquare, report.NoLight: look.Circle}

func (s *Screen) targets() fyne.CanvasObject {
	out := []fyne.CanvasObject{}
	for _, t := range s.now.Targets {
		word := ui.NewLine(string(lightShapes[t.Light]) + " " + t.Label + "：" + t.Light.Words())
		word.Set(word.Text, lightTones[t.Light].Color())
		word.Bold, word.Elide = true, true
		note := ui.NewNote(fmt.Sprintf("完成 %s / 目标 %s，完成率 %s，序时进度 %s", report.Shown(t.Value, t.Unit), report.Shown(t.Target, t.Unit),
			report.Shown(t.Completion, "%"), report.Shown(s.now.Time, "%")))
		note.Elide = true
		out = append(out, ui.Stack(2, word, note))
	}
	if !s.desk.ChainsLocked() {
		out = append(out, atLeft(ui.Action{Text: "设年度目标…", Do: s.askTargets}))
	}
	return group(fmt.Sprintf("%d年目标", s.now.Day.Year()), out...)
}

var matterTones = map[report.Matter]look.Tone{report.MatterGap: look.Accent, report.MatterStalled: look.Bad, report.MatterOverdue: look.Warn, report.MatterNeeds: look.Note}

// decisions are the five things; a click unfolds who, since when, why and what next.
func (s *Screen) decisions() fyne.CanvasObject {
	out := []fyne.CanvasObject{}
	for i, d := range s.now.Decisions {
		key := fmt.Sprint("d", i)
		out = append(out, s.item(key, fmt.Sprintf("%d　%s", i+1, d.Title), d.Matter.Label()+" · "+d.Why, matterTones[d.Matter]))
		if s.open == key {
			out = append(out, s.decision(d))
		}
	}
	if len(out) == 0 {
		out = append(out, wrapped("没有需要决定的缺口、逾期或受阻项目。"))
	}
	if n := len(s.now.Late); n > 0 {
		out = append(out, atLeft(ui.Action{Text: fmt.Sprintf("全部逾期项目 %d 个", n), Do: func() {
			s.desk.List(model.KindProject, s.now.Chain.Name+"·逾期", s.now.Late)
		}}))
	}
	note := ui.NewNote(report.DecisionRule)
	note.Elide = true
	return group("需要决定的事项", append(out, note)...)
}

// item is two lines that unfold.
func (s *Screen) item(key, title, note string, tone look.Tone) fyne.CanvasObject {
	name, small := ui.NewLine(title), ui.NewNote(note)
	name.Bold, name.Elide, small.Elide = true, true, true
	name.Set(title, tone.Color())
	return newFold(ui.Stack(2, name, small), func() {
		if s.open == key {
			key = ""
		}
		s.open = key
		s.fill()
	})
}

func (s *Screen) decision(d report.Decision) fyne.CanvasObject {
	objects := []fyne.CanvasObject{}
	for _, x := range []struct{ what, said string }{{"责任", d.Who}, {"自", d.Since}, {"原因", d.Why}, {"下步", d.Next}} {
		if x.said == "" {
			x.said = "未说明"
		}
		objects = append(objects, wrapped(x.what+"："+x.said))
	}
	buttons := s.order(subject{d.Title, d.Project, d.Node})
	if !d.Project.IsZero() {
		buttons = append(buttons, ui.Action{Text: "打开项目", Do: func() { s.desk.Open(d.Project) }}.Button())
	} else {
		buttons = append(buttons, ui.Action{Text: "在图上看", Do: func() { s.pic.Update(s.scene(d.Node.Code)) }}.Button())
	}
	return unfolded(append(objects, ui.EqualGap(look.Half, buttons...))...)
}

// order is the button that gives an order about something; none where chains are only looked at.
func (s *Screen) order(of subject) []fyne.CanvasObject {
	if s.desk.ChainsLocked() {
		return nil
	}
	return []fyne.CanvasObject{ui.Action{Text: "记批示…", Do: func() { s.askTask(of) }}.Button()}
}

func unfolded(objects ...fyne.CanvasObject) fyne.CanvasObject {
	box := ui.NewPanel(ui.Stack(look.Half, objects...), look.Gap, look.Unit)
	box.Ground, box.Radius = look.RowHover, look.Radius
	return box
}

// tasks are what was ordered: open ones with how late they are, then how many are done.
func (s *Screen) tasks() fyne.CanvasObject {
	out, done := []fyne.CanvasObject{}, 0
	for i, t := range s.now.Tasks {
		if !t.Open() {
			done++
			continue
		}
		key := fmt.Sprint("t", i)
		tone, words := taskWords(t, s.now.Day)
		out = append(out, s.item(key, t.Name, joined(" · ", words, t.To, t.Officer, dueWords(t)), tone))
		if s.open == key {
			out = append(out, s.task(t))
		}
	}
	if len(out) == 0 {
		out = append(out, wrapped("没有未办结的批示。"))
	}
	if done > 0 {
		out = append(out, ui.NewNote(fmt.Sprintf("已办结或不再办理 %d 件", done)))
	}
	return group("批示督办", out...)
}

func taskWords(t *model.Task, today model.Day) (look.Tone, string) {
	if n := t.Overdue(today); n > 0 {
		return look.Bad, fmt.Sprintf("■ 逾期 %d 天", n)
	}
	return look.Plain, "○ 办理中"
}

func dueWords(t *model.Task) string {
	if t.Due.IsZero() {
		return "未定时限"
	}
	return "时限 " + t.Due.String()
}

func (s *Screen) task(t *model.Task) fyne.CanvasObject {
	objects := []fyne.CanvasObject{wrapped("内容：" + t.Content), wrapped("批示人：" + joined("　", t.From, t.Given.String()))}
	if t.Result != "" {
		objects = append(objects, wrapped("办理情况："+t.Result))
	}
	buttons := []fyne.CanvasObject{ui.Action{Text: "打开", Do: func() { s.desk.Open(t.ID) }}.Button()}
	if !s.desk.ChainsLocked() {
		buttons = append([]fyne.CanvasObject{ui.Action{Text: "办结…", Do: func() { s.askDone(t) }}.Button()}, buttons...)
	}
	return unfolded(append(objects, ui.EqualGap(look.Half, buttons...))...)
}

func wrapped(text string) fyne.CanvasObject {
	l := widget.NewLabel(words.T(text))
	l.Wrapping = ui.Wrapping()
	l.Selectable = true
	return l
}

func joined(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

func headWords(c *model.Chain) string {
	said := func(what, who string) string {
		if who == "" {
			who = "未说明"
		}
		return what + who
	}
	return joined("　", said("行政链长：", c.AdminHead.Name), said("企业链长：", c.EnterpriseHead.Name), said("链办：", c.Office))
}

func fictionalWords(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("　含虚构项目 %d 个", n)
}
