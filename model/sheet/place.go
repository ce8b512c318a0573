package sheet

import (
	"strings"

	"chainatlas/model"
)

// bothCoordinates takes the two coordinates of one cell apart: 117.81,36.06. Words stay words.
func (d *draft) bothCoordinates(col Column, text string) bool {
	parts := strings.FieldsFunc(model.HalfWidth(text), func(r rune) bool { return strings.ContainsRune(",;､、/()\n\t ", r) })
	if len(parts) != 2 || !anyDigit.MatchString(parts[0]) || !anyDigit.MatchString(parts[1]) {
		return false
	}
	d.x, d.y, d.point = parts[0], parts[1], col
	return true
}

// place joins the coordinate columns into a location. Their system stands beside them, or in their header.
func (r *reader) place(d *draft) {
	if d.x == "" && d.y == "" {
		return
	}
	f, err := model.FieldOf(r.sheet.Kind, "location")
	if err != nil {
		return
	}
	col := d.point
	if col.target == nil {
		col = r.columnOf(f, latPart)
	}
	if d.crs == "" && col.target != nil {
		d.crs = col.target.unit
	}
	d.keepAddress(f, col)
	words := strings.TrimSpace(strings.Trim(d.x+", "+d.y, ", ") + " " + d.crs)
	l := model.Location{Entered: words, CRS: d.crs, Precision: model.PlaceUnknown}
	if r.o.Locate != nil {
		got, problems := r.o.Locate(d.x, d.y, d.crs)
		for _, p := range problems {
			d.issue(col, words, p.Code, p.Message, p.Suggestion, p.Blocking)
		}
		if got.Point != nil {
			l = got
		}
	}
	f.SetValue(d.row.Record, l)
	d.stated = append(d.stated, f)
}

// keepAddress makes an address of the words under 位置 that coordinates beside them are about to replace.
func (d *draft) keepAddress(location *model.Field, col Column) {
	s, ok := d.row.Record.(*model.Site)
	if !ok || s.Location.Point != nil || s.Location.Entered == "" || s.Address != "" {
		return
	}
	s.Address = s.Location.Entered
	f, _ := model.FieldOf(model.KindSite, "address")
	d.stated = append(d.stated, f)
	d.issue(col, s.Address, "place.words", "「"+location.Label+"」列的文字「"+s.Address+"」已记入地址，位置按坐标", "核对地址", false)
}

func (r *reader) columnOf(f *model.Field, p part) Column {
	for _, c := range r.columns {
		if c.target.field == f && c.target.part == p {
			return c
		}
	}
	return Column{Index: -1, Header: f.Label}
}
