package thematic

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"chainatlas/mapping"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

// Province is where investors come from: names by which people write it, and a point in degrees that gives its direction.
type Province struct {
	Name, Short, Capital string
	Cities               []string
	Lon, Lat             float64
}

// Provinces reads the points of the provinces.
func Provinces(data []byte) ([]Province, error) {
	var file struct{ Provinces []Province }
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("read provinces: %w", err)
	}
	return file.Provinces, nil
}

// provinceOf is the province that a place as people write it begins with, or a city of which it does; -1 for none. The longest
// name tells: 海南藏族自治州 is not in 海南.
func provinceOf(place string, all []Province) int {
	place = strings.TrimPrefix(model.Tidy(place), "中国")
	best, longest := -1, 0
	for i := range all {
		for _, name := range append([]string{all[i].Short, all[i].Capital}, all[i].Cities...) {
			if len(name) > longest && strings.HasPrefix(place, name) {
				best, longest = i, len(name)
			}
		}
	}
	return best
}

// Origins is a layer of lines from the provinces of investors to the district: the more projects, the thicker. A province
// beyond the view shows in its direction, and its name stands where the line comes in.
type Origins struct {
	audience model.Audience
	faces    mapping.Measurer
	to       orb.Point // Web Mercator
	from     []origin  // most projects first
	unseen   float32   // logical pixels on every side of a picture
	unknown  int       // projects whose investor's place is not stated, or in no province
}

// origin is what came from a province.
type origin struct {
	name   string
	at     orb.Point // Web Mercator
	count  int
	invest int64 // in the smallest unit of yuan, as far as stated
}

// OriginOptions say where lines come from and lead to.
type OriginOptions struct {
	PointOptions
	Faces     mapping.Measurer // nil measures roughly
	Provinces []Province
	To        orb.Point // in degrees
	Unseen    float32   // how far pictures reach beyond what is looked at, on every side, in logical pixels: words keep inside
}

// OriginsOf makes the layer of the projects that the audience sees, by what it sees of them.
func OriginsOf(records []*model.Project, o OriginOptions) *Origins {
	l := &Origins{audience: o.Audience, faces: orRough(o.Faces), to: mercator(o.To), unseen: o.Unseen}
	of := make([]origin, len(o.Provinces))
	for _, r := range records {
		p, ok := shownTo(r, o.PointOptions)
		if !ok {
			continue
		}
		i := provinceOf(p.InvestorPlace, o.Provinces)
		if i < 0 {
			l.unknown++
			continue
		}
		of[i].count++
		if m := p.TotalInvestment; m.Known && m.Currency == "CNY" {
			of[i].invest += m.Min
		}
	}
	for i, x := range of {
		if x.count > 0 {
			x.name, x.at = o.Provinces[i].Short, mercator(orb.Point{o.Provinces[i].Lon, o.Provinces[i].Lat})
			l.from = append(l.from, x)
		}
	}
	slices.SortStableFunc(l.from, func(a, b origin) int { return cmp.Compare(b.count, a.count) })
	return l
}

// words are what is written of a province: 江苏 12 个 · 34亿元.
func (x origin) words() string {
	if x.invest == 0 {
		return fmt.Sprintf("%s %d 个", x.name, x.count)
	}
	return fmt.Sprintf("%s %d 个 · %s", x.name, x.count, model.CNY(x.invest).Text)
}

// Name implements mapping.Layer.
func (l *Origins) Name() string { return "投资方来源" }

// Bound implements mapping.Layer: directions show in every view.
func (l *Origins) Bound() orb.Bound { return orb.Bound{} }

var originInk = rgb(0x8a4b9c)

// originAlpha lets the numbers of clusters be read through lines.
const originAlpha = 115

// originWidth is of the line of a province, in logical pixels.
func (l *Origins) originWidth(x origin) float32 {
	return 1.2 + 3.8*float32(math.Sqrt(float64(x.count)/float64(l.from[0].count)))
}

// entries explain the lines.
func (l *Origins) entries(float32) []mapping.LegendEntry {
	if len(l.from) == 0 {
		return []mapping.LegendEntry{{Text: "投资方来源：没有写明国内省份的项目"}}
	}
	out := []mapping.LegendEntry{{Text: "投资方来源省份方向，越粗项目越多", Stroke: mapping.Stroke{Color: originInk, Width: 2.4}}}
	if l.unknown > 0 {
		out = append(out, mapping.LegendEntry{Text: fmt.Sprintf("另 %d 个项目未写明省份", l.unknown)})
	}
	return out
}

// Draw implements mapping.Layer: the thinnest lines first, then the words, those of most projects first.
func (l *Origins) Draw(c mapping.Canvas, v mapping.Viewport) {
	for i := len(l.from) - 1; i >= 0; i-- {
		if a, b, ok := l.line(l.from[i], v); ok {
			c.Group(mapping.Group{Kind: "origin", Title: l.from[i].words()}, func() { l.drawLine(c, l.from[i], a, b, v.Unit()) })
		}
	}
	l.eachBox(v, func(words string, box mapping.Rect) { drawOriginWords(c, words, box, v.Unit()) })
}

// eachBox calls do for the words of every province in view that have room, and where.
func (l *Origins) eachBox(v mapping.Viewport, do func(words string, box mapping.Rect)) {
	p, u := newOriginPlacer(v, l.unseen), v.Unit()
	for _, x := range l.from {
		a, b, ok := l.line(x, v)
		if !ok {
			continue
		}
		if box, ok := p.along(a, b, l.faces.Advance(x.words(), originFace(u))+12*u, u); ok {
			do(x.words(), box)
		}
	}
}

func originFace(u float32) mapping.Face { return mapping.Face{Size: 12 * u, Bold: true} }

// line is what a view shows of the way from a province to the district; false for nothing.
func (l *Origins) line(x origin, v mapping.Viewport) (a, b mapping.Pt, ok bool) {
	a, b = v.Px(x.at), v.Px(l.to)
	dx, dy := float64(b.X-a.X), float64(b.Y-a.Y)
	from, to := 0.0, 1.0
	cut := func(at, way, low, high float64) {
		if way == 0 {
			if at < low || at > high {
				to = -1
			}
			return
		}
		s, t := (low-at)/way, (high-at)/way
		from, to = max(from, min(s, t)), min(to, max(s, t))
	}
	cut(float64(a.X), dx, 0, float64(v.W))
	cut(float64(a.Y), dy, 0, float64(v.H))
	if !(from < to) {
		return a, b, false
	}
	on := func(t float64) mapping.Pt { return mapping.Pt{X: a.X + float32(t*dx), Y: a.Y + float32(t*dy)} }
	return on(from), on(to), true
}

// originGap is how far before the middle of the district a line ends, in logical pixels: the middle itself stays clear.
const originGap = 18

func (l *Origins) drawLine(c mapping.Canvas, x origin, a, b mapping.Pt, u float32) {
	length := float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
	if length <= (originGap+8)*u {
		return
	}
	way := mapping.Pt{X: (b.X - a.X) / length, Y: (b.Y - a.Y) / length}
	width := l.originWidth(x) * u
	head := 5*u + 1.5*width
	tip := mapping.Pt{X: b.X - way.X*originGap*u, Y: b.Y - way.Y*originGap*u}
	neck := mapping.Pt{X: tip.X - way.X*head, Y: tip.Y - way.Y*head}
	var p mapping.Path
	p.Line(a, neck)
	c.Stroke(&p, mapping.Stroke{Color: withAlpha(originInk, originAlpha), Width: width})
	p.Reset()
	p.Line(tip, mapping.Pt{X: neck.X - way.Y*head/2, Y: neck.Y + way.X*head/2}, mapping.Pt{X: neck.X + way.Y*head/2, Y: neck.Y - way.X*head/2})
	c.Fill(&p, mapping.Fill{Color: withAlpha(originInk, originAlpha)})
}

func drawOriginWords(c mapping.Canvas, words string, box mapping.Rect, u float32) {
	var p mapping.Path
	rounded(&p, box, 4*u)
	c.Fill(&p, mapping.Fill{Color: withAlpha(paper, 235)})
	c.Stroke(&p, mapping.Stroke{Color: withAlpha(originInk, 200), Width: u, Closed: true})
	c.Text(mapping.Text{S: words, At: box.Center(), Anchor: mapping.AnchorCenter, Face: originFace(u), Color: originInk})
}

// originPlacer finds room for words on their lines.
type originPlacer struct {
	view  mapping.Rect
	taken []mapping.Rect
}

// newOriginPlacer keeps to what is looked at, and off the corners in which the furniture of a map stands.
func newOriginPlacer(v mapping.Viewport, unseen float32) *originPlacer {
	u, seen := v.Unit(), v.Box().Inset(unseen*v.Unit())
	w, h := seen.Max.X-seen.Min.X, seen.Max.Y-seen.Min.Y
	at := func(x, y, w, h float32) mapping.Rect { return mapping.R(seen.Min.X+x, seen.Min.Y+y, w, h) }
	return &originPlacer{view: seen.Inset(6 * u), taken: []mapping.Rect{
		at(0, 0, 280*u, min(600*u, h*3/4)), at(0, h-48*u, w, 48*u), at(w-180*u, 0, 180*u, 210*u)}}
}

// along goes on along a line from where it comes in until the words have room, on it or beside it.
func (p *originPlacer) along(a, b mapping.Pt, width, u float32) (mapping.Rect, bool) {
	const step, tall = 12, 22
	length := float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
	for at := float32(0); at < length-originGap*u; at += step * u {
		q := mapping.Pt{X: a.X + (b.X-a.X)*at/length, Y: a.Y + (b.Y-a.Y)*at/length}
		for _, left := range [...]float32{width / 2, 0, width} {
			box := mapping.R(q.X-left, q.Y-tall*u/2, width, tall*u)
			if p.fits(box) {
				p.taken = append(p.taken, box)
				return box, true
			}
		}
	}
	return mapping.Rect{}, false
}

func (p *originPlacer) fits(box mapping.Rect) bool {
	return p.view.Contains(box.Min) && p.view.Contains(box.Max) && !slices.ContainsFunc(p.taken, box.Overlaps)
}
