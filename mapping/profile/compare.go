package profile

import (
	"chainatlas/mapping"
	"chainatlas/mapping/page"
	"chainatlas/mapping/pdf"
	"chainatlas/model"
)

// How many sites stand side by side.
const (
	Fewest = 2
	Most   = 4
)

// tableLabel and tableWide are the pixels of the first column, in Chinese and in English.
const (
	tableLabel = 116
	tableWide  = 150
)

// Compare sets a table of two to four sites, the best of each row marked by shape and colour. It returns the table too,
// and ErrHidden when the audience must not see one of the sites.
func Compare(stored []*model.Site, o Options) (*pdf.Document, []Row, error) {
	sites := make([]*model.Site, len(stored))
	var dates []model.Date
	for i, s := range stored {
		shown, err := o.shown(s)
		if err != nil {
			return nil, nil, err
		}
		sites[i] = shown
		dates = append(dates, shown.AsOf)
	}
	rows := Rows(sites, o.Say)
	sheet := upright
	sheet.Paper = sheet.Paper.Landscape()
	w := o.begin(sheet, "载体对比", o.footWords(dates...))
	label := float32(tableLabel)
	if o.Say != nil {
		label = tableWide
	}
	t := comparison{w, sites, label, (w.box.W() - label) / float32(len(sites))}
	t.head()
	t.rows(rows)
	return w.doc, rows, nil
}

// comparison is a table under way.
type comparison struct {
	*sheetWriter
	sites  []*model.Site
	labels float32 // width of the first column
	width  float32 // of a site's column
}

var columnHead = page.Style{Face: mapping.Face{Size: 16, Bold: true}, Color: ink, Leading: 1.3}

func (t comparison) head() {
	line := t.down(34)
	style := title
	style.Face.Size = 24
	t.c.Text(mapping.Text{S: t.o.Say.Word("载体对比"), At: mapping.Pt{Y: line.Center().Y - 2}, Anchor: mapping.AnchorLeft, Face: style.Face, Color: ink})
	x := t.box.W()
	for _, word := range t.o.Say.Words(nonEmpty(t.o.Audience.Mark(), t.invented())) {
		x = t.stamp(word, x, line.Center().Y-2) - 8
	}
	t.key(x-16, line.Center().Y-2)
	t.names()
}

// key explains the sign of the best; it ends at x.
func (t comparison) key(x, y float32) {
	words := t.o.Say.Word("同行较优：面积和容量取大，距离和价格取小，时间取早；范围按可保证的一端")
	t.c.Text(mapping.Text{S: words, At: mapping.Pt{X: x, Y: y}, Anchor: mapping.AnchorRight, Face: small.Face, Color: muted})
	peak(t.c, mapping.Pt{X: x - t.o.Faces.Advance(words, small.Face) - 11, Y: y})
}

func (t comparison) invented() string {
	for _, s := range t.sites {
		if s.Fictional {
			return "含虚构数据"
		}
	}
	return ""
}

// names stand above the table, on every page.
func (t comparison) names() {
	height := float32(0)
	for _, s := range t.sites {
		height = max(height, columnHead.Height(t.o.Faces, t.nameOf(s), t.cellRoom()))
	}
	strip := t.down(height + 18)
	fill(t.c, strip, tint)
	fill(t.c, mapping.R(0, strip.Max.Y-2, strip.W(), 2), accent)
	for i, s := range t.sites {
		columnHead.Write(t.c, t.o.Faces, t.nameOf(s), mapping.Pt{X: t.left(i) + signRoom, Y: strip.Min.Y + 8}, t.cellRoom())
	}
}

func (t comparison) nameOf(s *model.Site) string {
	name := t.o.Say.Word(s.Name)
	if s.Code != "" {
		return name + t.o.Say.Word("（") + s.Code + t.o.Say.Word("）")
	}
	return name
}

// left is where the text of a column begins.
func (t comparison) left(i int) float32 { return t.labels + float32(i)*t.width + 10 }

func (t comparison) rows(rows []Row) {
	for _, r := range rows {
		height := t.height(r)
		if height > t.box.H() {
			t.turn()
			t.names()
		}
		t.row(r, t.down(height))
	}
}

const (
	cellPad  = 3
	signRoom = 18 // before the text of a cell
)

func (t comparison) height(r Row) float32 {
	height := label.Height(t.o.Faces, r.Label, t.labels-16)
	for i := range r.Cells {
		said, style := t.said(r, i)
		height = max(height, style.Height(t.o.Faces, said, t.cellRoom()))
	}
	return height + 2*cellPad
}

func (t comparison) cellRoom() float32 { return t.width - 20 - signRoom }

// said is what stands in a cell, and how. Of a site that goes by a name that stands for it nothing is said to be unsaid.
func (t comparison) said(r Row, i int) (string, page.Style) {
	switch c := r.Cells[i]; {
	case c.Best:
		best := text
		best.Face.Bold, best.Color = true, bestInk
		return c.Text, best
	case c.Text != "":
		return c.Text, text
	case t.o.onlyName(t.sites[i]):
		return "—", unstated
	}
	return t.o.Say.Word(notStated), unstated
}

func (t comparison) row(r Row, strip mapping.Rect) {
	label.Write(t.c, t.o.Faces, r.Label, mapping.Pt{X: 8, Y: strip.Min.Y + cellPad}, t.labels-16)
	for i, c := range r.Cells {
		said, style := t.said(r, i)
		if c.Best {
			fill(t.c, mapping.R(t.left(i)-8, strip.Min.Y+1, t.width-4, strip.H()-2), bestTint)
			peak(t.c, mapping.Pt{X: t.left(i) + 5, Y: strip.Min.Y + cellPad + text.Face.Size*0.75})
		}
		style.Write(t.c, t.o.Faces, said, mapping.Pt{X: t.left(i) + signRoom, Y: strip.Min.Y + cellPad}, t.cellRoom())
	}
	var line mapping.Path
	line.Line(mapping.Pt{Y: strip.Max.Y}, mapping.Pt{X: strip.Max.X, Y: strip.Max.Y})
	t.c.Stroke(&line, mapping.Stroke{Color: hairline, Width: 0.8})
}

// peak is the sign of the best: it is seen without colour too.
func peak(c mapping.Canvas, at mapping.Pt) {
	var p mapping.Path
	p.Line(mapping.Pt{X: at.X - 5, Y: at.Y + 4.5}, mapping.Pt{X: at.X, Y: at.Y - 4.5}, mapping.Pt{X: at.X + 5, Y: at.Y + 4.5})
	c.Fill(&p, mapping.Fill{Color: bestInk})
}
