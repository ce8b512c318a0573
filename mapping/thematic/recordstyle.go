package thematic

import (
	"image/color"

	"chainatlas/model"
)

// recordStyle colours the markers of records by one of their fields.
type recordStyle struct {
	field   *model.Field
	classes *classed
	used    map[int]bool // -1 for what no class has
}

// newRecordStyle is nil for a style that colours in the layer's own way, or by a field that this version does not know.
func newRecordStyle(k model.Kind, s model.LayerStyle) *recordStyle {
	if s.By != model.StyleByValue && s.By != model.StyleByRange {
		return nil
	}
	f, err := model.FieldOf(k, s.Field)
	if err != nil {
		return nil
	}
	return &recordStyle{f, newClassed(s), map[int]bool{}}
}

// styled is the colour of a record: of its class, or the layer's own.
func (b *builder) styled(r model.Record, own func() color.NRGBA) color.NRGBA {
	if b.style == nil {
		return own()
	}
	k := b.style.class(r)
	b.style.used[k] = true
	if k < 0 {
		return noChain
	}
	return b.style.classes.colors[k]
}

func (s *recordStyle) class(r model.Record) int {
	if s.classes.style.By == model.StyleByValue {
		return s.classes.ofValue(RecordValue(r, s.field))
	}
	if v, ok := RecordNumber(r, s.field); ok {
		return s.classes.ofNumber(v)
	}
	return -1
}

// signs are the rows of the legend.
func (s *recordStyle) signs() (out []signRow) {
	if s == nil {
		return nil
	}
	for k, class := range s.classes.style.Classes {
		if s.used[k] {
			out = append(out, signRow{order: 100 + k, text: s.field.Label + "：" + class.Words() + numberUnit(s.field, s.classes.style.By), look: markLook{shape: disc, color: s.classes.colors[k]}})
		}
	}
	if s.used[-1] {
		out = append(out, signRow{order: 800, text: s.field.Label + "：其他", look: markLook{shape: disc, color: noChain}})
	}
	return out
}

// RecordValue is what a record is classed by: of several chains or titles the first.
func RecordValue(r model.Record, f *model.Field) string {
	switch v := f.Value(r).(type) {
	case model.Link:
		return v.Name
	case model.Roles:
		if len(v) > 0 {
			return v[0].Chain.Name
		}
		return ""
	case model.Awards:
		if len(v) > 0 {
			return v[0].Rank + v[0].Name
		}
		return ""
	}
	return f.Text(r)
}

// RecordNumber is what a record is ranged by: money in 亿元, a quantity in its field's unit.
func RecordNumber(r model.Record, f *model.Field) (float64, bool) {
	switch v := f.Value(r).(type) {
	case model.Money:
		return float64(v.Min) / float64(model.Yi), v.Known && v.Currency == "CNY"
	case model.Quantity:
		return v.Min, v.Known
	case int:
		return float64(v), v != 0
	}
	return 0, false
}

// numberUnit stands behind a range.
func numberUnit(f *model.Field, by model.StyleBy) string {
	if by != model.StyleByRange {
		return ""
	}
	if _, ok := f.Value(f.Kind.New()).(model.Money); ok {
		return " 亿元"
	}
	if f.Unit != "" {
		return " " + f.Unit
	}
	return ""
}

// StyleFields are the fields by which records of a kind can be coloured on the map, the most telling first.
func StyleFields(k model.Kind) (out []*model.Field) {
	keys := map[model.Kind][]string{
		model.KindProject:    {"chain", "stage", "total_investment", "type", "unit", "status", "land_need"},
		model.KindSite:       {"site_kind", "area", "supply_status", "floor_area", "street"},
		model.KindEnterprise: {"roles", "labels", "firm_kind", "above_scale", "street"},
	}
	for _, key := range keys[k] {
		if f, err := model.FieldOf(k, key); err == nil {
			out = append(out, f)
		}
	}
	return out
}
