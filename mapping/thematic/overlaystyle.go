package thematic

import (
	"image/color"
	"math"
	"sync"

	"chainatlas/mapping"
	"chainatlas/mapping/layerfile"
	"chainatlas/mapping/raster"
	"chainatlas/model"
)

// The look of a layer that says nothing.
const (
	usualWidth = 1.5 // logical pixels
	usualFill  = 30  // percent
)

var hatches = map[string]mapping.Hatch{"slashes": mapping.Slashes, "backslashes": mapping.Backslashes, "cross": mapping.Cross, "dots": mapping.Dots}

var dashes = map[string][]float32{"dash": {6, 4}, "dot": {1.5, 3}}

// paints are the colours of the features of a layer.
type paints struct {
	style   model.LayerStyle
	classes *classed
	of      []int // the class of each feature, -1 for none; nil where all look alike
	own     color.NRGBA
	opacity float64
}

func newPaints(l *model.Layer, data *layerfile.Layer, counts []float64) *paints {
	p := &paints{style: l.Style, classes: newClassed(l.Style), own: LayerColor(l), opacity: 1 - float64(min(max(l.Transparency, 0), 100))/100}
	column := data.Column(l.Style.Field)
	switch {
	case l.Style.By == model.StyleByValue && column != nil:
		p.of = make([]int, data.Len())
		for i := range p.of {
			p.of[i] = p.classes.ofValue(column.Text(i))
		}
	case l.Style.By == model.StyleByRange && column != nil:
		p.of = make([]int, data.Len())
		for i := range p.of {
			p.of[i] = -1
			if v, ok := column.Number(i); ok {
				p.of[i] = p.classes.ofNumber(v)
			}
		}
	case counts != nil:
		p.count(counts)
	}
	return p
}

// count makes ranges of numbers of records, unless somebody made some.
func (p *paints) count(counts []float64) {
	if len(p.style.Classes) == 0 {
		p.style.Classes = countClasses(counts)
		p.classes = newClassed(p.style)
	}
	p.of = make([]int, len(counts))
	for i, n := range counts {
		p.of[i] = p.classes.ofNumber(n)
	}
}

// countClasses are none, and ranges of what is more.
func countClasses(counts []float64) []model.StyleClass {
	var some []float64
	for _, n := range counts {
		if n > 0 {
			some = append(some, n)
		}
	}
	one := 1.0
	out := []model.StyleClass{{Max: &one, Color: ColorText(rgb(0xf4f6f7))}}
	classes := ClassesByRange(some, 4)
	for i := range classes {
		if i == 0 {
			classes[i].Min = &one
		}
	}
	return append(out, classes...)
}

// LayerColor is the colour that a layer has when nobody chose one: always the same for the same layer.
func LayerColor(l *model.Layer) color.NRGBA {
	if c, ok := ParseColor(l.Style.Color); ok {
		return c
	}
	sum := 0
	for _, b := range l.ID {
		sum += int(b)
	}
	return chainColors[sum%len(chainColors)]
}

// color is the colour of a feature; of -1 the layer's own.
func (p *paints) color(feature int) color.NRGBA {
	c := p.own
	if feature >= 0 && p.of != nil {
		if k := p.of[feature]; k >= 0 {
			c = p.classes.colors[k]
		} else {
			c = neutral // what no class has
		}
	}
	return p.weak(c, 255)
}

func (p *paints) weak(c color.NRGBA, alpha float64) color.NRGBA {
	return withAlpha(c, uint8(math.Round(alpha*p.opacity)))
}

func (p *paints) width() float32 {
	if p.style.Width > 0 {
		return float32(min(p.style.Width, 20))
	}
	return usualWidth
}

// fill is how much of an area's colour stands in it, 0 to 255: what tells by colour has to show it.
func (p *paints) fill() float64 {
	switch {
	case p.style.Fill < 0:
		return 0
	case p.style.Fill > 0:
		return float64(min(p.style.Fill, 100)) * 255 / 100
	case p.of != nil:
		return 190
	}
	return usualFill * 255 / 100
}

func (p *paints) area(feature int) mapping.AreaStyle {
	c := p.color(feature)
	s := mapping.AreaStyle{Fill: mapping.Fill{Color: p.weak(c, p.fill()), Hatch: hatches[p.style.Hatch], Ink: p.weak(c, 200)}, Outline: p.line(feature)}
	if p.of != nil && p.style.Width == 0 {
		s.Outline.Color, s.Outline.Width = p.weak(paper, 255), 1 // neighbours of one colour stay apart
	}
	return s
}

func (p *paints) line(feature int) mapping.Stroke {
	return mapping.Stroke{Color: p.color(feature), Width: p.width(), Dash: dashes[p.style.Dash]}
}

// mostEntries is how many rows a layer has in the legend.
const mostEntries = 12

// entries explain the layer's signs.
func (v *Overlay) entries(unit float32) []mapping.LegendEntry {
	if v.heat != nil {
		return v.heat.entries(unit)
	}
	if v.paint.of == nil {
		return []mapping.LegendEntry{v.entry(v.layer.Name, v.paint.area(-1), v.paint.line(-1), v.paint.color(-1), unit)}
	}
	out := []mapping.LegendEntry{{Text: v.layer.Name + v.heading()}}
	used := map[int]bool{}
	for _, k := range v.paint.of {
		used[k] = true
	}
	for k, class := range v.paint.style.Classes {
		if used[k] && len(out) < mostEntries {
			out = append(out, v.classEntry(class.Words(), k, unit))
		}
	}
	if used[-1] {
		out = append(out, v.classEntry("其他", -1, unit))
	}
	return out
}

// heading says what the classes are of.
func (v *Overlay) heading() string {
	if v.layer.Style.By == model.StyleByCount {
		return "（" + model.Kind(v.layer.Style.Field).Label() + "数）"
	}
	return "（" + v.layer.Style.Field + "）"
}

func (v *Overlay) classEntry(text string, class int, unit float32) mapping.LegendEntry {
	for i, k := range v.paint.of {
		if k == class {
			return v.entry(text, v.paint.area(i), v.paint.line(i), v.paint.color(i), unit)
		}
	}
	return mapping.LegendEntry{Text: text}
}

// entry shows the sign of what the layer has most of.
func (v *Overlay) entry(text string, a mapping.AreaStyle, l mapping.Stroke, c color.NRGBA, unit float32) mapping.LegendEntry {
	switch {
	case len(v.areaOf) > 0:
		return mapping.LegendEntry{Text: text, Fill: a.Fill, Stroke: a.Outline}
	case len(v.lineOf) > 0:
		return mapping.LegendEntry{Text: text, Stroke: l}
	}
	return mapping.LegendEntry{Text: text, Image: v.dots.of(c, unit).sprite}
}

// dots are points as pixels, made when first needed.
type dots struct {
	mu   sync.Mutex
	made map[dotKey]*dot
}

type dotKey struct {
	color color.NRGBA
	unit  float32
}

type dot struct{ sprite *raster.Sprite }

// dotRadius is in logical pixels.
const dotRadius = 4.2

func (d *dots) of(c color.NRGBA, unit float32) *dot {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := dotKey{c, unit}
	if d.made[k] == nil {
		side := 2*int(math.Ceil(float64((dotRadius+1.5)*unit))) + 1
		canvas := raster.New(side, side, color.NRGBA{}, nil)
		shape(canvas, mapping.Pt{X: float32(side) / 2, Y: float32(side) / 2}, c, unit)
		d.made[k] = &dot{raster.NewSprite(canvas.Picture())}
	}
	return d.made[k]
}

func shape(c mapping.Canvas, at mapping.Pt, tint color.NRGBA, unit float32) {
	var p mapping.Path
	circle(&p, at, dotRadius*unit)
	c.Fill(&p, mapping.Fill{Color: tint})
	c.Stroke(&p, mapping.Stroke{Color: withAlpha(paper, tint.A), Width: 1.2 * unit, Closed: true})
}

// draw paints a point as a sprite on pixels, and as a named shape everywhere else.
func (d *dots) draw(c mapping.Canvas, at mapping.Pt, tint color.NRGBA, unit float32, group func(int) mapping.Group, feature int) {
	if _, pixels := c.(*raster.Canvas); !pixels {
		c.Group(group(feature), func() { shape(c, at, tint, unit) })
		return
	}
	s := d.of(tint, unit).sprite
	w, h := float32(s.Rect.Dx()), float32(s.Rect.Dy())
	c.Image(s, mapping.R(floor(at.X-w/2+0.5), floor(at.Y-h/2+0.5), w, h))
}
