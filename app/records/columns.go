package records

import (
	"strconv"

	"fyne.io/fyne/v2"

	"chainatlas/app/ui"
	"chainatlas/model"
)

// columns gives every field a column, in the order of the form.
func (s *Screen) columns() []ui.Column {
	widths := map[string]float32{}
	for _, c := range s.cfg.Columns {
		widths[c.Key] = c.Width
	}
	out := make([]ui.Column, len(s.fields))
	for i, f := range s.fields {
		out[i] = columnOf(f, widths[f.Key])
	}
	return out
}

func columnOf(f *model.Field, width float32) ui.Column {
	c := ui.Column{Key: f.Key, Title: f.Label, Width: width, MinWidth: 56}
	if f.IsNumber() {
		c.Align = fyne.TextAlignTrailing
	}
	if width == 0 {
		c.Width = usualWidth(f)
	}
	c.Grow = f.Key == "name"
	return c
}

// usualWidth is in logical pixels.
func usualWidth(f *model.Field) float32 {
	switch {
	case f.Key == "name":
		return 240
	case f.Long:
		return 260
	case f.IsNumber():
		return 112
	case f.TypeName() == "yesno", f.TypeName() == "choice":
		return 88
	}
	return 120
}

// fieldNumber finds a field's column, -1 for none.
func (s *Screen) fieldNumber(key string) int {
	for i, f := range s.fields {
		if f.Key == key {
			return i
		}
	}
	return -1
}

// restoreColumns shows what the user chose last time, else the configuration's columns.
func (s *Screen) restoreColumns() {
	keys := s.desk.Prefs.StringList(s.pref("columns"))
	if len(keys) == 0 {
		for _, c := range s.cfg.Columns {
			keys = append(keys, c.Key)
		}
	}
	var cols []int
	for _, k := range keys {
		if i := s.fieldNumber(k); i >= 0 {
			cols = append(cols, i)
		}
	}
	s.grid.ShowColumns(cols)
	s.restoreWidths()
}

func (s *Screen) restoreWidths() {
	kept := s.desk.Prefs.StringList(s.pref("widths"))
	widths := s.grid.Widths()
	for i := 0; i+1 < len(kept); i += 2 {
		w, err := strconv.ParseFloat(kept[i+1], 32)
		if n := s.fieldNumber(kept[i]); n >= 0 && err == nil {
			widths[n] = float32(w)
		}
	}
	s.grid.SetWidths(widths)
}

func (s *Screen) keepColumns(cols []int) {
	keys := make([]string, len(cols))
	for i, c := range cols {
		keys[i] = s.fields[c].Key
	}
	s.desk.Prefs.SetStringList(s.pref("columns"), keys)
}

// keepWidths stores key and width in turn, so that a new field does not shift them.
func (s *Screen) keepWidths(widths []float32) {
	var kept []string
	for i, w := range widths {
		kept = append(kept, s.fields[i].Key, strconv.FormatFloat(float64(w), 'f', 0, 32))
	}
	s.desk.Prefs.SetStringList(s.pref("widths"), kept)
}

func (s *Screen) pref(name string) string { return "grid." + string(s.cfg.Kind) + "." + name }
