package chains

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/mapping"

	"github.com/paulmach/orb"
)

// overlay is what stands above the picture while it is edited: frames around chosen nodes, the ghosts of dragged ones, the
// handle of the node under the pointer, the line being drawn, and the name being typed. Nothing of it needs painting anew.
type overlay struct {
	e       *editor
	box     *fyne.Container
	shapes  *fyne.Container
	marquee orb.Bound // the frame being drawn, zero for none
	hover   string    // the node under the pointer
	naming  string    // the node being named
	entry   *ui.Entry
}

// Sizes in logical pixels.
const (
	handleSize  float32 = 12
	handleReach float32 = 10
	frameRoom   float32 = 3
)

func newOverlay(e *editor) *overlay {
	o := &overlay{e: e, box: e.s.pic.Overlay(), shapes: &fyne.Container{}}
	o.box.Add(o.shapes)
	return o
}

// place draws everything anew for the view that there is.
func (o *overlay) place() {
	o.shapes.RemoveAll()
	if o.e.on && o.e.chain() != nil {
		o.frames()
		o.handle()
		o.line()
		if o.marquee != (orb.Bound{}) {
			o.rect(o.marquee, theme.ColorNamePrimary, 0.08, 0)
		}
		o.placeEntry()
	}
	o.shapes.Refresh()
}

// frames are around what is chosen, and what it would be connected from.
func (o *overlay) frames() {
	d := o.e.drag
	for _, code := range o.e.picked {
		b, ok := o.e.s.now.chart.NodeBound(code)
		if !ok {
			continue
		}
		o.rect(b, theme.ColorNamePrimary, 0, frameRoom)
		if d != nil {
			b.Min[0], b.Max[0], b.Min[1], b.Max[1] = b.Min[0]+d.by[0], b.Max[0]+d.by[0], b.Min[1]+d.by[1], b.Max[1]+d.by[1]
			o.rect(b, theme.ColorNamePrimary, 0.22, 0)
		}
	}
	if b, ok := o.e.s.now.chart.NodeBound(o.e.from); ok {
		o.rect(b, theme.ColorNameWarning, 0, 2*frameRoom)
	}
}

func (o *overlay) rect(b orb.Bound, ink fyne.ThemeColorName, fill float64, room float32) {
	r := canvas.NewRectangle(faded(look.Color(ink), fill))
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = look.Color(ink), 2, look.Radius
	at, to := o.e.s.pic.Pos(b.Min), o.e.s.pic.Pos(b.Max)
	r.Move(at.SubtractXY(room, room))
	r.Resize(fyne.NewSize(to.X-at.X+2*room, to.Y-at.Y+2*room))
	o.shapes.Add(r)
}

// faded is a colour that lets what lies below shine through.
func faded(c color.Color, alpha float64) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(255 * alpha)}
}

// handleOf is where the handle of a node is: in the middle of its right side.
func (o *overlay) handleOf(code string) (fyne.Position, bool) {
	b, ok := o.e.s.now.chart.NodeBound(code)
	return o.e.s.pic.Pos(orb.Point{b.Max[0], (b.Min[1] + b.Max[1]) / 2}), ok
}

func (o *overlay) handle() {
	at, ok := o.handleOf(o.hover)
	if !ok || o.e.drag != nil {
		return
	}
	c := canvas.NewCircle(look.Color(look.Surface))
	c.StrokeColor, c.StrokeWidth = look.Color(theme.ColorNamePrimary), 2
	c.Move(at.SubtractXY(handleSize/2, handleSize/2))
	c.Resize(fyne.NewSquareSize(handleSize))
	o.shapes.Add(c)
}

// handleAt is the node whose handle is at a pixel; "" for none.
func (o *overlay) handleAt(px mapping.Pt, v mapping.Viewport) string {
	at, ok := o.handleOf(o.hover)
	u := v.Unit()
	if !ok || !near(fyne.NewPos(px.X/u, px.Y/u), at) {
		return ""
	}
	return o.hover
}

func near(a, b fyne.Position) bool {
	d := a.Subtract(b)
	return d.X*d.X+d.Y*d.Y <= handleReach*handleReach
}

// line is the connection being drawn.
func (o *overlay) line() {
	c := o.e.link
	if c == nil {
		return
	}
	at, ok := o.handleOf(c.from)
	if !ok {
		return
	}
	l := canvas.NewLine(look.Color(theme.ColorNamePrimary))
	l.StrokeWidth = 2
	l.Position1, l.Position2 = at, o.e.s.pic.Pos(c.to)
	o.shapes.Add(l)
}

// frame shows the frame being drawn; a zero one takes it away.
func (o *overlay) frame(b orb.Bound) {
	o.marquee = b
	o.place()
}

// hovered shows the handle of the node under the pointer. A handle reaches beyond its node, so it stays for a while.
func (o *overlay) hovered(code string, px mapping.Pt, v mapping.Viewport) {
	if code == "" && o.handleAt(px, v) != "" || code == o.hover {
		return
	}
	o.hover = code
	o.place()
}

// name lets the name of a node be typed where it stands.
func (o *overlay) name(code string) {
	o.endNaming(true)
	n, ok := o.e.chain().Node(code)
	if !ok || !o.e.on {
		return
	}
	e := ui.NewEntry()
	e.SetText(n.Name)
	e.OnSubmitted = func(string) { o.endNaming(true) }
	e.OnLeft = func() { o.endNaming(true) }
	e.OnKey = func(k *fyne.KeyEvent) bool {
		if k.Name == fyne.KeyEscape {
			o.endNaming(false)
		}
		return k.Name == fyne.KeyEscape
	}
	o.naming, o.entry = code, e
	o.box.Add(e)
	o.placeEntry()
	o.e.s.desk.Window.Canvas().Focus(e)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// narrowest is how wide the room for a name is at least.
const narrowest float32 = 160

func (o *overlay) placeEntry() {
	b, ok := o.e.s.now.chart.NodeBound(o.naming)
	if o.entry == nil || !ok {
		return
	}
	at, to := o.e.s.pic.Pos(b.Min), o.e.s.pic.Pos(b.Max)
	w, h := max(to.X-at.X, narrowest), o.entry.MinSize().Height
	o.entry.Move(fyne.NewPos((at.X+to.X-w)/2, (at.Y+to.Y-h)/2))
	o.entry.Resize(fyne.NewSize(w, h))
}

// endNaming takes the name, or leaves the one there was.
func (o *overlay) endNaming(take bool) {
	e, code := o.entry, o.naming
	if e == nil {
		return
	}
	o.entry, o.naming = nil, "" // before the focus leaves, which would end it a second time
	o.box.Remove(e)
	o.e.focus()
	if take && o.e.chain() != nil {
		o.e.rename(code, e.Text)
	}
}
