package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours that Fyne has no name for. Widgets ask for them by name, so that one theme change recolours all.
const (
	Surface    fyne.ThemeColorName = "surface"    // where records stand: tables, forms, cards
	Muted      fyne.ThemeColorName = "muted"      // labels, hints, secondary text
	Line       fyne.ThemeColorName = "line"       // hairlines between rows and panels
	AccentSoft fyne.ThemeColorName = "accentSoft" // selected rows, the current screen in the rail
	RowHover   fyne.ThemeColorName = "rowHover"   // the row under the pointer
	Info       fyne.ThemeColorName = "info"       // under way, worth knowing
	Neutral    fyne.ThemeColorName = "neutral"    // not started, paused, unknown
	InfoSoft   fyne.ThemeColorName = "infoSoft"   // backgrounds of banners
	GoodSoft   fyne.ThemeColorName = "goodSoft"
	WarnSoft   fyne.ThemeColorName = "warnSoft"
	BadSoft    fyne.ThemeColorName = "badSoft"
)

// palette gives every colour name its value.
type palette map[fyne.ThemeColorName]color.NRGBA

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}

func alpha(hex uint32, a uint8) color.NRGBA {
	c := rgb(hex)
	c.A = a
	return c
}

// light is for offices and daylight: paper white on a cool grey desk, one deep teal-blue.
// Text on its background keeps a contrast of at least 4.5:1.
var light = palette{
	Surface:    rgb(0xffffff),
	Muted:      rgb(0x5c6b73),
	Line:       rgb(0xe3e8eb),
	AccentSoft: rgb(0xdcecf0),
	RowHover:   rgb(0xf1f5f7),
	Info:       rgb(0x2a62a6),
	Neutral:    rgb(0x73818a),
	InfoSoft:   rgb(0xe8f0f9),
	GoodSoft:   rgb(0xe6f3eb),
	WarnSoft:   rgb(0xfbf1de),
	BadSoft:    rgb(0xfbeae8),

	theme.ColorNameBackground:                rgb(0xf4f6f7),
	theme.ColorNameForeground:                rgb(0x1c272c),
	theme.ColorNamePrimary:                   rgb(0x0f5f76),
	theme.ColorNameHyperlink:                 rgb(0x0f5f76),
	theme.ColorNameForegroundOnPrimary:       rgb(0xffffff),
	theme.ColorNameButton:                    rgb(0xe7ecee),
	theme.ColorNameDisabledButton:            rgb(0xeff2f3),
	theme.ColorNameDisabled:                  rgb(0x98a4aa),
	theme.ColorNamePlaceHolder:               rgb(0x7d8a91),
	theme.ColorNameInputBackground:           rgb(0xffffff),
	theme.ColorNameInputBorder:               rgb(0xc6d0d5),
	theme.ColorNameHeaderBackground:          rgb(0xf4f6f7),
	theme.ColorNameMenuBackground:            rgb(0xffffff),
	theme.ColorNameOverlayBackground:         rgb(0xffffff),
	theme.ColorNameSeparator:                 rgb(0xe3e8eb),
	theme.ColorNameHover:                     alpha(0x0f5f76, 0x14),
	theme.ColorNamePressed:                   alpha(0x0f5f76, 0x2e),
	theme.ColorNameFocus:                     alpha(0x0f5f76, 0x38),
	theme.ColorNameSelection:                 alpha(0x0f5f76, 0x38),
	theme.ColorNameScrollBar:                 alpha(0x1c272c, 0x58),
	theme.ColorNameScrollBarBackground:       alpha(0x1c272c, 0x0a),
	theme.ColorNameShadow:                    alpha(0x1c272c, 0x30),
	theme.ColorNameSuccess:                   rgb(0x2b7549),
	theme.ColorNameWarning:                   rgb(0x9a5b00),
	theme.ColorNameError:                     rgb(0xb0302a),
	theme.ColorNameForegroundOnSuccess:       rgb(0xffffff),
	theme.ColorNameForegroundOnWarning:       rgb(0xffffff),
	theme.ColorNameForegroundOnError:         rgb(0xffffff),
	theme.ColorNameInnerWindowBorder:         rgb(0xe3e8eb),
	theme.ColorNameInnerWindowBorderInactive: rgb(0xe3e8eb),
}

// dark is for a projector in a darkened room: the same hues, lifted.
var dark = palette{
	Surface:    rgb(0x172025),
	Muted:      rgb(0x9fadb4),
	Line:       rgb(0x2a363c),
	AccentSoft: rgb(0x17414e),
	RowHover:   rgb(0x1e2a30),
	Info:       rgb(0x7fb2ec),
	Neutral:    rgb(0x94a2a9),
	InfoSoft:   rgb(0x1a2c41),
	GoodSoft:   rgb(0x17352a),
	WarnSoft:   rgb(0x3a2d14),
	BadSoft:    rgb(0x402321),

	theme.ColorNameBackground:                rgb(0x10171b),
	theme.ColorNameForeground:                rgb(0xe8eef0),
	theme.ColorNamePrimary:                   rgb(0x58b7d0),
	theme.ColorNameHyperlink:                 rgb(0x58b7d0),
	theme.ColorNameForegroundOnPrimary:       rgb(0x07222a),
	theme.ColorNameButton:                    rgb(0x253137),
	theme.ColorNameDisabledButton:            rgb(0x1c262b),
	theme.ColorNameDisabled:                  rgb(0x66757d),
	theme.ColorNamePlaceHolder:               rgb(0x82919a),
	theme.ColorNameInputBackground:           rgb(0x10171b),
	theme.ColorNameInputBorder:               rgb(0x3a484f),
	theme.ColorNameHeaderBackground:          rgb(0x10171b),
	theme.ColorNameMenuBackground:            rgb(0x1c272c),
	theme.ColorNameOverlayBackground:         rgb(0x1c272c),
	theme.ColorNameSeparator:                 rgb(0x2a363c),
	theme.ColorNameHover:                     alpha(0x58b7d0, 0x1c),
	theme.ColorNamePressed:                   alpha(0x58b7d0, 0x38),
	theme.ColorNameFocus:                     alpha(0x58b7d0, 0x48),
	theme.ColorNameSelection:                 alpha(0x58b7d0, 0x48),
	theme.ColorNameScrollBar:                 alpha(0xe8eef0, 0x58),
	theme.ColorNameScrollBarBackground:       alpha(0xe8eef0, 0x0a),
	theme.ColorNameShadow:                    alpha(0x000000, 0x70),
	theme.ColorNameSuccess:                   rgb(0x6cc491),
	theme.ColorNameWarning:                   rgb(0xe6b455),
	theme.ColorNameError:                     rgb(0xf08a80),
	theme.ColorNameForegroundOnSuccess:       rgb(0x0c1f15),
	theme.ColorNameForegroundOnWarning:       rgb(0x241a05),
	theme.ColorNameForegroundOnError:         rgb(0x2a0d0a),
	theme.ColorNameInnerWindowBorder:         rgb(0x2a363c),
	theme.ColorNameInnerWindowBorderInactive: rgb(0x2a363c),
}
