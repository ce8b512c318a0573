package cli

import (
	"image/color"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/diagram"
)

// The colours of a laid-out foreign graph; the chains of the workspace have their own style.
var (
	paper    = color.NRGBA{255, 255, 255, 255}
	laneFill = color.NRGBA{245, 247, 250, 255}
	boxFill  = color.NRGBA{255, 255, 255, 255}
	outline  = color.NRGBA{96, 112, 134, 255}
	ink      = color.NRGBA{31, 41, 55, 255}
)

const planMargin = 24

// drawPlan writes a picture of a laid-out graph.
func drawPlan(path string, g diagram.Graph, plan *diagram.Plan) error {
	size := [2]float64{plan.Bound.Max[0] - plan.Bound.Min[0] + 2*planMargin, plan.Bound.Max[1] - plan.Bound.Min[1] + 2*planMargin}
	return writePicture(path, int(size[0]+0.5), int(size[1]+0.5), func(c mapping.Canvas, m mapping.Measurer) {
		s := planSketch{c, m, orb.Point{plan.Bound.Min[0] - planMargin, plan.Bound.Min[1] - planMargin}}
		for _, l := range plan.Lanes {
			s.box(l.Bound, laneFill, color.NRGBA{})
		}
		for _, r := range plan.Routes {
			s.route(r)
		}
		for _, b := range plan.Boxes {
			s.node(g.Nodes[b.Node].Label, b)
		}
	})
}

// planSketch draws in pixels what the plan has in units; one is one.
type planSketch struct {
	c      mapping.Canvas
	m      mapping.Measurer
	corner orb.Point
}

func (s planSketch) px(p orb.Point) mapping.Pt {
	return mapping.Pt{X: float32(p[0] - s.corner[0]), Y: float32(p[1] - s.corner[1])}
}

func (s planSketch) box(b orb.Bound, fill, line color.NRGBA) {
	var p mapping.Path
	low, high := s.px(b.Min), s.px(b.Max)
	p.Rect(mapping.Rect{Min: low, Max: high})
	s.c.Fill(&p, mapping.Fill{Color: fill})
	if line.A > 0 {
		s.c.Stroke(&p, mapping.Stroke{Color: line, Width: 1.2, Closed: true})
	}
}

func (s planSketch) route(r diagram.Route) {
	if len(r.Points) == 0 {
		return
	}
	var p mapping.Path
	from := s.px(r.Points[0])
	p.MoveTo(from.X, from.Y)
	for i := 1; i+2 < len(r.Points); i += 3 {
		p.CubeTo(s.px(r.Points[i]), s.px(r.Points[i+1]), s.px(r.Points[i+2]))
	}
	s.c.Stroke(&p, mapping.Stroke{Color: outline, Width: 1.2})
}

func (s planSketch) node(label string, b diagram.Box) {
	s.c.Group(mapping.Group{ID: b.ID, Kind: "node", Title: label}, func() {
		s.box(b.Bound(), boxFill, outline)
		lines := diagram.WrapLabel(s.m, label, labelFace, labelWidth)
		step := diagram.LineHeight(s.m, labelFace)
		at := s.px(b.Center())
		at.Y -= step * float32(len(lines)-1) / 2
		for _, line := range lines {
			s.c.Text(mapping.Text{S: line, At: at, Face: labelFace, Color: ink, Anchor: mapping.AnchorCenter})
			at.Y += step
		}
	})
}
