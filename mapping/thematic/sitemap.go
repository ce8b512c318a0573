package thematic

import (
	"cmp"
	"fmt"
	"strings"

	"chainatlas/mapping"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// MapOptions say what stands on a map and who looks at it.
type MapOptions struct {
	Faces    mapping.Measurer // the typeface that will draw; nil measures roughly
	Base     *Base            // nil for none
	Layers   []mapping.Layer  // Points and overlays, the first at the bottom; see mapping.Fade for those that are painted weaker
	Weaker   float64          // by how much the base map is painted weaker: 0 is as it is, 1 invisible
	Audience model.Audience   // "" is staff at their desk
	Title    string           // "" writes none
	Date     string           // "截至 2024年6月30日"
	Source   string
	Notice   string      // replaces what the base map wants written; visitors' 「示意图」 is never replaced
	NoLabels bool        // markers without names
	Floating bool        // title, legend and scale float above the map: names need not keep off them
	NoPlaces bool        // districts without names
	Bare     bool        // leave out title and legend: the screen has its own
	NoLegend bool        // leave out the legend
	Say      mapping.Say // the reader's language; nil is Chinese
}

// MapPicture is a map with its furniture, on the Web Mercator plane.
type MapPicture struct {
	o      MapOptions
	m      mapping.Map // every layer in its full strength: what they are called, and where they are hit
	shown  mapping.Map // the same as they are painted
	border bool        // administrative borders may be drawn
}

// Schematic is what a map without a review number is called before visitors, InternalMap before staff.
const (
	Schematic   = "示意图"
	InternalMap = "示意图 · 内部工作用图"
)

// SiteMap puts layers over the base map. Visitors see administrative borders only with a map review number; without
// one they get a schematic: markers, rings of distance and a scale. Imported layers are seen as model.LayerSeen says, Points
// that were made for staff are left out of every map for visitors, and other overlays, which may hold borders too, of a schematic.
func SiteMap(o MapOptions) *MapPicture {
	o.Faces, o.Base = orRough(o.Faces), o.Base.seenBy(o.Audience)
	p := &MapPicture{o: o, shown: mapping.Map{Background: rgb(0xf1f4f5)}}
	p.border = o.Base != nil && (o.Audience != model.Visitors || o.Base.ReviewNumber != "")
	if o.Base != nil {
		for _, l := range o.Base.layersFor(o.Audience) {
			p.add(mapping.Fade(l, 1-o.Weaker))
		}
	}
	if o.Audience == model.Visitors && !p.border {
		p.add(rings{p.middle(), o.Say})
	}
	for _, l := range o.Layers {
		if p.may(mapping.Unfaded(l)) {
			p.add(l)
		}
	}
	return p
}

func (p *MapPicture) add(l mapping.Layer) {
	p.m.Layers, p.shown.Layers = append(p.m.Layers, mapping.Unfaded(l)), append(p.shown.Layers, l)
}

// may tells whether the audience may see a layer.
func (p *MapPicture) may(l mapping.Layer) bool {
	if l, ok := l.(*Overlay); ok {
		return model.LayerSeen(l.layer, cmp.Or(p.o.Audience, model.Desk), p.o.Base != nil && p.o.Base.ReviewNumber != "")
	}
	if p.o.Audience != model.Visitors {
		return true
	}
	switch l := l.(type) {
	case *Points:
		return l.audience == model.Visitors
	case *Heat:
		return l.audience == model.Visitors
	case *Origins:
		return l.audience == model.Visitors
	}
	return p.border
}

// Name is the title.
func (p *MapPicture) Name() string { return p.o.Title }

// Bound is what Fit shows: the district, or the rings of a schematic, and every marker in or near them.
func (p *MapPicture) Bound() orb.Bound {
	var marks, ground orb.Bound
	for _, l := range p.m.Layers {
		if points, ok := l.(*Points); ok {
			marks = union(marks, points.Bound())
		}
	}
	switch {
	case p.border:
		ground = p.o.Base.Bound()
	case p.o.Base != nil:
		ground = atLeast(p.middle().Bound(), 27_000) // 10 km of ground around
	default:
		return atLeast(marks, 3000)
	}
	return union(ground, limited(marks, ground.Pad(ground.Max[0]-ground.Min[0])))
}

// limited is what of b lies within the limit; zero when nothing does. A slip of the pen on the other side of the
// world must not shrink the district to a dot.
func limited(b, limit orb.Bound) orb.Bound {
	if b.IsZero() || !b.Intersects(limit) {
		return orb.Bound{}
	}
	return orb.Bound{
		Min: orb.Point{max(b.Min[0], limit.Min[0]), max(b.Min[1], limit.Min[1])},
		Max: orb.Point{min(b.Max[0], limit.Max[0]), min(b.Max[1], limit.Max[1])},
	}
}

// atLeast widens a bound to a size in plane metres.
func atLeast(b orb.Bound, size float64) orb.Bound {
	if b.IsZero() {
		return b
	}
	return b.Pad(max(0, (size-max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]))/2))
}

// Fit shows all of the map.
func (p *MapPicture) Fit(w, h int, dpr float32) mapping.Viewport {
	v := mapping.Viewport{W: w, H: h, DPR: dpr}
	b := p.Bound()
	if b.IsZero() {
		b = atLeast(orb.Bound{Min: home, Max: home}, 40_000)
	}
	return v.Fit(b, 56*v.Unit())
}

// home is where an empty map stands: 钢城区, by its name point in the built-in pack.
var home = mercator(orb.Point{117.80549, 36.05858})

func (p *MapPicture) middle() orb.Point {
	if p.o.Base != nil {
		return p.o.Base.middle()
	}
	for _, l := range p.o.Layers {
		if points, ok := mapping.Unfaded(l).(*Points); ok && points.Len() > 0 {
			return points.grid.bound.Center()
		}
	}
	return home
}

// Hit returns what lies under a pixel, the topmost layer first.
func (p *MapPicture) Hit(v mapping.Viewport, at mapping.Pt) (mapping.Group, bool) {
	return p.m.Hit(v, at)
}

// Draw paints the layers, the names, and the furniture above all.
func (p *MapPicture) Draw(c mapping.Canvas, v mapping.Viewport) {
	p.shown.Draw(c, v)
	legend := p.legend(v.Unit())
	p.drawLabels(c, v, p.reserved(v, legend))
	if !p.o.Bare {
		p.drawTitle(c, v)
		legend.Draw(c, v, p.o.Faces)
	}
	p.Scale().Draw(c, v, p.o.Faces)
	p.North().Draw(c, v, p.o.Faces)
	for _, n := range p.notices(v) {
		n.Draw(c, v, p.o.Faces)
	}
}

// Scale is the scale bar in the reader's language.
func (p *MapPicture) Scale() mapping.ScaleBar {
	return mapping.ScaleBar{Corner: mapping.BottomLeft, Say: p.o.Say}
}

// North is the arrow that points north.
func (p *MapPicture) North() mapping.NorthArrow {
	return mapping.NorthArrow{Corner: mapping.TopRight, Word: p.o.Say.Word(northWord)}
}

const northWord = "北"

// reserved are the boxes that labels must keep off.
func (p *MapPicture) reserved(v mapping.Viewport, legend mapping.Legend) []mapping.Rect {
	u := v.Unit()
	w, h := float32(v.W), float32(v.H)
	foot := float32(20+16*len(p.notices(v))) * u
	boxes := []mapping.Rect{
		mapping.R(0, h-48*u, 180*u, 48*u),
		mapping.R(w-48*u, 0, 48*u, 68*u),
		mapping.R(w-460*u, h-foot, 460*u, foot),
	}
	if !p.o.Bare {
		boxes = append(boxes, legend.Box(v, p.o.Faces), p.titleBox(v))
	}
	return boxes
}

const titleSize = 22

func (p *MapPicture) titleBox(v mapping.Viewport) mapping.Rect {
	if p.o.Title == "" {
		return mapping.Rect{}
	}
	u := v.Unit()
	w := p.o.Faces.Advance(p.o.Title, mapping.Face{Size: titleSize * u, Bold: true})
	return mapping.R(14*u, 12*u, w+28*u, 42*u)
}

func (p *MapPicture) drawTitle(c mapping.Canvas, v mapping.Viewport) {
	box := p.titleBox(v)
	if box.Empty() {
		return
	}
	u := v.Unit()
	c.Group(mapping.Group{Kind: "title"}, func() {
		var path mapping.Path
		rounded(&path, box, 4*u)
		c.Fill(&path, mapping.Fill{Color: withAlpha(paper, 235)})
		c.Text(mapping.Text{S: p.o.Title, At: mapping.Pt{X: box.Min.X + 14*u, Y: box.Center().Y}, Anchor: mapping.AnchorLeft,
			Face: mapping.Face{Size: titleSize * u, Bold: true}, Color: ink})
	})
}

// notices say what kind of map it is, whom it is for, and where it comes from: lines, the last at the bottom.
func (p *MapPicture) notices(v mapping.Viewport) []mapping.Notice {
	u := v.Unit()
	lines := p.fold(p.o.Say.Words(p.words()), float32(v.W)-220*u, mapping.Face{Size: noticeSize * u})
	out := make([]mapping.Notice, len(lines))
	for i, line := range lines {
		up := float32(12 + (len(lines)-1-i)*noticeSize*3/2)
		out[i] = mapping.Notice{Corner: mapping.BottomRight, Dress: mapping.Dress{Size: noticeSize, Margin: mapping.Pt{X: 12, Y: up}}, Text: line}
	}
	return out
}

const noticeSize = 11

// fold joins words to lines that have room beside the scale bar.
func (p *MapPicture) fold(words []string, room float32, face mapping.Face) []string {
	var lines []string
	for _, w := range words {
		if n := len(lines); n > 0 && p.o.Faces.Advance(lines[n-1]+"　"+w, face) <= room {
			lines[n-1] += "　" + w
		} else {
			lines = append(lines, w)
		}
	}
	return lines
}

func (p *MapPicture) words() []string {
	words := []string{p.caution()}
	if p.o.Audience == model.Staff {
		words = append(words, p.o.Audience.Mark())
	}
	words = append(words, p.ground())
	if p.count(func(l *Points) int { return l.invented }) > 0 {
		words = append(words, "含虚构数据")
	}
	if p.o.Source != "" {
		words = append(words, "来源："+p.o.Source)
	}
	words = append(words, p.o.Date)
	if n := p.count((*Points).Unplaced); n > 0 && p.o.Audience != model.Visitors {
		words = append(words, fmt.Sprintf("另有 %d 条位置待核，未上图", n))
	}
	return without(words, "")
}

// ground names the base map under a picture that leaves the screen: pack, edition, system, date, and the review number
// where somebody reviewed it. A screen shows the number, or the pack alone.
func (p *MapPicture) ground() string {
	if !p.border {
		return p.thanks()
	}
	b, review := p.o.Base, ""
	if b.ReviewNumber != "" {
		review = "审图号：" + b.reviewed()
	} else if !strings.Contains(p.caution(), Schematic) {
		review = Schematic
	}
	switch {
	case p.o.Audience == model.Staff || p.o.Audience == model.Visitors:
		return "底图：" + strings.Join(without([]string{b.Name, b.Edition, b.CRS, b.Date, review, p.thanks()}, ""), "，")
	case b.ReviewNumber != "":
		return strings.Join(without([]string{review, p.thanks()}, ""), "　")
	}
	return "底图：" + strings.Join(without([]string{b.Name, p.thanks()}, ""), "　")
}

// thanks is what the makers of the ground want written where it is drawn.
func (p *MapPicture) thanks() string {
	if p.o.Base == nil || !p.o.Base.showsGround(p.o.Audience) {
		return ""
	}
	return p.o.Base.ground.Attribution
}

func (p *MapPicture) caution() string {
	reviewed := p.o.Base != nil && p.o.Base.ReviewNumber != ""
	switch {
	case p.o.Audience == model.Visitors && reviewed:
		return ""
	case p.o.Audience == model.Visitors:
		return Schematic
	case p.o.Notice != "":
		return p.o.Notice
	case p.o.Base != nil && p.o.Base.Notice != "":
		return p.o.Base.Notice
	}
	return InternalMap
}

func without(words []string, empty string) []string {
	var out []string
	for _, w := range words {
		if w != empty {
			out = append(out, w)
		}
	}
	return out
}

// count adds up something of all layers of markers.
func (p *MapPicture) count(of func(*Points) int) int {
	n := 0
	for _, l := range p.m.Layers {
		if points, ok := l.(*Points); ok {
			n += of(points)
		}
	}
	return n
}

// legend explains the signs of the layers that are shown.
func (p *MapPicture) legend(unit float32) mapping.Legend {
	l := mapping.Legend{Corner: mapping.TopLeft, Title: p.o.Say.Word("图例"), Dress: mapping.Dress{Margin: mapping.Pt{X: 14, Y: 64}}}
	if p.o.Title == "" {
		l.Dress.Margin.Y = 14
	}
	if p.o.NoLegend {
		return l
	}
	seen := map[string]bool{}
	for _, layer := range p.m.Layers {
		if own, ok := layer.(interface {
			entries(unit float32) []mapping.LegendEntry
		}); ok {
			l.Entries = append(l.Entries, own.entries(unit)...)
			continue
		}
		points, ok := layer.(*Points)
		if !ok {
			continue
		}
		for _, s := range points.legend {
			if !seen[s.text] {
				seen[s.text] = true
				l.Entries = append(l.Entries, mapping.LegendEntry{Text: s.text, Image: points.sprites.sign(s, unit)})
			}
		}
	}
	if p.o.Base != nil && p.o.Base.showsBorder(p.o.Audience) {
		l.Entries = append(l.Entries, mapping.LegendEntry{Text: "区界（示意）", Stroke: ownStyle.Outline})
	}
	for i := range l.Entries {
		l.Entries[i].Text = p.o.Say.Word(l.Entries[i].Text)
	}
	return l
}
