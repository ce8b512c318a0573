package photo

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"io"
)

// turn is what a camera says of how it was held: the EXIF orientation, 1 to 8.
type turn uint16

const upright turn = 1

// swaps tells whether what is written as wide is shown as high.
func (t turn) swaps() bool { return t >= 5 && t <= 8 }

// apply turns a picture upright.
func (t turn) apply(img image.Image) image.Image {
	if t <= upright || t > 8 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if t.swaps() {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			fx, fy := t.source(x, y, w, h)
			out.SetRGBA(x, y, color.RGBAModel.Convert(img.At(b.Min.X+fx, b.Min.Y+fy)).(color.RGBA))
		}
	}
	return out
}

// source is where the pixel of the upright picture of w × h stands in the written one.
func (t turn) source(x, y, w, h int) (int, int) {
	right, bottom := w-1-x, h-1-y
	switch t {
	case 2:
		return right, y
	case 3:
		return right, bottom
	case 4:
		return x, bottom
	case 5:
		return y, x
	case 6:
		return y, right
	case 7:
		return bottom, right
	case 8:
		return bottom, x
	}
	return x, y
}

// exifMark begins the segment of a JPEG that holds EXIF.
var exifMark = []byte("Exif\x00\x00")

// turnOf reads the orientation out of a JPEG; upright when it says none.
func turnOf(r io.Reader) turn {
	head := make([]byte, 4)
	if _, err := io.ReadFull(r, head[:2]); err != nil {
		return upright
	}
	for {
		if _, err := io.ReadFull(r, head); err != nil || head[0] != 0xff || head[1] == 0xda || head[1] == 0xd9 {
			return upright // the picture itself begins, or it is none
		}
		length := int(binary.BigEndian.Uint16(head[2:])) - 2
		if length < 0 {
			return upright
		}
		segment := make([]byte, length)
		if _, err := io.ReadFull(r, segment); err != nil {
			return upright
		}
		if head[1] == 0xe1 && bytes.HasPrefix(segment, exifMark) {
			return turnInTIFF(segment[len(exifMark):])
		}
	}
}

const orientationTag = 0x0112

// turnInTIFF reads the orientation out of the first directory of EXIF's TIFF.
func turnInTIFF(b []byte) turn {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(b, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(b, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return upright
	}
	if len(b) < 8 {
		return upright
	}
	at := int64(order.Uint32(b[4:]))
	if at+2 > int64(len(b)) {
		return upright
	}
	entries := b[at+2:]
	for n := order.Uint16(b[at:]); n > 0 && len(entries) >= 12; n-- {
		if order.Uint16(entries) == orientationTag {
			if t := turn(order.Uint16(entries[8:])); t >= 1 && t <= 8 {
				return t
			}
			return upright
		}
		entries = entries[12:]
	}
	return upright
}
