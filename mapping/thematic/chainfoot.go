package thematic

import (
	"fmt"
	"strings"

	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/report"

	"github.com/paulmach/orb"
)

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
