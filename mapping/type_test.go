package mapping

import (
	"os"
	"sync"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

func goType(t testing.TB) *Typeface {
	t.Helper()
	f, err := NewTypeface(goregular.TTF, gobold.TTF)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAdvance(t *testing.T) {
	f := goType(t)
	face := Face{Size: 20}
	for _, tc := range []struct {
		name string
		s    string
		min  float32
		max  float32
	}{
		{"nothing", "", 0, 0},
		{"narrow letter", "i", 3, 8},
		{"wide letter", "W", 15, 25},
		{"characters no font has still take room", "钢城", 40, 40},
		{"a control character takes none", "\n", 0, 0},
	} {
		if got := f.Advance(tc.s, face); got < tc.min || got > tc.max {
			t.Errorf("%s: %q is %.1f wide, want %.1f…%.1f", tc.name, tc.s, got, tc.min, tc.max)
		}
	}
	if a, b := f.Advance("Width", face), f.Advance("Width", Face{Size: 20, Bold: true}); a >= b {
		t.Errorf("bold is %.1f wide, regular %.1f", b, a)
	}
	if a, b := f.Advance("Width", face), f.Advance("Width", Face{Size: 40}); 2*a != b {
		t.Errorf("twice the size is %.1f wide, not twice %.1f", b, a)
	}
}

func TestTypefaceNamesWhatItCannotRead(t *testing.T) {
	if _, err := NewTypeface([]byte("no font"), nil); err == nil {
		t.Error("read a font out of nothing")
	}
	if _, err := NewTypeface(goregular.TTF, []byte{}); err == nil {
		t.Error("read an empty bold font")
	}
}

func TestMissingGlyphIsVisible(t *testing.T) {
	f := goType(t)
	g := f.Glyph('钢', false)
	if !g.Missing || g.Box.Empty() || f.Has('钢', false) || !f.Has('a', true) {
		t.Errorf("missing glyph is %+v", g)
	}
}

// The product's own font, when the folder beside has it.
func TestChineseFont(t *testing.T) {
	data, err := os.ReadFile("../assets/fonts/NotoSansSC-Regular.ttf")
	if os.IsNotExist(err) {
		t.Log("no Chinese font beside this package")
		return
	}
	f, err := NewTypeface(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Advance("钢城区", Face{Size: 10}); got != 30 {
		t.Errorf("three ideographs at 10 px are %.2f wide, want 30", got)
	}
	lacking := goType(t)
	if err := lacking.AddFallback(data); err != nil {
		t.Fatal(err)
	}
	if !lacking.Has('钢', false) || !lacking.Has('钢', true) {
		t.Error("the fallback was not asked")
	}
}

func TestTypefaceServesManyAtOnce(t *testing.T) {
	f := goType(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for r := rune(0x100); r < 0x400; r++ {
				f.Glyph(r, r%2 == 0)
			}
			f.Keep("k", func() any { return new(int) })
		})
	}
	wg.Wait()
	first := f.Glyph(0x150, true)
	if again := f.Glyph(0x150, true); first != again {
		t.Error("a glyph was read twice")
	}
}

func TestTextBoxHoldsItsPoint(t *testing.T) {
	f := goType(t)
	at := Pt{100, 100}
	for a := AnchorBaselineLeft; a <= AnchorBottom; a++ {
		box := Text{S: "Text", At: at, Anchor: a, Face: Face{Size: 20}}.Box(f)
		if box.Inset(-0.01).Contains(at) == false {
			t.Errorf("anchor %d: the box %v does not touch its point", a, box)
		}
	}
}

func BenchmarkAdvance(b *testing.B) {
	f := goType(b)
	for b.Loop() {
		f.Advance("钢城区颜庄街道 Steel", Face{Size: 14})
	}
}
