package mapping

// ideographMiddle is how far above the writing line the middle of an ideograph stands, in ems; capitals have theirs
// near it. Centring on it looks centred, which centring on ascent and descent does not.
const ideographMiddle = 0.38

// Origin is where the writing line of t begins: every canvas places text with it, so that all agree.
func (t Text) Origin(m Measurer) Pt {
	return Pt{t.At.X - t.Anchor.alongShare()*m.Advance(t.S, t.Face), t.Baseline(m)}
}

// Baseline is the height of the writing line in pixels.
func (t Text) Baseline(m Measurer) float32 {
	switch t.Anchor {
	case AnchorLeft, AnchorCenter, AnchorRight:
		return t.At.Y + ideographMiddle*t.Face.Size
	case AnchorTop:
		ascent, _ := m.Metrics(t.Face)
		return t.At.Y + ascent
	case AnchorBottom:
		_, descent := m.Metrics(t.Face)
		return t.At.Y - descent
	}
	return t.At.Y
}

// Box is the line's box in pixels, without its halo.
func (t Text) Box(m Measurer) Rect {
	o := t.Origin(m)
	ascent, descent := m.Metrics(t.Face)
	return Rect{Pt{o.X, o.Y - ascent}, Pt{o.X + m.Advance(t.S, t.Face), o.Y + descent}}
}

// Align tells where along the line the anchor stands: -1 at its beginning, 0 in its middle, 1 at its end.
func (a Anchor) Align() int {
	switch a {
	case AnchorBaselineLeft, AnchorLeft:
		return -1
	case AnchorBaselineRight, AnchorRight:
		return 1
	}
	return 0
}

func (a Anchor) alongShare() float32 { return float32(a.Align()+1) / 2 }

// RoughMeasurer measures without a font: ideographs an em, everything else a little more than half of one.
// It serves where only text comes out and no font is at hand.
type RoughMeasurer struct{}

// Advance is the width of s in pixels, roughly.
func (RoughMeasurer) Advance(s string, f Face) float32 {
	var ems float32
	for _, r := range s {
		if r >= 0x2e80 {
			ems++
		} else {
			ems += 0.55
		}
	}
	return ems * f.Size
}

// Metrics are ascent and descent in pixels, as Noto Sans SC has them.
func (RoughMeasurer) Metrics(f Face) (ascent, descent float32) {
	return 1.16 * f.Size, 0.288 * f.Size
}
