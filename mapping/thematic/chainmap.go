package thematic

import (
	"fmt"
	"slices"

	"chainatlas/mapping"
	"chainatlas/mapping/diagram"
	"chainatlas/model"
	"chainatlas/model/report"

	"github.com/paulmach/orb"
)

// ChainOptions say how a chain map is drawn. The zero value is for staff, on a wide screen.
type ChainOptions struct {
	Faces    mapping.Measurer // the typeface that will draw; nil measures roughly
	Audience model.Audience   // "" is staff at their desk
	Aspect   float64          // width:height of what it is drawn on; 0 means 16:9
	Selected string           // code of the node that is shown with its neighbours; "" for none
	Previous *diagram.Plan    // the plan that the reader has in mind
	Title    string           // "" for the chain's name
	Date     string           // "截至 2024年6月30日"; "" writes none
	Source   string           // what the picture rests on; "" for the chain's own source where it may be shown
	Bare     bool             // leave out title, legend and source: the screen has its own
	Say      mapping.Say      // the reader's language; nil is Chinese
}

// ChainPicture is a laid-out chain on its own plane (logical pixels at scale 1, y down).
type ChainPicture struct {
	Plan *diagram.Plan

	chain    *model.Chain
	states   map[string]NodeState
	o        ChainOptions
	nodes    []model.Node
	box      boxMeasure
	labels   []nodeLabel
	lines    []orb.LineString
	bound    orb.Bound
	near     map[string]bool // the selected node and its neighbours; nil for none
	only     map[string]bool // the nodes that are asked for; nil for all
	marks    map[string]bool // nodes that changed, by code
	today    model.Day       // 0 shows no figure as old
	visitors bool
}

// Sizes in plane units.
const (
	labelSize  = 16
	figureSize = 13.5
	padX       = 13
	padY       = 9
	figureRow  = 20
	headRoom   = 58
	footRoom   = 44
	sideRoom   = 24
	bareRoom   = 6
)

// ChainMap lays out a chain with what is known of its nodes, by code; a node without a state is 未核. It returns
// model.ErrNotFound when the audience may not see the chain, and diagram's errors, wrapped with the chain's name.
func ChainMap(chain *model.Chain, states map[string]NodeState, o ChainOptions) (*ChainPicture, error) {
	shown, ok := redacted(chain, o.Audience, nil)
	if !ok {
		return nil, fmt.Errorf("draw chain: %w", model.ErrNotFound)
	}
	o.Faces = orRough(o.Faces)
	if o.Say != nil {
		shown = said(shown, o.Say)
	}
	p := &ChainPicture{chain: shown, states: states, o: o, nodes: shown.Nodes, visitors: o.Audience == model.Visitors}
	if err := p.layOut(); err != nil {
		return nil, fmt.Errorf("lay out chain %s: %w", shown.Name, err)
	}
	p.frame()
	p.near = p.around(o.Selected)
	return p, nil
}

// said is a chain whose names are in the reader's language. Its lanes keep theirs, by which they are known, until they are drawn.
func said(c *model.Chain, say mapping.Say) *model.Chain {
	out := *c
	out.Name, out.Nodes = say(c.Name), slices.Clone(c.Nodes)
	for i, n := range out.Nodes {
		out.Nodes[i].Name, out.Nodes[i].Group = say(n.Name), say(n.Group)
	}
	return &out
}

// frame makes room for what stands around the plan and prepares the routes for hits.
func (p *ChainPicture) frame() {
	p.bound = p.room()
	for _, r := range p.Plan.Routes {
		p.lines = append(p.lines, r.Line())
	}
}

// room is the plan with what stands around it.
func (p *ChainPicture) room() orb.Bound {
	b := p.Plan.Bound
	if p.o.Bare {
		return b.Pad(bareRoom) // whoever shows it has margins of his own
	}
	b.Min[1] -= headRoom
	b.Max[1] += footRoom
	b.Min[0], b.Max[0] = b.Min[0]-sideRoom, b.Max[0]+sideRoom
	b.Min[1], b.Max[1] = b.Min[1]-sideRoom/2, b.Max[1]+sideRoom/2
	return b
}

func (p *ChainPicture) around(code string) map[string]bool {
	if _, ok := p.chain.Node(code); !ok {
		return nil
	}
	near := map[string]bool{code: true}
	up, down := p.chain.Neighbours(code)
	for _, c := range append(up, down...) {
		near[c] = true
	}
	return near
}

// Select is the same picture with another node shown among its neighbours; "" shows all alike.
func (p *ChainPicture) Select(code string) *ChainPicture {
	q := *p
	q.o.Selected = code
	q.near = p.around(code)
	return &q
}

// Local implements mapping.Local: the picture has a plane of its own and is the same on it whatever is seen.
func (p *ChainPicture) Local() {}

// Only is the same picture with all but some nodes standing back; nil shows all alike.
func (p *ChainPicture) Only(codes map[string]bool) *ChainPicture {
	q := *p
	q.only = codes
	return &q
}

// With is the same plan with other figures.
func (p *ChainPicture) With(states map[string]NodeState) *ChainPicture {
	q := *p
	q.states = states
	return &q
}

// Mark is the same picture with 变 at nodes of these codes.
func (p *ChainPicture) Mark(codes map[string]bool) *ChainPicture {
	q := *p
	q.marks = codes
	return &q
}

// Aged is the same picture on a day: figures of nodes whose records are all older than report.StaleMonths are pale.
func (p *ChainPicture) Aged(today model.Day) *ChainPicture {
	q := *p
	q.today = today
	return &q
}

func (p *ChainPicture) isOld(code string) bool {
	return p.today != 0 && report.Stale(p.states[code].Spoken, p.today)
}

func (p *ChainPicture) anyOld() bool {
	return slices.ContainsFunc(p.nodes, func(n model.Node) bool { return p.isOld(n.Code) })
}

// AnyMarked tells whether a node is marked.
func (p *ChainPicture) AnyMarked() bool { return len(p.marks) > 0 }

// Name is the title of the picture.
func (p *ChainPicture) Name() string {
	if p.o.Title != "" {
		return p.o.Title
	}
	if p.chain.ChainKind == model.FamilyChain {
		return fmt.Sprintf(p.o.Say.Word("%s企业图谱"), p.chain.Name)
	}
	return fmt.Sprintf(p.o.Say.Word("%s产业链图谱"), p.chain.Name)
}

// Bound is all of the picture, its title and legend included.
func (p *ChainPicture) Bound() orb.Bound { return p.bound }

// Fit shows all of the picture.
func (p *ChainPicture) Fit(w, h int, dpr float32) mapping.Viewport {
	return mapping.Viewport{W: w, H: h, DPR: dpr, YDown: true}.Fit(p.bound, 0)
}

// NodeBound is where a node stands.
func (p *ChainPicture) NodeBound(code string) (orb.Bound, bool) {
	b, ok := p.Plan.Box(code)
	return b.Bound(), ok
}

// edgeReach is how far beside a route a pointer still means it, in logical pixels.
const edgeReach = 5

// Hit returns the node under a pixel (Kind "node", its code as ID), else the edge beside it ("edge").
func (p *ChainPicture) Hit(v mapping.Viewport, at mapping.Pt) (mapping.Group, bool) {
	q := v.Plane(at)
	for i, b := range p.Plan.Boxes {
		if b.Bound().Contains(q) {
			return p.nodeGroup(i), true
		}
	}
	best, found := float64(edgeReach*v.Unit())/v.Scale, -1
	for i, line := range p.lines {
		if d := lineDistance(q, line, best); d < best {
			best, found = d, i
		}
	}
	if found < 0 {
		return mapping.Group{}, false
	}
	return p.edgeGroup(found), true
}

func (p *ChainPicture) nodeGroup(i int) mapping.Group {
	n := p.nodes[p.Plan.Boxes[i].Node]
	title := n.Name
	if s := p.states[n.Code]; !p.visitors {
		title += "　" + p.o.Say.Word(lookOf(s.Status).status)
		if s.Note != "" {
			title += "：" + p.o.Say.Word(s.Note)
		}
	}
	return mapping.Group{ID: n.Code, Kind: "node", Title: title}
}

func (p *ChainPicture) edgeGroup(i int) mapping.Group {
	r := p.Plan.Routes[i]
	from, _ := p.chain.Node(r.From)
	to, _ := p.chain.Node(r.To)
	return mapping.Group{ID: r.From + ">" + r.To, Kind: "edge", Title: from.Name + " → " + to.Name}
}

func lineDistance(q orb.Point, line orb.LineString, reach float64) float64 {
	best := reach
	if !line.Bound().Pad(reach).Contains(q) {
		return best
	}
	var p mapping.Path
	for i, at := range line {
		if x, y := float32(at[0]-q[0]), float32(at[1]-q[1]); i == 0 {
			p.MoveTo(x, y)
		} else {
			p.LineTo(x, y)
		}
	}
	return min(best, float64(p.Distance(mapping.Pt{}, false)))
}

// redacted is what an audience sees of a record; "" is the desk.
func redacted[R model.Record](r R, to model.Audience, seen model.Seen) (R, bool) {
	if to == "" {
		to = model.Desk
	}
	if seen == nil {
		seen = func(model.ID) (string, bool) { return "", false }
	}
	out, ok := model.Redact(r, to, seen)
	if !ok {
		var none R
		return none, false
	}
	return out.(R), true
}
