package raster

import (
	"encoding/binary"
	"image"
	"math"

	"chainatlas/mapping"
)

// hatchInk paints the lines of a hatch where the coverage is. The pattern is a square of a power of two, tied to the
// picture's corner, so that it goes on across the tiles of a map.
type hatchInk struct {
	img  *image.RGBA
	ink  ink
	tile *hatchTile
}

type hatchTile struct {
	side int // a power of two
	cov  []uint8
}

func (h *hatchInk) row(y int, runs []run, cov []uint8) {
	t := h.tile
	line := t.cov[(y&(t.side-1))*t.side:][:t.side]
	pix := h.img.Pix[y*h.img.Stride:]
	for _, r := range runs {
		for x := int(r.x0); x < int(r.x1); x++ {
			c := uint32(r.full)
			if r.varied {
				c = uint32(cov[x])
			}
			if c = div255(c * uint32(line[x&(t.side-1)])); c == 0 {
				continue
			}
			px := pix[x*4 : x*4+4 : x*4+4]
			binary.LittleEndian.PutUint32(px, over(binary.LittleEndian.Uint32(px), rounded(h.ink.lanes*uint64(c))))
		}
	}
}

type hatchKey struct {
	hatch mapping.Hatch
	unit  float32
}

// hatch returns the pattern for lines of unit pixels' width.
func (c *Canvas) hatch(h mapping.Hatch, unit float32) *hatchTile {
	if !(unit > 0 && unit <= 16) {
		unit = 1
	}
	key := hatchKey{h, unit}
	if t := c.hatches[key]; t != nil {
		return t
	}
	if c.hatches == nil {
		c.hatches = map[hatchKey]*hatchTile{}
	}
	t := newHatchTile(h, unit)
	c.hatches[key] = t
	return t
}

func newHatchTile(h mapping.Hatch, unit float32) *hatchTile {
	side := 8
	for float32(side)*1.5 < 8*unit {
		side *= 2
	}
	t := &hatchTile{side: side, cov: make([]uint8, side*side)}
	for y := range side {
		for x := range side {
			t.cov[y*side+x] = uint8(hatchCoverage(h, float64(x)+0.5, float64(y)+0.5, float64(side), float64(unit))*255 + 0.5)
		}
	}
	return t
}

// hatchCoverage is how much of the pixel around (x, y) a line of the pattern covers.
func hatchCoverage(h mapping.Hatch, x, y, side, unit float64) float64 {
	slash := lineCoverage((x+y)/math.Sqrt2, side/math.Sqrt2, 1.2*unit)
	backslash := lineCoverage((x-y)/math.Sqrt2, side/math.Sqrt2, 1.2*unit)
	switch h {
	case mapping.Slashes:
		return slash
	case mapping.Backslashes:
		return backslash
	case mapping.Cross:
		return max(slash, backslash)
	case mapping.Dots:
		// Two dots a square, staggered.
		a := math.Hypot(away(x-side/4, side), away(y-side/4, side))
		b := math.Hypot(away(x-side*3/4, side), away(y-side*3/4, side))
		return share(1.1*unit - min(a, b) + 0.5)
	}
	return 0
}

// lineCoverage is the coverage at distance d across lines of the given width, one every period.
func lineCoverage(d, period, width float64) float64 {
	return share(width/2 - math.Abs(away(d, period)) + 0.5)
}

// away is the distance to the nearest multiple of period.
func away(d, period float64) float64 { return d - period*math.Round(d/period) }

func share(v float64) float64 { return min(max(v, 0), 1) }
