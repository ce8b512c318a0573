// Package tilecache keeps pieces of a map as pixels, so that a moved view costs what came into it and no more.
//
// Pieces lie on a grid of whole pixels that is fixed to the plane, one grid for each scale: a view whose corner is on it
// (see mapping.Viewport.Snapped) is put together by copying.
package tilecache

import (
	"container/list"
	"context"
	"image"
	"math"
	"sync"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
)

// Side is the length of a piece's sides in pixels.
const Side = 512

const pieceBytes = Side * Side * 4

// Cache draws pieces when they are first seen and forgets those that were not seen for longest. It is safe for concurrent
// use; two goroutines that miss the same piece both draw it.
type Cache struct {
	draw func(v mapping.Viewport, onto *image.RGBA)
	most int

	mu     sync.Mutex
	pieces map[key]*list.Element
	used   list.List // of *piece, the latest first
}

// key says which piece: its place on the grid of a scale.
type key struct {
	scale float64
	dpr   float32
	down  bool
	x, y  int
}

type piece struct {
	key key
	img *image.RGBA
}

// New makes a cache that keeps about so many bytes. draw paints all of what v sees onto a picture of v.W by v.H pixels, which
// it must fill; what it paints may depend on the plane and the scale, not on where the view's border is.
func New(bytes int, draw func(v mapping.Viewport, onto *image.RGBA)) *Cache {
	return &Cache{draw: draw, most: max(bytes/pieceBytes, 1), pieces: map[key]*list.Element{}}
}

// Picture is what v sees, v being snapped; nil when ctx ended before it was whole. The pieces that were drawn are kept even
// then.
func (c *Cache) Picture(ctx context.Context, v mapping.Viewport) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, v.W, v.H))
	left, top := v.Corner()
	x0, y0 := floorDiv(left), floorDiv(top)
	for y := y0; y*Side < top+v.H; y++ {
		for x := x0; x*Side < left+v.W; x++ {
			if ctx.Err() != nil {
				return nil
			}
			paste(out, c.piece(key{v.Scale, v.DPR, v.YDown, x, y}), x*Side-left, y*Side-top)
		}
	}
	return out
}

func floorDiv(n int) int { return int(math.Floor(float64(n) / Side)) }

// piece finds or draws a piece.
func (c *Cache) piece(k key) *image.RGBA {
	c.mu.Lock()
	if e, ok := c.pieces[k]; ok {
		c.used.MoveToFront(e)
		c.mu.Unlock()
		return e.Value.(*piece).img
	}
	c.mu.Unlock()
	img := image.NewRGBA(image.Rect(0, 0, Side, Side))
	c.draw(k.view(), img)
	c.keep(k, img)
	return img
}

// view is what a piece shows.
func (k key) view() mapping.Viewport {
	v := mapping.Viewport{Scale: k.scale, DPR: k.dpr, YDown: k.down, W: Side, H: Side}
	middle := orb.Point{(float64(k.x) + 0.5) * Side / k.scale, (float64(k.y) + 0.5) * Side / k.scale}
	if !k.down {
		middle[1] = -middle[1]
	}
	v.Center = middle
	return v
}

func (c *Cache) keep(k key, img *image.RGBA) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.pieces[k]; ok {
		return
	}
	for len(c.pieces) >= c.most {
		last := c.used.Back()
		c.used.Remove(last)
		delete(c.pieces, last.Value.(*piece).key)
	}
	c.pieces[k] = c.used.PushFront(&piece{k, img})
}

// paste copies a piece with its corner on (x, y) of out.
func paste(out, img *image.RGBA, x, y int) {
	r := img.Rect.Add(image.Pt(x, y)).Intersect(out.Rect)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		copy(out.Pix[out.PixOffset(r.Min.X, py):][:r.Dx()*4], img.Pix[img.PixOffset(r.Min.X-x, py-y):])
	}
}
