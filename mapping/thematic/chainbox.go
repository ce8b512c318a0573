package thematic

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"chainatlas/mapping"
	"chainatlas/mapping/diagram"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// look is how node i looks to the audience.
func (p *ChainPicture) look(code string) *statusLook {
	s := p.states[code]
	switch {
	case !p.visitors:
		return lookOf(s.Status)
	case s.Enterprises > 0:
		return &presentLook
	}
	return &plainLook
}

func (p *ChainPicture) drawBox(pn *pen, i int) {
	b := p.Plan.Boxes[i]
	n := p.nodes[b.Node]
	look, box := p.look(n.Code), pn.rect(b.Bound())
	edge, soft, word, small := look.ink, look.soft, ink, muted
	if p.pale(n.Code) {
		edge, soft, word, small = mix(edge, paper, 0.7), mix(soft, paper, 0.7), mix(word, paper, 0.62), mix(small, paper, 0.55)
	}
	if look.status == Gap && p.chain.ChainKind == model.FamilyChain {
		soft = paper // most of a family is nowhere near here: that is no alarm
	}
	var path mapping.Path
	if n.Code == p.o.Selected && p.near != nil {
		rounded(&path, box.Inset(-4*pn.k), 8*pn.k)
		pn.c.Stroke(&path, mapping.Stroke{Color: accent, Width: pn.width(2.5), Closed: true})
		path.Reset()
	}
	rounded(&path, box, 5*pn.k)
	pn.c.Fill(&path, mapping.Fill{Color: soft})
	pn.c.Stroke(&path, mapping.Stroke{Color: mix(edge, soft, 0.25), Width: pn.width(1.2), Dash: pn.dash(look.dash), Closed: true})
	p.drawLabel(pn, b, word, small)
	p.drawFigures(pn, b, n.Code, look, edge, small)
	if links := p.tag(p.states[n.Code].Links); links != "" && !p.visitors {
		p.drawTag(pn, b, links, edge)
	}
	if p.marks[n.Code] {
		p.drawMark(pn, b)
	}
}

// pale tells whether a node stands back: it is no neighbour of the selected one, or is not asked for.
func (p *ChainPicture) pale(code string) bool {
	return p.near != nil && !p.near[code] || p.only != nil && !p.only[code]
}

// anyTagged tells whether a box has a tag.
func (p *ChainPicture) anyTagged() bool {
	return !p.visitors && slices.ContainsFunc(p.nodes, func(n model.Node) bool { return p.states[n.Code].Links != "" })
}

// Sizes of the tag in plane units. It reaches no further beyond its box than Draw looks for boxes.
const (
	tagSize = 13.5
	tagH    = 17
	tagIn   = 18 // from the box's right side: the corner is left for other marks
)

// tagLetters stand for what projects do for a chain where characters are not read.
var tagLetters = strings.NewReplacer("强", "S ", "补", "F ", "延", "E ", "建", "B ", "固", "C ")

func (p *ChainPicture) tag(links string) string {
	if p.o.Say == nil {
		return links
	}
	return strings.TrimSpace(tagLetters.Replace(links))
}

// drawTag writes what the projects do for the chain (强, 补, 延) onto the upper edge of a box.
func (p *ChainPicture) drawTag(pn *pen, b diagram.Box, links string, edge color.NRGBA) {
	w := float64(p.o.Faces.Advance(links, mapping.Face{Size: tagSize})) + 9
	at := orb.Bound{Min: orb.Point{b.X + b.W - w - tagIn, b.Y - tagH/2}, Max: orb.Point{b.X + b.W - tagIn, b.Y + tagH/2}}
	var path mapping.Path
	rounded(&path, pn.rect(at), 4*pn.k)
	pn.c.Fill(&path, mapping.Fill{Color: paper})
	pn.c.Stroke(&path, mapping.Stroke{Color: edge, Width: pn.width(1), Closed: true})
	pn.text(links, pn.rect(at).Center(), mapping.AnchorCenter, tagSize, false, edge)
}

const markSize = 20

// drawMark writes 变 on the upper left corner of a box.
func (p *ChainPicture) drawMark(pn *pen, b diagram.Box) {
	at := orb.Point{b.X - markSize*0.3, b.Y - markSize*0.3}
	box := pn.rect(orb.Bound{Min: at, Max: orb.Point{at[0] + markSize, at[1] + markSize}})
	var path mapping.Path
	rounded(&path, box, markSize/2*pn.k)
	pn.c.Fill(&path, mapping.Fill{Color: accent})
	pn.text("变", box.Center(), mapping.AnchorCenter, figureSize, true, paper)
}

// drawLabel writes the label, in the middle of a box that has no figures to show.
func (p *ChainPicture) drawLabel(pn *pen, b diagram.Box, word, small color.NRGBA) {
	l := p.labels[b.Node]
	free := b.H - float64(p.rows(p.nodes[b.Node].Code)*figureRow) - 4
	y := b.Y + 4 + (free-float64(l.height(p.o.Faces)))/2
	write := func(lines []string, face mapping.Face, c color.NRGBA) {
		lh := float64(diagram.LineHeight(p.o.Faces, face))
		for _, s := range lines {
			pn.text(s, pn.px(b.X+padX, y+lh/2), mapping.AnchorLeft, face.Size, face.Bold, c)
			y += lh
		}
	}
	write(l.head, headFace, word)
	write(l.rest, restFace, small)
}

const signSize = 10

// drawFigures writes what stands at the foot of a box: the sign of its status, and counts beside or below it.
func (p *ChainPicture) drawFigures(pn *pen, b diagram.Box, code string, look *statusLook, edge, small color.NRGBA) {
	rows := p.rows(code)
	if rows == 0 {
		return
	}
	x, y := b.X+padX, b.Y+b.H-float64(rows*figureRow)-4+figureRow/2
	words, left := p.figures(code), 0.0
	sign := pn.rect(orb.Bound{Min: orb.Point{x, y - signSize/2}, Max: orb.Point{x + signSize, y + signSize/2}})
	if look != &plainLook {
		look.sign(pn, sign, edge)
		left = signSize + 5
	}
	if look.status != "" {
		pn.text(p.o.Say.Word(look.status), pn.px(x+left, y), mapping.AnchorLeft, figureSize, true, edge)
	}
	if p.isOld(code) {
		small = mix(small, look.soft, 0.55)
	}
	if rows > 1 {
		pn.text(words, pn.px(x, y+figureRow-1), mapping.AnchorLeft, figureSize, false, small)
		return
	}
	pn.text(words, pn.px(b.X+b.W-padX, y), mapping.AnchorRight, figureSize, false, small)
}

// rows is on how many rows the status and the figures of a node stand.
func (p *ChainPicture) rows(code string) int {
	words := p.figures(code)
	switch {
	case p.visitors:
		return min(len(words), 1)
	case words == "":
		return 1
	}
	return p.box.rows()
}

// figures are the counts of a node, with the projects' investment for those who may see it: in the longest words for which
// its box has room.
func (p *ChainPicture) figures(code string) string {
	s := p.states[code]
	invest := strings.TrimSuffix(s.Invest, "元")
	if p.visitors {
		invest = ""
	}
	room := p.box.width() - 2*padX
	if p.box.rows() == 1 && !p.visitors {
		room -= signSize + 5 + p.statusWidth(s) + 6
	}
	words := ""
	for _, say := range []func(NodeState, string) string{atLength, inShort, inWhole, countsAlone} {
		if words = p.o.Say.Word(say(s, invest)); float64(p.o.Faces.Advance(words, mapping.Face{Size: figureSize})) <= room {
			break
		}
	}
	return words
}

// statusWidth is the room of the word for the status beside the figures.
func (p *ChainPicture) statusWidth(s NodeState) float64 {
	if p.o.Say == nil {
		return 2 * figureSize
	}
	return float64(p.o.Faces.Advance(p.o.Say(lookOf(s.Status).status), mapping.Face{Size: figureSize, Bold: true}))
}

func atLength(s NodeState, invest string) string {
	return counts(s, "企业 ", "项目 ", "　", invest)
}
func inShort(s NodeState, invest string) string { return counts(s, "企", "项", " ", invest) }

// inWhole leaves out what stands behind the point of the investment: 15.4亿 is 15亿.
func inWhole(s NodeState, invest string) string {
	if whole, rest, ok := strings.Cut(invest, "."); ok {
		invest = whole + strings.TrimLeft(rest, "0123456789")
	}
	return inShort(s, invest)
}

func countsAlone(s NodeState, _ string) string { return inShort(s, "") }

// counts are the figures of a node; what is nought is not said.
func counts(s NodeState, firms, projects, gap, invest string) string {
	var words []string
	if s.Enterprises > 0 {
		words = append(words, fmt.Sprintf("%s%d", firms, s.Enterprises))
	}
	if s.Projects > 0 {
		words = append(words, fmt.Sprintf("%s%d", projects, s.Projects))
	}
	if invest != "" {
		words = append(words, invest)
	}
	return strings.Join(words, gap)
}
