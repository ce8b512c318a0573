package thematic

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/model"
)

// markLook is how a marker looks: colour by chain, shape by stage or kind, hollow where the place is not exact.
type markLook struct {
	shape  markShape
	hollow bool
	color  color.NRGBA
}

type markShape uint8

// The shapes: three for promotion, one for a project that runs, one each for sites and enterprises.
const (
	ringed   markShape = iota // no stage, or 线索 to 拟签约
	diamond                   // 签约 to 立项备案
	triangle                  // 开工 to 竣工
	square                    // 投产, 达产
	house                     // a site
	disc                      // an enterprise
	donut                     // several, in a legend
)

var shapeMeanings = [...]string{"线索—拟签约", "签约—立项备案", "开工—竣工", "投产—达产", "载体", "企业"}

var siteColor = rgb(0x0f5f76)

func shapeOf(s model.Stage) markShape {
	switch {
	case s.AtLeast(model.StageOperating):
		return square
	case s.AtLeast(model.StageStarted):
		return triangle
	case s.AtLeast(model.StageSigned):
		return diamond
	}
	return ringed
}

func withAlpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}

// outline adds the shape around a point; u is a logical pixel.
func (s markShape) outline(p *mapping.Path, at mapping.Pt, u float32) {
	corners := func(xy ...float32) {
		pts := make([]mapping.Pt, 0, len(xy)/2)
		for i := 0; i < len(xy); i += 2 {
			pts = append(pts, mapping.Pt{X: at.X + xy[i]*u, Y: at.Y + xy[i+1]*u})
		}
		p.Line(pts...)
	}
	switch s {
	case diamond:
		corners(0, -6.5, 6.5, 0, 0, 6.5, -6.5, 0)
	case triangle:
		corners(0, -6.5, 6.2, 4.8, -6.2, 4.8)
	case square:
		corners(-5, -5, 5, -5, 5, 5, -5, 5)
	case house:
		corners(0, -7, 6.5, -1.5, 4.8, -1.5, 4.8, 5.5, -4.8, 5.5, -4.8, -1.5, -6.5, -1.5)
	case disc:
		circle(p, at, 4*u)
	case donut:
		circle(p, at, 6*u)
		circle(p, at, 3*u)
	default:
		circle(p, at, 5.5*u)
	}
}

// draw paints a marker as shapes: in documents it stays sharp.
func (l markLook) draw(c mapping.Canvas, at mapping.Pt, u float32) {
	var p mapping.Path
	l.shape.outline(&p, at, u)
	c.Stroke(&p, mapping.Stroke{Color: withAlpha(paper, 230), Width: 3.4 * u, Closed: true})
	if l.hollow {
		c.Fill(&p, mapping.Fill{Color: paper})
		c.Stroke(&p, mapping.Stroke{Color: l.color, Width: 1.8 * u, Closed: true})
		return
	}
	c.Fill(&p, mapping.Fill{Color: l.color})
}

// selection is the ring around the record that is chosen.
func selection(c mapping.Canvas, at mapping.Pt, u float32) {
	var p mapping.Path
	circle(&p, at, 13*u)
	c.Stroke(&p, mapping.Stroke{Color: withAlpha(paper, 230), Width: 5 * u, Closed: true})
	c.Stroke(&p, mapping.Stroke{Color: rgb(0xd9480f), Width: 2.5 * u, Closed: true})
}

type spriteKey struct {
	look markLook
	ring color.NRGBA // of a sign in a legend; none for a marker
	unit float32
}

// sprite is a marker as pixels, its place in the middle.
func (s *sprites) sprite(look markLook, unit float32) *raster.Sprite {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := spriteKey{look: look, unit: unit}
	if s.made[k] == nil {
		side := 2*int(math.Ceil(float64(markReach*unit))) + 1
		c := raster.New(side, side, color.NRGBA{}, nil)
		look.draw(c, mapping.Pt{X: float32(side) / 2, Y: float32(side) / 2}, unit)
		s.made[k] = raster.NewSprite(c.Picture())
	}
	return s.made[k]
}

// painter paints marks as sprites on pixels and as named shapes everywhere else.
func (l *Points) painter(c mapping.Canvas, unit float32) func(m *mark, at mapping.Pt) {
	if _, pixels := c.(*raster.Canvas); !pixels {
		return func(m *mark, at mapping.Pt) {
			c.Group(l.group(m), func() { m.look.draw(c, at, unit) })
		}
	}
	var last markLook
	var sprite *raster.Sprite
	return func(m *mark, at mapping.Pt) {
		if sprite == nil || m.look != last {
			last, sprite = m.look, l.sprites.sprite(m.look, unit)
		}
		w, h := float32(sprite.Rect.Dx()), float32(sprite.Rect.Dy())
		x, y := floor(at.X-w/2+0.5), floor(at.Y-h/2+0.5)
		c.Image(sprite, mapping.R(x, y, w, h))
	}
}

func floor(v float32) float32 { return float32(math.Floor(float64(v))) }

// signRow is a row of a legend: what a colour or a shape of the layer means.
type signRow struct {
	order int
	text  string
	look  markLook
	ring  color.NRGBA // the colour of the same in rings; none where there are no rings
}

// chainSign is the colour of a chain and its name, found once for each.
type chainSign struct {
	color color.NRGBA
	name  string
}

// color is the colour of a chain.
func (b *builder) color(chain model.Link) color.NRGBA {
	s, ok := b.colors[chain]
	if !ok {
		s = chainSign{ChainColor(chain), chain.Name}
		b.colors[chain] = s
	}
	return s.color
}

// signs lists what the marks of the layer show: shapes, then chains, then what hollow means.
func (b *builder) signs() []signRow {
	shapes, colors, hollow := map[markShape]bool{}, map[color.NRGBA]bool{}, false
	for i := range b.l.marks {
		look := b.l.marks[i].look
		shapes[look.shape], colors[look.color], hollow = true, true, hollow || look.hollow
	}
	var out []signRow
	for s := range shapes {
		look := markLook{shape: s, color: muted}
		if s == house {
			look.color = siteColor
		}
		out = append(out, signRow{order: int(s), text: shapeMeanings[s], look: look, ring: b.ringColor(s)})
	}
	out = append(out, b.chainSigns(colors)...)
	out = append(out, b.style.signs()...)
	out = append(out, b.donutSigns()...)
	if hollow {
		out = append(out, signRow{order: 900, text: "空心：位置为大致位置", look: markLook{shape: ringed, color: muted, hollow: true}})
	}
	slices.SortFunc(out, func(a, b signRow) int { return cmp.Or(a.order-b.order, cmp.Compare(a.text, b.text)) })
	return out
}

func (b *builder) chainSigns(shown map[color.NRGBA]bool) []signRow {
	var out []signRow
	named := map[string]bool{}
	for _, s := range b.colors {
		if !shown[s.color] || named[s.name] {
			continue
		}
		named[s.name] = true
		if s.name == "" {
			out = append(out, signRow{order: 800, text: "未归链", look: markLook{shape: disc, color: s.color}})
			continue
		}
		out = append(out, signRow{order: 100 + slices.Index(chainColors[:], s.color), text: s.name, look: markLook{shape: disc, color: s.color}})
	}
	return out
}
