package geomap

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/paulmach/orb"

	"chainatlas/app/geomap/picture"
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// card is the small panel beside a thing on the map: what it is, and after a click the way to it.
type card struct {
	pic  *picture.Picture
	over *ui.Panel // nil while hidden
	at   orb.Point // on the plane: the card follows the map
	key  string    // of the group that it stands beside: a record's ID, or a feature's
	held bool      // clicked: it stays until something else is
}

// show puts the card beside a place; with open it stays and offers 打开.
func (c *card) show(r model.Record, at orb.Point, open func()) {
	c.hide()
	c.key, c.at, c.held = r.Head().ID.String(), at, open != nil
	name, note := words(r, c.held)
	title := ui.NewLine(name)
	title.Bold = true
	lines := ui.Stack(2, title, ui.NewNote(note))
	if open != nil {
		lines.Add(ui.Action{Text: "打开", Primary: true, Do: open}.Button())
	}
	c.lay(lines)
}

// lay shows what the card says.
func (c *card) lay(lines fyne.CanvasObject) {
	c.over = ui.NewPanel(lines, look.Unit, look.Unit)
	c.over.Ground, c.over.Border, c.over.Radius = theme.ColorNameOverlayBackground, look.Line, look.Radius
	c.pic.Overlay().Add(c.over)
	c.place()
	c.pic.Overlay().Refresh() // Add alone paints nothing
}

// place follows the map, and keeps the card inside the view.
func (c *card) place() {
	if c.over == nil {
		return
	}
	size, view := c.over.MinSize(), c.pic.Size()
	at := c.pic.Pos(c.at).AddXY(look.Gap, look.Unit)
	if at.X+size.Width > view.Width {
		at.X -= size.Width + 2*look.Gap
	}
	at.Y = min(at.Y, view.Height-size.Height)
	c.over.Resize(size)
	c.over.Move(fyne.NewPos(max(at.X, 0), max(at.Y, 0)))
}

func (c *card) hide() {
	if c.over != nil {
		c.pic.Overlay().Remove(c.over)
		c.pic.Overlay().Refresh()
	}
	c.over, c.held, c.key = nil, false, ""
}

// words are the card's two lines. A 保密 record says nothing before it is clicked.
func words(r model.Record, clicked bool) (name, note string) {
	h := r.Head()
	if h.Level == model.Secret && !clicked {
		return "保密记录", "点击查看"
	}
	name = h.Name
	if h.Fictional {
		name += "（虚构）"
	}
	switch x := r.(type) {
	case *model.Project:
		return name, joined("项目", x.Stage.String(), x.TotalInvestment.String(), x.Chain.Name)
	case *model.Site:
		return name, joined("载体", x.SiteKind, x.Area.String(), x.SupplyStatus)
	case *model.Enterprise:
		return name, joined("企业", x.FirmKind, x.Place)
	}
	return name, r.Kind().Label()
}
