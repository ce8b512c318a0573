package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// paletteRow shows the result that stands in the nth place of the list.
type paletteRow struct {
	widget.BaseWidget
	p                     *Palette
	n                     int
	kind, title, subtitle *Line
	marks                 *fyne.Container // lines under the letters of the title that were asked for
	panel                 *Panel
}

func newPaletteRow(p *Palette, n int) *paletteRow {
	r := &paletteRow{p: p, n: n,
		kind:     newLine("", look.TextSmall, look.Muted, false).elided(),
		title:    newLine("", look.TextBody, theme.ColorNameForeground, false).elided(),
		subtitle: newLine("", look.TextSmall, look.Muted, false).elided(),
		marks:    container.NewWithoutLayout(),
	}
	r.panel = NewPanel(&fyne.Container{Layout: resultLine{}, Objects: []fyne.CanvasObject{r.kind, r.title, r.subtitle, r.marks}}, look.Unit, 0)
	r.panel.Radius = look.Radius
	r.panel.Ground = ""
	r.ExtendBaseWidget(r)
	r.Hide()
	return r
}

func (r *paletteRow) draw() {
	i := r.p.first + r.n
	if i >= len(r.p.results) {
		r.Hide()
		return
	}
	v := r.p.results[i]
	r.kind.SetText(v.Kind)
	r.title.SetText(v.Title)
	r.subtitle.SetText(v.Subtitle)
	ground := fyne.ThemeColorName("")
	if i == r.p.at {
		ground = look.AccentSoft
	}
	r.panel.Paint(ground)
	if words.T(v.Title) == v.Title {
		r.underline(v)
	} else {
		r.marks.RemoveAll() // the letters that were asked for are not those that are shown
	}
	r.panel.Content.Refresh()
	r.Show()
}

// markH is the height of a line under letters, in logical pixels.
const markH float32 = 2

// underline draws a line under each part of the title that answers the question.
func (r *paletteRow) underline(v Result) {
	letters, wide := []rune(v.Title), advancesOf(look.TextBody, false)
	r.marks.RemoveAll()
	for _, m := range v.Marks {
		line := canvas.NewRectangle(look.Color(theme.ColorNamePrimary))
		from, to := wide.width(string(letters[:m[0]])), wide.width(string(letters[:m[1]]))
		place(line, fyne.NewPos(from, paletteRowH-3*markH), fyne.NewSize(to-from, markH))
		r.marks.Add(line)
	}
}

// MinSize is called by Fyne.
func (r *paletteRow) MinSize() fyne.Size { return fyne.NewSize(0, paletteRowH) }

// Tapped is called by Fyne.
func (r *paletteRow) Tapped(*fyne.PointEvent) { r.p.open(r.p.first + r.n) }

// MouseIn is called by Fyne.
func (r *paletteRow) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is called by Fyne. Only a moving pointer chooses: one that lies where the list opens must not.
func (r *paletteRow) MouseMoved(*desktop.MouseEvent) {
	if i := r.p.first + r.n; i != r.p.at {
		r.p.choose(i)
	}
}

// MouseOut is called by Fyne.
func (r *paletteRow) MouseOut() {}

// CreateRenderer is called by Fyne.
func (r *paletteRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.panel) }

// resultLine gives the kind a fixed column, the title what it needs, the subtitle the rest.
type resultLine struct{}

func (resultLine) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (resultLine) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const kindW = 64
	title := o[1].(*Line)
	rest := max(s.Width-kindW, 0)
	w := min(advancesOf(look.TextBody, false).width(title.Text)+look.Gap, rest)
	place(o[0], fyne.Position{}, fyne.NewSize(kindW-look.Unit, s.Height))
	place(o[1], fyne.NewPos(kindW, 0), fyne.NewSize(w, s.Height))
	place(o[2], fyne.NewPos(kindW+w, 0), fyne.NewSize(rest-w, s.Height))
	place(o[3], fyne.NewPos(kindW, 0), fyne.NewSize(w, s.Height))
	for _, mark := range o[3].(*fyne.Container).Objects {
		if mark.Position().X+mark.Size().Width > w { // the title ends in an ellipsis before it
			mark.Hide()
		}
	}
}
