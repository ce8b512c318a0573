package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// gridHead is the title row: one part that moves sideways with the cells, one above the frozen columns.
type gridHead struct {
	clip, fixed *clip
	bed, under  *canvas.Rectangle
	still       *canvas.Rectangle // background of the frozen part
	moving      *fyne.Container
	titles      []*gridTitle
	frozenW     float32
}

type gridTitle struct {
	text, arrow *canvas.Text
	rule        *canvas.Rectangle // where the column can be resized
}

func newGridHead() *gridHead {
	h := &gridHead{
		clip: newClip(), fixed: newClip(), moving: &fyne.Container{},
		bed: canvas.NewRectangle(nil), under: canvas.NewRectangle(nil), still: canvas.NewRectangle(nil),
	}
	return h
}

func (h *gridHead) recolor() {
	h.bed.FillColor = look.Color(theme.ColorNameHeaderBackground)
	h.still.FillColor = h.bed.FillColor
	h.under.FillColor = look.Color(theme.ColorNameInputBorder)
}

func (h *gridHead) measure(g *Grid, m *geometry) {
	h.frozenW = m.frozenW
	place(h.clip, fyne.Position{}, fyne.NewSize(g.size.Width, look.Bar))
	place(h.fixed, fyne.Position{}, fyne.NewSize(m.frozenW, look.Bar-1))
	place(h.bed, fyne.Position{}, fyne.NewSize(g.size.Width, look.Bar))
	place(h.still, fyne.Position{}, fyne.NewSize(m.frozenW, look.Bar))
	place(h.under, fyne.NewPos(0, look.Bar-1), fyne.NewSize(g.size.Width, 1))
	h.fixed.objects = append(h.fixed.objects[:0], h.still)
	h.moving.Objects = h.moving.Objects[:0]
	for i, s := range m.slots {
		t := h.title(i)
		t.set(g, s)
		into := &h.moving.Objects
		if s.frozen {
			into = &h.fixed.objects
		}
		*into = append(*into, t.text, t.rule)
		if t.arrow.Text != "" {
			*into = append(*into, t.arrow)
		}
	}
	h.clip.objects = append(h.clip.objects[:0], h.bed, h.moving, h.under)
}

func (h *gridHead) title(i int) *gridTitle {
	for len(h.titles) <= i {
		h.titles = append(h.titles, &gridTitle{
			text:  &canvas.Text{TextSize: look.TextSmall, TextStyle: fyne.TextStyle{Bold: true}},
			arrow: &canvas.Text{TextSize: look.TextSmall},
			rule:  canvas.NewRectangle(nil),
		})
	}
	return h.titles[i]
}

func (t *gridTitle) set(g *Grid, s slot) {
	c := &g.Columns[s.col]
	x, room := s.x+cellPad, s.w-2*cellPad
	sorted := g.sortCol == s.col
	t.arrow.Text = ""
	if sorted {
		t.setArrow(g.desc, c.Align, &x, &room)
	}
	t.text.Text = advancesOf(look.TextSmall, true).fit(words.T(c.Title), room)
	t.text.Color = look.Color(look.Muted)
	if sorted {
		t.text.Color = look.Color(theme.ColorNamePrimary)
	}
	t.text.Alignment = c.Align
	place(t.text, fyne.NewPos(x, 0), fyne.NewSize(room, look.Bar-1))
	t.rule.FillColor = look.Color(theme.ColorNameInputBorder)
	place(t.rule, fyne.NewPos(s.x+s.w-1, 10), fyne.NewSize(1, look.Bar-20))
	t.text.Refresh()
}

// setArrow puts the arrow behind a left title and before a right one, and takes its room from the text.
func (t *gridTitle) setArrow(desc bool, align fyne.TextAlign, x, room *float32) {
	const w = 14
	t.arrow.Text = "↑"
	if desc {
		t.arrow.Text = "↓"
	}
	t.arrow.Color = look.Color(theme.ColorNamePrimary)
	at := *x + *room - w
	if align == fyne.TextAlignTrailing {
		at = *x
		*x += w
	}
	*room -= w
	t.arrow.Alignment = fyne.TextAlignCenter
	place(t.arrow, fyne.NewPos(at, 0), fyne.NewSize(w, look.Bar-1))
	t.arrow.Refresh()
}

func (h *gridHead) move(scrollX float32) { h.moving.Move(fyne.NewPos(h.frozenW-scrollX, 0)) }
