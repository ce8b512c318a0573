package cli

import (
	"bytes"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// drawingFlags say into which file a drawing goes, and how large it is.
type drawingFlags struct {
	Out   string `required:"" help:"图片文件，.png、.svg 或 .pdf" placeholder:"F"`
	Size  string `help:"像素大小；写 .pdf 时只定横竖" default:"1920x1080" placeholder:"WxH"`
	Paper string `help:"PDF 的纸张：A3 或 A4" enum:"A3,A4" default:"A3" placeholder:"A3"`
}

// frame is the room for a drawing: pixels, and the sheet of paper for a PDF.
type frame struct {
	out  string
	w, h int
	page pdf.Sheet
}

// A drawing on paper keeps clear of what printers do not reach, and writes as large as is read at arm's length.
const (
	paperMargin = 8    // millimetres
	paperPixel  = 0.25 // millimetres
)

// frame reads the size that was asked for; on paper it decides only which way the paper lies.
func (x drawingFlags) frame() (frame, error) {
	f := frame{out: x.Out}
	var err error
	if f.w, f.h, err = sizeOf(x.Size); err != nil || f.format() != ".pdf" {
		return f, err
	}
	f.page = pdf.Sheet{Paper: map[string]pdf.Paper{"A3": pdf.A3, "A4": pdf.A4}[x.Paper], Margin: paperMargin, Pixel: paperPixel}
	if f.w >= f.h {
		f.page.Paper = f.page.Paper.Landscape()
	}
	f.w, f.h = f.page.Size()
	return f, nil
}

func (f frame) format() string { return strings.ToLower(filepath.Ext(f.out)) }

func (f frame) aspect() float64 { return float64(f.w) / float64(f.h) }

// write writes a finished drawing in the format that the file's name asks for.
func (f frame) write(p thematic.Picture, to model.Audience, faces *mapping.Typeface) error {
	var b bytes.Buffer
	if err := f.encode(&b, p, to, faces); err != nil {
		return err
	}
	return writeFile(f.out, &b)
}

func (f frame) encode(w io.Writer, p thematic.Picture, to model.Audience, faces *mapping.Typeface) error {
	switch ext := f.format(); ext {
	case ".png":
		return thematic.WritePNG(w, p, f.w, f.h, 1, faces)
	case ".svg":
		return thematic.WriteSVG(w, p, f.w, f.h, faces)
	case ".pdf":
		return thematic.WritePDF(w, p, f.page, pdf.Info{Title: p.Name(), Subject: to.Mark(), Created: time.Now()}, faces)
	}
	return errPicture
}

// errPicture says which pictures can be written.
const errPicture = mistake("图片文件名应以 .png、.svg 或 .pdf 结尾")

const largestSide = 16384 // pixels; a larger picture would eat gigabytes

// sizeOf reads 1920x1080.
func sizeOf(text string) (w, h int, err error) {
	a, b, ok := strings.Cut(strings.ToLower(strings.NewReplacer("×", "x", "*", "x").Replace(text)), "x")
	w, errW := strconv.Atoi(strings.TrimSpace(a))
	h, errH := strconv.Atoi(strings.TrimSpace(b))
	if !ok || errW != nil || errH != nil || w < 16 || h < 16 || w > largestSide || h > largestSide {
		return 0, 0, mistake("大小「" + text + "」应写成 1920x1080，每边 16 到 16384 像素")
	}
	return w, h, nil
}
