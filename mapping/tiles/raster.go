package tiles

import (
	"fmt"
	"image"
	"math"
	"sync"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"

	"github.com/paulmach/orb"
)

// memory is how many bytes of decoded pictures a layer keeps: a large screen and what lies around it.
const memory = 64 << 20

// RasterTiles is a layer of pictures. It decodes on the goroutine that draws, which may be any.
//
// Tiles in GCJ-02 are moved each as a whole. Over this district a picture is then off by what the shift changes over
// half a tile: 9 m at zoom 12, 1 m at zoom 15, a third of a pixel at any (measured in the tests).
type RasterTiles struct {
	Title string

	source Source
	shift  shift
	cache  cache[*image.RGBA]
	trouble
}

// trouble remembers the first tile that could not be read.
type trouble struct {
	mu  sync.Mutex
	err error
}

func (t *trouble) note(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err == nil {
		t.err = err
	}
}

// Err is what was wrong with the first tile that could not be drawn; nil when all could. Its place shows the tile above.
func (t *trouble) Err() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err
}

// Raster makes a layer of a set of pictures that were cut in a system.
func Raster(s Source, system crs.CRS) *RasterTiles {
	return &RasterTiles{Title: s.Meta().Name, source: s, shift: shiftFrom(system), cache: cache[*image.RGBA]{limit: memory}}
}

// Name is the title.
func (l *RasterTiles) Name() string { return l.Title }

// Bound is where the set says that it has tiles.
func (l *RasterTiles) Bound() orb.Bound { return l.shift.onMap(l.source.Meta()) }

// Draw paints the tiles of the zoom that suits the view; where one is missing, its part of the nearest one above.
func (l *RasterTiles) Draw(c mapping.Canvas, v mapping.Viewport) {
	m := l.source.Meta()
	z := uint32(min(max(zoomFor(v, rasterSide), int(m.Min)), int(m.Max)))
	for _, id := range l.shift.seen(m, z, v) {
		if img := l.find(id); img != nil {
			c.Image(img, rect(v, l.shift.box(id)))
		}
	}
}

// rasterSide is how large a picture is meant to be seen, in logical pixels; one of 512 pixels is as large, and sharper.
const rasterSide = 256

// find returns the picture of a tile, or of its part of a tile above.
func (l *RasterTiles) find(id ID) image.Image {
	for up := uint32(0); up <= id.Z-min(l.source.Meta().Min, id.Z); up++ {
		img := l.cache.get(id.parent(up), l.load)
		if img == nil {
			continue
		}
		if up == 0 {
			return img
		}
		return part(img, id, up)
	}
	return nil
}

func (l *RasterTiles) load(id ID) (*image.RGBA, int) {
	data, ok, err := l.source.Tile(id)
	if err != nil {
		l.note(err)
	}
	if !ok || err != nil {
		return nil, 0
	}
	img, err := picture(data)
	if err != nil {
		l.note(fmt.Errorf("tile %v: %w", id, err))
		return nil, 0
	}
	return img, len(img.Pix)
}

// part is what a tile shows of the one that many levels above; nil when that is less than a pixel.
func part(img *image.RGBA, id ID, up uint32) image.Image {
	w := float64(img.Rect.Dx()) / math.Exp2(float64(up))
	if w < 1 {
		return nil
	}
	mask := uint32(1)<<up - 1
	x, y := float64(id.X&mask)*w, float64(id.Y&mask)*float64(img.Rect.Dy())/math.Exp2(float64(up))
	h := float64(img.Rect.Dy()) / math.Exp2(float64(up))
	box := image.Rect(int(x), int(y), int(math.Ceil(x+w)), int(math.Ceil(y+h)))
	return img.SubImage(box)
}
