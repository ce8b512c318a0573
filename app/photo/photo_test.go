package photo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

var (
	red  = color.RGBA{200, 0, 0, 255}
	blue = color.RGBA{0, 0, 200, 255}
)

// scene is blue with a red quarter at the top left.
func scene(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, blue)
			if x < w/2 && y < h/2 {
				img.SetRGBA(x, y, red)
			}
		}
	}
	return img
}

func encoded(t testing.TB, kind string, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, &jpeg.Options{Quality: 95})
	case "gif":
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// held is a JPEG whose camera says how it was held, in either byte order.
func held(t testing.TB, img image.Image, turn uint16, order binary.AppendByteOrder) []byte {
	t.Helper()
	tiff := []byte("II*\x00")
	if order == binary.BigEndian {
		tiff = []byte("MM\x00*")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2) // two entries: the width, the orientation
	for _, e := range [][2]uint16{{0x0100, 9}, {orientationTag, turn}} {
		tiff = order.AppendUint16(order.AppendUint16(tiff, e[0]), 3)
		tiff = order.AppendUint16(order.AppendUint16(order.AppendUint32(tiff, 1), e[1]), 0)
	}
	segment := append([]byte("Exif\x00\x00"), order.AppendUint32(tiff, 0)...)
	b := encoded(t, "jpeg", img)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(segment)+2))...)
	return append(append(out, segment...), b[2:]...)
}

func isRed(c color.Color) bool { r, _, b, _ := c.RGBA(); return r > 0x8000 && b < 0x5000 }

func TestPicturesAreShrunkAndKeepTheirShape(t *testing.T) {
	for _, kind := range []string{"png", "jpeg", "gif"} {
		for _, c := range []struct{ w, h, boxW, boxH, wantW, wantH int }{
			{400, 200, 100, 100, 100, 50}, {200, 400, 100, 100, 50, 100}, {40, 20, 100, 100, 40, 20}, {3000, 2, 100, 100, 100, 1},
		} {
			got, err := Fit(bytes.NewReader(encoded(t, kind, scene(c.w, c.h))), c.boxW, c.boxH)
			if err != nil {
				t.Fatal(err)
			}
			if s := got.Bounds().Size(); s != image.Pt(c.wantW, c.wantH) {
				t.Errorf("%s of %d × %d: %v, want %d × %d", kind, c.w, c.h, s, c.wantW, c.wantH)
			}
			if c.h > 10 && (!isRed(got.At(2, 2)) || isRed(got.At(c.wantW-3, c.wantH-3))) {
				t.Errorf("%s: another picture", kind)
			}
		}
	}
}

// However the camera was held, the red quarter comes to where the person saw it.
func TestPicturesStandUpright(t *testing.T) {
	for turn, corner := range map[uint16]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}, 0: {0, 0}, 9: {0, 0}} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			got, err := Fit(bytes.NewReader(held(t, scene(160, 80), turn, order)), 80, 80)
			if err != nil {
				t.Fatal(err)
			}
			want := image.Pt(80, 40)
			if turn >= 5 && turn <= 8 {
				want = image.Pt(40, 80)
			}
			if got.Bounds().Size() != want {
				t.Errorf("held %d: %v, want %v", turn, got.Bounds().Size(), want)
			}
			for _, at := range []image.Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
				if isRed(got.At(4+at.X*(want.X-9), 4+at.Y*(want.Y-9))) != (at == corner) {
					t.Errorf("held %d: corner %v", turn, at)
				}
			}
		}
	}
}

func TestTheFirstFrameOfAGIF(t *testing.T) {
	frame := func(c color.Color) *image.Paletted {
		p := image.NewPaletted(image.Rect(0, 0, 20, 20), color.Palette{c})
		return p
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame(red), frame(blue)}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	got, err := Fit(bytes.NewReader(b.Bytes()), 100, 100)
	if err != nil || !isRed(got.At(5, 5)) {
		t.Errorf("%v %v", got, err)
	}
}

// bomb is a PNG of a few bytes that claims to be huge.
func bomb(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	head = append(head, 8, 2, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

func TestWhatIsNoPicture(t *testing.T) {
	whole := encoded(t, "png", scene(60, 60))
	for name, c := range map[string]struct {
		content []byte
		err     error
	}{
		"empty": {nil, ErrNotPicture}, "short": {[]byte{0xff}, ErrNotPicture}, "a PDF": {[]byte("%PDF-1.7 and more"), ErrNotPicture},
		"cut short": {whole[:len(whole)/2], ErrNotPicture}, "the head alone": {whole[:8], ErrNotPicture},
		"a bomb": {bomb(60000, 60000), ErrTooManyPixels}, "a long bomb": {bomb(1<<31-1, 1<<31-1), ErrNotPicture}, "a line": {bomb(50_000_001, 1), ErrTooManyPixels},
	} {
		if _, err := Fit(bytes.NewReader(c.content), 100, 100); !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", name, err, c.err)
		}
	}
}

// Whatever the bytes, Fit answers and stays inside the box.
func FuzzFit(f *testing.F) {
	for _, kind := range []string{"png", "jpeg", "gif"} {
		f.Add(encoded(f, kind, scene(30, 20)))
	}
	f.Add(held(f, scene(30, 20), 6, binary.BigEndian))
	f.Fuzz(func(t *testing.T, b []byte) {
		if img, err := Fit(bytes.NewReader(b), 40, 30); err == nil {
			if s := img.Bounds().Size(); s.X < 1 || s.Y < 1 || s.X > 40 || s.Y > 30 {
				t.Errorf("%v", s)
			}
		}
	})
}
