package thematic

import (
	"image/color"
	"slices"
	"strings"

	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/report"
)

// NodeState is what is known of a chain node here. Whoever draws for visitors hands in figures that visitors may
// count: the picture cannot know what was counted.
type NodeState struct {
	Status                string // 强, 弱, 待补, 空白 or 未核; "" is 未核
	Enterprises, Projects int
	Invest                string    // "12.5亿元"; "" when nothing is stated
	Links                 string    // what its projects do for the chain: 强, 补延; "" for nothing stated; staff only
	Note                  string    // why the status is what it is; staff only
	Spoken                model.Day // the latest day that a record on it speaks of; 0 when none does
}

// The statuses of a node.
const (
	Strong    = string(report.Strong)
	Weak      = string(report.Weak)
	ToFill    = string(report.ToFill)
	Gap       = string(report.Blank)
	Unchecked = string(report.Unchecked)
)

// StatesOf is what a report found on the nodes of a chain, as it is drawn for an audience. Target firms are no firms of
// the node yet; and visitors, who are told 本地有企业, count only those that are known to be here.
func StatesOf(nodes map[string]report.NodeState, to model.Audience) map[string]NodeState {
	out := make(map[string]NodeState, len(nodes))
	for code, n := range nodes {
		s := NodeState{Status: string(n.Status), Note: n.Why, Enterprises: len(n.Firms) - n.Targets, Projects: len(n.Projects), Spoken: n.Spoken()}
		if to == model.Visitors {
			s.Enterprises = n.Enterprises
		}
		if n.Invest > 0 {
			s.Invest = model.CNY(n.Invest).Text
		}
		for _, c := range model.LinkType("").Choices() {
			if slices.ContainsFunc(n.Projects, func(p *model.Project) bool { return string(p.LinkType) == c.Key }) {
				s.Links += strings.TrimSuffix(c.Name, "链")
			}
		}
		out[code] = s
	}
	return out
}

// statusLook is how a status looks: a colour and, for eyes and prints without colour, a sign and a border.
type statusLook struct {
	status, meaning string
	ink, soft       color.NRGBA
	sign            func(p *pen, box mapping.Rect, ink color.NRGBA)
	dash            []float32 // of the border, in plane units
}

var statusLooks = [...]statusLook{
	{Strong, "强：有链主或规上企业", rgb(0x2b7549), rgb(0xe8f4ec), fullSquare, nil},
	{Weak, "弱：有企业、无规上", rgb(0x2a62a6), rgb(0xeaf1fa), halfSquare, nil},
	{ToFill, "待补：仅有在谈或目标企业", rgb(0x9a5b00), rgb(0xfbf3e2), ring, nil},
	{Gap, "空白：名录中没有本地企业", rgb(0xb0302a), rgb(0xfdeeec), dashedSquare, []float32{6, 4}},
	{Unchecked, "未核：名录未导入", neutral, rgb(0xffffff), bar, nil},
}

// words explain the sign in the legend.
func (l *statusLook) words(short bool) string {
	if short && l.status != "" {
		return l.status
	}
	return l.meaning
}

// lookOf is the look of a status; what is not known is 未核.
func lookOf(status string) *statusLook {
	for i := range statusLooks {
		if statusLooks[i].status == status {
			return &statusLooks[i]
		}
	}
	return &statusLooks[len(statusLooks)-1]
}

// Visitors see where firms are and nothing about where they are not.
var (
	presentLook = statusLook{"", "本地有企业", accent, rgb(0xe6f1f4), fullSquare, nil}
	plainLook   = statusLook{"", "链上环节", neutral, rgb(0xffffff), bar, nil}
)

func fullSquare(p *pen, box mapping.Rect, ink color.NRGBA) {
	p.fillRect(box, ink)
}

func halfSquare(p *pen, box mapping.Rect, ink color.NRGBA) {
	p.fillRect(mapping.Rect{Min: box.Min, Max: mapping.Pt{X: box.Center().X, Y: box.Max.Y}}, ink)
	p.strokeRect(box, ink, 1.3, nil)
}

func ring(p *pen, box mapping.Rect, ink color.NRGBA) {
	var path mapping.Path
	circle(&path, box.Center(), box.W()/2)
	p.c.Stroke(&path, mapping.Stroke{Color: ink, Width: p.width(1.6), Closed: true})
}

func dashedSquare(p *pen, box mapping.Rect, ink color.NRGBA) {
	p.strokeRect(box, ink, 1.3, []float32{2.4, 1.8})
}

func bar(p *pen, box mapping.Rect, ink color.NRGBA) {
	y := box.Center().Y
	var path mapping.Path
	path.Line(mapping.Pt{X: box.Min.X, Y: y}, mapping.Pt{X: box.Max.X, Y: y})
	p.c.Stroke(&path, mapping.Stroke{Color: ink, Width: p.width(1.8)})
}
