package present

import (
	"context"
	"image"

	"chainatlas/app/geomap/picture"
	"chainatlas/app/task"
	"chainatlas/mapping"
	"chainatlas/mapping/raster"
)

// frame is the size of the screen: device pixels, and how many of them make a logical one.
type frame struct {
	w, h int
	dpr  float32
}

// stills keeps this slide and its neighbours drawn, so that turning a page shows a picture that is there already. One is
// drawn at a time, beside the window; the one that is shown comes first.
type stills struct {
	faces   *mapping.Typeface
	slides  []Slide
	at      int
	size    frame
	have    map[int]*image.RGBA
	others  []Slide // the same slides in the other language; nil until they are ready
	other   map[int]*image.RGBA
	busy    bool
	stopped bool
	ready   func(i int)
}

// turn says which slide is shown, on which screen.
func (s *stills) turn(at int, size frame) {
	if size != s.size || s.have == nil {
		s.size, s.have, s.other = size, map[int]*image.RGBA{}, map[int]*image.RGBA{}
	}
	s.at = at
	for i := range s.have {
		if i < at-1 || i > at+1 {
			delete(s.have, i) // a picture of a large screen takes 33 MB
		}
	}
	for i := range s.other {
		if i != at {
			delete(s.other, i)
		}
	}
	s.next()
}

// next draws the nearest slide that is missing.
func (s *stills) next() {
	if s.busy || s.stopped || s.size.w <= 0 || s.size.h <= 0 {
		return
	}
	for _, i := range []int{s.at, s.at + 1, s.at - 1} {
		if i >= 0 && i < len(s.slides) && s.have[i] == nil {
			s.draw(s.slides, i)
			return
		}
	}
	if s.at >= 0 && s.at < len(s.others) && s.other[s.at] == nil {
		s.draw(s.others, s.at)
	}
}

// exchange is the other language from now on. What is drawn of the slide that is shown stays.
func (s *stills) exchange() {
	s.slides, s.others = s.others, s.slides
	s.have, s.other = s.other, s.have
}

// draw paints one of these slides; when it is finished, they may have become those of the other language.
func (s *stills) draw(of []Slide, i int) {
	s.busy = true
	one, size, faces := of[i], s.size, s.faces
	task.Run(func(context.Context, func(int, int)) (*image.RGBA, error) { return one.still(size, faces), nil },
		func(img *image.RGBA, err error) {
			s.busy = false
			if s.stopped || err != nil {
				return // the live picture stands in for a page that could not be drawn
			}
			switch {
			case size != s.size:
			case &of[0] == &s.slides[0]:
				s.have[i] = img
				s.ready(i)
			case i == s.at:
				s.other[i] = img
			}
			s.next()
		})
}

// still paints the slide as it is first seen.
func (s Slide) still(f frame, faces *mapping.Typeface) *image.RGBA {
	if s.Draw == nil {
		c := raster.New(f.w, f.h, wall, faces)
		sc := s.Scene("")
		sc.Draw(c, homeView(sc, f), faces)
		return c.Picture()
	}
	ground := s.Ground
	if ground.A == 0 {
		ground = wall
	}
	c := raster.New(f.w, f.h, ground, faces)
	scale := min(float32(f.w)/s.W, float32(f.h)/s.H)
	at := mapping.Pt{X: (float32(f.w) - s.W*scale) / 2, Y: (float32(f.h) - s.H*scale) / 2}
	s.Draw(mapping.Placed{On: c, At: at, Scale: 1}, scale)
	return c.Picture()
}

// homeView is what the live picture shows of a scene at first.
func homeView(s picture.Scene, f frame) mapping.Viewport {
	v := mapping.Viewport{W: f.w, H: f.h, DPR: f.dpr, Scale: 1, YDown: s.YDown}
	return v.Fit(s.Home, homeMargin*v.Unit())
}

// homeMargin is what ui.Drawing leaves around what it shows at first, in logical pixels.
const homeMargin = 24
