package present

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/paulmach/orb"

	"chainatlas/app/geomap/picture"
	"chainatlas/mapping"
)

// flightTime is how long a flight from one part of the map to another takes: long enough to see where one goes.
const flightTime = 1400 * time.Millisecond

// flight shows the map of a page moving from what the slide before showed to its own view. It lies over the finished page,
// where its map stands there, and goes away when it has arrived.
type flight struct {
	pic   *picture.Picture
	box   *fyne.Container
	page  Slide
	under *fyne.Animation
}

func newFlight(s *stage) *flight {
	f := &flight{pic: picture.New(s.o.Typeface)}
	f.pic.Drawing.Hide()
	f.box = container.New(onPage{f}, f.pic.Drawing)
	return f
}

// fly begins a flight from the slide before, where the slide that is shown asks for one and both are maps.
func (s *stage) fly(from Slide) {
	to, ok := s.now()
	if !ok || !to.Fly || to.At.Empty() || to.Scene == nil || from.Scene == nil || s.drawn.have[s.at] == nil {
		return
	}
	a, b := from.Scene(""), to.Scene("")
	if a.YDown || b.YDown || a.Home == b.Home {
		return
	}
	s.flight.begin(to, b, a.Home, s.frame())
}

func (f *flight) begin(page Slide, scene picture.Scene, from orb.Bound, size frame) {
	f.page = page
	unit := min(float32(size.w)/page.W, float32(size.h)/page.H) * page.Unit
	f.pic.Show(sized(scene, unit))
	f.pic.Drawing.Show()
	f.box.Refresh()
	v := f.pic.Viewport()
	if v.W == 0 {
		f.stop()
		return
	}
	path := flightPath(v.Fit(from, 0), v.Fit(scene.Home, 0), v.Fit(from.Union(scene.Home), 0).Scale)
	f.under = fyne.NewAnimation(flightTime, func(k float32) {
		f.pic.SetViewport(path(float64(k)))
		if k >= 1 {
			f.stop()
		}
	})
	f.under.Curve = fyne.AnimationEaseInOut
	f.under.Start()
}

// stop shows the page as it is.
func (f *flight) stop() {
	if f.under != nil {
		f.under.Stop()
		f.under = nil
	}
	f.pic.Stop()
	f.pic.Drawing.Hide()
}

// flightPath is the view at each moment from 0 to 1: it rises until both ends can be seen, where one is not in sight of the other.
func flightPath(from, to mapping.Viewport, both float64) func(k float64) mapping.Viewport {
	low, high := math.Log(from.Scale), math.Log(to.Scale)
	top := (low + high) / 2
	if rise := 2*math.Log(both) - top; both < min(from.Scale, to.Scale) {
		top = rise
	}
	return func(k float64) mapping.Viewport {
		v := to
		v.Center = orb.Point{from.Center[0] + (to.Center[0]-from.Center[0])*k, from.Center[1] + (to.Center[1]-from.Center[1])*k}
		v.Scale = math.Exp((1-k)*(1-k)*low + 2*k*(1-k)*top + k*k*high)
		return v
	}
}

// sized is a scene with signs and words as large as on the page.
func sized(s picture.Scene, unit float32) picture.Scene {
	m := *s.Map
	m.Layers = nil
	for _, l := range s.Map.Layers {
		m.Layers = append(m.Layers, sizedLayer{l, unit})
	}
	out := picture.Scene{Map: &m, Home: s.Home}
	for _, f := range s.Furniture {
		out.Furniture = append(out.Furniture, sizedPiece{f, unit})
	}
	return out
}

type sizedLayer struct {
	mapping.Layer
	unit float32
}

// Draw implements mapping.Layer.
func (l sizedLayer) Draw(c mapping.Canvas, v mapping.Viewport) {
	v.DPR = l.unit
	l.Layer.Draw(c, v)
}

type sizedPiece struct {
	picture.Furniture
	unit float32
}

// Draw implements picture.Furniture.
func (p sizedPiece) Draw(c mapping.Canvas, v mapping.Viewport, m mapping.Measurer) {
	v.DPR = p.unit
	p.Furniture.Draw(c, v, m)
}

// onPage lays the flight over the page where its map stands there.
type onPage struct{ f *flight }

// MinSize implements fyne.Layout.
func (onPage) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (l onPage) Layout(o []fyne.CanvasObject, s fyne.Size) {
	p := l.f.page
	if !(p.W > 0) || !(p.H > 0) {
		return
	}
	k := min(s.Width/p.W, s.Height/p.H)
	o[0].Move(fyne.NewPos((s.Width-p.W*k)/2+p.At.Min.X*k, (s.Height-p.H*k)/2+p.At.Min.Y*k))
	o[0].Resize(fyne.NewSize(p.At.W()*k, p.At.H()*k))
}
