package chains

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/app/chainbook"
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/match"
	"chainatlas/model/report"
)

// gapSheet is the gaps of a chain with the sites that would fit what may fill them.
type gapSheet struct {
	chain     *model.Chain
	gaps      []report.Gap
	fits      map[model.ID][]match.Match // by project, the best first
	unchecked int                        // nodes that cannot be judged
}

// fitsShown are the best sites of a project that are named.
const fitsShown = 3

func (x *side) readGaps(chain model.ID, all reader) (filler, error) {
	in, err := chainbook.ReadFrom(x.s.desk.Store, all, chain, model.Desk, model.DayAt(time.Now()))
	if err != nil {
		return nil, err
	}
	g := gapSheet{chain: in.Chain, gaps: report.Gaps(in.Chain, in.Chains, in.Firms, in.Projects), fits: map[model.ID][]match.Match{}}
	for _, s := range report.StateOf(in.Chain, in.Firms, in.Projects).Nodes {
		if s.Status == report.Unchecked {
			g.unchecked++
		}
	}
	for _, gap := range g.gaps {
		for _, p := range match.Open(gap.Leads) {
			if match.HasNeeds(p) {
				g.fits[p.ID] = fitting(p, in.Sites)
			}
		}
	}
	return func() []fyne.CanvasObject { return x.gapPage(g) }, nil
}

// fitting are the best sites of a project that are not out of the question.
func fitting(p *model.Project, sites []*model.Site) (out []match.Match) {
	for _, m := range match.Sites(p, sites, nil) {
		if m.Excluded == "" && m.Score > 0 && len(out) < fitsShown {
			out = append(out, m)
		}
	}
	return out
}

func (x *side) gapPage(g gapSheet) []fyne.CanvasObject {
	out := []fyne.CanvasObject{heading(fmt.Sprintf("缺口 %d", len(g.gaps))), ui.NewNote("按上下游本地企业数排列；点一行展开")}
	if g.chain.Directory.IsZero() && g.chain.ChainKind != model.FamilyChain {
		return append(out, wrapped("尚未导入企业名录，空环节不算缺口。导入名录并「企业归链」后再看。"))
	}
	for i, gap := range g.gaps {
		e := entry{Title: fmt.Sprintf("%d　%s　%s", i+1, gap.Node.Name, gap.LinkType), Node: gap.Node.Code,
			Note: joined(" · ", string(gap.State.Status), counted("本地企业", gap.Firms()), counted("线索在谈", len(gap.Leads)), counted("目标企业", len(gap.Targets)))}
		out = append(out, newRow(e, func() {
			x.s.choose(gap.Node.Code)
			x.fill(x.gapPage(g))
		}))
		if x.s.node == gap.Node.Code {
			out = append(out, x.gapDetail(g, gap))
		}
	}
	if len(g.gaps) == 0 {
		out = append(out, wrapped("没有缺口：空的和弱的环节旁边都没有本地企业。"))
	}
	if g.unchecked > 0 {
		out = append(out, wrapped(fmt.Sprintf("另有 %d 个环节未核，不作判断。", g.unchecked)))
	}
	return out
}

func counted(what string, n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s %d", what, n)
}

// gapDetail is who would buy and sell, who may come, where they would fit, and who answers for it.
func (x *side) gapDetail(g gapSheet, gap report.Gap) fyne.CanvasObject {
	objects := []fyne.CanvasObject{wrapped(gap.State.Why)}
	if !x.s.desk.ChainsLocked() {
		objects = append(objects, ui.EqualGap(look.Half, ui.Action{Text: "添加目标企业…", Do: func() { x.askTarget(gap) }}.Button(),
			ui.Action{Text: "新建线索…", Do: func() { x.askLead(gap) }}.Button()))
	}
	objects = append(objects, x.part("会采购的本地企业", neighbourRows(gap.Buyers))...)
	objects = append(objects, x.part("会供应的本地企业", neighbourRows(gap.Suppliers))...)
	var targets, leads, sites []entry
	for _, e := range gap.Targets {
		targets = append(targets, entry{Title: e.Name, Note: joined(" · ", invented(e), e.Place), Record: e.ID})
	}
	for _, p := range gap.Leads {
		leads = append(leads, entry{Title: p.Name, Record: p.ID, Note: joined(" · ", invented(p), halted(p), p.Stage.String(), p.TotalInvestment.String(), p.Unit, p.Officer)})
		for _, m := range g.fits[p.ID] {
			sites = append(sites, entry{Title: m.Site.Name, Record: m.Site.ID, Note: joined(" · ", invented(m.Site), fmt.Sprintf("适配 %d 分", m.Score), "「"+p.Name+"」")})
		}
	}
	objects = append(objects, x.part("目标企业", targets)...)
	objects = append(objects, x.part("线索和在谈项目", leads)...)
	objects = append(objects, x.part("适配的载体", sites)...)
	objects = append(objects, told("责任", cmp.Or(responsible(g.chain), "未说明"))...)
	box := ui.NewPanel(ui.Stack(look.Half, objects...), look.Unit, look.Unit)
	box.Ground, box.Radius = look.RowHover, look.Radius
	return box
}

// part is entries under a heading, nothing when there are none.
func (x *side) part(title string, rows []entry) []fyne.CanvasObject {
	if len(rows) == 0 {
		return nil
	}
	out := []fyne.CanvasObject{ui.NewNote(fmt.Sprintf("%s %d", title, len(rows)))}
	for _, e := range rows[:min(len(rows), mostRows)] {
		out = append(out, x.row(e))
	}
	return out
}

func neighbourRows(list []report.Neighbour) (out []entry) {
	for _, n := range list {
		out = append(out, entry{Title: n.Firm.Name, Note: joined(" · ", invented(n.Firm), n.Chain, n.Node.Name), Record: n.Firm.ID})
	}
	return out
}

func responsible(c *model.Chain) string {
	var out []string
	for _, h := range []struct{ what, who string }{{"行政链长 ", c.AdminHead.Name}, {"企业链长 ", c.EnterpriseHead.Name}, {"链办 ", c.Office}} {
		if h.who != "" {
			out = append(out, h.what+h.who)
		}
	}
	return strings.Join(out, "，")
}
