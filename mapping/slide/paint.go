package slide

import (
	"strconv"

	"chainatlas/mapping"
	"chainatlas/mapping/chart"
	"chainatlas/mapping/thematic"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Chart is a picture of figures in the theme; its own words are in the language of say, nil for Chinese.
func Chart(t Theme, name string, what chart.Chart, say mapping.Say) *Picture {
	return &Picture{Name: name, Editable: Everything, Paint: func(c mapping.Canvas, m mapping.Measurer, w, h, _ float32) {
		style := t.Chart(19)
		style.Say = say
		what.Draw(c, m, mapping.R(0, 0, w, h), style)
	}}
}

// Readable is how much larger than on a desk the signs and the words of a map are, so that the last row reads them.
const Readable = 1.35

// Drawing is a picture of a map or a chain. View changes what is seen of it; nil shows all.
func Drawing(t Theme, name string, what thematic.Picture, view func(mapping.Viewport) mapping.Viewport) *Picture {
	editable := Corners
	if _, ok := what.(*thematic.ChainPicture); ok {
		editable = Everything
	}
	return &Picture{Name: name, Editable: editable, Paint: func(c mapping.Canvas, _ mapping.Measurer, w, h, fine float32) {
		fine = max(fine, 1)
		v := what.Fit(int(w*fine), int(h*fine), fine*Readable)
		if view != nil {
			v = view(v)
		}
		on := mapping.Canvas(mapping.Placed{On: c, Scale: 1 / fine})
		if t.Dark {
			on = mapping.Dusk{On: on}
		}
		what.Draw(on, v)
	}}
}
