// Command icon draws the program's icon as assets/icon.png and assets/icon.svg from one description.
//
//	go run ./tools/icon
package main

import (
	"flag"
	"fmt"
	"image/color"
	"os"
	"path/filepath"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/svg"
)

// side is the picture's width and height in pixels.
const side = 512

var (
	accent = color.NRGBA{0x0f, 0x5f, 0x76, 0xff} // the one accent colour of the window
	soft   = color.NRGBA{0x6f, 0xa9, 0xb8, 0xff}
	paper  = color.NRGBA{0xff, 0xff, 0xff, 0xff}
)

// node is a business in the chain: a disc, hollow where a firm is still to be found.
type node struct {
	at     mapping.Pt
	radius float32
	hollow bool
	colour color.NRGBA
}

// The chain rises from the left; its middle link is the gap to fill.
var (
	supplier = node{mapping.Pt{X: 132, Y: 356}, 52, false, paper}
	gap      = node{mapping.Pt{X: 256, Y: 232}, 78, true, paper}
	customer = node{mapping.Pt{X: 388, Y: 124}, 52, false, paper}
	partner  = node{mapping.Pt{X: 384, Y: 372}, 44, false, soft}
)

func main() {
	out := flag.String("out", "assets", "folder of the two files")
	flag.Parse()
	if err := write(*out); err != nil {
		fmt.Fprintln(os.Stderr, "icon:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	drawing := svg.New(side, side, color.NRGBA{}, mapping.RoughMeasurer{})
	draw(drawing)
	if err := os.WriteFile(filepath.Join(folder, "icon.svg"), []byte(drawing.String()), 0o644); err != nil {
		return err
	}
	picture := raster.New(side, side, color.NRGBA{}, nil)
	draw(picture)
	file, err := os.Create(filepath.Join(folder, "icon.png"))
	if err != nil {
		return err
	}
	if err := picture.WritePNG(file); err != nil {
		return err
	}
	return file.Close()
}

func draw(c mapping.Canvas) {
	plate := roundedBox(mapping.R(16, 16, side-32, side-32), 104)
	c.Fill(plate, mapping.Fill{Color: accent})
	connect(c, gap, partner, soft)
	connect(c, supplier, gap, paper)
	connect(c, gap, customer, paper)
	for _, n := range []node{partner, supplier, gap, customer} {
		c.Fill(disc(n.at, n.radius), mapping.Fill{Color: n.colour})
		if n.hollow {
			c.Fill(disc(n.at, n.radius*0.52), mapping.Fill{Color: accent})
		}
	}
}

func connect(c mapping.Canvas, a, b node, colour color.NRGBA) {
	var p mapping.Path
	p.Line(a.at, b.at)
	c.Stroke(&p, mapping.Stroke{Color: colour, Width: 34})
}

// bend is how far the handles of a cubic stand from its ends to draw a quarter of a circle of radius 1.
const bend = 0.5523

func disc(at mapping.Pt, r float32) *mapping.Path {
	return roundedBox(mapping.R(at.X-r, at.Y-r, 2*r, 2*r), r)
}

// roundedBox is a box whose corners are quarters of a circle.
func roundedBox(box mapping.Rect, r float32) *mapping.Path {
	p := &mapping.Path{}
	left, top, right, bottom, k := box.Min.X, box.Min.Y, box.Max.X, box.Max.Y, r*(1-bend)
	p.MoveTo(left+r, top)
	p.LineTo(right-r, top)
	p.CubeTo(mapping.Pt{X: right - k, Y: top}, mapping.Pt{X: right, Y: top + k}, mapping.Pt{X: right, Y: top + r})
	p.LineTo(right, bottom-r)
	p.CubeTo(mapping.Pt{X: right, Y: bottom - k}, mapping.Pt{X: right - k, Y: bottom}, mapping.Pt{X: right - r, Y: bottom})
	p.LineTo(left+r, bottom)
	p.CubeTo(mapping.Pt{X: left + k, Y: bottom}, mapping.Pt{X: left, Y: bottom - k}, mapping.Pt{X: left, Y: bottom - r})
	p.LineTo(left, top+r)
	p.CubeTo(mapping.Pt{X: left, Y: top + k}, mapping.Pt{X: left + k, Y: top}, mapping.Pt{X: left + r, Y: top})
	return p
}
