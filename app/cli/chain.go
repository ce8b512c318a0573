package cli

import (
	"fmt"
	"io"

	"github.com/paulmach/orb"

	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

type chainCommands struct {
	List   chainListCommand `cmd:"" help:"列出产业链"`
	Show   chainShowCommand `cmd:"" help:"一条产业链的环节与状态"`
	Draw   chainDrawCommand `cmd:"" help:"绘制产业链图谱"`
	Gaps   chainGapsCommand `cmd:"" help:"一条产业链的缺口"`
	Layout layoutCommand    `cmd:"" help:"排布一张外来的图"`
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
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Lane        string   `json:"lane"`
	Group       string   `json:"group,omitempty"`
	Status      string   `json:"status"`
	Why         string   `json:"why,omitempty"`
	Enterprises int      `json:"enterprises"`
	Projects    int      `json:"projects"`
	Invest      string   `json:"invest,omitempty"`
	Gap         bool     `json:"gap,omitempty"` // nobody here while local firms stand on a neighbouring node
	Box         *nodeBox `json:"box,omitempty"`
}

type nodeBox struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

type chainEdge struct {
	From   string      `json:"from"`
	To     string      `json:"to"`
	Points []orb.Point `json:"points,omitempty"`
}

// entry puts what is known of a chain into its JSON form. Its enterprises are everybody with a role, targets too.
func (k *knownChain) entry() chainEntry {
	c := k.Chain
	out := chainEntry{ID: c.ID, Code: c.Code, Name: c.Name, ChainKind: c.ChainKind, Enterprises: len(k.Firms), Projects: len(k.Projects), Nodes: []nodeEntry{}, Edges: []chainEdge{}}
	for _, n := range c.Nodes {
		s := k.ChainState.Nodes[n.Code]
		e := nodeEntry{ID: n.Code, Name: n.Name, Lane: n.Lane, Group: n.Group, Status: string(s.Status), Why: s.Why, Enterprises: len(s.Firms), Projects: len(s.Projects), Gap: s.Gap}
		if s.Invest > 0 {
			e.Invest = model.CNY(s.Invest).Text
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
		e.Edges[i].Points = r.Points
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
	Name string `arg:"" help:"产业链名称或代码"`
}

// Run prints the nodes of a chain.
func (x chainShowCommand) Run(c *call) error {
	known, err := c.chain(x.Name, model.Desk)
	if err != nil {
		return err
	}
	out := known.entry()
	return c.print(out, func(w io.Writer) {
		fmt.Fprintln(w, "代码\t环节\t段\t状态\t企业\t项目\t投资")
		for _, n := range out.Nodes {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\t%s\n", n.ID, n.Name, n.Lane, n.Status, n.Enterprises, n.Projects, n.Invest)
		}
	})
}
