package pptx

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/slide"
)

// finer is how many pixels of a picture stand for one of the slide.
const finer = 2

// picture writes a chart or a chain as shapes, a map as pixels with what stands in its corners as shapes, and a photo as it is.
func (s *sheet) picture(e *slide.Picture) {
	switch {
	case e.Photo == nil && e.Editable == slide.Everything && s.native(s.painting(e)):
		return
	case e.Photo == nil && e.Editable == slide.Corners:
		s.pixels(e, func(c mapping.Canvas) mapping.Canvas {
			return &sieve{on: c, keep: func(g mapping.Group) bool { return !g.Corner() }, loose: true}
		})
		s.native(func(c mapping.Canvas) { s.painting(e)(&sieve{on: c, keep: mapping.Group.Corner}) })
		return
	}
	s.pixels(e, func(c mapping.Canvas) mapping.Canvas { return c })
}

// painting paints a drawing where it stands on the slide, as finely as its pixels would be.
func (s *sheet) painting(e *slide.Picture) func(mapping.Canvas) {
	return func(c mapping.Canvas) {
		c.Clip(e.Box, func() { e.Paint(mapping.Placed{On: c, At: e.Box.Min, Scale: 1}, s.faces, e.Box.W(), e.Box.H(), finer) })
	}
}

// pixels writes a picture of what through lets pass.
func (s *sheet) pixels(e *slide.Picture, through func(mapping.Canvas) mapping.Canvas) {
	if photo, ok := e.Photo.(mapping.Photo); ok && len(photo.JPEG) > 0 {
		s.b.WriteString(s.file(photo.JPEG, "jpeg", e, e.Box)) // its own file, without what a camera wrote beside it
		return
	}
	img := e.Photo
	if img == nil {
		img = s.drawn(e, through)
	}
	if xml, ok := s.embedded(img, e, e.Box); ok {
		s.b.WriteString(xml)
	}
}

func (s *sheet) drawn(e *slide.Picture, through func(mapping.Canvas) mapping.Canvas) image.Image {
	w, h := e.Box.W(), e.Box.H()
	c := raster.New(int(w*finer+0.5), int(h*finer+0.5), color.NRGBA{}, s.faces)
	e.Paint(through(mapping.Placed{On: c, Scale: finer}), s.faces, w, h, finer)
	return c.Picture()
}

// embedded is an image as an element, its file beside the slide.
func (s *sheet) embedded(img image.Image, e *slide.Picture, box mapping.Rect) (xml string, ok bool) {
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img); err != nil {
		s.err = fmt.Errorf("draw %s: %w", e.Name, err)
		return "", false
	}
	return s.file(b.Bytes(), "png", e, box), true
}

// file keeps the bytes of a picture once, however often it is shown on a slide, and shows the part of a photo that is seen.
func (s *sheet) file(data []byte, ext string, e *slide.Picture, box mapping.Rect) string {
	link, known := s.files[string(data)]
	if !known {
		s.media++
		at := fmt.Sprintf("image%d.%s", s.media, ext)
		s.data("ppt/media/"+at, data)
		s.links = append(s.links, "image", "../media/"+at)
		link = len(s.links) / 2
		s.files[string(data)] = link
	}
	crop := ""
	if e.Photo != nil {
		box = e.Place()
		if whole := e.Whole(); whole != box {
			part := func(px, of float32) int { return int(px / of * 100_000) }
			crop = fmt.Sprintf(`<a:srcRect l="%d" t="%d" r="%d" b="%d"/>`, part(box.Min.X-whole.Min.X, whole.W()), part(box.Min.Y-whole.Min.Y, whole.H()),
				part(whole.Max.X-box.Max.X, whole.W()), part(whole.Max.Y-box.Max.Y, whole.H()))
		}
	}
	return fmt.Sprintf(`<p:pic><p:nvPicPr><p:cNvPr id="%d" name="图片 %d" descr="%s"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="rId%d"/>%s<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`,
		s.id, s.id, escaped(e.Name), link, crop, frame("a:xfrm", box))
}

// sieve lets through what is drawn in the outermost groups that are kept, and where loose is true what is in no group.
type sieve struct {
	on     mapping.Canvas
	keep   func(mapping.Group) bool
	loose  bool
	inside bool
}

func (c *sieve) open() bool { return c.inside || c.loose }

// Fill implements mapping.Canvas.
func (c *sieve) Fill(p *mapping.Path, f mapping.Fill) {
	if c.open() {
		c.on.Fill(p, f)
	}
}

// Stroke implements mapping.Canvas.
func (c *sieve) Stroke(p *mapping.Path, s mapping.Stroke) {
	if c.open() {
		c.on.Stroke(p, s)
	}
}

// Text implements mapping.Canvas.
func (c *sieve) Text(t mapping.Text) {
	if c.open() {
		c.on.Text(t)
	}
}

// Image implements mapping.Canvas.
func (c *sieve) Image(img image.Image, into mapping.Rect) {
	if c.open() {
		c.on.Image(img, into)
	}
}

// Clip implements mapping.Canvas.
func (c *sieve) Clip(to mapping.Rect, draw func()) { c.on.Clip(to, draw) }

// Group implements mapping.Canvas.
func (c *sieve) Group(g mapping.Group, draw func()) {
	if c.inside {
		c.on.Group(g, draw)
		return
	}
	if c.keep(g) {
		c.inside = true
		c.on.Group(g, draw)
		c.inside = false
	}
}
