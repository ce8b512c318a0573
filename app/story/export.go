package story

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"io"
	"time"

	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/pptx"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/slide"
	"chainatlas/model"
	"chainatlas/model/store"
)

// printed are the pages for a file: visitors get no notes.
func (s *Show) printed(to model.Audience) []*slide.Page {
	out := s.Pages()
	if to != model.Visitors {
		return out
	}
	for i, p := range out {
		q := *p
		q.Notes = ""
		out[i] = &q
	}
	return out
}

// Title is what a file for an audience calls the deck.
func Title(st *store.Store, d *model.Deck, to model.Audience) (string, error) {
	h, err := hushOf(st, d, to)
	switch {
	case d.Language != model.English:
		return h.say(d.Name), err
	case d.English != "":
		return h.sayEnglish(d.English), err
	}
	c, err := read(context.Background(), st, needOf(d), to)
	return inEnglish(c, visitorOf(st, d))(h.say(d.Name)), err
}

// fine makes what is painted on pixels sharp on paper.
const fine = 2

// pagePixel is a logical pixel in millimetres.
const pagePixel = 25.4 / 96

// WritePDF writes the slides, each with its bookmark.
func (s *Show) WritePDF(to io.Writer, title string, o Options) error {
	if len(s.Slides) == 0 {
		return ErrEmpty
	}
	d := pdf.New(pdf.Info{Title: title, Created: o.Now}, o.Faces)
	for _, p := range s.printed(o.Audience) {
		sheet := pdf.Sheet{Paper: pdf.Paper{W: float64(p.W) * pagePixel, H: float64(p.H) * pagePixel}, Pixel: pagePixel}
		p.Draw(d.Page(sheet.Finer(fine)), o.Faces, fine)
		d.Bookmark(p.Title, 0)
	}
	_, err := d.WriteTo(to)
	return err
}

// WritePPTX writes the slides as an editable presentation.
func (s *Show) WritePPTX(to io.Writer, title string, o Options) error {
	if len(s.Slides) == 0 {
		return ErrEmpty
	}
	return pptx.Write(to, s.printed(o.Audience), pptx.Info{Title: title, Created: o.Now.Truncate(time.Second)}, o.Faces)
}

// WritePNG writes one slide as a picture, scale pixels to a logical one.
func WritePNG(to io.Writer, p *slide.Page, scale float32, faces *mapping.Typeface) error {
	return paint(p, scale, faces).WritePNG(to)
}

// Paint is a slide as a picture, scale pixels to a logical one.
func Paint(p *slide.Page, scale float32, faces *mapping.Typeface) *image.RGBA {
	return paint(p, scale, faces).Picture()
}

func paint(p *slide.Page, scale float32, faces *mapping.Typeface) *raster.Canvas {
	c := raster.New(int(p.W*scale+0.5), int(p.H*scale+0.5), p.Ground, faces)
	p.Draw(c, faces, scale)
	return c
}

// Freeze writes the slides as visitors see them today into a PDF that belongs to the deck, and returns the deck with it. The
// caller stores the deck.
func Freeze(s *store.Store, show *Show, d *model.Deck, o Options) (*model.Deck, error) {
	title, err := Title(s, d, o.Audience)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := show.WritePDF(&b, title, o); err != nil {
		return nil, err
	}
	day := model.DayAt(o.Now)
	file, err := s.AddFile(&b, fmt.Sprintf("%s 定稿 %s.pdf", d.Name, day))
	if err != nil {
		return nil, err
	}
	file.Note = "定稿 " + day.String()
	out := model.Clone(d).(*model.Deck)
	out.Attachments, out.Frozen = out.Attachments.With(file), model.OnDay(day)
	return out, nil
}
