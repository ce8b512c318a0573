// Package picture shows map layers in a ui.Drawing, with the furniture that stays in its corner while the layers move.
//
// What is shown is handed over whole and never changed afterwards: it is painted beside the UI thread.
package picture

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/paulmach/orb"

	"chainatlas/app/ui"
	"chainatlas/mapping"
)

// Furniture is drawn at a corner of the view: scale bar, legend, north arrow, notice.
type Furniture interface {
	Draw(c mapping.Canvas, v mapping.Viewport, m mapping.Measurer)
}

// Scene is what a picture shows.
type Scene struct {
	Map       *mapping.Map
	Home      orb.Bound // what is seen at first, in plane coordinates
	YDown     bool      // a chain map; see mapping.Viewport
	Furniture []Furniture
}

// Draw paints everything a reader sees, furniture included, on any canvas.
func (s Scene) Draw(c mapping.Canvas, v mapping.Viewport, m mapping.Measurer) {
	if s.Map != nil {
		s.Map.Draw(c, v)
	}
	for _, f := range s.Furniture {
		f.Draw(c, v, m)
	}
}

// View is the viewport of w by h pixels that shows the whole scene.
func (s Scene) View(w, h int) mapping.Viewport {
	return mapping.Viewport{W: w, H: h, Scale: 1, YDown: s.YDown}.Fit(s.Home, 24)
}

// Picture is a Drawing of a scene.
type Picture struct {
	*ui.Drawing
	OnMoved func() // the view moved: move what lies above it

	typeface *mapping.Typeface
	scene    Scene
	fixtures []*fixture
	figures  figures
}

// New makes an empty picture.
func New(t *mapping.Typeface) *Picture {
	p := &Picture{Drawing: ui.NewDrawing(nil), typeface: t}
	p.figures.root = &fyne.Container{}
	p.Overlay().Add(p.figures.root)
	p.OnViewport = func(mapping.Viewport) {
		p.placeFurniture()
		p.Resketch()
		if p.OnMoved != nil {
			p.OnMoved()
		}
	}
	return p
}

// Show shows another scene, all of it.
func (p *Picture) Show(s Scene) {
	p.take(s)
	p.SetViewport(mapping.Viewport{Scale: 1, YDown: s.YDown})
	p.GoHome()
	p.Repaint()
}

// Update shows the scene after its records changed; the view stays where it is.
func (p *Picture) Update(s Scene) {
	p.take(s)
	p.Repaint()
}

func (p *Picture) take(s Scene) {
	p.scene = s
	p.Paint = painter(s.Map, p.typeface)
	p.Home = func() orb.Bound { return s.Home }
	p.setFurniture(s.Furniture)
}

// Scene is what is shown now.
func (p *Picture) Scene() Scene { return p.scene }

// Hit is the named thing under a pixel of the view.
func (p *Picture) Hit(px mapping.Pt, v mapping.Viewport) (mapping.Group, bool) {
	if p.scene.Map == nil {
		return mapping.Group{}, false
	}
	g, ok := p.scene.Map.Hit(v, px)
	return g, ok && g.ID != ""
}

// expander is a layer with clusters: Expand is where to look for one of them to fall apart, and at which scale in logical
// pixels.
type expander interface {
	Expand(id string) (center orb.Point, scale float64, ok bool)
}

// Expand moves the view so that the cluster under a pixel falls apart, and tells whether there was one.
func (p *Picture) Expand(px mapping.Pt, v mapping.Viewport) bool {
	g, ok := p.Hit(px, v)
	if !ok {
		return false
	}
	for _, l := range p.scene.Map.Layers {
		e, is := mapping.Unfaded(l).(expander)
		if !is {
			continue
		}
		if center, scale, known := e.Expand(g.ID); known {
			v.Center, v.Scale = center, max(scale*float64(v.Unit()), v.Scale)
			p.SetViewport(v)
			return true
		}
	}
	return false
}

// Point shows by the pointer whether there is something to click.
func (p *Picture) Point(at bool) {
	if at {
		p.SetPointer(desktop.PointerCursor)
		return
	}
	p.SetPointer(desktop.DefaultCursor)
}
