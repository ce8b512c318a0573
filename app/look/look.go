// Package look is how the program looks: colours, sizes and its own typeface.
//
// Fyne's own typeface has no Chinese; without ours a machine shows diamonds, or mixes fonts inside a word.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme is a Fyne theme that ignores the system's light or dark wish: an office wants light, a stage dark,
// and the program knows which it shows.
type Theme struct {
	colors        palette
	variant       fyne.ThemeVariant
	regular, bold fyne.Resource
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the light theme with the given .ttf fonts; a nil font means Fyne's own.
func New(regular, bold []byte) *Theme {
	return &Theme{
		colors:  light,
		variant: theme.VariantLight,
		regular: font("regular.ttf", regular, theme.DefaultTextFont()),
		bold:    font("bold.ttf", bold, theme.DefaultTextBoldFont()),
	}
}

// Dark returns the theme for presenting, with the same fonts.
func (t *Theme) Dark() *Theme {
	d := *t
	d.colors, d.variant = dark, theme.VariantDark
	return &d
}

func font(name string, ttf []byte, fallback fyne.Resource) fyne.Resource {
	if len(ttf) == 0 {
		return fallback
	}
	return fyne.NewStaticResource(name, ttf)
}

// Color gives the value of a named colour.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.colors[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, t.variant)
}

// Font gives the typeface; Chinese has no italic, so slanted text stands upright.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace:
		return theme.DefaultTextMonospaceFont()
	case style.Symbol:
		return theme.DefaultSymbolFont()
	case style.Bold:
		return t.bold
	}
	return t.regular
}

// Icon gives Fyne's icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Color is the value of a named colour in the theme now shown.
func Color(name fyne.ThemeColorName) color.Color { return theme.Color(name) }
