package geomap

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// layerRow is one layer in the panel: a switch, a colour, its name and its level.
type layerRow struct {
	widget.BaseWidget
	layer *model.Layer
	panel *layerPanel

	check  *widget.Check
	name   *ui.Line
	badge  *ui.Line
	ground *ui.Panel
	moved  float32 // by how much it was dragged, in logical pixels
	drags  bool
}

var (
	_ fyne.Draggable         = (*layerRow)(nil)
	_ fyne.Focusable         = (*layerRow)(nil)
	_ fyne.Shortcutable      = (*layerRow)(nil)
	_ fyne.SecondaryTappable = (*layerRow)(nil)
	_ fyne.DoubleTappable    = (*layerRow)(nil)
	_ desktop.Mouseable      = (*layerRow)(nil)
)

func newLayerRow(p *layerPanel, l *model.Layer) *layerRow {
	r := &layerRow{layer: l, panel: p, name: ui.NewLine(l.Name), badge: ui.NewNote("")}
	r.name.Elide = true
	r.check = widget.NewCheck("", nil)
	r.check.Checked = !l.Hidden
	r.check.OnChanged = func(on bool) { p.s.showLayer(r.layer, on) }
	r.dress()
	more := widget.NewButtonWithIcon("", theme.MoreVerticalIcon(), func() {
		p.choose(r.layer.ID)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
		p.menu(r.layer, at.AddXY(0, r.Size().Height))
	})
	more.Importance = widget.LowImportance
	right := container.NewHBox(container.NewCenter(r.badge), more)
	left := container.NewHBox(r.check, container.NewCenter(r.swatch()))
	r.ground = ui.NewPanel(container.NewBorder(nil, nil, left, right, container.New(middle{}, r.name)), look.Half, 0)
	r.ExtendBaseWidget(r)
	return r
}

// dress says the level, or that the layer cannot be shown.
func (r *layerRow) dress() {
	l := r.layer
	if l.Hidden {
		r.name.Color = look.Muted
	}
	switch {
	case r.panel.s.now != nil && r.panel.s.now.made[l.ID].err != nil:
		r.badge.Set(string(look.Bad.Sign())+" 已损坏", look.Bad.Color())
	case l.Of != model.LayerOfFile:
	case l.Level == model.Secret:
		r.badge.Set(string(model.Secret), look.Bad.Color())
	case l.Level == model.Public:
		r.badge.Set(string(model.Public), look.Good.Color())
	default:
		r.badge.Set(string(model.Internal), look.Muted)
	}
}

func (r *layerRow) swatch() fyne.CanvasObject {
	c := canvas.NewRectangle(color.Transparent)
	if tint, ok := layerColor(r.layer); ok {
		c.FillColor = tint
	}
	c.CornerRadius = 2
	c.SetMinSize(fyne.NewSize(12, 12))
	return c
}

// CreateRenderer is called by Fyne.
func (r *layerRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.ground) }

// paint shows whether the row is the chosen one, or is being dragged.
func (r *layerRow) paint() {
	ground := look.Surface
	switch {
	case r.drags:
		ground = look.RowHover
	case r.panel.chosen == r.layer.ID:
		ground = look.AccentSoft
	}
	r.ground.Paint(ground)
}

// MouseDown is called by Fyne.
func (r *layerRow) MouseDown(*desktop.MouseEvent) {
	r.panel.choose(r.layer.ID)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Focus(r)
	}
}

// MouseUp is called by Fyne.
func (r *layerRow) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped is called by Fyne: the map moves to the layer.
func (r *layerRow) DoubleTapped(*fyne.PointEvent) { r.panel.s.zoomTo(r.layer) }

// TappedSecondary is called by Fyne.
func (r *layerRow) TappedSecondary(e *fyne.PointEvent) { r.panel.menu(r.layer, e.AbsolutePosition) }

// Dragged is called by Fyne.
func (r *layerRow) Dragged(e *fyne.DragEvent) {
	r.moved += e.Dragged.DY
	r.drags = true
	r.panel.preview(r, r.steps())
	r.paint()
}

// steps is by how many rows it was dragged, down being positive.
func (r *layerRow) steps() int {
	return int(math.Round(float64(r.moved / max(r.Size().Height, 1))))
}

// DragEnd is called by Fyne.
func (r *layerRow) DragEnd() {
	steps := r.steps()
	r.moved, r.drags = 0, false
	r.paint()
	r.panel.drop(r, steps)
}

// FocusGained is called by Fyne.
func (r *layerRow) FocusGained() {}

// FocusLost is called by Fyne.
func (r *layerRow) FocusLost() {}

// TypedRune is called by Fyne.
func (r *layerRow) TypedRune(rune) {}

// TypedKey is called by Fyne: the arrows choose, the space bar switches, Delete deletes.
func (r *layerRow) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		r.panel.step(-1)
	case fyne.KeyDown:
		r.panel.step(1)
	case fyne.KeySpace:
		r.check.SetChecked(!r.check.Checked)
	case fyne.KeyF2:
		r.panel.rename(r.layer)
	case fyne.KeyDelete:
		if r.layer.Of == model.LayerOfFile {
			r.panel.s.deleteLayer(r.layer)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		r.panel.s.zoomTo(r.layer)
	default:
		ui.ForwardKey(r, e)
	}
}

// TypedShortcut is called by Fyne: Alt with an arrow moves the layer.
func (r *layerRow) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierAlt {
		switch c.KeyName {
		case fyne.KeyUp:
			r.panel.drop(r, -1)
			return
		case fyne.KeyDown:
			r.panel.drop(r, 1)
			return
		}
	}
	ui.ForwardShortcut(r, s)
}

// middle centres its object vertically and gives it all the width.
type middle struct{}

// MinSize implements fyne.Layout.
func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout implements fyne.Layout.
func (middle) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, (s.Height-h)/2))
	o[0].Resize(fyne.NewSize(s.Width, h))
}
