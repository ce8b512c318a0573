package decks

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"

	"chainatlas/app/geomap/picture"
	"chainatlas/app/story"
	"chainatlas/app/task"
	"chainatlas/mapping"
	"chainatlas/mapping/slide"
)

// lens is the map or the chain of a slide, alive above the slide where it stands there: what is seen in it when it comes to
// rest is what the slide will show.
type lens struct {
	pic    *picture.Picture
	OnSeen func(b orb.Bound)     // the user looks at another part
	OnTap  func(g mapping.Group) // on a node of a chain, say
	told   story.Told            // what is shown
	at     int                   // place of the slide
	slide  mapping.Rect          // where it stands on the slide, in logical pixels of that
	seen   orb.Bound             // what OnSeen was told last; zero for nothing
	aiming bool                  // the view is moved by us
	size   [2]int                // of the view when it was aimed
	calm   task.Debounce
	wait   bool // OnSeen is to be told yet
}

// restful is how long a view stands still before it is taken.
const restful = 500 * time.Millisecond

func newLens(faces *mapping.Typeface) *lens {
	l := &lens{pic: picture.New(faces), at: -1, calm: task.Debounce{Delay: restful}}
	l.pic.OnMoved = l.moved
	l.pic.Drawing.OnTap = func(px mapping.Pt, v mapping.Viewport) {
		if g, ok := l.pic.Hit(px, v); ok && l.OnTap != nil {
			l.OnTap(g)
		}
	}
	l.pic.Drawing.Hide()
	return l
}

// drawingOf is where the map or the chain of a slide stands; false for a page that stays a page.
func drawingOf(one story.Told) (mapping.Rect, bool) {
	if one.Page == nil || one.Live == nil {
		return mapping.Rect{}, false
	}
	for _, e := range one.Elements {
		if p, ok := e.(*slide.Picture); ok && p.Photo == nil {
			return p.Box, true
		}
	}
	return mapping.Rect{}, false
}

// Set shows what is alive of a slide. Where only the records changed the view stays as it is.
func (l *lens) Set(one story.Told, at int) {
	box, ok := drawingOf(one)
	if !ok {
		l.clear()
		return
	}
	stays := l.at == at && l.told.Live != nil && l.told.Down == one.Down && (alike(one.Home, l.told.Home) || alike(one.Home, l.seen))
	l.told, l.at, l.slide = one, at, box
	scene := sceneOf(one, one.Live(""))
	l.aiming = true
	defer func() { l.aiming = false }()
	l.pic.Drawing.Show()
	if stays {
		l.pic.Update(scene)
		return
	}
	l.calm.Stop()
	l.wait, l.seen = false, orb.Bound{}
	l.pic.Show(scene)
	l.aim()
}

func (l *lens) clear() {
	l.calm.Stop()
	l.wait = false
	l.at, l.told, l.seen = -1, story.Told{}, orb.Bound{}
	l.pic.Drawing.Hide()
	l.pic.Stop()
}

// aim shows what the slide shows, to its very edge.
func (l *lens) aim() {
	v := l.pic.Viewport()
	if v.W == 0 || l.told.Live == nil {
		return
	}
	l.size = [2]int{v.W, v.H}
	to := l.told.Live("").Fit(v.W, v.H, v.DPR)
	if home := l.told.Home; !home.IsZero() {
		to = to.Fit(home, 0)
	}
	l.pic.SetViewport(to)
}

// moved comes with every change of the view: by the user, or because the widget has another size.
func (l *lens) moved() {
	v := l.pic.Viewport()
	if l.aiming || l.told.Live == nil {
		return
	}
	if l.size != [2]int{v.W, v.H} {
		l.aiming = true
		l.aim()
		l.aiming = false
		return
	}
	l.wait = true
	l.calm.Do(l.settle)
}

// settle tells at once what is seen, where that is still waited for.
func (l *lens) settle() {
	l.calm.Stop()
	if l.wait {
		l.wait = false
		l.seen = l.pic.Viewport().Bound()
		l.OnSeen(l.seen)
	}
}

// alike tells whether two views are one, but for roundings.
func alike(a, b orb.Bound) bool {
	reach := (math.Abs(a.Max[0]-a.Min[0]) + math.Abs(b.Max[0]-b.Min[0])) * 1e-4
	near := func(p, q orb.Point) bool { return math.Abs(p[0]-q[0]) <= reach && math.Abs(p[1]-q[1]) <= reach }
	return near(a.Min, b.Min) && near(a.Max, b.Max)
}

// onSlide lays the lens over the slide where its picture stands there; the slide is shown whole, in the middle.
type onSlide struct{ p *preview }

// MinSize implements fyne.Layout.
func (onSlide) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, 90) }

// Layout implements fyne.Layout.
func (o onSlide) Layout(list []fyne.CanvasObject, s fyne.Size) {
	for _, x := range list {
		if x != fyne.CanvasObject(o.p.lens.pic.Drawing) {
			x.Move(fyne.Position{})
			x.Resize(s)
			continue
		}
		k := min(s.Width/o.p.w, s.Height/o.p.h)
		left, top, r := (s.Width-o.p.w*k)/2, (s.Height-o.p.h*k)/2, o.p.lens.slide
		x.Move(fyne.NewPos(left+r.Min.X*k, top+r.Min.Y*k))
		x.Resize(fyne.NewSize(r.W()*k, r.H()*k))
	}
}
