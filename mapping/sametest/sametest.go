// Package sametest shows in tests that a PDF and an SVG look like the picture that raster paints. It asks pdftoppm
// (poppler-utils) and rsvg-convert (librsvg2-bin) for their pixels; scripts/setup.sh installs both.
package sametest

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/svg"

	"image/color"
)

// perInch makes a pixel of the drawing one of the picture.
const perInch = 96

// Drawing is what is drawn alike on every canvas.
type Drawing struct {
	Name  string
	W, H  int
	Faces *mapping.Typeface
	Fonts string // folder of the typeface's files, for SVG
	Draw  func(mapping.Canvas)
}

// Limits are what two pictures may differ by.
type Limits struct {
	Mean float64 // mean difference of the channels, of 255
	Off  float64 // share of the pixels of which a channel differs by more than a quarter
}

// Check draws on all three canvases and compares what comes out. CHAINATLAS_PICTURES names a folder for the pictures.
func (d Drawing) Check(t *testing.T, l Limits) {
	t.Helper()
	paper := color.NRGBA{255, 255, 255, 255}
	r := raster.New(d.W, d.H, paper, d.Faces)
	d.Draw(r)
	s := svg.New(float32(d.W), float32(d.H), paper, d.Faces)
	d.Draw(s)
	doc := pdf.New(pdf.Info{}, d.Faces)
	d.Draw(doc.Page(pdf.Sheet{Paper: pdf.Paper{W: float64(d.W) * 25.4 / perInch, H: float64(d.H) * 25.4 / perInch}}))
	want := r.Picture()
	d.keep(t, "raster", want)
	for kind, got := range map[string]image.Image{"svg": SVG(t, []byte(s.String()), d.Fonts), "pdf": PDF(t, Bytes(t, doc), perInch)} {
		d.keep(t, kind, got)
		mean, off, err := Difference(want, got)
		t.Logf("%s as %s: mean difference %.2f, %.2f %% of the pixels off", d.Name, kind, mean, off*100)
		if err != nil || mean > l.Mean || off > l.Off {
			t.Errorf("%s as %s is another picture: mean difference %.2f, %.2f %% of the pixels off, %v", d.Name, kind, mean, off*100, err)
		}
	}
}

func (d Drawing) keep(t *testing.T, kind string, img image.Image) {
	t.Helper()
	dir := os.Getenv("CHAINATLAS_PICTURES")
	if dir == "" {
		return
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, d.Name+"-"+kind+".png"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Bytes is the finished document.
func Bytes(t testing.TB, d *pdf.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// PDF paints the first page of a document.
func PDF(t testing.TB, doc []byte, perInch int) image.Image {
	t.Helper()
	return decoded(t, Run(t, doc, nil, "pdftoppm", "-png", "-singlefile", "-r", strconv.Itoa(perInch), "-"))
}

// Text is what a reader finds in a document, page by page.
func Text(t testing.TB, doc []byte) string {
	t.Helper()
	return string(Run(t, doc, nil, "pdftotext", "-layout", "-", "-"))
}

const fontconfig = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>`

// SVG paints a drawing with the typefaces in a folder and no others.
func SVG(t testing.TB, doc []byte, fonts string) image.Image {
	t.Helper()
	fonts, err := filepath.Abs(fonts)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	known := filepath.Join(dir, "fonts.conf")
	if err := os.WriteFile(known, fmt.Appendf(nil, fontconfig, fonts, dir), 0o600); err != nil {
		t.Fatal(err)
	}
	return decoded(t, Run(t, doc, []string{"FONTCONFIG_FILE=" + known}, "rsvg-convert", "--unlimited"))
}

// Run gives a program its input and returns what it writes.
func Run(t testing.TB, in []byte, env []string, program string, args ...string) []byte {
	t.Helper()
	c := exec.Command(program, args...)
	var complaint bytes.Buffer
	c.Stdin, c.Stderr, c.Env = bytes.NewReader(in), &complaint, append(os.Environ(), env...)
	out, err := c.Output()
	if err != nil || complaint.Len() > 0 {
		t.Fatalf("%s (scripts/setup.sh installs it): %v\n%s", program, err, complaint.String())
	}
	return out
}

func decoded(t testing.TB, b []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// Difference compares two pictures of one size: the mean over all channels, and the share of pixels that are off.
func Difference(a, b image.Image) (mean, off float64, err error) {
	if a.Bounds().Size() != b.Bounds().Size() {
		return 0, 0, fmt.Errorf("%v and %v", a.Bounds().Size(), b.Bounds().Size())
	}
	x, y := flat(a), flat(b)
	sum, far := 0, 0
	for i := 0; i < len(x.Pix); i += 4 {
		most := 0
		for k := i; k < i+3; k++ {
			d := int(x.Pix[k]) - int(y.Pix[k])
			d = max(d, -d)
			sum += d
			most = max(most, d)
		}
		if most > 64 {
			far++
		}
	}
	n := float64(len(x.Pix) / 4)
	return float64(sum) / n / 3, float64(far) / n, nil
}

// flat is the picture on white.
func flat(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Over)
	return out
}
