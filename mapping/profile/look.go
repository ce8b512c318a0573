package profile

import (
	"image/color"

	"chainatlas/mapping"
	"chainatlas/mapping/page"
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}

// The inks of print: those of the maps.
var (
	ink      = rgb(0x1c272c)
	muted    = rgb(0x5c6b73)
	accent   = rgb(0x0f5f76)
	hairline = rgb(0xd5dde1)
	tint     = rgb(0xf0f5f7)
	stampInk = rgb(0xa13d2d)
	bestInk  = rgb(0x2b7a45)
	bestTint = rgb(0xe4f2e8)
)

// The styles of writing; pixels are quarters of a millimetre.
var (
	title    = page.Style{Face: mapping.Face{Size: 30, Bold: true}, Color: ink, Leading: 1.3}
	subtitle = page.Style{Face: mapping.Face{Size: 14}, Color: muted}
	section  = page.Style{Face: mapping.Face{Size: 15, Bold: true}, Color: accent, Leading: 1.4}
	label    = page.Style{Face: mapping.Face{Size: 13}, Color: muted}
	text     = page.Style{Face: mapping.Face{Size: 13}, Color: ink}
	unstated = page.Style{Face: mapping.Face{Size: 13}, Color: rgb(0x9aa6ac)}
	small    = page.Style{Face: mapping.Face{Size: 11}, Color: muted, Leading: 1.4}
	figure   = page.Style{Face: mapping.Face{Size: 19, Bold: true}, Color: ink, Leading: 1.3}
)

const (
	gutter     = 28
	labelWidth = 104
	labelWide  = 132 // of English labels
	rowGap     = 7
)

// notStated is what is said of a fact that nobody gave.
const notStated = "未说明"

func fill(c mapping.Canvas, r mapping.Rect, col color.NRGBA) {
	var p mapping.Path
	p.Rect(r)
	c.Fill(&p, mapping.Fill{Color: col})
}

func frame(c mapping.Canvas, r mapping.Rect, col color.NRGBA, width float32) {
	var p mapping.Path
	p.Rect(r)
	c.Stroke(&p, mapping.Stroke{Color: col, Width: width, Closed: true, Join: mapping.MiterJoin})
}
