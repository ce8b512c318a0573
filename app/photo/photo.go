// Package photo reads the pictures that people attach: upright, and no larger than they are shown.
package photo

import (
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"

	"chainatlas/model"
)

var (
	// ErrNotPicture is returned for a file that is no picture, or whose picture is damaged.
	ErrNotPicture = errors.New("not a picture")
	// ErrTooManyPixels is returned for a picture that would take too much memory; it is not decoded.
	ErrTooManyPixels = errors.New("picture has too many pixels")
)

// maxPixels is what the largest cameras of telephones make by default; as a picture in memory it takes 200 MB.
const maxPixels = 50_000_000

// Fit reads a PNG, a JPEG or the first frame of a GIF, and makes it fit into a box of w × h pixels. A smaller picture
// stays as it is. It takes long for a large photo, and belongs beside the UI thread.
func Fit(r io.ReadSeeker, w, h int) (image.Image, error) {
	kind, err := kindOf(r)
	if err != nil {
		return nil, err
	}
	decode := decoders[kind]
	size, err := decode.config(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotPicture, err)
	}
	if size.Width <= 0 || size.Height <= 0 || int64(size.Width)*int64(size.Height) > maxPixels {
		return nil, fmt.Errorf("%d × %d: %w", size.Width, size.Height, ErrTooManyPixels)
	}
	if err := rewind(r); err != nil {
		return nil, err
	}
	turn := upright
	if kind == model.JPEG {
		turn = turnOf(r)
	}
	if err := rewind(r); err != nil {
		return nil, err
	}
	img, err := decode.all(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotPicture, err)
	}
	if turn.swaps() {
		w, h = h, w
	}
	return turn.apply(shrink(img, w, h)), nil
}

// decoders read one kind each; what other packages register somewhere is not asked.
var decoders = map[string]struct {
	config func(io.Reader) (image.Config, error)
	all    func(io.Reader) (image.Image, error)
}{
	model.PNG: {png.DecodeConfig, png.Decode}, model.JPEG: {jpeg.DecodeConfig, jpeg.Decode}, model.GIF: {gif.DecodeConfig, gif.Decode},
}

// kindOf tells by the first bytes which picture it is, and goes back to them.
func kindOf(r io.ReadSeeker) (string, error) {
	head := make([]byte, model.MediaTypeBytes)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && err != io.EOF {
		return "", err
	}
	kind := model.MediaType(head[:n])
	if decoders[kind].all == nil {
		return "", ErrNotPicture
	}
	return kind, rewind(r)
}

func rewind(r io.Seeker) error {
	_, err := r.Seek(0, io.SeekStart)
	return err
}

// shrink keeps the proportions; no side becomes nothing.
func shrink(img image.Image, w, h int) image.Image {
	b := img.Bounds()
	k := min(float64(w)/float64(b.Dx()), float64(h)/float64(b.Dy()), 1)
	out := image.NewRGBA(image.Rect(0, 0, max(int(float64(b.Dx())*k+0.5), 1), max(int(float64(b.Dy())*k+0.5), 1)))
	draw.BiLinear.Scale(out, out.Bounds(), img, b, draw.Src, nil)
	return out
}
