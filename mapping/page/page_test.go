package page

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"

	"chainatlas/mapping"
	"chainatlas/mapping/scene"

	"pgregory.net/rapid"
)

var plain = Style{Face: mapping.Face{Size: 10}, Color: color.NRGBA{0, 0, 0, 255}}

// set sets blocks into boxes of one size, as many as they need, and returns what stands in each.
func set(f Flow, w, h float32, blocks []Block) []*scene.Scene {
	var pages []*scene.Scene
	for len(blocks) > 0 {
		s := scene.New(nil)
		blocks = f.Set(s, mapping.R(0, 0, w, h), blocks)
		pages = append(pages, s)
	}
	return pages
}

func facts(n int) []Block {
	var out []Block
	for i := range n {
		out = append(out, Fact{Label: "面积", Text: fmt.Sprintf("%d亩", i), LabelStyle: plain, TextStyle: plain, LabelWidth: 50, Gap: 5})
	}
	return out
}

func TestColumnsAreOfOneHeight(t *testing.T) {
	f := Flow{Measurer: mapping.RoughMeasurer{}, Columns: 2, Gutter: 20}
	box := mapping.R(0, 0, 300, 1000)
	if h := f.Height(box, facts(10)); h < 100 || h > 105 {
		t.Errorf("ten facts in two columns are %g high", h)
	}
	pages := set(f, 300, 1000, facts(10))
	if len(pages) != 1 {
		t.Fatalf("%d pages", len(pages))
	}
	if b := pages[0].Bounds(); b.Max.X < 160 || b.Max.Y > 110 {
		t.Errorf("the facts stand in %v", b)
	}
}

func TestHeadingsStayWithWhatFollows(t *testing.T) {
	f := Flow{Measurer: mapping.RoughMeasurer{}, Columns: 1}
	blocks := append(facts(3), Heading{Text: "价格", Style: plain, Above: 8}, facts(1)[0])
	pages := set(f, 300, 88, blocks) // room for three facts and the heading
	if len(pages) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	if first := pages[1].Texts()[0]; first != "价格" {
		t.Errorf("the second page begins with %q", first)
	}
	if b := pages[1].Bounds(); b.Min.Y < -1 || b.Min.Y > 3 {
		t.Errorf("the heading keeps its room above at the top of a page: %v", b)
	}
}

func TestRunningTextGoesOn(t *testing.T) {
	text := strings.Repeat("位于钢城经济开发区核心区，周边企业二十余家。", 20)
	f := Flow{Measurer: mapping.RoughMeasurer{}, Columns: 2, Gutter: 10}
	width := f.Width(mapping.R(0, 0, 210, 100))
	pages := set(f, 210, 100, Running(mapping.RoughMeasurer{}, text, plain, width, 6))
	var got []string
	for _, p := range pages {
		got = append(got, p.Texts()...)
		if b := p.Bounds(); b.Max.Y > 105 {
			t.Errorf("a page reaches to %v", b.Max)
		}
	}
	if strings.Join(got, "") != text || len(pages) < 4 {
		t.Errorf("%d pages hold %q", len(pages), got)
	}
}

// Whatever the blocks and the room, every block is drawn once and in order.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var blocks []Block
		var want []string
		for i := range rapid.IntRange(0, 40).Draw(r, "n") {
			name := fmt.Sprintf("%d", i)
			if rapid.Bool().Draw(r, "heading") {
				blocks = append(blocks, Heading{Text: name, Style: plain, Above: 9})
			} else {
				style := plain
				style.Leading = float32(rapid.IntRange(1, 20).Draw(r, "height"))
				blocks = append(blocks, Line{Text: name, Style: style})
			}
			want = append(want, name)
		}
		f := Flow{Measurer: mapping.RoughMeasurer{}, Columns: rapid.IntRange(0, 3).Draw(r, "columns"), Gutter: 5}
		var got []string
		for _, p := range set(f, 200, float32(rapid.IntRange(0, 300).Draw(r, "room")), blocks) {
			got = append(got, p.Texts()...)
		}
		if !slices.Equal(got, want) {
			r.Errorf("got %q", got)
		}
	})
}
