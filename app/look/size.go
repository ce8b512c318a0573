package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The rhythm, in logical pixels: everything stands on multiples of Half.
const (
	Half   float32 = 4
	Unit   float32 = 8
	Gap    float32 = 16 // between groups
	Row    float32 = 28 // a row of a table
	Bar    float32 = 32 // a header row, a button, an entry
	Radius float32 = 4

	TextBody    float32 = 14
	TextSmall   float32 = 12 // captions, column titles, notes
	TextSection float32 = 16
	TextTitle   float32 = 20
	TextFigure  float32 = 28 // the large number on a card
)

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:            Half,
	theme.SizeNameInnerPadding:       6, // 20 px of text + 2×6 make a 32 px button
	theme.SizeNameLineSpacing:        Half,
	theme.SizeNameText:               TextBody,
	theme.SizeNameCaptionText:        TextSmall,
	theme.SizeNameSubHeadingText:     TextSection,
	theme.SizeNameHeadingText:        TextTitle,
	theme.SizeNameInlineIcon:         18,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameScrollBar:          12,
	theme.SizeNameScrollBarSmall:     6,
	theme.SizeNameInputRadius:        Radius,
	theme.SizeNameButtonRadius:       Radius,
	theme.SizeNameSelectionRadius:    2,
	theme.SizeNameCardRadius:         6,
	theme.SizeNameDialogRadius:       6,
	theme.SizeNamePopupRadius:        6,
	theme.SizeNameMenuRadius:         Radius,
	theme.SizeNameModalBlurRadius:    0, // a blurred window costs frames on old machines
}

// Size gives a named size in logical pixels.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}
