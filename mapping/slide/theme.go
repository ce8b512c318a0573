package slide

import (
	"image/color"

	"chainatlas/mapping/chart"
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}

// Theme is how a deck looks.
type Theme struct {
	Ground, Ink, Muted, Accent, Tint, Rule color.NRGBA
	Cover, CoverInk, CoverSoft             color.NRGBA // of the first and the last slide
	CoverTint, CoverMark                   color.NRGBA // what is drawn on them
	Good, GoodTint, Poor                   color.NRGBA
	Dark                                   bool // drawings are turned to dark colours too
	series                                 []color.NRGBA
}

// The themes: for bright rooms, for projectors in dark ones, and for print.
var (
	Steel = Theme{Ground: rgb(0xffffff), Ink: rgb(0x1c272c), Muted: rgb(0x5c6b73), Accent: rgb(0x0f5f76), Tint: rgb(0xeef4f6), Rule: rgb(0xd5dde1),
		Cover: rgb(0x0d3f52), CoverInk: rgb(0xffffff), CoverSoft: rgb(0xb9d3dc), CoverTint: rgb(0x164c61), CoverMark: rgb(0xe0a458), Good: rgb(0x2b7a45), GoodTint: rgb(0xe4f2e8), Poor: rgb(0x9a5b00),
		series: []color.NRGBA{rgb(0x0f5f76), rgb(0xb4513b), rgb(0x8a6d3b), rgb(0x4f8a4c), rgb(0x6b5a9e), rgb(0x4a6fb5)}}
	Dark = Theme{Ground: rgb(0x10171b), Ink: rgb(0xe8eef0), Muted: rgb(0x9fb0b8), Accent: rgb(0x58b7d0), Tint: rgb(0x1e2a30), Rule: rgb(0x36464e),
		Cover: rgb(0x0b1216), CoverInk: rgb(0xe8eef0), CoverSoft: rgb(0x9fb0b8), CoverTint: rgb(0x172127), CoverMark: rgb(0x58b7d0), Good: rgb(0x76c893), GoodTint: rgb(0x1d3527), Poor: rgb(0xe0a458), Dark: true,
		series: []color.NRGBA{rgb(0x58b7d0), rgb(0xe08a72), rgb(0xd0b26a), rgb(0x86c77f), rgb(0xa99be0), rgb(0x86a6e8)}}
	Plain = Theme{Ground: rgb(0xffffff), Ink: rgb(0x111111), Muted: rgb(0x555555), Accent: rgb(0x222222), Tint: rgb(0xf4f4f4), Rule: rgb(0xcccccc),
		Cover: rgb(0xffffff), CoverInk: rgb(0x111111), CoverSoft: rgb(0x555555), CoverTint: rgb(0xf0f0f0), CoverMark: rgb(0x222222), Good: rgb(0x1f5f36), GoodTint: rgb(0xf0f0f0), Poor: rgb(0x7a4700),
		series: []color.NRGBA{rgb(0x444444), rgb(0x888888), rgb(0xaaaaaa), rgb(0x666666)}}
)

// Chart is the style of charts in the theme.
func (t Theme) Chart(size float32) chart.Style {
	return chart.Style{Ink: t.Ink, Muted: t.Muted, Grid: t.Rule, Paper: t.Ground, Colors: t.series, Size: size}
}
