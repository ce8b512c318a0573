package thematic

import (
	"fmt"
	"math"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"

	"github.com/paulmach/orb"
)

// rings are circles of 5, 10 and 20 km around a place: a schematic's only ground.
type rings struct {
	middle orb.Point
	say    mapping.Say
}

func (r rings) Name() string     { return r.say.Word("距离圈") }
func (r rings) Bound() orb.Bound { return atLeast(r.middle.Bound(), 60_000) }

func (r rings) Draw(c mapping.Canvas, v mapping.Viewport) {
	lat := crs.WebMercator.ToWGS84(r.middle)[1]
	at, u := v.Px(r.middle), v.Unit()
	for _, km := range []float64{5, 10, 20} {
		radius := float32(km * 1000 / crs.GroundPerMercator(lat) * v.Scale)
		if radius > float32(math.Hypot(float64(v.W), float64(v.H))) || radius < 12*u {
			continue
		}
		var p mapping.Path
		circle(&p, at, radius)
		c.Stroke(&p, mapping.Stroke{Color: rgb(0xc3d0d6), Width: 1.2 * u, Dash: []float32{6 * u, 5 * u}, Closed: true})
		c.Text(mapping.Text{S: r.say.Word(fmt.Sprintf("%g 公里", km)), At: mapping.Pt{X: at.X, Y: at.Y - radius}, Anchor: mapping.AnchorCenter,
			Face: mapping.Face{Size: 11 * u}, Color: muted, Halo: rgb(0xf1f4f5), HaloWidth: 4 * u})
	}
}

const placeFace = 17

// drawPlaces writes the names of districts where markers leave room for them, at their places or beside.
func (p *MapPicture) drawPlaces(c mapping.Canvas, v mapping.Viewport, placer *mapping.Placer) {
	for _, t := range p.places(v) {
		box := t.Box(p.o.Faces)
		l := mapping.Label{At: box.Center(), W: box.W(), H: box.H(), Gap: 6 * v.Unit(), Centered: true}
		got := placer.Place([]mapping.Label{l}, v.Box())
		if l.Centered = false; len(got) == 0 {
			got = placer.Place([]mapping.Label{l}, v.Box())
		}
		if len(got) > 0 {
			t.At = got[0].Box.Center()
			c.Group(mapping.Group{Kind: "place"}, func() { c.Text(t) })
		}
	}
}

// places are the names of districts in view.
func (p *MapPicture) places(v mapping.Viewport) []mapping.Text {
	if p.o.Base == nil {
		return nil
	}
	u := v.Unit()
	var out []mapping.Text
	for _, n := range p.o.Base.names {
		if !p.border && !n.own {
			continue
		}
		tint := muted
		if !n.own {
			tint = rgb(0x98a4aa)
		}
		t := mapping.Text{S: p.o.Say.Word(n.name), At: v.Px(n.at), Anchor: mapping.AnchorCenter, Face: mapping.Face{Size: placeFace * u, Bold: true},
			Color: tint, Halo: withAlpha(paper, 215), HaloWidth: 3 * u}
		if t.Box(p.o.Faces).Overlaps(v.Box()) {
			out = append(out, t)
		}
	}
	return out
}
