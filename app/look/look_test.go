package look

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestBothPalettesNameTheSameColours(t *testing.T) {
	for name := range light {
		if _, ok := dark[name]; !ok {
			t.Errorf("dark lacks %s", name)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("light has %d colours, dark %d", len(light), len(dark))
	}
}

func TestFyneColoursAreAllOurs(t *testing.T) {
	test.NewTempApp(t)
	test.AssertAllColorNamesDefined(t, New(nil, nil), "light")
	test.AssertAllColorNamesDefined(t, New(nil, nil).Dark(), "dark")
}

// WCAG AA asks for 4.5:1; an office projector asks for no less.
func TestTextCanBeRead(t *testing.T) {
	cases := []struct {
		name     string
		ink, bed fyne.ThemeColorName
	}{
		{"body on records", theme.ColorNameForeground, Surface},
		{"body on desk", theme.ColorNameForeground, theme.ColorNameBackground},
		{"body on selection", theme.ColorNameForeground, AccentSoft},
		{"labels", Muted, Surface},
		{"labels on desk", Muted, theme.ColorNameBackground},
		{"labels on selection", Muted, AccentSoft},
		{"button", theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
		{"accent", theme.ColorNamePrimary, Surface},
		{"accent on selection", theme.ColorNamePrimary, AccentSoft},
		{"good", theme.ColorNameSuccess, GoodSoft},
		{"warn", theme.ColorNameWarning, WarnSoft},
		{"bad", theme.ColorNameError, BadSoft},
		{"info", Info, InfoSoft},
		{"danger button", theme.ColorNameForegroundOnError, theme.ColorNameError},
	}
	for kind, p := range map[string]palette{"light": light, "dark": dark} {
		for _, c := range cases {
			if got := contrast(p[c.ink], p[c.bed]); got < 4.5 {
				t.Errorf("%s: %s has contrast %.2f", kind, c.name, got)
			}
		}
	}
}

func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(v uint8) float64 {
	f := float64(v) / 255
	if f <= 0.04045 {
		return f / 12.92
	}
	return math.Pow((f+0.055)/1.055, 2.4)
}

func TestFonts(t *testing.T) {
	own := New([]byte("r"), []byte("b"))
	cases := []struct {
		name  string
		style fyne.TextStyle
		want  string
	}{
		{"body", fyne.TextStyle{}, "r"},
		{"bold", fyne.TextStyle{Bold: true}, "b"},
		{"italic stands upright", fyne.TextStyle{Italic: true}, "r"},
		{"bold italic", fyne.TextStyle{Bold: true, Italic: true}, "b"},
	}
	for _, c := range cases {
		if got := string(own.Font(c.style).Content()); got != c.want {
			t.Errorf("%s: font %q", c.name, got)
		}
		if got := string(own.Dark().Font(c.style).Content()); got != c.want {
			t.Errorf("%s in the dark: font %q", c.name, got)
		}
	}
	if New(nil, nil).Font(fyne.TextStyle{}) == nil {
		t.Error("no font without ours")
	}
}

func TestEveryCallingToneHasAShape(t *testing.T) {
	for _, tone := range []Tone{Idle, Note, Good, Warn, Bad} {
		if tone.Sign() == NoShape {
			t.Errorf("tone %d is told by colour alone", tone)
		}
	}
}
