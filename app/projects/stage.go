package projects

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
	"chainatlas/app/records"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// stageHead says where the project stands, what the next stage still lacks, and moves it on.
func stageHead(s *records.Screen, r model.Record) fyne.CanvasObject {
	p := r.(*model.Project)
	sign, tone := records.StageSign(p.Stage)
	now := ui.NewLine(string(sign) + " " + stageName(p.Stage))
	now.Bold, now.Color = true, tone.Color()
	row := container.NewHBox(container.NewCenter(now))
	if next := nextStage(p.Stage); next != "" {
		row.Add(ui.Action{Text: "进入「" + next.String() + "」", Primary: true, Do: func() { askMove(s, p, next) }}.Button())
	}
	row.Add(ui.Action{Text: "改阶段…", Do: func() { askMove(s, p, nextStage(p.Stage)) }}.Button())
	row.Add(ui.Action{Text: "匹配载体", Do: func() { s.Desk().Match(p.ID) }}.Button())
	return ui.Stack(look.Half, row, gateLine(p, nextStage(p.Stage)))
}

func stageName(s model.Stage) string {
	if s == "" {
		return "阶段未说明"
	}
	return s.String()
}

func nextStage(s model.Stage) model.Stage {
	if s == "" {
		return model.StageLead
	}
	return s.Next()
}

// gateLine warns and never stops.
func gateLine(p *model.Project, next model.Stage) *ui.Line {
	l := ui.NewNote(gateText(p, next))
	l.Elide = true
	if l.Text != "" {
		l.Color = look.Warn.Color()
	}
	return l
}

func gateText(p *model.Project, next model.Stage) string {
	missing := p.Missing(next)
	if len(missing) == 0 {
		return ""
	}
	labels := make([]string, len(missing))
	for i, f := range missing {
		labels[i] = f.Label
	}
	return "进入下一阶段还缺：" + strings.Join(labels, "、")
}

// move is what the dialog asks for.
type move struct {
	s       *records.Screen
	project *model.Project
	stage   *ui.Choice
	reason  *ui.Entry
	gate    *ui.Line
}

func askMove(s *records.Screen, p *model.Project, to model.Stage) {
	m := &move{s: s, project: p, reason: ui.NewMultiLine(3), gate: ui.NewNote("")}
	m.gate.Elide = true
	m.stage = ui.NewChoice(stageNames(), func(string) { m.check() })
	m.stage.Set(to.String())
	m.reason.SetPlaceHolder("原因或依据，如「3月12日签订框架协议」")
	m.check()
	body := ui.Stack(look.Unit, ui.NewNote("从「"+stageName(p.Stage)+"」变为"), m.stage, m.gate, ui.NewNote("原因"), m.reason)
	ui.NewDialog(s.Desk().Window, "变更阶段 · "+p.Name, body, ui.Action{Text: "变更阶段", Primary: true, Ready: m.ready, Do: m.do}).Show()
}

func stageNames() []string {
	var out []string
	for _, s := range model.Stages() {
		out = append(out, s.String())
	}
	return out
}

func (m *move) chosen() model.Stage {
	if i := m.stage.Index(); i >= 0 {
		return model.Stages()[i]
	}
	return ""
}

func (m *move) check() {
	text := gateText(m.project, m.chosen())
	if text == "" {
		text = " "
	} else {
		text += "（可先变更，之后补填）"
	}
	m.gate.Set(text, look.Warn.Color())
}

// ready asks for the reason of a step back.
func (m *move) ready() bool {
	to := m.chosen()
	if to == "" || to.AtLeast(m.project.Stage) || !model.Blank(m.reason.Text) {
		return true
	}
	m.gate.Set("从「"+m.project.Stage.String()+"」退回「"+to.String()+"」须写明原因", look.Bad.Color())
	m.s.Desk().Window.Canvas().Focus(m.reason)
	return false
}

// errNotAProject is returned when the record turned out to be of another kind.
var errNotAProject = errors.New("record is not a project")

func (m *move) do() {
	to, reason := m.chosen(), model.Tidy(m.reason.Text)
	if to == "" || to == m.project.Stage {
		return
	}
	label := "将「" + m.project.Name + "」转入" + to.String()
	if reason != "" {
		label += "（" + reason + "）"
	}
	m.s.Desk().Edit(label, func(tx *store.Tx) error {
		r, err := tx.Get(m.project.ID)
		if err != nil {
			return err
		}
		p, ok := r.(*model.Project)
		if !ok {
			return errNotAProject
		}
		p.Stage = to
		return tx.Put(p)
	})
}
