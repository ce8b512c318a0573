package assets_test

import (
	"bytes"
	"testing"

	"chainatlas/assets"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestFacesCoverWhatLedgersHold(t *testing.T) {
	cases := []struct{ name, text string }{
		{"Chinese", "济南市钢城区招商引资项目台账"},
		{"Latin, Greek and Cyrillic", "Ålesund Παραδειγμα Пример pīnyīn"},
		{"punctuation", "“”‘’《》【】、，。；：？！…—·～"},
		{"signs of ledgers", "①⑳㎡㎞㎏㎥℃‰％￥¥№§±×÷≥≤≠≈²³½"},
		{"arrows and shapes", "→←↑↓▲△▼▽●○◎◆◇■□★☆✓⚠"},
		{"boxes", "─│┌┐└┘├┤┬┴┼"},
		{"rare characters of names", "䶮㛃㙦䥽㳚喆堃犇淼赟燊昇翀頔祎翯"},
		{"Extension A", "㐀㐁䶵"},
		{"full width", "ＡＢＣ１２３（）"},
	}
	for _, face := range faces(t) {
		for _, c := range cases {
			for _, r := range c.text {
				if r != ' ' && glyph(t, face.font, r) == 0 {
					t.Errorf("%s, %s: no glyph for %c (%U)", face.name, c.name, r, r)
				}
			}
		}
	}
}

// ≒ is the one sign of GBK that the original face lacks.
func TestFacesCoverGBK(t *testing.T) {
	for _, face := range faces(t) {
		for _, r := range twoByteGBK(t) {
			if r != '≒' && glyph(t, face.font, r) == 0 {
				t.Errorf("%s: no glyph for %c (%U)", face.name, r, r)
			}
		}
	}
}

func TestDigitsShareOneAdvance(t *testing.T) {
	for _, face := range faces(t) {
		want := advance(t, face.font, '0')
		for r := '1'; r <= '9'; r++ {
			if got := advance(t, face.font, r); got != want {
				t.Errorf("%s: %c is %v wide, 0 is %v", face.name, r, got, want)
			}
		}
	}
}

func TestFacesCarryNoLayoutTables(t *testing.T) {
	for _, data := range [][]byte{assets.FontRegular(), assets.FontBold()} {
		tables := int(data[4])<<8 | int(data[5])
		directory := data[12 : 12+16*tables]
		for _, tag := range []string{"GSUB", "GPOS", "GDEF", "prep", "fpgm"} {
			if bytes.Contains(directory, []byte(tag)) {
				t.Errorf("table %s is still there", tag)
			}
		}
	}
}

type face struct {
	name string
	font *sfnt.Font
}

func faces(t *testing.T) []face {
	t.Helper()
	var found []face
	for name, data := range map[string][]byte{"regular": assets.FontRegular(), "bold": assets.FontBold()} {
		font, err := sfnt.Parse(data)
		if err != nil {
			t.Fatalf("parse %s: %v", name, err)
		}
		found = append(found, face{name, font})
	}
	return found
}

func glyph(t *testing.T, font *sfnt.Font, r rune) sfnt.GlyphIndex {
	t.Helper()
	index, err := font.GlyphIndex(nil, r)
	if err != nil {
		t.Fatalf("glyph of %U: %v", r, err)
	}
	return index
}

func advance(t *testing.T, font *sfnt.Font, r rune) int {
	t.Helper()
	width, err := font.GlyphAdvance(nil, glyph(t, font, r), 1000<<6, 0)
	if err != nil {
		t.Fatalf("advance of %c: %v", r, err)
	}
	return width.Round()
}

// twoByteGBK returns what GBK can write, private use left out.
func twoByteGBK(t *testing.T) []rune {
	t.Helper()
	decoder := simplifiedchinese.GBK.NewDecoder()
	var found []rune
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			text, err := decoder.Bytes([]byte{byte(lead), byte(trail)})
			if err != nil {
				continue
			}
			runes := []rune(string(text))
			if len(runes) == 1 && runes[0] != '\uFFFD' && (runes[0] < 0xE000 || runes[0] > 0xF8FF) {
				found = append(found, runes[0])
			}
		}
	}
	return found
}
