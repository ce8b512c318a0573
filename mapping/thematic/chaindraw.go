package thematic

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"chainatlas/mapping"
	"chainatlas/mapping/diagram"
	"chainatlas/model"
	"chainatlas/model/report"

	"github.com/paulmach/orb"
)

// Draw paints lanes, routes, boxes and, unless bare, title, legend and source.
func (p *ChainPicture) Draw(c mapping.Canvas, v mapping.Viewport) {
	pn := penOf(c, v)
	pn.fillRect(v.Box(), page)
	p.drawLanes(pn)
	p.drawGroups(pn)
	p.drawEdges(pn, false)
	p.drawEdges(pn, true)
	for i := range p.Plan.Boxes {
		if b := pn.rect(p.Plan.Boxes[i].Bound()); b.Inset(-8 * pn.k).Overlaps(v.Box()) {
			c.Group(p.nodeGroup(i), func() { p.drawBox(pn, i) })
		}
	}
	if !p.o.Bare {
		p.drawHead(pn)
		p.drawFoot(pn)
	}
}

var laneTints = [...]color.NRGBA{rgb(0xeaf0f3), rgb(0xf0f1ea), rgb(0xeef0f5), rgb(0xedf2ee)}

func (p *ChainPicture) drawLanes(pn *pen) {
	for i, l := range p.Plan.Lanes {
		tint := laneTints[l.Lane%len(laneTints)]
		pn.c.Group(mapping.Group{Kind: "lane", Title: p.o.Say.Word(l.Title)}, func() {
			var path mapping.Path
			rounded(&path, pn.rect(p.Plan.Lanes[i].Bound), 8*pn.k)
			pn.c.Fill(&path, mapping.Fill{Color: tint})
			pn.text(p.o.Say.Word(l.Title), pn.rect(l.Head).Center(), mapping.AnchorCenter, 17, true, muted)
		})
	}
}

// drawGroups frames what belongs to a group, so that one sees what was grouped; the frame says its name to whoever points at it.
func (p *ChainPicture) drawGroups(pn *pen) {
	for _, b := range p.Plan.Groups {
		if len(b.Nodes) < 2 {
			continue
		}
		pn.c.Group(mapping.Group{Kind: "group", Title: b.Group}, func() {
			var path mapping.Path
			rounded(&path, pn.rect(b.Bound), 8*pn.k)
			pn.c.Stroke(&path, mapping.Stroke{Color: rgb(0xb9c6cc), Width: pn.width(1.2), Dash: pn.dash([]float32{4, 3}), Closed: true})
		})
	}
}

// drawEdges draws the routes of the selected node above all others.
func (p *ChainPicture) drawEdges(pn *pen, selected bool) {
	for i, r := range p.Plan.Routes {
		own := p.near != nil && (r.From == p.o.Selected || r.To == p.o.Selected)
		if own == selected && pn.rect(p.lines[i].Bound()).Inset(-8*pn.k).Overlaps(pn.v.Box()) {
			pn.c.Group(p.edgeGroup(i), func() { pn.route(r, p.edgeInk(own, p.pale(r.From) || p.pale(r.To))) })
		}
	}
}

func (p *ChainPicture) edgeInk(own, pale bool) color.NRGBA {
	switch {
	case own:
		return accent
	case pale || p.near != nil:
		return rgb(0xcfd7db)
	}
	return rgb(0x8598a2)
}

func (p *pen) route(r diagram.Route, c color.NRGBA) {
	var path mapping.Path
	r.Draw(&path, p.v)
	st := mapping.Stroke{Color: c, Width: p.width(1.5)}
	if r.Kind == diagram.Back || r.Kind == diagram.Loop {
		st.Dash = p.dash([]float32{6, 4})
	}
	p.c.Stroke(&path, st)
	p.arrow(r.Points, c)
}

// arrow draws the head of a route at its end.
func (p *pen) arrow(pts []orb.Point, c color.NRGBA) {
	n := len(pts)
	if n < 2 {
		return
	}
	tip := pts[n-1]
	from := pts[n-2]
	for i := n - 3; i >= 0 && math.Hypot(tip[0]-from[0], tip[1]-from[1]) < 1e-6; i-- {
		from = pts[i]
	}
	d := math.Hypot(tip[0]-from[0], tip[1]-from[1])
	if d < 1e-6 {
		return
	}
	ux, uy := (tip[0]-from[0])/d, (tip[1]-from[1])/d
	const long, half = 8, 3.8
	bx, by := tip[0]-ux*long, tip[1]-uy*long
	var head mapping.Path
	head.Line(p.px(tip[0], tip[1]), p.px(bx-uy*half, by+ux*half), p.px(bx+uy*half, by-ux*half))
	p.c.Fill(&head, mapping.Fill{Color: c})
}

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

func (p *ChainPicture) drawHead(pn *pen) {
	b := p.Plan.Bound
	y := b.Min[1] - headRoom/2 - 4
	pn.c.Group(mapping.Group{Kind: "title"}, func() {
		pn.text(p.Name(), pn.px(b.Min[0]+4, y), mapping.AnchorLeft, 27, true, ink)
		pn.text(p.summary(), pn.px(b.Max[0]-4, y), mapping.AnchorRight, 15, false, muted)
	})
}

// summary counts what the picture shows.
func (p *ChainPicture) summary() string {
	firms, projects := 0, 0
	for _, n := range p.nodes {
		firms, projects = firms+p.states[n.Code].Enterprises, projects+p.states[n.Code].Projects
	}
	words := fmt.Sprintf("%d 个环节", len(p.nodes))
	if firms > 0 {
		words += fmt.Sprintf(" · 企业 %d 家次", firms)
	}
	if projects > 0 {
		words += fmt.Sprintf(" · 项目 %d 个", projects)
	}
	return p.o.Say.Word(words)
}

// drawFoot writes the legend and, at the other end or below, the source; where the legend alone does not fit it says less.
func (p *ChainPicture) drawFoot(pn *pen) {
	b := p.Plan.Bound
	x, y := b.Min[0]+4, b.Max[1]+footRoom/2+4
	looks, words, below := p.legend(), p.footWords(), y
	room := b.Max[0] - b.Min[0] - 8
	short := p.legendWidth(looks, false) > room
	if p.legendWidth(looks, short)+float64(p.o.Faces.Advance(words, mapping.Face{Size: footSize})) > room {
		y, below = y-10, y+10
	}
	pn.c.Group(mapping.Group{Kind: "legend"}, func() {
		for _, l := range looks {
			sign := pn.rect(orb.Bound{Min: orb.Point{x, y - 5.5}, Max: orb.Point{x + 11, y + 5.5}})
			l.sign(pn, sign, l.ink)
			pn.text(p.meaning(l, short), pn.px(x+legendSign, y), mapping.AnchorLeft, legendSize, false, muted)
			x += p.legendStep(l, short)
		}
	})
	pn.c.Group(mapping.Group{Kind: "notice"}, func() {
		pn.text(words, pn.px(b.Max[0]-4, below), mapping.AnchorRight, footSize, false, muted)
	})
}

// Sizes of the foot in plane units.
const (
	legendSize = 14
	legendSign = 18
	legendGap  = 24
	footSize   = 13
)

// familyMeanings say what a status means for a company of a group.
var familyMeanings = map[string]string{
	Strong: "强：已在本地设立企业", ToFill: "待补：有合作项目或列为目标", Gap: "空白：台账中没有合作",
}

// meaning explains a sign in the legend, with the number of nodes that bear it.
func (p *ChainPicture) meaning(l *statusLook, short bool) string {
	words := l.words(short)
	if family, ok := familyMeanings[l.status]; ok && !short && p.chain.ChainKind == model.FamilyChain {
		words = family
	}
	if l.status == "" {
		return p.o.Say.Word(words)
	}
	n := 0
	for _, node := range p.nodes {
		if p.look(node.Code) == l {
			n++
		}
	}
	if status := p.o.Say.Word(l.status); p.o.Say != nil {
		return fmt.Sprintf("%s %d%s", status, n, strings.TrimPrefix(p.o.Say(words), status))
	}
	return fmt.Sprintf("%s %d%s", l.status, n, strings.TrimPrefix(words, l.status))
}

func (p *ChainPicture) legendStep(l *statusLook, short bool) float64 {
	return legendSign + float64(p.o.Faces.Advance(p.meaning(l, short), mapping.Face{Size: legendSize})) + legendGap
}

func (p *ChainPicture) legendWidth(looks []*statusLook, short bool) float64 {
	w := 0.0
	for _, l := range looks {
		w += p.legendStep(l, short)
	}
	return w
}

// legend lists the looks that the picture shows, and no others.
func (p *ChainPicture) legend() []*statusLook {
	shown := map[*statusLook]bool{}
	for _, n := range p.nodes {
		shown[p.look(n.Code)] = true
	}
	all := []*statusLook{&presentLook}
	if !p.visitors {
		all = nil
		for i := range statusLooks {
			all = append(all, &statusLooks[i])
		}
	}
	var out []*statusLook
	for _, l := range all {
		if shown[l] {
			out = append(out, l)
		}
	}
	return out
}

func (p *ChainPicture) footWords() string {
	source := p.o.Source
	if source == "" {
		source = p.chain.Source
	}
	var words []string
	if source != "" {
		words = append(words, "来源："+source)
	}
	if p.o.Date != "" {
		words = append(words, p.o.Date)
	}
	if p.anyTagged() {
		words = append(words, "角标：在推进项目属强链、补链、延链")
	}
	if p.anyOld() {
		words = append(words, report.StaleRule)
	}
	if p.o.Audience == model.Staff {
		words = append(words, "内部资料")
	}
	return strings.Join(p.o.Say.Words(words), "　")
}
