package svg

import (
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"io"
	"math"
	"strings"
	"testing"

	"chainatlas/mapping"
)

var ink = color.NRGBA{0x1e, 0x3c, 0x5a, 255}

func draw(f func(c *Canvas)) string {
	c := New(100, 50, color.NRGBA{}, nil)
	f(c)
	return c.String()
}

func box(x, y, w, h float32) *mapping.Path {
	var p mapping.Path
	p.Rect(mapping.R(x, y, w, h))
	return &p
}

func TestElements(t *testing.T) {
	for _, tc := range []struct {
		name string
		draw func(c *Canvas)
		want string
	}{
		{"area", func(c *Canvas) { c.Fill(box(1, 2, 3.25, 4), mapping.Fill{Color: ink}) },
			`<path d="M1,2 L4.25,2 L4.25,6 L1,6 Z" fill-rule="evenodd" fill="#1e3c5a"/>`},
		{"translucent area", func(c *Canvas) { c.Fill(box(0, 0, 1, 1), mapping.Fill{Color: color.NRGBA{0, 0, 0, 160}}) },
			`fill="#000000" fill-opacity="0.627"/>`},
		{"hatch", func(c *Canvas) { c.Fill(box(0, 0, 9, 9), mapping.Fill{Hatch: mapping.Cross, Ink: ink}) },
			`fill="url(#_hatch1)"/>`},
		{"dashed line", func(c *Canvas) {
			c.Stroke(box(0, 0, 9, 9), mapping.Stroke{Color: ink, Width: 1.5, Dash: []float32{4, 2}, Cap: mapping.RoundCap})
		}, `stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" stroke-dasharray="4 2"/>`},
		{"text with a halo", func(c *Canvas) {
			c.Text(mapping.Text{S: "钢 & <铁>", At: mapping.Pt{X: 10, Y: 20}, Anchor: mapping.AnchorBaselineCenter,
				Face: mapping.Face{Size: 14, Bold: true}, Color: ink, Halo: color.NRGBA{255, 255, 255, 255}, HaloWidth: 2})
		}, `<text x="10" y="20" font-size="14" text-anchor="middle" font-weight="bold" fill="#1e3c5a" paint-order="stroke"` +
			` stroke="#ffffff" stroke-width="4" stroke-linejoin="round" xml:space="preserve">钢 &amp; &lt;铁&gt;</text>`},
		{"group", func(c *Canvas) {
			c.Group(mapping.Group{ID: "JPG 01", Kind: "node", Title: "精品钢"}, func() {})
		}, "  <g id=\"node-JPG_01\" class=\"node\">\n    <title>精品钢</title>\n  </g>\n"},
		{"point that is no number", func(c *Canvas) {
			var p mapping.Path
			p.Line(mapping.Pt{X: 1, Y: 1}, mapping.Pt{X: float32(math.NaN())}, mapping.Pt{X: 2, Y: 2})
			c.Stroke(&p, mapping.Stroke{Color: ink, Width: 1})
		}, `d="M1,1 L2,2"`},
		{"picture", func(c *Canvas) { c.Image(image.NewGray(image.Rect(0, 0, 1, 1)), mapping.R(1, 2, 3, 4)) },
			`<image x="1" y="2" width="3" height="4" preserveAspectRatio="none" href="data:image/png;base64,`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := draw(tc.draw)
			if !strings.Contains(got, tc.want) {
				t.Errorf("want\n%s\nin\n%s", tc.want, got)
			}
			wellFormed(t, got)
		})
	}
}

func wellFormed(t *testing.T, doc string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("not XML: %v\n%s", err, doc)
		}
	}
}

func TestIDsAreUnique(t *testing.T) {
	got := draw(func(c *Canvas) {
		g := mapping.Group{ID: "a", Kind: "site"}
		c.Group(g, func() {})
		c.Group(g, func() {})
		c.Group(mapping.Group{}, func() {})
	})
	for _, want := range []string{`id="site-a"`, `id="site-a.2"`, "<g>"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%s is not there once:\n%s", want, got)
		}
	}
}

func TestDefinitionsAreShared(t *testing.T) {
	got := draw(func(c *Canvas) {
		for range 3 {
			c.Clip(mapping.R(0, 0, 5, 5), func() { c.Fill(box(0, 0, 9, 9), mapping.Fill{Hatch: mapping.Dots, Ink: ink}) })
		}
	})
	if strings.Count(got, "<clipPath") != 1 || strings.Count(got, "<pattern") != 1 {
		t.Errorf("definitions are repeated:\n%s", got)
	}
}
