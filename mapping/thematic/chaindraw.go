package thematic

import (
	"image/color"
	"math"

	"chainatlas/mapping"
	"chainatlas/mapping/diagram"

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
