package sketch

import (
	"image/color"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"
)

// meshInk is quiet: the mesh helps to read a place and is not looked at.
var meshInk = color.NRGBA{0x6b, 0x7b, 0x86, 150}

// meshSteps are the distances of meridians and parallels, in degrees: minutes and degrees that a person counts in.
var meshSteps = []float64{10, 5, 2, 1, 0.5, 1.0 / 6, 1.0 / 12, 1.0 / 60, 1.0 / 120, 1.0 / 360, 1.0 / 720, 1.0 / 3600}

// meshApart is how far lines of the mesh stand from each other at least, in logical pixels.
const meshApart = 110

// Graticule is the meridians and parallels in view, with their degrees at the left and the lower edge.
func Graticule(v mapping.Viewport) (f Figure) {
	b := v.Bound()
	low, high := crs.WebMercator.ToWGS84(b.Min), crs.WebMercator.ToWGS84(b.Max)
	if v.W == 0 || !(high[0] > low[0]) {
		return f
	}
	step, perDegree := meshSteps[0], float64(v.W)/float64(v.Unit())/(high[0]-low[0])
	for _, s := range meshSteps {
		if s*perDegree >= meshApart {
			step = s
		}
	}
	line := func(a, b orb.Point) {
		f.Lines = append(f.Lines, Line{At: []orb.Point{plane(a), plane(b)}, Thin: true, Bare: true, Ink: meshInk})
	}
	edge := func(x, y float32) orb.Point { u := v.Unit(); return v.Plane(mapping.Pt{X: x * u, Y: y * u}) }
	foot := edge(0, float32(v.H)/v.Unit()-68)[1]
	side := edge(36, 0)[0]
	for i := math.Ceil(low[0] / step); i*step <= high[0]; i++ {
		lon := i * step
		line(orb.Point{lon, low[1]}, orb.Point{lon, high[1]})
		f.Labels = append(f.Labels, Label{At: orb.Point{plane(orb.Point{lon, 0})[0], foot}, Text: angle(lon) + "E", Ink: color.NRGBA{0x4b, 0x5a, 0x64, 255}})
	}
	for i := math.Ceil(low[1] / step); i*step <= high[1]; i++ {
		lat := i * step
		line(orb.Point{low[0], lat}, orb.Point{high[0], lat})
		f.Labels = append(f.Labels, Label{At: orb.Point{side, plane(orb.Point{0, lat})[1]}, Text: angle(lat) + "N", Ink: color.NRGBA{0x4b, 0x5a, 0x64, 255}})
	}
	return f
}

// angle is degrees as a map writes them: 117°50′, 36°3′30″.
func angle(deg float64) string {
	seconds := int(math.Round(math.Abs(deg) * 3600))
	out := strconv.Itoa(seconds/3600) + "°"
	if m, s := seconds/60%60, seconds%60; m > 0 || s > 0 {
		out += strconv.Itoa(m) + "′"
		if s > 0 {
			out += strconv.Itoa(s) + "″"
		}
	}
	return out
}

// Mesh is the graticule as a layer of a picture.
type Mesh struct{}

// Name implements mapping.Layer.
func (Mesh) Name() string { return "经纬网" }

// Bound implements mapping.Layer: it is everywhere.
func (Mesh) Bound() orb.Bound { return orb.Bound{} }

// Draw implements mapping.Layer.
func (Mesh) Draw(c mapping.Canvas, v mapping.Viewport) { Graticule(v).Draw(c, v) }
