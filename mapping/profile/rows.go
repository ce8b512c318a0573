package profile

import (
	"cmp"
	"slices"

	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/english"
)

// Row is one fact of several sites.
type Row struct {
	Section string `json:"section"`
	Key     string `json:"field"` // key of the field, or of the utility
	Label   string `json:"label"`
	Cells   []Cell `json:"cells"`
}

// Cell is what one site says; "" is not stated.
type Cell struct {
	Text string `json:"text"`
	Best bool   `json:"best"`
}

// better tells which way a fact is better for whom looks for a place: 1 for more, -1 for less.
var better = map[string]int{
	"area": 1, "floor_area": 1, "available_area": 1, "to_expressway": -1, "to_rail": -1, "available": -1, "price": -1, "rent": -1, "sale_price": -1,
	model.Power: 1, model.Water: 1, model.Heat: 1, model.Gas: 1, model.Discharge: 1, model.FloorLoad: 1, model.Crane: 1, model.Height: 1,
}

// always are the rows that a comparison has even when nobody states them.
var always = map[string]bool{"area": true, "land_use": true, "supply_status": true, "to_expressway": true, "to_rail": true}

// Rows compares sites, which the caller has redacted, fact by fact. What no site states is left out unless everybody
// asks for it. Its words are in the language of say, nil for Chinese.
func Rows(sites []*model.Site, say mapping.Say) []Row {
	var out []Row
	for _, f := range model.FieldsOf(model.KindSite) {
		switch {
		case f.Key == "supplies":
			out = append(out, utilityRows(sites, f.Section, say)...)
		case elsewhere[f.Key] && f.Key != "site_kind" && f.Key != "street" && f.Key != "address":
		default:
			r := fieldRow(sites, f, say)
			if r.stated() || always[f.Key] {
				out = append(out, r)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Row) int { return cmp.Compare(a.rank(), b.rank()) })
	return out
}

// rank puts what and where a site is first, then the sections in the order of print.
func (r Row) rank() int {
	if elsewhere[r.Key] {
		return 0
	}
	return sectionRank(r.Section)
}

func (r Row) stated() bool {
	for _, c := range r.Cells {
		if c.Text != "" {
			return true
		}
	}
	return false
}

func fieldRow(sites []*model.Site, f *model.Field, say mapping.Say) Row {
	r := Row{Section: f.Section, Key: f.Key, Label: say.Word(f.Label), Cells: make([]Cell, len(sites))}
	measures := make([]measure, len(sites))
	for i, s := range sites {
		r.Cells[i].Text = say.Word(f.Text(s))
		measures[i] = measureOf(f.Value(s), better[f.Key])
	}
	r.mark(measures)
	return r
}

// measure is a value that can be compared with another of its unit.
type measure struct {
	value float64
	unit  string
	known bool
}

// measureOf is the end of a range that a buyer can count on.
func measureOf(v any, way int) measure {
	switch v := v.(type) {
	case model.Quantity:
		if way > 0 {
			return measure{v.Min, v.Unit, v.Known}
		}
		return measure{v.Max, v.Unit, v.Known}
	case model.Date:
		return measure{float64(v.To), "", v.Known()}
	}
	return measure{}
}

// mark finds the best where at least two sites can be compared and are not all alike; different units say nothing.
func (r *Row) mark(list []measure) {
	way := float64(better[r.Key])
	known, differ := 0, false
	var best, first measure
	for _, m := range list {
		if !m.known {
			continue
		}
		if known++; known == 1 {
			first, best = m, m
			continue
		}
		if m.unit != first.unit {
			return
		}
		differ = differ || m.value != first.value
		if way*m.value > way*best.value {
			best = m
		}
	}
	if way == 0 || !differ {
		return
	}
	for i, m := range list {
		r.Cells[i].Best = m.known && m.value == best.value
	}
}

// utilities in the order of the form; what stands under no known name comes last.
var utilities = []string{model.Power, model.Water, model.Heat, model.Gas, model.Discharge, model.FloorLoad, model.Crane, model.Height, "other"}

func utilityRows(sites []*model.Site, section string, say mapping.Say) []Row {
	var out []Row
	for _, what := range utilities {
		r := Row{Section: section, Key: what, Label: say.Word(model.UtilityName(what)), Cells: make([]Cell, len(sites))}
		if what == "other" {
			r.Label = say.Word("其他要素")
		}
		measures := make([]measure, len(sites))
		for i, s := range sites {
			r.Cells[i].Text, measures[i] = offered(s.Supplies, what, say)
		}
		if r.mark(measures); r.stated() {
			out = append(out, r)
		}
	}
	return out
}

// offered is all that a site says of one utility, and how much it is.
func offered(list model.Supplies, what string, say mapping.Say) (words string, m measure) {
	for _, x := range list {
		if x.What != what {
			continue
		}
		if words != "" {
			words += say.Word("；")
		}
		words += supplyWords(x, say)
		if x.Value != nil && !m.known {
			m = measure{*x.Value, x.Unit, x.Ready != model.No}
		}
	}
	return words, m
}

// supplyWords is what is said of a utility in the reader's language.
func supplyWords(x model.Supply, say mapping.Say) string {
	if say == nil {
		return x.String()
	}
	if said, ok := english.Supply(x); ok {
		return said
	}
	return say(x.String())
}
