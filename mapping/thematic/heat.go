package thematic

import (
	"image"
	"image/color"
	"math"
	"sync"

	"chainatlas/mapping"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// Heat shows where points are close together. It is immutable and safe for concurrent use.
type Heat struct {
	title    string
	at       []orb.Point    // Web Mercator
	audience model.Audience // of records; "" is staff at their desk
	bound    orb.Bound
	radius   float32 // logical pixels
	opacity  float64

	mu    sync.Mutex
	peaks map[int]float64 // by the power of two of the scale
}

const usualHeat = 28 // logical pixels

func newHeat(l *model.Layer, at []orb.Point) *Heat {
	h := &Heat{title: l.Name, at: at, radius: usualHeat, opacity: 1 - float64(min(max(l.Transparency, 0), 100))/100, peaks: map[int]float64{}}
	if l.Style.Radius > 0 {
		h.radius = float32(min(l.Style.Radius, 200))
	}
	if len(at) > 0 {
		h.bound = orb.MultiPoint(at).Bound()
	}
	return h
}

// HeatOf shows records of a layer by how close they stand.
func HeatOf(l *model.Layer, points *Points) *Heat {
	h := newHeat(l, points.Places())
	h.audience = points.audience
	return h
}

// Name is the layer's name.
func (h *Heat) Name() string { return h.title }

// Bound is the box around all points, in Web Mercator.
func (h *Heat) Bound() orb.Bound { return h.bound }

// heatCell is the side of a cell of the drawing, in logical pixels: heat has no edges that would need more.
const heatCell = 4

// heatColors go from few to many.
var heatColors = [...]color.NRGBA{{0x2a, 0x62, 0xa6, 0}, {0x2f, 0x8f, 0x9e, 110}, {0xe6, 0xc3, 0x4a, 170}, {0xe0, 0x7b, 0x39, 205}, {0xb0, 0x30, 0x2a, 225}}

func heatColor(share float64) color.NRGBA {
	at := min(max(share, 0), 1) * float64(len(heatColors)-1)
	i := min(int(at), len(heatColors)-2)
	return between(heatColors[i], heatColors[i+1], at-float64(i))
}

// Draw paints the heat as one soft picture.
func (h *Heat) Draw(c mapping.Canvas, v mapping.Viewport) {
	g := h.field(v)
	if g == nil {
		return
	}
	full := h.peak(v) * 0.75
	img := image.NewRGBA(image.Rect(0, 0, g.w, g.h))
	for i, n := range g.heat {
		if n > 0 {
			t := heatColor(float64(n) / full)
			a := float64(t.A) * h.opacity / 255
			img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2] = uint8(float64(t.R)*a), uint8(float64(t.G)*a), uint8(float64(t.B)*a)
			img.Pix[4*i+3] = uint8(255 * a)
		}
	}
	c.Image(img, mapping.R(g.left, g.top, float32(g.w)*g.cell, float32(g.h)*g.cell))
}

// heatField is the heat of cells, in pixels.
type heatField struct {
	w, h            int
	left, top, cell float32
	heat            []float32
}

// field adds up what every point gives to the cells around it. Cells stand on the plane, so that a drag moves them with it.
func (h *Heat) field(v mapping.Viewport) *heatField {
	cell := heatCell * v.Unit()
	reach := int(h.radius/heatCell + 0.5)
	step := float64(cell) / v.Scale
	b := v.Bound().Pad(float64(reach+1) * step)
	if !b.Intersects(h.bound) {
		return nil
	}
	x0, y0 := math.Floor(b.Min[0]/step), math.Ceil(b.Max[1]/step)
	g := &heatField{w: int((b.Max[0]-b.Min[0])/step) + 2, h: int((b.Max[1]-b.Min[1])/step) + 2, cell: cell}
	corner := v.Px(orb.Point{x0 * step, y0 * step})
	g.left, g.top = corner.X, corner.Y
	counts := make([]float32, g.w*g.h)
	for _, p := range h.at {
		x, y := int(p[0]/step-x0), int(y0-p[1]/step)
		if x >= 0 && y >= 0 && x < g.w && y < g.h && b.Contains(p) {
			counts[y*g.w+x]++
		}
	}
	g.spread(counts, reach)
	return g
}

func (g *heatField) spread(counts []float32, reach int) {
	g.heat = make([]float32, len(counts))
	for i, n := range counts {
		if n == 0 {
			continue
		}
		cx, cy := i%g.w, i/g.w
		for y := max(cy-reach, 0); y <= min(cy+reach, g.h-1); y++ {
			for x := max(cx-reach, 0); x <= min(cx+reach, g.w-1); x++ {
				dx, dy := float32(x-cx)/float32(reach+1), float32(y-cy)/float32(reach+1)
				if d := 1 - dx*dx - dy*dy; d > 0 {
					g.heat[y*g.w+x] += n * d * d
				}
			}
		}
	}
}

// peak is how many points stand closest together at a zoom, wherever that is: what is seen of the map does not change
// what a colour means.
func (h *Heat) peak(v mapping.Viewport) float64 {
	z := int(math.Round(math.Log2(v.Scale / float64(v.Unit()))))
	h.mu.Lock()
	defer h.mu.Unlock()
	if n, ok := h.peaks[z]; ok {
		return n
	}
	side := float64(h.radius) / math.Exp2(float64(z))
	most := 1.0
	counts := map[[2]int32]float64{}
	for _, p := range h.at {
		k := [2]int32{int32(math.Floor(p[0] / side)), int32(math.Floor(p[1] / side))}
		counts[k]++
		most = max(most, counts[k])
	}
	h.peaks[z] = most
	return most
}

func (h *Heat) entries(float32) []mapping.LegendEntry {
	entry := func(text string, share float64) mapping.LegendEntry {
		return mapping.LegendEntry{Text: text, Fill: mapping.Fill{Color: heatColor(share)}}
	}
	return []mapping.LegendEntry{{Text: h.title + "（热力）"}, entry("较少", 0.3), entry("较多", 0.6), entry("密集", 1)}
}
