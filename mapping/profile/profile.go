// Package profile sets the printed pages that a visiting firm takes home: one site, or several side by side.
//
// It is handed records as they are stored and redacts them itself: what the audience must not know never reaches a page.
package profile

import (
	"errors"
	"fmt"
	"image"
	"strings"
	"time"

	"chainatlas/mapping"
	"chainatlas/mapping/page"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// ErrHidden is returned when the audience must not see a site at all.
var ErrHidden = errors.New("site is hidden from the audience")

// Options say who reads the pages and what stands on them beside the record.
type Options struct {
	Faces    *mapping.Typeface
	Base     *thematic.Base // nil for no map
	Audience model.Audience
	Seen     model.Seen    // what the audience may know of linked records
	Around   []*model.Site // other sites on the map, as stored
	// Photos reads the pictures that the audience may see; it may leave out what cannot be shown. nil shows none.
	Photos  func(model.Attachments) []Photo
	Contact string      // whom a visitor calls; "" leaves it out
	Date    time.Time   // of printing
	Say     mapping.Say // the reader's language; nil is Chinese
}

// Photo is a picture with its caption.
type Photo struct {
	Image   image.Image
	Caption string
}

// The paper: A4 with a margin that every printer keeps, in pixels of a quarter of a millimetre.
var upright = pdf.Sheet{Paper: pdf.A4, Margin: 12, Pixel: 0.25}

// longDate is a day as drawings and ledgers write it.
const longDate = "2006年1月2日"

// sheetWriter adds pages with a foot to a document.
type sheetWriter struct {
	o     Options
	doc   *pdf.Document
	sheet pdf.Sheet
	foot  string
	c     *pdf.Canvas
	pages int
	box   mapping.Rect // what is free on the page
}

const footHeight = 30

func (o Options) begin(s pdf.Sheet, title, foot string) *sheetWriter {
	info := pdf.Info{Title: o.Say.Word(title), Subject: o.Say.Word(o.Audience.Mark()), Created: o.Date}
	w := &sheetWriter{o: o, doc: pdf.New(info, o.Faces), sheet: s, foot: foot}
	w.turn()
	return w
}

// turn begins the next page.
func (w *sheetWriter) turn() {
	w.c = w.doc.Page(w.sheet)
	width, height := w.sheet.Size()
	w.box = mapping.R(0, 0, float32(width), float32(height)-footHeight)
	y := float32(height) - footHeight/2 + 2
	var line mapping.Path
	line.Line(mapping.Pt{Y: y - 12}, mapping.Pt{X: float32(width), Y: y - 12})
	w.c.Stroke(&line, mapping.Stroke{Color: hairline, Width: 1})
	w.pages++
	foot := w.foot
	if w.pages > 1 {
		foot = fmt.Sprintf(w.o.Say.Word("第 %d 页　·　%s"), w.pages, foot)
	}
	w.c.Text(mapping.Text{S: foot, At: mapping.Pt{Y: y}, Anchor: mapping.AnchorLeft, Face: small.Face, Color: muted})
	w.c.Text(mapping.Text{S: w.o.Say.Word(w.o.Audience.Mark()), At: mapping.Pt{X: float32(width), Y: y}, Anchor: mapping.AnchorRight,
		Face: mapping.Face{Size: small.Face.Size, Bold: true}, Color: stampInk})
}

// down takes height off the top of what is free and returns that strip.
func (w *sheetWriter) down(height float32) mapping.Rect {
	strip := mapping.R(w.box.Min.X, w.box.Min.Y, w.box.W(), height)
	w.box.Min.Y += height
	return strip
}

// columns are the two in which facts stand.
func (w *sheetWriter) columns() page.Flow {
	return page.Flow{Measurer: w.o.Faces, Columns: 2, Gutter: gutter}
}

// flow sets facts into columns, on further pages where they need them.
func (w *sheetWriter) flow(blocks []page.Block) {
	f := w.columns()
	for blocks = f.Set(w.c, w.box, blocks); len(blocks) > 0; blocks = f.Set(w.c, w.box, blocks) {
		w.turn()
	}
}

// footWords tell how old the facts are and when they were printed.
func (o Options) footWords(asOf ...model.Date) string {
	var words, dates []string
	for _, d := range asOf {
		if d.Text != "" && !strings.Contains(strings.Join(dates, " "), d.Text) {
			dates = append(dates, d.Text)
		}
	}
	if len(dates) > 0 {
		words = append(words, "数据截至 "+strings.Join(dates, "、"))
	}
	if !o.Date.IsZero() {
		words = append(words, "打印于 "+o.Date.Format(longDate))
	}
	return strings.Join(o.Say.Words(words), "　·　")
}

// shown is what the audience sees of a site.
func (o Options) shown(s *model.Site) (*model.Site, error) {
	r, ok := model.Redact(s, o.Audience, o.seen())
	if !ok {
		return nil, ErrHidden
	}
	return r.(*model.Site), nil
}

func (o Options) seen() model.Seen {
	if o.Seen != nil {
		return o.Seen
	}
	return func(model.ID) (string, bool) { return "", false }
}

// onlyName tells whether the audience sees nothing of a record but a name that stands for it.
func (o Options) onlyName(s *model.Site) bool {
	return o.Audience == model.Visitors && s.Level != model.Public
}
