package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Tone is what a thing's state means to the reader. The zero value is plain text.
type Tone uint8

// The tones.
const (
	Plain Tone = iota
	Quiet      // secondary
	Accent
	Idle // not started, paused
	Note // under way
	Good
	Warn
	Bad
)

var toneColors = [...]fyne.ThemeColorName{
	Plain:  theme.ColorNameForeground,
	Quiet:  Muted,
	Accent: theme.ColorNamePrimary,
	Idle:   Neutral,
	Note:   Info,
	Good:   theme.ColorNameSuccess,
	Warn:   theme.ColorNameWarning,
	Bad:    theme.ColorNameError,
}

// Color names the tone's colour for text and shapes.
func (t Tone) Color() fyne.ThemeColorName {
	if int(t) < len(toneColors) {
		return toneColors[t]
	}
	return theme.ColorNameForeground
}

// Soft names the tone's colour for a background behind text.
func (t Tone) Soft() fyne.ThemeColorName {
	switch t {
	case Note:
		return InfoSoft
	case Good:
		return GoodSoft
	case Warn:
		return WarnSoft
	case Bad:
		return BadSoft
	case Accent:
		return AccentSoft
	}
	return theme.ColorNameBackground
}

// Shape tells a state without colour: for a printout, a poor projector, a colour-blind reader.
// Each is one character that GBK fonts have, so a copied cell may carry it too. The zero value draws nothing.
type Shape string

// The shapes, from nothing done to finished, then the ones that call.
const (
	NoShape      Shape = ""
	Circle       Shape = "○"
	Target       Shape = "◎"
	Disc         Shape = "●"
	Diamond      Shape = "◇"
	FullDiamond  Shape = "◆"
	Square       Shape = "□"
	FullSquare   Shape = "■"
	Triangle     Shape = "△"
	FullTriangle Shape = "▲"
	Star         Shape = "☆"
	FullStar     Shape = "★"
	Cross        Shape = "×"
)

// Sign is the shape that goes with a tone where a screen has no finer one.
func (t Tone) Sign() Shape {
	switch t {
	case Idle:
		return Circle
	case Note:
		return Disc
	case Good:
		return FullSquare
	case Warn:
		return FullTriangle
	case Bad:
		return FullDiamond
	}
	return NoShape
}
