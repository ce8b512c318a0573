package ui

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

const ellipsis = "…"

// face is a typeface at a size, as a key.
type face struct {
	font fyne.Resource
	size float32
	bold bool
}

// advances remembers how wide each character of a face is. Our fonts carry no kerning and no ligatures,
// so the width of a line is the sum, and a table need not shape every text to know whether it fits.
type advances struct {
	face  face
	ascii [utf8.RuneSelf]float32 // 0 is not known yet
	rest  map[rune]float32
}

var measured = map[face]*advances{}

func advancesOf(size float32, bold bool) *advances {
	f := face{theme.Current().Font(fyne.TextStyle{Bold: bold}), size, bold}
	a := measured[f]
	if a == nil {
		a = &advances{face: f, rest: map[rune]float32{}}
		measured[f] = a
	}
	return a
}

func (a *advances) of(r rune) float32 {
	if r >= 0 && r < utf8.RuneSelf {
		if a.ascii[r] == 0 {
			a.ascii[r] = a.measure(r)
		}
		return a.ascii[r]
	}
	w, ok := a.rest[r]
	if !ok {
		w = a.measure(r)
		a.rest[r] = w
	}
	return w
}

func (a *advances) measure(r rune) float32 {
	return fyne.MeasureText(string(r), a.face.size, fyne.TextStyle{Bold: a.face.bold}).Width
}

// width is how wide s is, in logical pixels.
func (a *advances) width(s string) (w float32) {
	for _, r := range s {
		w += a.of(r)
	}
	return w
}

// fit returns s, or as much of its beginning as fits into room with an ellipsis behind.
func (a *advances) fit(s string, room float32) string {
	limit := room - a.of('…')
	var w float32
	cut := 0
	for i, r := range s {
		w += a.of(r)
		if w > room {
			return strings.TrimRight(s[:cut], " ") + ellipsis
		}
		if w <= limit {
			cut = i + utf8.RuneLen(r)
		}
	}
	return s
}

// oneLine makes a text of several lines fit for a cell.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n\t") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
