package mapping

import "github.com/paulmach/orb"

// Layer is prepared geometry that draws itself for a viewport.
type Layer interface {
	// Name is what the legend and the layer panel call it.
	Name() string
	// Bound is where the layer has something, in plane coordinates.
	Bound() orb.Bound
	// Draw paints what the viewport sees.
	Draw(c Canvas, v Viewport)
}

// Hitter is a layer that can tell what lies under a pixel.
type Hitter interface {
	// Hit returns the topmost thing within reach of p.
	Hit(v Viewport, p Pt) (Group, bool)
}

// Local is a layer that paints the same on a place wherever the border of the view falls: it can be drawn in pieces that are
// kept. One that finds room for writing in the view is none.
type Local interface {
	Layer
	// Local does nothing.
	Local()
}
