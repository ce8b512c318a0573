package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"

	"chainatlas/mapping"
)

// gallery is the pictures of a document, each once however often it is drawn.
type gallery struct {
	known    map[[32]byte]int
	pictures []picture
}

// picture is ready for a stream: a JPEG as it is, or rows of pixels.
type picture struct {
	w, h  int
	space string // DeviceRGB, DeviceGray
	jpeg  []byte
	rgb   []byte
	mask  []byte // opacity; nil where all of it is opaque
}

// add returns the number of a picture.
func (g *gallery) add(img image.Image) int {
	p := pictureOf(img)
	h := sha256.New()
	fmt.Fprintf(h, "%d %d %s\n", p.w, p.h, p.space)
	for _, part := range [][]byte{p.jpeg, p.rgb, p.mask} {
		h.Write(part)
	}
	key := [32]byte(h.Sum(nil))
	n, ok := g.known[key]
	if !ok {
		n = len(g.pictures)
		g.known[key] = n
		g.pictures = append(g.pictures, p)
	}
	return n
}

func pictureOf(img image.Image) picture {
	if photo, ok := img.(mapping.Photo); ok {
		if p, ok := photoOf(photo); ok {
			return p
		}
		img = photo.Image
	}
	b := img.Bounds()
	px := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(px, px.Rect, img, b.Min, draw.Src)
	p := picture{w: b.Dx(), h: b.Dy(), space: "DeviceRGB"}
	opaque := true
	for i := 0; i < len(px.Pix); i += 4 {
		p.rgb = append(p.rgb, px.Pix[i:i+3]...)
		p.mask = append(p.mask, px.Pix[i+3])
		opaque = opaque && px.Pix[i+3] == 255
	}
	if opaque {
		p.mask = nil
	}
	return p
}

// photoOf takes the JPEG as it is; a kind that few readers show right, and one that is not the picture, is refused.
func photoOf(photo mapping.Photo) (picture, bool) {
	size, err := jpeg.DecodeConfig(bytes.NewReader(photo.JPEG))
	if err != nil || image.Pt(size.Width, size.Height) != photo.Bounds().Size() {
		return picture{}, false
	}
	bare, parts := bareJPEG(photo.JPEG)
	space := map[int]string{1: "DeviceGray", 3: "DeviceRGB"}[parts]
	return picture{w: size.Width, h: size.Height, space: space, jpeg: bare}, space != ""
}

// Marks of a JPEG's segments.
const (
	firstApp, lastApp = 0xe0, 0xef
	adobeApp          = 0xee // says how colours are coded
	commentMark       = 0xfe
	scanMark          = 0xda
)

// bareJPEG leaves out what the camera wrote beside the picture: where it was taken, when, by whom. It returns how many
// colours the picture has too; 0 for what is no JPEG.
func bareJPEG(data []byte) (out []byte, parts int) {
	if len(data) < 2 {
		return nil, 0
	}
	out = append(out, data[:2]...)
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		mark := data[at+1]
		end := at + 2 + int(be.Uint16(data[at+2:]))
		if mark == scanMark {
			return append(out, data[at:]...), parts
		}
		if end > len(data) {
			return nil, 0
		}
		if isFrame(mark) && end-at > 9 {
			parts = int(data[at+9])
		}
		if !(mark >= firstApp && mark <= lastApp && mark != adobeApp) && mark != commentMark {
			out = append(out, data[at:end]...)
		}
		at = end
	}
	return nil, 0
}

// isFrame tells whether a segment says how large the picture is.
func isFrame(mark byte) bool {
	return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc
}

// addPicture writes a picture and its opacity.
func (f *file) addPicture(p picture) ref {
	head := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Interpolate true", p.w, p.h)
	if p.jpeg != nil {
		return f.raw(head+"/ColorSpace/"+p.space+"/Filter/DCTDecode", p.jpeg)
	}
	body := head + "/ColorSpace/" + p.space
	if p.mask != nil {
		body += fmt.Sprintf("/SMask %s", f.stream(head+"/ColorSpace/DeviceGray", p.mask))
	}
	return f.stream(body, p.rgb)
}
