package tiles

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"image"
	"image/draw"
	_ "image/jpeg" // decoders of what tiles hold
	_ "image/png"
	"io"

	"github.com/klauspost/compress/zstd"
	_ "golang.org/x/image/webp"
)

const (
	maxPacked   = 8 << 20  // bytes of a tile in its file
	maxUnpacked = 32 << 20 // bytes of a vector tile
	maxSide     = 1024     // pixels of a picture: four times what is usual, and no bomb
)

// unpacked undoes gzip or zlib where a vector tile begins with it: sets disagree on whether they say so.
func unpacked(data []byte) ([]byte, error) {
	switch {
	case len(data) > 2 && data[0] == 0x1f && data[1] == 0x8b:
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("unpack: %w: %w", ErrBroken, err)
		}
		return readUpTo(r, maxUnpacked)
	case len(data) > 2 && data[0] == 0x78 && (data[1] == 0x01 || data[1] == 0x9c || data[1] == 0xda):
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("unpack: %w: %w", ErrBroken, err)
		}
		return readUpTo(r, maxUnpacked)
	}
	return data, nil
}

// unzstd undoes zstd.
func unzstd(data []byte, limit int) ([]byte, error) {
	r, err := zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(limit)))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w: %w", ErrBroken, err)
	}
	defer r.Close()
	return readUpTo(r, limit)
}

// readUpTo reads all of r, and no more than limit bytes.
func readUpTo(r io.Reader, limit int) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w: %w", ErrBroken, err)
	}
	if len(data) > limit {
		return nil, fmt.Errorf("unpack: more than %d bytes: %w", limit, ErrTooLarge)
	}
	return data, nil
}

// picture decodes a raster tile, whatever its set calls it, and refuses a bomb before it goes off.
func picture(data []byte) (*image.RGBA, error) {
	if len(data) > maxPacked {
		return nil, fmt.Errorf("%d bytes: %w", len(data), ErrTooLarge)
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode: %w: %w", ErrBroken, err)
	}
	if c.Width > maxSide || c.Height > maxSide {
		return nil, fmt.Errorf("%d × %d pixels: %w", c.Width, c.Height, ErrTooLarge)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode: %w: %w", ErrBroken, err)
	}
	if img.Bounds().Empty() {
		return nil, fmt.Errorf("a picture without a pixel: %w", ErrBroken)
	}
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out, nil
}
