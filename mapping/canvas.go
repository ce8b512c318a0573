// Package mapping draws: layers of prepared geometry, seen through a viewport, on a canvas.
//
// The same layers go to the screen, to PNG, to SVG, to PDF and to a recorded scene; nothing here knows a window,
// a store or a font file. Degrees, metres of the plane and pixels never share a name: lonLat, plane, px.
package mapping

import (
	"image"
	"image/color"
)

// Canvas is what a layer draws on: six calls in pixels. Raster, svg, pdf and scene implement it.
type Canvas interface {
	// Fill paints the inside of the rings (even-odd rule). Open rings are closed.
	Fill(p *Path, f Fill)
	// Stroke draws the lines of the path; closed parts are joined at their ends.
	Stroke(p *Path, s Stroke)
	// Text writes one line.
	Text(t Text)
	// Image paints img scaled into the box.
	Image(img image.Image, into Rect)
	// Clip limits everything that draw does to the box.
	Clip(to Rect, draw func())
	// Group names what draw paints, so that a hit test and an editable export can find it again.
	Group(g Group, draw func())
}

// Group says which thing a part of the drawing stands for.
type Group struct {
	ID    string // a record's id, a node's code, "" for decoration
	Kind  string // "project", "site", "node", "edge" …
	Title string // what a hover shows; becomes <title> in SVG
}

// Corner tells whether the part is furniture of a map: title, legend, scale, north arrow or notice, which stand in a corner
// while the map moves.
func (g Group) Corner() bool {
	switch g.Kind {
	case "title", "legend", "scale", "north", "notice":
		return true
	}
	return false
}

// Fill is how an area is painted. A hatch makes status readable without colour.
type Fill struct {
	Color color.NRGBA
	Hatch Hatch
	Ink   color.NRGBA // colour of the hatch lines
	Unit  float32     // device pixels per logical pixel: hatches grow with it; 0 means 1
}

// Visible tells whether the fill leaves any ink.
func (f Fill) Visible() bool { return f.Color.A > 0 || f.Hatch != NoHatch && f.Ink.A > 0 }

// Hatch is a pattern of lines over a fill.
type Hatch uint8

// The hatches, in rising density.
const (
	NoHatch     Hatch = iota
	Slashes           // ///
	Backslashes       // \\\
	Cross             // both
	Dots
)

// String names the hatch.
func (h Hatch) String() string {
	names := [...]string{"plain", "slashes", "backslashes", "cross", "dots"}
	return names[min(int(h), len(names)-1)]
}

// Stroke is how a line is drawn.
type Stroke struct {
	Color  color.NRGBA
	Width  float32   // pixels
	Dash   []float32 // on, off, on, off … in pixels; nil for a solid line
	Cap    Cap
	Join   Join
	Closed bool // join the last point of each part to its first
}

// Cap is how a line ends, Join how it turns.
type (
	Cap  uint8
	Join uint8
)

// Caps and joins.
const (
	ButtCap Cap = iota
	RoundCap
	SquareCap
)

const (
	RoundJoin Join = iota
	MiterJoin
	BevelJoin
)

// Text is one line of writing.
type Text struct {
	S         string
	At        Pt
	Anchor    Anchor
	Face      Face
	Color     color.NRGBA
	Halo      color.NRGBA // transparent for none
	HaloWidth float32     // pixels
}

// Face is a size in pixels and a weight of the program's own typeface.
type Face struct {
	Size float32
	Bold bool
}

// Anchor says which point of the line's box stands at Text.At.
type Anchor uint8

// The anchors: the first word is the horizontal place (W: the text begins there), then the vertical one.
// Baseline anchors put the writing line there.
const (
	AnchorBaselineLeft Anchor = iota
	AnchorBaselineCenter
	AnchorBaselineRight
	AnchorLeft   // vertically centred, text begins at the point
	AnchorCenter // centred both ways
	AnchorRight
	AnchorTop // centred below the point
	AnchorBottom
)

// Measurer tells how wide text is; the raster's typeface implements it, so a layout and its drawing agree.
type Measurer interface {
	// Advance is the width of s in pixels.
	Advance(s string, f Face) float32
	// Metrics are ascent and descent in pixels, both positive.
	Metrics(f Face) (ascent, descent float32)
}
