package thematic

import (
	"cmp"
	"slices"

	"chainatlas/mapping/diagram"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// boxMeasure is how wide the boxes of a chain are, in Chinese characters of a label.
type boxMeasure float64

// usualBox suits most chains. The others are tried too: a long chain is drawn larger with narrow boxes, a high one with wide ones.
const usualBox boxMeasure = 9

var otherBoxes = []boxMeasure{8, 7.5, 11, 13}

// Words in letters are longer: they need wider boxes, and are not broken.
const latinBox boxMeasure = 11

var latinBoxes = []boxMeasure{usualBox, 13, 15}

// boxes are the widths that are tried, the usual one first.
func (p *ChainPicture) boxes() (usual boxMeasure, others []boxMeasure) {
	if p.o.Say != nil {
		return latinBox, latinBoxes
	}
	return usualBox, otherBoxes
}

func (m boxMeasure) width() float64 { return float64(m)*labelSize + 2*padX }

// rows is on how many rows the figures stand: a narrow box has no room for status and counts beside each other.
func (m boxMeasure) rows() int {
	if m < usualBox {
		return 2
	}
	return 1
}

// Another width must pay: so much larger the picture must be.
const worthwhile = 1.04

// mostTried is up to how many nodes a chain is laid out once for each width.
const mostTried = 60

// layOut takes the width of boxes with which the chain is drawn largest.
func (p *ChainPicture) layOut() error {
	aspect := p.o.Aspect
	if !(aspect > 0) || pinned(p.nodes) {
		aspect = usualAspect // what a person put somewhere stands among the same neighbours wherever it is drawn
	}
	if err := p.layOutAt(p.firstBox(), aspect); err != nil {
		return err
	}
	if p.o.Previous != nil || pinned(p.nodes) || len(p.nodes) > mostTried {
		return nil
	}
	_, others := p.boxes()
	for _, m := range others {
		q := *p
		if err := q.layOutAt(m, aspect); err != nil {
			return err
		}
		if q.scale(aspect) > p.scale(aspect)*worthwhile {
			*p = q
		}
	}
	return nil
}

// firstBox is the usual width, or that of the plan that the reader has in mind.
func (p *ChainPicture) firstBox() boxMeasure {
	usual, others := p.boxes()
	if p.o.Previous == nil || len(p.o.Previous.Boxes) == 0 {
		return usual
	}
	was := p.o.Previous.Boxes[0].W
	for _, m := range others {
		if d := m.width() - was; d*d < 1 {
			return m
		}
	}
	return usual
}

// scale is how large the picture is on a page of the aspect and height 1.
func (p *ChainPicture) scale(aspect float64) float64 {
	b := p.room()
	return min(aspect/(b.Max[0]-b.Min[0]), 1/(b.Max[1]-b.Min[1]))
}

// usualAspect is the shape of a wide screen.
const usualAspect = 16.0 / 9

// pinned tells whether a person put a node somewhere.
func pinned(nodes []model.Node) bool {
	return slices.ContainsFunc(nodes, func(n model.Node) bool { return n.At != nil })
}

// layOutAt lays the chain out with boxes of a width.
func (p *ChainPicture) layOutAt(m boxMeasure, aspect float64) (err error) {
	p.box, p.labels = m, nil
	if p.chain.ChainKind == model.FamilyChain {
		p.Plan, err = p.tree(aspect)
		return err
	}
	g := diagram.Graph{Lanes: slices.Clone(model.Lanes)}
	for _, n := range p.nodes {
		lane := cmp.Or(n.Lane, model.Lanes[1])
		if !slices.Contains(g.Lanes, lane) {
			g.Lanes = append(g.Lanes, lane)
		}
		node := p.node(n)
		node.Lane = slices.Index(g.Lanes, lane)
		g.Nodes = append(g.Nodes, node)
	}
	for _, e := range p.chain.Edges {
		g.Edges = append(g.Edges, diagram.Edge{From: e.From, To: e.To})
	}
	p.Plan, err = diagram.Layout(g, p.distances(aspect))
	return err
}

// distances are close, so that more of the page is writing; title and legend take from the height that the plan has.
func (p *ChainPicture) distances(aspect float64) diagram.Options {
	if !p.o.Bare {
		aspect *= 1.06
	}
	return diagram.Options{Aspect: aspect, NodeGap: 16, LayerGap: 50, LaneGap: 12, Padding: 14, PortGap: 9, Previous: p.o.Previous}
}

// familyLanes are the steps of a corporate family: who holds whom, from left to right.
var familyLanes = []string{"集团", "板块", "子公司"}

// tree lays a corporate family out.
func (p *ChainPicture) tree(aspect float64) (*diagram.Plan, error) {
	g := diagram.Graph{Lanes: familyLanes}
	for _, n := range p.nodes {
		g.Nodes = append(g.Nodes, p.node(n))
	}
	across := make([]bool, len(p.chain.Edges))
	for i, e := range p.chain.Edges {
		g.Edges = append(g.Edges, diagram.Edge{From: e.From, To: e.To})
		across[i] = e.Kind == model.FamilySupply
	}
	return diagram.Tree(g, across, diagram.Options{Aspect: aspect * 1.06, Previous: p.o.Previous})
}

// node measures a node: its label on few lines, the firms it names in smaller type, and rows of figures.
func (p *ChainPicture) node(n model.Node) diagram.Node {
	l := labelOf(p.o.Faces, n.Name, float32(p.box)*labelSize)
	p.labels = append(p.labels, l)
	h := float64(l.height(p.o.Faces)) + 2*padY + float64(p.box.rows()*figureRow)
	return diagram.Node{ID: n.Code, Label: n.Name, Group: n.Group, W: p.box.width(), H: h, Pinned: (*orb.Point)(n.At)}
}
