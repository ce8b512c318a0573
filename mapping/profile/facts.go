package profile

import (
	"fmt"
	"strings"

	"chainatlas/mapping"
	"chainatlas/mapping/page"
	"chainatlas/model"

	"github.com/paulmach/orb/geo"
)

func (o Options) plain(name, said string) page.Fact {
	f := page.Fact{Label: o.Say.Word(name), Text: o.Say.Word(said), LabelStyle: label, TextStyle: text, LabelWidth: o.labelWidth(), Gap: rowGap, Rule: hairline}
	if said == notStated {
		f.TextStyle = unstated
	}
	return f
}

// mostLines of a fact stand beside its label; a longer text runs under it, over columns and pages where it must.
const mostLines = 8

func (o Options) fact(name, said string, width float32) []page.Block {
	if len(mapping.Lines(o.Faces, o.Say.Word(said), text.Face, width-o.labelWidth())) <= mostLines {
		return []page.Block{o.plain(name, said)}
	}
	head := page.Heading{Text: o.Say.Word(name), Style: label}
	return append([]page.Block{head}, page.Running(o.Faces, o.Say.Word(said), text, width, rowGap)...)
}

// utility is what a site offers of one thing, with a sign that tells whether it is there.
type utility struct {
	page.Fact
	ready model.YesNo
	say   mapping.Say
}

// readyWidth is the room of the sign and its word, wide the room of English ones.
const (
	readyWidth = 66
	readyWide  = 106
)

func (u utility) readyRoom() float32 {
	if u.say != nil {
		return readyWide
	}
	return readyWidth
}

// labelWidth is the room before what is said. English labels are longer.
func (o Options) labelWidth() float32 {
	if o.Say != nil {
		return labelWide
	}
	return labelWidth
}

func (o Options) utilities(s *model.Site) []page.Block {
	var out []page.Block
	for _, x := range s.Supplies {
		name := model.UtilityName(x.What)
		if name == x.What {
			name = "其他"
		}
		ready := x.Ready
		x.Ready = ""
		f := o.plain(name, withoutReady(supplyWords(x, o.Say)))
		if f.Text == "" {
			f.Text, f.TextStyle = o.Say.Word(notStated), unstated
		}
		out = append(out, utility{f, ready, o.Say})
	}
	if len(out) == 0 && !o.onlyName(s) {
		out = append(out, o.plain("要素供给", notStated))
	}
	return out
}

// withoutReady takes the word that the sign says from the end of what was stated.
func withoutReady(said string) string {
	for _, word := range []string{"已具备", "未具备"} {
		said = strings.TrimSuffix(said, word)
	}
	return strings.TrimRight(said, " ，、")
}

// Height implements page.Block.
func (u utility) Height(m mapping.Measurer, width float32) float32 {
	return u.Fact.Height(m, width-u.readyRoom())
}

// Draw implements page.Block.
func (u utility) Draw(c mapping.Canvas, m mapping.Measurer, at mapping.Pt, width float32) {
	u.Fact.Draw(c, m, at, width-u.readyRoom())
	y := at.Y + text.Face.Size*0.75
	x := at.X + width - u.readyRoom() + 12
	word, col := "未说明", unstated.Color
	switch u.ready {
	case model.Yes:
		word, col = "已具备", bestInk
		disc(c, mapping.Pt{X: x, Y: y}, 4.5, true)
	case model.No:
		word, col = "未具备", muted
		disc(c, mapping.Pt{X: x, Y: y}, 4, false)
	}
	c.Text(mapping.Text{S: u.say.Word(word), At: mapping.Pt{X: at.X + width, Y: y}, Anchor: mapping.AnchorRight, Face: text.Face, Color: col})
}

// disc is full for what is there and a ring for what is not.
func disc(c mapping.Canvas, at mapping.Pt, r float32, full bool) {
	var p mapping.Path
	const k = 0.5523
	p.MoveTo(at.X, at.Y-r)
	p.CubeTo(mapping.Pt{X: at.X + k*r, Y: at.Y - r}, mapping.Pt{X: at.X + r, Y: at.Y - k*r}, mapping.Pt{X: at.X + r, Y: at.Y})
	p.CubeTo(mapping.Pt{X: at.X + r, Y: at.Y + k*r}, mapping.Pt{X: at.X + k*r, Y: at.Y + r}, mapping.Pt{X: at.X, Y: at.Y + r})
	p.CubeTo(mapping.Pt{X: at.X - k*r, Y: at.Y + r}, mapping.Pt{X: at.X - r, Y: at.Y + k*r}, mapping.Pt{X: at.X - r, Y: at.Y})
	p.CubeTo(mapping.Pt{X: at.X - r, Y: at.Y - k*r}, mapping.Pt{X: at.X - k*r, Y: at.Y - r}, mapping.Pt{X: at.X, Y: at.Y - r})
	if full {
		c.Fill(&p, mapping.Fill{Color: bestInk})
		return
	}
	c.Stroke(&p, mapping.Stroke{Color: muted, Width: 1.5, Closed: true})
}

// distances are measured on the map, where the place is known: a straight line to the district's name point.
func (o Options) distances(s *model.Site) []page.Block {
	if o.Base == nil || s.Location.Point == nil {
		return nil
	}
	name, seat, ok := o.Base.Seat()
	if !ok {
		return nil
	}
	km := geo.DistanceHaversine(*s.Location.Point, seat) / 1000
	about := ""
	if s.Location.Precision != model.PlaceExact {
		about = "约 "
	}
	return []page.Block{o.plain(fmt.Sprintf("距%s中心", name), fmt.Sprintf("%s%.1f 公里（直线）", about, km))}
}

// coordinates are for staff alone.
func (o Options) coordinates(s *model.Site) []page.Block {
	if s.Location.Point == nil {
		return []page.Block{o.plain("位置", "位置待核")}
	}
	said := s.Location.String() + "　" + model.SystemWords("WGS-84", s.Location.Precision)
	return []page.Block{o.plain("坐标", said)}
}
