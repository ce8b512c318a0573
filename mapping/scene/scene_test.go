package scene

import (
	"image"
	"image/color"
	"slices"
	"testing"

	"chainatlas/mapping"
)

var (
	red   = color.NRGBA{255, 0, 0, 255}
	clear = color.NRGBA{}
)

func rect(x, y, w, h float32) *mapping.Path {
	var p mapping.Path
	p.Rect(mapping.R(x, y, w, h))
	return &p
}

// sample is a node with a title, an edge under it, a clipped area and decoration on top.
func sample(c mapping.Canvas) {
	c.Group(mapping.Group{ID: "e1", Kind: "edge"}, func() {
		var p mapping.Path
		p.Line(mapping.Pt{X: 0, Y: 50}, mapping.Pt{X: 100, Y: 50})
		c.Stroke(&p, mapping.Stroke{Color: red, Width: 1, Dash: []float32{4, 2}})
	})
	c.Group(mapping.Group{ID: "n1", Kind: "node", Title: "炼钢"}, func() {
		c.Fill(rect(10, 10, 30, 20), mapping.Fill{Color: red, Hatch: mapping.Slashes, Ink: red})
		c.Group(mapping.Group{}, func() {
			c.Text(mapping.Text{S: "炼钢", At: mapping.Pt{X: 60, Y: 20}, Face: mapping.Face{Size: 10}, Color: red})
		})
	})
	c.Clip(mapping.R(0, 60, 50, 40), func() {
		c.Group(mapping.Group{ID: "s1", Kind: "site"}, func() { c.Fill(rect(0, 60, 100, 40), mapping.Fill{Color: red}) })
	})
	c.Fill(rect(0, 0, 100, 100), mapping.Fill{Color: red})
	c.Group(mapping.Group{ID: "ghost"}, func() { c.Fill(rect(0, 0, 100, 100), mapping.Fill{Color: clear}) })
	c.Image(image.NewRGBA(image.Rect(0, 0, 2, 2)), mapping.R(1, 2, 2, 2))
}

const golden = `group edge "e1" ""
  stroke #ff0000 1 dash 4,2 M0,50 L100,50
group node "n1" "炼钢"
  fill #ff0000 slashes #ff0000 M10,10 L40,10 L40,30 L10,30 Z
  group - "" ""
    text "炼钢" at 60,20 baseline-left 10 #ff0000
clip 0,60 50x40
  group site "s1" ""
    fill #ff0000 M0,60 L100,60 L100,100 L0,100 Z
fill #ff0000 M0,0 L100,0 L100,100 L0,100 Z
group - "ghost" ""
  fill #00000000 M0,0 L100,0 L100,100 L0,100 Z
image 2x2 69691905 in 1,2 2x2
`

func TestText(t *testing.T) {
	var s Scene
	sample(&s)
	if got := s.String(); got != golden {
		t.Errorf("got\n%s", got)
	}
}

func TestReplayIsTheSameDrawing(t *testing.T) {
	var a, b Scene
	sample(&a)
	a.Replay(&b)
	if a.String() != b.String() {
		t.Errorf("replayed\n%s", b.String())
	}
}

func TestHit(t *testing.T) {
	var s Scene
	sample(&s)
	for _, tc := range []struct {
		name string
		at   mapping.Pt
		want string
	}{
		{"inside a node", mapping.Pt{X: 20, Y: 20}, "n1"},
		{"on its text, through decoration", mapping.Pt{X: 65, Y: 17}, "n1"},
		{"just beside a line", mapping.Pt{X: 70, Y: 52}, "e1"},
		{"too far from it", mapping.Pt{X: 70, Y: 55}, ""},
		{"in the clip", mapping.Pt{X: 20, Y: 80}, "s1"},
		{"beyond the clip", mapping.Pt{X: 80, Y: 80}, ""},
	} {
		g, ok := s.Hit(tc.at)
		if g.ID != tc.want || ok != (tc.want != "") {
			t.Errorf("%s: hit %q, want %q", tc.name, g.ID, tc.want)
		}
	}
}

func TestTopmostWins(t *testing.T) {
	var s Scene
	for _, id := range []string{"below", "above"} {
		s.Group(mapping.Group{ID: id}, func() { s.Fill(rect(0, 0, 10, 10), mapping.Fill{Color: red}) })
	}
	if g, _ := s.Hit(mapping.Pt{X: 5, Y: 5}); g.ID != "above" {
		t.Errorf("hit %q", g.ID)
	}
}

func TestTextsTellEverything(t *testing.T) {
	var s Scene
	sample(&s)
	if got := s.Texts(); !slices.Equal(got, []string{"炼钢", "炼钢"}) {
		t.Errorf("texts are %q", got)
	}
	if n := len(s.Groups()); n != 5 {
		t.Errorf("%d groups", n)
	}
}

func TestRecordedPathIsACopy(t *testing.T) {
	var s Scene
	p := rect(0, 0, 1, 1)
	s.Fill(p, mapping.Fill{Color: red})
	before := s.String()
	p.Reset()
	p.Line(mapping.Pt{X: 9, Y: 9})
	if s.String() != before {
		t.Error("a later change of the path shows")
	}
}
