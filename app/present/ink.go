package present

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tool is what the mouse does over the slide.
type tool uint8

const (
	noTool tool = iota
	penTool
	laserTool
)

// Sizes in logical pixels.
const (
	penWidth  = 4
	dotSize   = 18
	shortest  = 3    // a line shorter than this waits for the next move
	mostLines = 4000 // of one slide: more would be slow, and is a scribble
)

var (
	penColor = color.NRGBA{0xff, 0x6b, 0x4a, 0xff}
	dotColor = color.NRGBA{0xff, 0x2a, 0x2a, 0xd8}
)

// stroke is one line in shares of the view: it stays where it is on a screen of another size.
type stroke []fyne.Position

// ink is a pane above the slide that pen and laser work on. Each slide keeps its strokes while the show lasts. Without a
// tool it has no size for the mouse, which reaches the picture below.
type ink struct {
	widget.BaseWidget
	onScroll func(*fyne.ScrollEvent)

	tool    tool
	strokes map[int][]stroke
	at      int
	drawing bool
	pen     *fyne.Container
	dot     *canvas.Circle
	pane    *pane
}

func newInk() *ink {
	i := &ink{strokes: map[int][]stroke{}, pen: &fyne.Container{}, dot: canvas.NewCircle(dotColor)}
	i.dot.Hide()
	i.pane = &pane{ink: i}
	i.pane.ExtendBaseWidget(i.pane)
	i.pane.Hide()
	i.ExtendBaseWidget(i)
	return i
}

// CreateRenderer is called by Fyne.
func (i *ink) CreateRenderer() fyne.WidgetRenderer { return &inkView{i} }

type inkView struct{ i *ink }

func (v *inkView) Destroy()           {}
func (v *inkView) MinSize() fyne.Size { return fyne.Size{} }
func (v *inkView) Refresh()           { canvas.Refresh(v.i) }
func (v *inkView) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.i.pen, v.i.dot, v.i.pane}
}

// Layout is called when the screen has another size.
func (v *inkView) Layout(s fyne.Size) {
	v.i.pen.Resize(s)
	v.i.pane.Resize(s)
	v.i.redraw()
}

// use takes a tool, or lays it down when it is in the hand already.
func (i *ink) use(t tool) {
	if i.tool == t {
		t = noTool
	}
	i.tool = t
	i.dot.Hide()
	if t == noTool {
		i.pane.Hide()
	} else {
		i.pane.Show()
	}
	i.Refresh()
}

// turn shows the strokes of another slide.
func (i *ink) turn(at int) {
	i.at, i.drawing = at, false
	i.redraw()
}

// erase takes the strokes of this slide away, and tells whether there were any.
func (i *ink) erase() bool {
	had := len(i.strokes[i.at]) > 0
	delete(i.strokes, i.at)
	i.drawing = false
	i.redraw()
	return had
}

func (i *ink) redraw() {
	i.pen.Objects = nil
	for _, s := range i.strokes[i.at] {
		for n := 1; n < len(s); n++ {
			i.line(s[n-1], s[n])
		}
	}
	i.pen.Refresh()
}

func (i *ink) line(a, b fyne.Position) {
	size := i.Size()
	l := canvas.NewLine(penColor)
	l.StrokeWidth = penWidth
	l.Position1 = fyne.NewPos(a.X*size.Width, a.Y*size.Height)
	l.Position2 = fyne.NewPos(b.X*size.Width, b.Y*size.Height)
	i.pen.Objects = append(i.pen.Objects, l)
}

// draw goes on with the stroke, or begins one.
func (i *ink) draw(p fyne.Position) {
	size := i.Size()
	if size.Width <= 0 || size.Height <= 0 || len(i.pen.Objects) >= mostLines {
		return
	}
	at := fyne.NewPos(p.X/size.Width, p.Y/size.Height)
	all := i.strokes[i.at]
	if !i.drawing {
		i.drawing = true
		i.strokes[i.at] = append(all, stroke{at})
		return
	}
	last := &all[len(all)-1]
	from := (*last)[len(*last)-1]
	if d := fyne.NewPos((at.X-from.X)*size.Width, (at.Y-from.Y)*size.Height); d.X*d.X+d.Y*d.Y < shortest*shortest {
		return
	}
	*last = append(*last, at)
	i.line(from, at)
	i.pen.Refresh()
}

func (i *ink) point(p fyne.Position) {
	i.dot.Resize(fyne.NewSize(dotSize, dotSize))
	i.dot.Move(p.SubtractXY(dotSize/2, dotSize/2))
	i.dot.Show()
	i.dot.Refresh()
}

// pane takes the mouse while a tool is in the hand.
type pane struct {
	widget.BaseWidget
	ink *ink
}

var (
	_ fyne.Draggable     = (*pane)(nil)
	_ fyne.Scrollable    = (*pane)(nil)
	_ desktop.Hoverable  = (*pane)(nil)
	_ desktop.Mouseable  = (*pane)(nil)
	_ desktop.Cursorable = (*pane)(nil)
)

// CreateRenderer is called by Fyne.
func (p *pane) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// MouseDown is called by Fyne.
func (p *pane) MouseDown(e *desktop.MouseEvent) { p.to(e.Position, true) }

// MouseUp is called by Fyne.
func (p *pane) MouseUp(*desktop.MouseEvent) { p.ink.drawing = false }

// Dragged is called by Fyne.
func (p *pane) Dragged(e *fyne.DragEvent) { p.to(e.Position, true) }

// DragEnd is called by Fyne.
func (p *pane) DragEnd() { p.ink.drawing = false }

// MouseIn is called by Fyne.
func (p *pane) MouseIn(e *desktop.MouseEvent) { p.to(e.Position, false) }

// MouseMoved is called by Fyne.
func (p *pane) MouseMoved(e *desktop.MouseEvent) { p.to(e.Position, false) }

// MouseOut is called by Fyne.
func (p *pane) MouseOut() { p.ink.dot.Hide() }

// Scrolled is called by Fyne: the wheel zooms as it does without a tool.
func (p *pane) Scrolled(e *fyne.ScrollEvent) { p.ink.onScroll(e) }

// Cursor is called by Fyne: the light of the laser is pointer enough.
func (p *pane) Cursor() desktop.Cursor {
	if p.ink.tool == laserTool {
		return desktop.HiddenCursor
	}
	return desktop.CrosshairCursor
}

func (p *pane) to(at fyne.Position, pressed bool) {
	switch {
	case p.ink.tool == laserTool:
		p.ink.point(at)
	case p.ink.tool == penTool && pressed:
		p.ink.draw(at)
	}
}
