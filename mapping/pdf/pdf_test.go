package pdf_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"strings"
	"testing"
	"time"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/sametest"
)

var (
	black = color.NRGBA{0, 0, 0, 255}
	white = color.NRGBA{255, 255, 255, 255}
	blue  = color.NRGBA{0x1f, 0x4f, 0x9f, 255}
	red   = color.NRGBA{0xb0, 0x30, 0x30, 150}
)

func faces(t testing.TB) *mapping.Typeface {
	t.Helper()
	f, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func box(x, y, w, h float32) *mapping.Path {
	var p mapping.Path
	p.Rect(mapping.R(x, y, w, h))
	return &p
}

// wheel is a picture with colours and clear corners.
func wheel(n int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, n, n))
	for y := range n {
		for x := range n {
			if math.Hypot(float64(x-n/2), float64(y-n/2)) < float64(n)/2 {
				img.Set(x, y, color.NRGBA{uint8(x * 255 / n), uint8(y * 255 / n), 120, uint8(255 - x*128/n)})
			}
		}
	}
	return img
}

func encoded(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// everything makes every call of the canvas with every option.
func everything(c mapping.Canvas) {
	for i, h := range []mapping.Hatch{mapping.NoHatch, mapping.Slashes, mapping.Backslashes, mapping.Cross, mapping.Dots} {
		x := 10 + float32(i)*76
		c.Fill(box(x, 10, 66, 50), mapping.Fill{Color: color.NRGBA{0xd8, 0xe4, 0xea, 255}, Hatch: h, Ink: blue})
		c.Fill(box(x, 66, 66, 50), mapping.Fill{Color: red, Hatch: h, Ink: black, Unit: 2})
	}
	ring := box(10, 124, 90, 60)
	ring.Rect(mapping.R(30, 140, 40, 28))
	c.Fill(ring, mapping.Fill{Color: blue})
	lines(c)
	writing(c)
	c.Image(wheel(48), mapping.R(300, 124, 48, 48))
	c.Image(wheel(48), mapping.R(352, 124, 30, 30))
	c.Clip(mapping.R(110, 124, 60, 40), func() {
		c.Group(mapping.Group{ID: "a", Kind: "site", Title: "载体"}, func() {
			c.Fill(box(100, 100, 50, 50), mapping.Fill{Color: red})
			c.Clip(mapping.R(130, 130, 100, 100), func() { c.Fill(box(0, 0, 400, 400), mapping.Fill{Color: blue}) })
		})
	})
}

func lines(c mapping.Canvas) {
	for i, join := range []mapping.Join{mapping.RoundJoin, mapping.MiterJoin, mapping.BevelJoin} {
		var p mapping.Path
		x := 180 + float32(i)*38
		p.Line(mapping.Pt{X: x, Y: 180}, mapping.Pt{X: x + 14, Y: 130}, mapping.Pt{X: x + 28, Y: 180})
		c.Stroke(&p, mapping.Stroke{Color: red, Width: 8, Cap: mapping.Cap(i), Join: join, Closed: i == 2})
	}
	for i, dash := range [][]float32{nil, {6, 3}, {1, 4}, {0, 5}, {0, 0}, {-1}, {5}} {
		var p mapping.Path
		y := 194 + float32(i)*7
		p.Line(mapping.Pt{X: 12, Y: y}, mapping.Pt{X: 180, Y: y})
		c.Stroke(&p, mapping.Stroke{Color: black, Width: 3, Dash: dash, Cap: mapping.Cap(i % 3)})
	}
	var curve mapping.Path
	curve.MoveTo(200, 240)
	curve.CubeTo(mapping.Pt{X: 240, Y: 190}, mapping.Pt{X: 280, Y: 260}, mapping.Pt{X: 320, Y: 200})
	curve.Line(mapping.Pt{X: 330, Y: 200}, mapping.Pt{X: float32(math.NaN())}, mapping.Pt{X: 380, Y: 240})
	curve.MoveTo(386, 200)
	c.Stroke(&curve, mapping.Stroke{Color: blue, Width: 5, Cap: mapping.RoundCap})
}

func writing(c mapping.Canvas) {
	for i := mapping.AnchorBaselineLeft; i <= mapping.AnchorBottom; i++ {
		at := mapping.Pt{X: 60 + float32(i%4)*96, Y: 280 + float32(i/4)*40}
		c.Fill(box(at.X-1, at.Y-1, 2, 2), mapping.Fill{Color: red})
		c.Text(mapping.Text{S: "钢城Ag3", At: at, Anchor: i, Face: mapping.Face{Size: 17, Bold: i%2 == 1}, Color: black})
	}
	c.Fill(box(10, 350, 370, 40), mapping.Fill{Color: blue})
	c.Text(mapping.Text{S: "精品钢产业链", At: mapping.Pt{X: 20, Y: 370}, Anchor: mapping.AnchorLeft, Face: mapping.Face{Size: 24, Bold: true},
		Color: blue, Halo: white, HaloWidth: 3})
	c.Text(mapping.Text{S: "缺\U0001F600字", At: mapping.Pt{X: 200, Y: 370}, Anchor: mapping.AnchorLeft, Face: mapping.Face{Size: 24},
		Color: white, Halo: black, HaloWidth: 2})
	c.Text(mapping.Text{S: "halo", At: mapping.Pt{X: 300, Y: 370}, Anchor: mapping.AnchorLeft, Face: mapping.Face{Size: 24}, Color: black,
		Halo: color.NRGBA{255, 255, 255, 130}, HaloWidth: 4})
}

func TestSamePicture(t *testing.T) {
	d := sametest.Drawing{Name: "everything", W: 392, H: 400, Faces: faces(t), Fonts: "../../assets/fonts", Draw: everything}
	d.Check(t, sametest.Limits{Mean: 4, Off: 0.03})
}

// write is a document of one page with one line of text.
func write(t testing.TB, text mapping.Text) []byte {
	t.Helper()
	d := pdf.New(pdf.Info{}, faces(t))
	d.Page(pdf.Sheet{Paper: pdf.A4}).Text(text)
	return sametest.Bytes(t, d)
}

func TestTextIsFound(t *testing.T) {
	for _, s := range []string{"招商引资：3—5亿元（含税）", "Steel & <iron> \\(x)", "没有的字😀和𠮷"} {
		for _, halo := range []float32{0, 2} {
			doc := write(t, mapping.Text{S: s, At: mapping.Pt{X: 40, Y: 60}, Face: mapping.Face{Size: 20}, Color: black, Halo: white, HaloWidth: halo})
			if got := strings.TrimSpace(sametest.Text(t, doc)); got != s {
				t.Errorf("halo %g: wrote %q, found %q", halo, s, got)
			}
		}
	}
}

func TestMissingCharactersAreSeen(t *testing.T) {
	doc := write(t, mapping.Text{S: "😀", At: mapping.Pt{X: 40, Y: 60}, Face: mapping.Face{Size: 40}, Color: black})
	img := sametest.PDF(t, doc, 96)
	for _, p := range []image.Point{{62, 32}, {44, 45}} { // the upper and the left side of the box
		if r, _, _, _ := img.At(p.X, p.Y).RGBA(); r > 0x8000 {
			t.Errorf("nothing at %v", p)
		}
	}
}

func TestFontsAreCut(t *testing.T) {
	doc := write(t, mapping.Text{S: "钢城区", At: mapping.Pt{X: 40, Y: 60}, Face: mapping.Face{Size: 20}, Color: black})
	if len(doc) > 20_000 {
		t.Errorf("%d bytes for three characters", len(doc))
	}
}

func TestSameCallsSameBytes(t *testing.T) {
	make := func() []byte {
		f := faces(t)
		d := pdf.New(pdf.Info{Title: "图", Created: time.Date(2024, 6, 30, 8, 0, 0, 0, time.UTC)}, f)
		everything(d.Page(pdf.Sheet{Paper: pdf.A4}))
		d.Bookmark("第一页", 0)
		return sametest.Bytes(t, d)
	}
	if !bytes.Equal(make(), make()) {
		t.Error("two documents")
	}
}

func TestInfoAndOutline(t *testing.T) {
	d := pdf.New(pdf.Info{Title: "载体说明书", Author: "招商局", Subject: "A（一）", Created: time.Date(2024, 6, 30, 8, 0, 0, 0, time.FixedZone("", 8*3600))}, faces(t))
	for i, level := range []int{0, 1, 5, 0} {
		d.Page(pdf.Sheet{Paper: pdf.A4.Landscape(), Margin: 10})
		d.Bookmark(string(rune('甲'+i)), level)
	}
	doc := sametest.Bytes(t, d)
	info := string(sametest.Run(t, doc, []string{"TZ=Asia/Shanghai"}, "pdfinfo", "-"))
	for _, want := range []string{"载体说明书", "招商局", "A（一）", "Pages:           4", "841.89 x 595.276 pts (A4)", "2024"} {
		if !strings.Contains(info, want) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
	if n := bytes.Count(doc, []byte("/Dest[")); n != 4 {
		t.Errorf("%d bookmarks", n)
	}
}

func TestNothingBeyondTheFrame(t *testing.T) {
	d := pdf.New(pdf.Info{}, nil)
	s := pdf.Sheet{Paper: pdf.A4, Margin: 10}
	c := d.Page(s)
	c.Fill(box(-1000, -1000, 5000, 5000), mapping.Fill{Color: black})
	c.Text(mapping.Text{S: "无字体", Face: mapping.Face{Size: 10}, Color: black})
	img := sametest.PDF(t, sametest.Bytes(t, d), 96)
	w, h := s.Size()
	for _, p := range []image.Point{{30, 500}, {400, 30}, {400, 1090}, {765, 500}} {
		if r, _, _, _ := img.At(p.X, p.Y).RGBA(); r < 0x8000 {
			t.Errorf("ink at %v beyond %d × %d", p, w, h)
		}
	}
	if r, _, _, _ := img.At(400, 500).RGBA(); r > 0x8000 {
		t.Error("no ink in the frame")
	}
}

// withPlace is a JPEG in which a camera wrote where it stood.
func withPlace(t testing.TB, img image.Image, place string) []byte {
	b := encoded(t, img)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(place)+2))...)
	return append(append(out, place...), b[2:]...)
}

func TestPhotosKeepTheirBytesAndLoseTheirPlace(t *testing.T) {
	img := wheel(64)
	place := "Exif\x00\x00 117.81, 36.06"
	d := pdf.New(pdf.Info{}, nil)
	c := d.Page(pdf.Sheet{Paper: pdf.A4})
	for y := range 3 {
		c.Image(mapping.Photo{Image: img, JPEG: withPlace(t, img, place)}, mapping.R(10, float32(y)*100, 64, 64))
	}
	doc := sametest.Bytes(t, d)
	scan := encoded(t, img)
	if n := bytes.Count(doc, scan[len(scan)-300:]); n != 1 {
		t.Errorf("the photo is there %d times", n)
	}
	if bytes.Contains(doc, []byte("117.81")) {
		t.Error("the photo tells where it was taken")
	}
	if got := sametest.PDF(t, doc, 96).At(42, 32); !near(got, img.At(32, 32)) {
		t.Errorf("another photo: %v", got)
	}
}

func near(a, b color.Color) bool {
	x, y := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	far := func(p, q uint8) bool { return max(p, q)-min(p, q) > 90 }
	return !far(x.R, y.R) && !far(x.G, y.G) && !far(x.B, y.B)
}

// What is said to be a JPEG and is none, or another picture, is painted from its pixels.
func TestDoubtfulPhotosArePainted(t *testing.T) {
	img := wheel(32)
	for _, b := range [][]byte{nil, []byte("JPEG"), encoded(t, wheel(8)), {0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff}} {
		d := pdf.New(pdf.Info{}, nil)
		d.Page(pdf.Sheet{Paper: pdf.A4}).Image(mapping.Photo{Image: img, JPEG: b}, mapping.R(0, 0, 32, 32))
		if doc := sametest.Bytes(t, d); bytes.Contains(doc, []byte("DCTDecode")) {
			t.Errorf("%d bytes were taken as they are", len(b))
		}
	}
}

func TestStrangeCalls(t *testing.T) {
	nan, far := float32(math.NaN()), float32(math.Inf(1))
	d := pdf.New(pdf.Info{}, faces(t))
	c := d.Page(pdf.Sheet{Paper: pdf.A4})
	c.Fill(&mapping.Path{}, mapping.Fill{Color: black})
	c.Fill(box(nan, 0, far, 1), mapping.Fill{Hatch: mapping.Cross, Ink: black, Unit: -1})
	c.Stroke(box(0, 0, far, 9), mapping.Stroke{Color: black, Width: nan})
	c.Stroke(box(0, 0, 9, 9), mapping.Stroke{Color: black, Width: far, Dash: []float32{nan, far}})
	c.Clip(mapping.R(0, 0, nan, 9), func() { t.Error("drawn in no clip") })
	c.Image(wheel(4), mapping.R(0, far, 4, 4))
	c.Image(image.NewRGBA(image.Rect(0, 0, 0, 0)), mapping.R(0, 0, 4, 4))
	for _, s := range []string{"", "\x00\x07", "\xff\xfe", strings.Repeat("钢", 5000)} {
		c.Text(mapping.Text{S: s, Face: mapping.Face{Size: 12}, Color: black})
	}
	c.Text(mapping.Text{S: "钢", At: mapping.Pt{X: nan}, Face: mapping.Face{Size: 12}, Color: black})
	sametest.PDF(t, sametest.Bytes(t, d), 30)
}
