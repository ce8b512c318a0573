package cli

import (
	"fmt"
	"io"

	"github.com/paulmach/orb"

	"chainatlas/mapping/diagram"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

type chainCommands struct {
	List    chainListCommand    `cmd:"" help:"列出产业链"`
	Show    chainShowCommand    `cmd:"" help:"一条产业链的环节与状态"`
	Draw    chainDrawCommand    `cmd:"" help:"绘制产业链图谱"`
	Gaps    chainGapsCommand    `cmd:"" help:"一条产业链的缺口"`
	Lists   chainListsCommand   `cmd:"" help:"一条产业链的三张清单和省里的五张清单"`
	Changes chainChangesCommand `cmd:"" help:"一条产业链从某天以来的变化"`
	Board   chainBoardCommand   `cmd:"" help:"链长视图：各阶段项目、年度目标、需要决定的事项、批示督办"`
	Brief   chainBriefCommand   `cmd:"" help:"一页链情 PDF"`
	Place   chainPlaceCommand   `cmd:"" help:"为尚未归链的企业建议环节"`
	Layout  layoutCommand       `cmd:"" help:"排布一张外来的图"`
	Export  chainExportCommand  `cmd:"" help:"导出一条产业链的环节和供需关系（xlsx、json），可在 Excel 中修改"`
	Import  chainImportCommand  `cmd:"" help:"导入产业链；有错误时什么都不写入"`
}

// chainEntry is a chain in JSON; a list has the counts, a drawing also the places.
type chainEntry struct {
	ID          model.ID        `json:"id"`
	Code        string          `json:"code"`
	Name        string          `json:"name"`
	ChainKind   model.ChainKind `json:"chain_kind"`
	Enterprises int             `json:"enterprises"`
	Projects    int             `json:"projects"`
	Nodes       []nodeEntry     `json:"nodes"`
	Edges       []chainEdge     `json:"edges"`
	Crossings   *int            `json:"crossings,omitempty"`
	Out         string          `json:"out,omitempty"`
}

type nodeEntry struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Lane        string       `json:"lane"`
	Group       string       `json:"group,omitempty"`
	Status      string       `json:"status"`
	Why         string       `json:"why,omitempty"`
	Enterprises int          `json:"enterprises"`
	Projects    int          `json:"projects"`
	Invest      *model.Money `json:"invest,omitempty"`
	Gap         bool         `json:"gap,omitempty"` // nobody here while local firms stand on a neighbouring node
	Box         *nodeBox     `json:"box,omitempty"`
}

func (n nodeEntry) investText() string {
	if n.Invest == nil {
		return ""
	}
	return n.Invest.Text
}

type nodeBox struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// chainEdge is a connection and, where it was laid out, its course.
type chainEdge struct {
	From string `json:"from"`
	To   string `json:"to"`
	course
}

// course is how a connection runs on the drawing, in units of the drawing with y downwards. Points is a line of
// straight pieces: what scripts expect, and what crossings are counted by. Curve is the same as it is drawn: a start,
// then three points for each cubic Bézier curve.
type course struct {
	Points orb.LineString `json:"points,omitempty"`
	Curve  []orb.Point    `json:"curve,omitempty"`
}

func courseOf(r diagram.Route) course { return course{r.Line(), r.Points} }

// entry puts what is known of a chain into its JSON form. Its enterprises are everybody with a role, targets too.
func (k *knownChain) entry() chainEntry {
	c := k.Chain
	out := chainEntry{ID: c.ID, Code: c.Code, Name: c.Name, ChainKind: c.ChainKind, Enterprises: len(k.Firms), Projects: len(k.Projects), Nodes: []nodeEntry{}, Edges: []chainEdge{}}
	for _, n := range c.Nodes {
		s := k.ChainState.Nodes[n.Code]
		e := nodeEntry{ID: n.Code, Name: n.Name, Lane: n.Lane, Group: n.Group, Status: string(s.Status), Why: s.Why, Enterprises: len(s.Firms), Projects: len(s.Projects), Gap: s.Gap}
		if s.Invest > 0 {
			m := model.CNY(s.Invest)
			e.Invest = &m
		}
		out.Nodes = append(out.Nodes, e)
	}
	for _, e := range c.Edges {
		out.Edges = append(out.Edges, chainEdge{From: e.From, To: e.To})
	}
	return out
}

// place adds where everything stands on the drawing.
func (e *chainEntry) place(p *thematic.ChainPicture) {
	for i := range e.Nodes {
		if b, ok := p.Plan.Box(e.Nodes[i].ID); ok {
			e.Nodes[i].Box = &nodeBox{b.X, b.Y, b.W, b.H}
		}
	}
	for i, r := range p.Plan.Routes {
		e.Edges[i].course = courseOf(r)
	}
	e.Crossings = &p.Plan.Crossings
}

type chainListCommand struct{}

// Run lists the chains with what stands on them.
func (chainListCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	chains, err := allSeen[*model.Chain](s, model.KindChain, model.Desk)
	if err != nil {
		return err
	}
	all, err := stand(s, model.Desk)
	if err != nil {
		return err
	}
	out := []chainEntry{}
	for _, chain := range chains {
		out = append(out, all.on(chain).entry())
	}
	return c.print(out, func(w io.Writer) {
		fmt.Fprintln(w, "代码\t名称\t类型\t环节\t企业\t项目")
		for _, e := range out {
			fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%d\n", e.Code, e.Name, e.ChainKind, len(e.Nodes), e.Enterprises, e.Projects)
		}
	})
}

type chainShowCommand struct {
	Name string `arg:"" name:"产业链" help:"产业链名称或代码"`
}

// Help is what --help adds.
func (chainShowCommand) Help() string { return courseHelp }

const courseHelp = "--json 中：box 为环节的位置与大小，points 为连线的折线（逐点相连），curve 为同一连线的三次贝塞尔曲线（起点，之后每三点一段），crossings 为折线相交的次数；单位为图上单位，y 向下。"

// Run prints the nodes of a chain, and where they stand on its drawing.
func (x chainShowCommand) Run(c *call) error {
	known, err := c.chain(x.Name, model.Desk)
	if err != nil {
		return err
	}
	out := known.entry()
	if c.JSON {
		faces, err := typeface()
		if err != nil {
			return err
		}
		picture, err := thematic.ChainMap(known.Chain, nil, thematic.ChainOptions{Faces: faces})
		if err != nil {
			return err
		}
		out.place(picture)
	}
	return c.print(out, func(w io.Writer) {
		fmt.Fprintln(w, "代码\t环节\t段\t状态\t企业\t项目\t投资")
		for _, n := range out.Nodes {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\t%s\n", n.ID, n.Name, n.Lane, n.Status, n.Enterprises, n.Projects, n.investText())
		}
	})
}
