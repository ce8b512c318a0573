package dashboard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
	"chainatlas/app/ui"
)

func (s *Screen) card(f figure) fyne.CanvasObject {
	return ui.NewStat(f.label, f.value, f.unit, f.sub, func() { s.desk.Find(f.kind, f.expr) })
}

func (s *Screen) cards(figures []figure) fyne.CanvasObject {
	row := make([]fyne.CanvasObject, len(figures))
	for i, f := range figures {
		row[i] = s.card(f)
	}
	return ui.Equal(row...)
}

// stagesInRow keeps the cards wide enough for an amount.
const stagesInRow = 6

func (s *Screen) stages(figures []figure) fyne.CanvasObject {
	box := ui.Stack(look.Unit)
	for len(figures) > 0 {
		n := min(stagesInRow, len(figures))
		box.Add(s.cards(figures[:n]))
		figures = figures[n:]
	}
	return box
}

func (s *Screen) pairs(list []pair) fyne.CanvasObject {
	if len(list) == 0 {
		return ui.NewNote("还没有录入通报数；录入后在这里与台账数并列，互不替代")
	}
	row := make([]fyne.CanvasObject, len(list))
	for i, p := range list {
		f := p.ledger
		row[i] = ui.NewStat(p.label+"（台账数）", f.value, f.unit, p.reported, func() { s.desk.Find(f.kind, f.expr) })
	}
	return ui.Equal(row...)
}

func (s *Screen) attention(list []waiting) fyne.CanvasObject {
	if len(list) == 0 {
		return ui.NewNote("没有需要关注的事项")
	}
	box := ui.Stack(look.Half)
	for _, w := range list {
		open := ui.Action{Text: w.value + " 个", Do: func() { s.desk.Find(w.kind, w.expr) }}
		sign := ui.NewLine(string(look.Warn.Sign()))
		sign.Color = look.Warn.Color()
		box.Add(container.NewHBox(container.NewCenter(sign), open.Button(), container.NewCenter(ui.NewLine(w.text))))
	}
	return box
}
