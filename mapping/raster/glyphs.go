package raster

import (
	"image"
	"sync"

	"chainatlas/mapping"
)

// glyphStore keeps the pictures of glyphs beside their typeface: one for each size and quarter of a pixel. It is
// shared by all canvases that write with the typeface.
type glyphStore struct {
	mu    sync.RWMutex
	masks map[maskKey]*image.Alpha
	bytes int

	making sync.Mutex // guards what follows
	filler filler
	stroke stroker
	path   mapping.Path
}

type maskKey struct {
	glyph   *mapping.Glyph
	size    float32
	halo    float32 // pixels around the outline; 0 for the glyph itself
	quarter uint8   // of a pixel, to the right
}

type glyphStoreKey struct{}

const (
	quarters      = 4
	maxGlyphBytes = 32 << 20 // beyond it the store starts anew
	maxGlyphSide  = 2048     // pixels; larger letters are not drawn
)

func glyphsOf(t *mapping.Typeface) *glyphStore {
	return t.Keep(glyphStoreKey{}, func() any {
		return &glyphStore{masks: map[maskKey]*image.Alpha{}}
	}).(*glyphStore)
}

// mask returns the picture of a glyph, its writing line beginning at (0, 0); nil for an empty one.
func (g *glyphStore) mask(k maskKey) *image.Alpha {
	g.mu.RLock()
	m, ok := g.masks[k]
	g.mu.RUnlock()
	if ok {
		return m
	}
	m = g.make(k)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.bytes > maxGlyphBytes {
		g.masks, g.bytes = map[maskKey]*image.Alpha{}, 0
	}
	g.masks[k] = m
	g.bytes += 100
	if m != nil {
		g.bytes += len(m.Pix)
	}
	return m
}

func (g *glyphStore) make(k maskKey) *image.Alpha {
	box := pixelsAround(k.glyph.Box, k.size, k.halo)
	w, h := box.x1-box.x0, box.y1-box.y0
	if len(k.glyph.Outline) == 0 || w <= 0 || h <= 0 || w > maxGlyphSide || h > maxGlyphSide {
		return nil
	}
	g.making.Lock()
	defer g.making.Unlock()
	m := image.NewAlpha(image.Rect(0, 0, w, h))
	if g.filler.w < w || g.filler.h < h {
		g.filler.resize(max(w, g.filler.w, 64), max(h, g.filler.h, 64))
	}
	at := mapping.Pt{X: float32(k.quarter)/quarters - float32(box.x0), Y: -float32(box.y0)}
	g.path.Reset()
	k.glyph.AddTo(&g.path, at, k.size)
	g.filler.begin(ibox{0, 0, w, h}, true)
	g.filler.rings(&g.path)
	g.filler.sweep(maxInto{m}, false)
	if k.halo > 0 {
		g.filler.begin(ibox{0, 0, w, h}, false)
		g.stroke.stroke(&g.filler, &g.path, mapping.Stroke{Width: 2 * k.halo, Closed: true})
		g.filler.sweep(maxInto{m}, false)
	}
	m.Rect = m.Rect.Add(image.Pt(box.x0, box.y0))
	return m
}

// pixelsAround is the whole pixels around a box in ems, with room for a halo and the quarters.
func pixelsAround(ems mapping.Rect, size, halo float32) ibox {
	reach := halo + 1
	return ibox{
		whole(ems.Min.X*size-reach) - 1, whole(ems.Min.Y*size-reach) - 1,
		whole(ems.Max.X*size+reach) + 2, whole(ems.Max.Y*size+reach) + 2,
	}
}

// maxInto keeps the larger coverage.
type maxInto struct{ m *image.Alpha }

func (p maxInto) row(y int, runs []run, cov []uint8) {
	line := p.m.Pix[y*p.m.Stride:]
	for _, r := range runs {
		for x := r.x0; x < r.x1; x++ {
			c := r.full
			if r.varied {
				c = cov[x]
			}
			line[x] = max(line[x], c)
		}
	}
}
