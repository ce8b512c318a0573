package mapping

import "image"

// Placed is a canvas on a part of another: its pixel (0, 0) lies at At, and its pixels are Scale times as large. A map
// on a page is drawn on one. The part is not clipped.
type Placed struct {
	On    Canvas
	At    Pt
	Scale float32
}

func (c Placed) pt(p Pt) Pt { return Pt{c.At.X + p.X*c.Scale, c.At.Y + p.Y*c.Scale} }

func (c Placed) rect(r Rect) Rect { return Rect{c.pt(r.Min), c.pt(r.Max)} }

func (c Placed) path(p *Path) *Path {
	q := p.Clone()
	for i, pt := range q.pts {
		q.pts[i] = c.pt(pt)
	}
	return q
}

// Fill implements Canvas.
func (c Placed) Fill(p *Path, f Fill) {
	if f.Unit == 0 {
		f.Unit = 1
	}
	f.Unit *= c.Scale
	c.On.Fill(c.path(p), f)
}

// Stroke implements Canvas.
func (c Placed) Stroke(p *Path, s Stroke) {
	s.Width *= c.Scale
	dash := s.Dash
	s.Dash = nil
	for _, d := range dash {
		s.Dash = append(s.Dash, d*c.Scale)
	}
	c.On.Stroke(c.path(p), s)
}

// Text implements Canvas.
func (c Placed) Text(t Text) {
	t.At = c.pt(t.At)
	t.Face.Size *= c.Scale
	t.HaloWidth *= c.Scale
	c.On.Text(t)
}

// Image implements Canvas.
func (c Placed) Image(img image.Image, into Rect) { c.On.Image(img, c.rect(into)) }

// Clip implements Canvas.
func (c Placed) Clip(to Rect, draw func()) { c.On.Clip(c.rect(to), draw) }

// Group implements Canvas.
func (c Placed) Group(g Group, draw func()) { c.On.Group(g, draw) }
