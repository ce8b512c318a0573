// Package placing is the screen where enterprises get their places on the chains: proposals, accepted in bulk.
//
// Nothing is decided here but by a person: what is plain is ticked, what is not can be chosen, the rest stays 待归链.
package placing

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/placing"
	"chainatlas/model/store"
)

// Screen lists the enterprises that stand on no chain, with the nodes proposed for each.
type Screen struct {
	desk *desk.Desk
	page *ui.Page
	grid *ui.Grid
	date *ui.Entry // of the directory

	rows      []*proposal
	chains    []*model.Chain
	loads     task.Latest[found]
	following desk.Following
}

// proposal is an enterprise with the place that is chosen for it.
type proposal struct {
	placing.Suggestion
	at     int // of Places
	ticked bool
}

type found struct {
	suggestions []placing.Suggestion
	chains      []*model.Chain
}

// New makes the screen; nothing is read before Show.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen.
func (s *Screen) Title() string { return "企业归链" }

var columns = []ui.Column{
	{Key: "name", Title: "企业", Width: 260, Unsorted: true}, {Key: "code", Title: "行业代码", Width: 180, Unsorted: true}, {Key: "products", Title: "主要产品", Width: 180, Unsorted: true},
	{Key: "node", Title: "建议环节", Width: 220, Unsorted: true}, {Key: "sure", Title: "把握", Width: 84, Unsorted: true}, {Key: "others", Title: "备选", Width: 56, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "why", Title: "依据", Width: 320, Grow: true, Unsorted: true},
}

// Content is made on first use.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page != nil {
		return s.page
	}
	s.grid = ui.NewGrid(columns, func() int { return len(s.rows) }, s.cell)
	s.grid.Frozen = 1
	s.grid.OnOpen = func(row int) { s.desk.Open(s.rows[row].Firm.ID) }
	s.grid.OnMenu = s.menu
	s.date = ui.NewEntry()
	s.date.SetText(time.Now().Format(time.DateOnly))
	s.page = ui.NewPage(s.Title(), ui.NewEmpty("正在比对…", "", nil))
	return s.page
}

// Show reads the enterprises and follows changes.
func (s *Screen) Show() {
	s.following.Calmly(s.desk, s.read)
	s.read()
}

// Leave stops what Show began.
func (s *Screen) Leave() {
	s.following.Stop()
	s.loads.Stop()
}

func (s *Screen) read() {
	st := s.desk.Store
	s.loads.Run(func(context.Context, func(int, int)) (found, error) {
		chains, err := store.Every[*model.Chain](st, model.KindChain)
		if err != nil {
			return found{}, err
		}
		firms, err := store.Every[*model.Enterprise](st, model.KindEnterprise)
		return found{placing.Suggest(firms, chains), chains}, err
	}, func(got found, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.take(got)
	})
}

// take shows the proposals; what the user chose before stays chosen.
func (s *Screen) take(got found) {
	before := make(map[model.ID]*proposal, len(s.rows))
	for _, p := range s.rows {
		before[p.Firm.ID] = p
	}
	s.rows, s.chains = nil, got.chains
	for _, g := range got.suggestions {
		p := &proposal{Suggestion: g, ticked: g.Plain}
		if old := before[g.Firm.ID]; old != nil && old.at < len(g.Places) {
			p.at, p.ticked = old.at, old.ticked
		}
		s.rows = append(s.rows, p)
	}
	if len(s.rows) == 0 {
		s.page.SetFilters()
		s.page.SetActions(s.back())
		s.page.SetStatus("", "")
		s.page.SetContent(ui.NewEmpty("没有待归链的企业", "导入规上企业名录之后，在这里为企业选定产业链环节", &ui.Action{Text: "去导入", Primary: true, Do: func() { s.desk.Go("import") }}))
		return
	}
	s.page.SetFilters(container.NewCenter(ui.NewNote("名录日期")), ui.AtLeast(130, s.date), container.NewCenter(ui.NewNote("写入各产业链；从此没有企业的环节算空白。留空则不写。右键一行可改环节")))
	s.page.SetContent(s.grid)
	s.grid.Refresh()
	s.told()
}

// told counts, and says on the button how many firms get a place.
func (s *Screen) told() {
	ticked, open, unknown := 0, 0, 0
	for _, p := range s.rows {
		switch {
		case p.ticked:
			ticked++
		case len(p.Places) > 0:
			open++
		default:
			unknown++
		}
	}
	s.page.SetStatus(fmt.Sprintf("已勾选 %d 家　可选择 %d 家　没有依据 %d 家（仍为待归链）", ticked, open, unknown), "")
	s.page.SetActions(s.back(), ui.Action{Text: "勾选所选", Do: func() { s.tick(true) }}, ui.Action{Text: "取消勾选", Do: func() { s.tick(false) }},
		ui.Action{Text: fmt.Sprintf("归链 %d 家", ticked), Primary: true, Off: ticked == 0 || s.desk.ChainsLocked(), Do: s.accept})
	s.grid.Refresh()
}

func (s *Screen) back() ui.Action {
	return ui.Action{Text: "返回产业链", Do: func() { s.desk.Go("chains") }}
}

// sureWords say a score: the numbers mean nothing to people.
func sureWords(p *proposal) (string, look.Tone) {
	switch {
	case len(p.Places) == 0:
		return "无依据", look.Idle
	case p.Plain && p.at == 0:
		return "明确", look.Good
	case p.Places[p.at].Score >= 0.4:
		return "较可能", look.Note
	}
	return "可能", look.Warn
}

func (s *Screen) cell(row, col int) ui.Cell {
	p := s.rows[row]
	switch columns[col].Key {
	case "name":
		c := ui.Cell{Text: p.Firm.Name, Shape: look.Square, Tone: look.Idle}
		if p.ticked {
			c.Shape, c.Tone = look.FullSquare, look.Accent
		}
		return c
	case "code":
		return ui.Cell{Text: p.Firm.Industry.String()}
	case "products":
		return ui.Cell{Text: strings.Join(p.Firm.Products, "、")}
	case "sure":
		words, tone := sureWords(p)
		return ui.Cell{Text: words, Tone: tone}
	}
	if len(p.Places) == 0 {
		return ui.Cell{}
	}
	switch columns[col].Key {
	case "node":
		return ui.Cell{Text: placeWords(p.Places[p.at])}
	case "others":
		return ui.Cell{Text: fmt.Sprint(len(p.Places) - 1), Muted: len(p.Places) == 1}
	}
	return ui.Cell{Text: p.Places[p.at].Why, Muted: !p.ticked}
}

func placeWords(p placing.Place) string { return p.Chain.Name + "·" + p.Node.Name }

// menu offers the other places of a row.
func (s *Screen) menu(row int, at fyne.Position) {
	if row < 0 || row >= len(s.rows) {
		return
	}
	p := s.rows[row]
	var actions []ui.Action
	for i, place := range p.Places {
		actions = append(actions, ui.Action{Text: placeWords(place) + "　" + place.Why, On: p.ticked && p.at == i, Do: func() {
			p.at, p.ticked = i, true
			s.told()
		}})
	}
	if len(actions) > 0 {
		actions = append(actions, ui.Action{}, ui.Action{Text: "不归链", On: !p.ticked, Do: func() {
			p.ticked = false
			s.told()
		}}, ui.Action{})
	}
	ui.ShowMenu(s.desk.Window.Canvas(), at, append(actions, ui.Action{Text: "打开企业", Do: func() { s.desk.Open(p.Firm.ID) }})...)
}

func (s *Screen) tick(on bool) {
	for _, row := range s.grid.Selected() {
		if row < len(s.rows) && len(s.rows[row].Places) > 0 {
			s.rows[row].ticked = on
		}
	}
	s.told()
}

// accept puts the roles and the day of the directory, in one action that can be taken back.
func (s *Screen) accept() {
	day, ok := s.day()
	if !ok {
		s.desk.Notice(look.Warn, "没有归链：名录日期「"+s.date.Text+"」无法识别，写成 2024-01-17")
		return
	}
	var choices []placing.Choice
	for _, p := range s.rows {
		if p.ticked {
			choices = append(choices, placing.Choice{Firm: p.Firm, Place: p.Places[p.at], As: model.RoleSupporter})
		}
	}
	s.desk.EditChains(fmt.Sprintf("名录归链 %d 家", len(choices)), func(tx *store.Tx) error { return placing.Accept(tx, choices, s.chains, day) })
}

func (s *Screen) day() (model.Date, bool) {
	if model.Blank(s.date.Text) {
		return model.Date{}, true
	}
	d, problems := model.ParseDate(s.date.Text, model.Hint{Year: time.Now().Year()})
	return d, d.Known() && len(problems) == 0
}
