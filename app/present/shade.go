package present

import (
	"chainatlas/app/geomap/picture"
	"chainatlas/mapping"
)

// shaded is a layer in dark colours.
type shaded struct{ mapping.Layer }

// Draw implements mapping.Layer.
func (l shaded) Draw(c mapping.Canvas, v mapping.Viewport) { l.Layer.Draw(mapping.Dusk{On: c}, v) }

// Hit implements mapping.Hitter.
func (l shaded) Hit(v mapping.Viewport, p mapping.Pt) (mapping.Group, bool) {
	if h, ok := l.Layer.(mapping.Hitter); ok {
		return h.Hit(v, p)
	}
	return mapping.Group{}, false
}

// shadedPiece is furniture in dark colours.
type shadedPiece struct{ picture.Furniture }

// Draw implements picture.Furniture.
func (f shadedPiece) Draw(c mapping.Canvas, v mapping.Viewport, m mapping.Measurer) {
	f.Furniture.Draw(mapping.Dusk{On: c}, v, m)
}
