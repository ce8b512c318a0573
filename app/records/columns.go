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

// columnMin is the narrowest that a column can be made, in logical pixels.
const columnMin = 56

func columnOf(f *model.Field, width float32) ui.Column {
	c := ui.Column{Key: f.Key, Title: f.Label, Width: width, MinWidth: columnMin}
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

// restoreColumns shows what the user chose last time, of the view that is on or of the whole list, else the configuration's
// columns.
func (s *Screen) restoreColumns() {
	keys := s.desk.Prefs.StringList(s.columnPref("columns"))
	if len(keys) == 0 {
		for _, c := range s.cfg.Columns {
			keys = append(keys, c.Key)
		}
	}
	s.grid.ShowColumns(s.fieldNumbers(keys))
	s.restoreWidths()
}

// fieldNumbers leaves out what is no field.
func (s *Screen) fieldNumbers(keys []string) (out []int) {
	for _, k := range keys {
		if i := s.fieldNumber(k); i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

func (s *Screen) restoreWidths() {
	widths := s.usualWidths()
	kept := s.desk.Prefs.StringList(s.columnPref("widths"))
	for i := 0; i+1 < len(kept); i += 2 {
		w, err := strconv.ParseFloat(kept[i+1], 32)
		if n := s.fieldNumber(kept[i]); n >= 0 && err == nil {
			widths[n] = float32(w)
		}
	}
	s.grid.SetWidths(widths)
}

// usualWidths are those of the configuration, one per field.
func (s *Screen) usualWidths() []float32 {
	cols := s.columns()
	out := make([]float32, len(cols))
	for i, c := range cols {
		out[i] = c.Width
	}
	return out
}

// columnsNow are the columns as they are shown.
func (s *Screen) columnsNow() (out model.ViewColumns) {
	widths := s.grid.Widths()
	for _, c := range s.grid.ColumnsShown() {
		out = append(out, model.ViewColumn{Key: s.fields[c].Key, Width: int(widths[c] + 0.5)})
	}
	return out
}

// columnsFor are the columns of a view with their widths; of one that names none, the configuration's.
func (s *Screen) columnsFor(v *model.View) (out model.ViewColumns) {
	for _, c := range v.Columns {
		if s.fieldNumber(c.Key) >= 0 {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		for _, c := range s.cfg.Columns {
			out = append(out, model.ViewColumn{Key: c.Key})
		}
	}
	usual := s.usualWidths()
	for i, c := range out {
		n := s.fieldNumber(c.Key)
		if c.Width == 0 {
			c.Width = int(usual[n] + 0.5)
		}
		out[i].Width = max(c.Width, columnMin)
	}
	return out
}

func (s *Screen) showColumns(cols model.ViewColumns) {
	widths := s.usualWidths()
	keys := make([]string, len(cols))
	for i, c := range cols {
		keys[i] = c.Key
		widths[s.fieldNumber(c.Key)] = float32(c.Width)
	}
	s.grid.ShowColumns(s.fieldNumbers(keys))
	s.grid.SetWidths(widths)
}

func (s *Screen) keepColumns(cols []int) {
	keys := make([]string, len(cols))
	for i, c := range cols {
		keys[i] = s.fields[c].Key
	}
	s.desk.Prefs.SetStringList(s.columnPref("columns"), keys)
	s.bar.views.paint()
}

// keepWidths stores key and width in turn, so that a new field does not shift them.
func (s *Screen) keepWidths(widths []float32) {
	var kept []string
	for i, w := range widths {
		kept = append(kept, s.fields[i].Key, strconv.FormatFloat(float64(w), 'f', 0, 32))
	}
	s.desk.Prefs.SetStringList(s.columnPref("widths"), kept)
	s.bar.views.paint()
}

func (s *Screen) pref(name string) string { return "grid." + string(s.cfg.Kind) + "." + name }

// columnPref keeps what a view shows apart from what the whole list shows.
func (s *Screen) columnPref(name string) string {
	if s.bar != nil && s.bar.views.now != nil {
		return s.pref("view." + name)
	}
	return s.pref(name)
}
