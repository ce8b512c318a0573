package mapping

import (
	"math"

	"github.com/paulmach/orb"
)

// Viewport is the window onto a plane: what stands in the middle, how large, on how many pixels.
//
// A plane is Web Mercator metres (y up) for the map and layout units (y down) for a chain map.
type Viewport struct {
	Center orb.Point // plane coordinates shown in the middle
	Scale  float64   // pixels per plane unit, device pixels included
	W, H   int       // pixels
	DPR    float32   // device pixels per logical pixel; widths and type sizes are multiplied by it. 0 means 1
	YDown  bool      // the plane's y grows downwards
}

// Px turns a place on the plane into pixels.
func (v Viewport) Px(p orb.Point) Pt {
	dy := v.Center[1] - p[1]
	if v.YDown {
		dy = -dy
	}
	return Pt{
		float32((p[0]-v.Center[0])*v.Scale + float64(v.W)/2),
		float32(dy*v.Scale + float64(v.H)/2),
	}
}

// Plane turns pixels into a place on the plane.
func (v Viewport) Plane(p Pt) orb.Point {
	dy := (float64(p.Y) - float64(v.H)/2) / v.Scale
	if !v.YDown {
		dy = -dy
	}
	return orb.Point{v.Center[0] + (float64(p.X)-float64(v.W)/2)/v.Scale, v.Center[1] + dy}
}

// Bound is the part of the plane that is seen.
func (v Viewport) Bound() orb.Bound {
	a, b := v.Plane(Pt{0, 0}), v.Plane(Pt{float32(v.W), float32(v.H)})
	return orb.MultiPoint{a, b}.Bound()
}

// Box is the whole picture in pixels.
func (v Viewport) Box() Rect { return R(0, 0, float32(v.W), float32(v.H)) }

// Unit is one logical pixel in device pixels.
func (v Viewport) Unit() float32 {
	if v.DPR <= 0 {
		return 1
	}
	return v.DPR
}

// Pan moves the picture by d pixels: what was under a finger stays under it.
func (v Viewport) Pan(d Pt) Viewport {
	v.Center = v.Plane(Pt{float32(v.W)/2 - d.X, float32(v.H)/2 - d.Y})
	return v
}

// Zoom multiplies the scale and keeps the place under the pixel at where it is.
func (v Viewport) Zoom(factor float64, at Pt) Viewport {
	fixed := v.Plane(at)
	v.Scale *= factor
	moved := v.Px(fixed)
	return v.Pan(at.Sub(moved))
}

// Fit shows all of b with a margin in pixels.
func (v Viewport) Fit(b orb.Bound, margin float32) Viewport {
	v.Center = b.Center()
	w, h := max(b.Max[0]-b.Min[0], 1e-9), max(b.Max[1]-b.Min[1], 1e-9)
	v.Scale = min(max(float64(v.W)-2*float64(margin), 1)/w, max(float64(v.H)-2*float64(margin), 1)/h)
	return v
}

// Corner is where the left upper corner stands on the grid of whole pixels that is fixed to the plane's origin; exact for a
// snapped viewport.
func (v Viewport) Corner() (x, y int) {
	cx, cy := v.Center[0]*v.Scale, v.Center[1]*v.Scale
	if !v.YDown {
		cy = -cy
	}
	return int(math.Round(cx - float64(v.W)/2)), int(math.Round(cy - float64(v.H)/2))
}

// Snapped is v moved by half a pixel at most, so that its corner stands on a whole pixel of the plane's grid: pictures of one
// scale then fit each other wherever they are.
func (v Viewport) Snapped() Viewport {
	if !(v.Scale > 0) {
		return v
	}
	x, y := v.Corner()
	v.Center = orb.Point{(float64(x) + float64(v.W)/2) / v.Scale, (float64(y) + float64(v.H)/2) / v.Scale}
	if !v.YDown {
		v.Center[1] = -v.Center[1]
	}
	return v
}
