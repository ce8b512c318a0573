package tiles

import (
	"image/color"
	"math"

	"chainatlas/mapping"
)

// look is how a class is drawn: areas in fill, lines in line above their casing. Widths are logical pixels at zoom 14
// and grow with it.
type look struct {
	from         float64 // the zoom at which the class appears
	fill         color.NRGBA
	line, casing color.NRGBA
	width        float64
	dash         []float32
}

// looks are quiet, so that what is put on the map stands out from it.
var looks = [classes]look{
	farmland:       {from: 9, fill: rgb(0xf5f5ec)},
	residential:    {from: 8, fill: rgb(0xecebe8)},
	industrial:     {from: 9, fill: rgb(0xe9e6ec)},
	grass:          {from: 9, fill: rgb(0xe7f0e2)},
	wood:           {from: 7, fill: rgb(0xdfeadb)},
	water:          {fill: rgb(0xc6dcea)},
	waterway:       {from: 9, line: rgb(0xb4d0e2), width: 1.4},
	building:       {from: 13.5, fill: rgb(0xdcd9d4)},
	path:           {from: 14, line: rgb(0xdfdfdc), width: 0.8},
	minorRoad:      {from: 12.5, line: rgb(0xffffff), casing: rgb(0xd9dadb), width: 2},
	mediumRoad:     {from: 10.5, line: rgb(0xffffff), casing: rgb(0xc9cccf), width: 3},
	majorRoad:      {from: 8, line: rgb(0xfdf3d9), casing: rgb(0xd8c9a0), width: 4},
	motorway:       {from: 6, line: rgb(0xf9e0b0), casing: rgb(0xd0b071), width: 5},
	railway:        {from: 9, line: rgb(0xa9adb1), width: 1.2, dash: []float32{7, 4}},
	districtBorder: {from: 8, line: rgb(0x9aa7b5), width: 1.2, dash: []float32{6, 3, 1.5, 3}},
	cityBorder:     {from: 3, line: rgb(0x8292a4), width: 1.6, dash: []float32{8, 3, 2, 3, 2, 3}},
}

var (
	placeInk  = rgb(0x66737a)
	placeHalo = color.NRGBA{255, 255, 255, 210}
)

func rgb(v uint32) color.NRGBA { return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255} }

// widthAt is the width of a line at a zoom.
func (k *look) widthAt(zoom float64) float32 {
	return float32(min(max(k.width*math.Pow(1.35, zoom-14), 0.5), 4*k.width))
}

// draw paints one class of one tile; casing asks for what lies below the lines.
func (k *look) draw(c mapping.Canvas, v mapping.Viewport, g *mapping.Geometry, zoom float64, casing bool) {
	switch {
	case k.fill.A > 0:
		(&mapping.AreaLayer{Areas: g, Style: mapping.AreaStyle{Fill: mapping.Fill{Color: k.fill}}}).Draw(c, v)
	case casing:
		(&mapping.LineLayer{Lines: g, Style: mapping.Stroke{Color: k.casing, Width: k.widthAt(zoom) + 1.4, Cap: mapping.RoundCap}}).Draw(c, v)
	default:
		(&mapping.LineLayer{Lines: g, Style: mapping.Stroke{Color: k.line, Width: k.widthAt(zoom), Dash: k.dash, Cap: k.cap()}}).Draw(c, v)
	}
}

func (k *look) cap() mapping.Cap {
	if k.dash != nil {
		return mapping.ButtCap
	}
	return mapping.RoundCap
}
