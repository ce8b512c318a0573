package picture

import (
	"context"
	"image"
	"sync"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/tilecache"
)

// cacheBytes is what the pieces of one map may take: three screens of 1920 by 1080 and what lies around them.
const cacheBytes = 48 << 20

// painter paints a map beside the UI thread. The layers that can be drawn in pieces are, so that a drag costs what comes into
// view; those from the first that cannot are drawn over them each time.
func painter(m *mapping.Map, t *mapping.Typeface) func(context.Context, mapping.Viewport) *image.RGBA {
	if m == nil {
		return func(context.Context, mapping.Viewport) *image.RGBA { return nil }
	}
	n := local(m.Layers)
	if n == 0 {
		return func(ctx context.Context, v mapping.Viewport) *image.RGBA {
			return over(ctx, m, t, v, image.NewRGBA(image.Rect(0, 0, v.W, v.H)))
		}
	}
	ground := mapping.Map{Layers: m.Layers[:n], Background: m.Background}
	live := &mapping.Map{Layers: m.Layers[n:]}
	brushes := sync.Pool{New: func() any { return raster.New(tilecache.Side, tilecache.Side, m.Background, t) }}
	cache := tilecache.New(cacheBytes, func(v mapping.Viewport, onto *image.RGBA) {
		c := brushes.Get().(*raster.Canvas)
		c.Turn(onto)
		ground.Draw(c, v)
		brushes.Put(c)
	})
	return func(ctx context.Context, v mapping.Viewport) *image.RGBA {
		return over(ctx, live, t, v, cache.Picture(ctx, v))
	}
}

// local is how many layers from the lowest on can be drawn in pieces.
func local(layers []mapping.Layer) int {
	for i, l := range layers {
		if _, ok := l.(mapping.Local); !ok {
			return i
		}
	}
	return len(layers)
}

// over draws a map on a picture; nil when the picture is nil or was overtaken.
func over(ctx context.Context, m *mapping.Map, t *mapping.Typeface, v mapping.Viewport, img *image.RGBA) *image.RGBA {
	if img == nil || ctx.Err() != nil {
		return nil
	}
	m.Draw(raster.On(img, t), v)
	return img
}
