package chains

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// held tells whether a modifier key is down.
func held(key fyne.KeyModifier) bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&key != 0
}

// grab takes a drag over: from the handle of a node it connects, on a node it moves what is chosen, beside all it frames.
// With Shift it moves the picture, as a drag does while nothing is edited.
func (e *editor) grab(px mapping.Pt, v mapping.Viewport) ui.Grip {
	if !e.on || held(fyne.KeyModifierShift) {
		return nil
	}
	e.over.endNaming(true)
	if code := e.over.handleAt(px, v); code != "" {
		e.link = &connect{e: e, from: code, to: v.Plane(px)}
		return e.link
	}
	code := e.under(px, v)
	if code == "" {
		return &marquee{e: e, from: v.Plane(px)}
	}
	if !slices.Contains(e.picked, code) {
		e.picked = []string{code} // the panel follows at the end: it could move the picture under the pointer
	}
	e.drag = &nodeDrag{e: e, from: v.Plane(px), codes: slices.Clone(e.picked)}
	return e.drag
}

// nodeDrag moves the ghosts of nodes; the nodes themselves stay until they are dropped.
type nodeDrag struct {
	e     *editor
	codes []string
	from  orb.Point
	by    orb.Point // how far the ghosts are from their nodes, in the plane
}

// Move implements ui.Grip.
func (d *nodeDrag) Move(px mapping.Pt, v mapping.Viewport) {
	at := v.Plane(px)
	d.by = orb.Point{at[0] - d.from[0], at[1] - d.from[1]}
	d.e.over.place()
}

// Drop implements ui.Grip. A drag that Esc ended drops nothing.
func (d *nodeDrag) Drop(px mapping.Pt, v mapping.Viewport) {
	if d.e.drag != d {
		return
	}
	d.Move(px, v)
	spots := map[string]model.Spot{}
	for _, code := range d.codes {
		if b, ok := d.e.s.now.chart.Plan.Box(code); ok {
			at := b.Center()
			spots[code] = model.Spot{math.Round(at[0] + d.by[0]), math.Round(at[1] + d.by[1])}
		}
	}
	d.e.pick(d.codes...)
	if len(spots) == 0 || !d.e.drop(spots) {
		d.e.drag = nil // on success the ghosts stay until the picture has followed
	}
	d.e.over.place()
}

// marquee frames nodes to choose them.
type marquee struct {
	e        *editor
	from, to orb.Point
}

// Move implements ui.Grip.
func (m *marquee) Move(px mapping.Pt, v mapping.Viewport) {
	m.to = v.Plane(px)
	m.e.over.frame(m.bound())
}

func (m *marquee) bound() orb.Bound {
	return orb.MultiPoint{m.from, m.to}.Bound()
}

// Drop implements ui.Grip: whatever the frame touches is chosen.
func (m *marquee) Drop(px mapping.Pt, v mapping.Viewport) {
	m.Move(px, v)
	var codes []string
	if held(fyne.KeyModifierControl) {
		codes = slices.Clone(m.e.picked)
	}
	for _, b := range m.e.s.now.chart.Plan.Boxes {
		if m.bound().Intersects(b.Bound()) && !slices.Contains(codes, b.ID) {
			codes = append(codes, b.ID)
		}
	}
	m.e.over.frame(orb.Bound{})
	m.e.pick(codes...)
}

// connect draws a line from the handle of a node to the pointer.
type connect struct {
	e    *editor
	from string
	to   orb.Point
}

// Move implements ui.Grip.
func (c *connect) Move(px mapping.Pt, v mapping.Viewport) {
	c.to = v.Plane(px)
	c.e.over.place()
}

// Drop implements ui.Grip.
func (c *connect) Drop(px mapping.Pt, v mapping.Viewport) {
	if c.e.link != c {
		return
	}
	c.e.link = nil
	c.e.over.place()
	if to := c.e.under(px, v); to != "" && to != c.from {
		c.e.connect(c.from, to)
	}
}
