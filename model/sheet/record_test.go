package sheet

import (
	"testing"

	"chainatlas/model"
)

func TestUtilityCells(t *testing.T) {
	path := workbookFile(t, [][]any{line("地块编号|地块名称|所在街道/园区|供电（kVA/回路）|供水（万吨/日）|供热|供气"),
		line("A|甲地|艾山街道|8000/2|2|无|/"), line("B|乙地|艾山街道|10kV双回路|DN300管网|没有|待建")})
	s := read(t, path, Options{Existing: known{}}).Sheets()[0]
	for i, want := range []string{"供电 8000/2；供水 2万吨/日；供热 无", "供电 10kV双回路；供水 DN300管网；供热 没有；供气 待建"} {
		site := s.Rows[i].Record.(*model.Site)
		if got := site.Supplies.String(); got != want {
			t.Errorf("row %d is %q, want %q", i, got, want)
		}
	}
	site := s.Rows[0].Record.(*model.Site)
	power, _ := site.Supplies.Of(model.Power)
	water, _ := site.Supplies.Of(model.Water)
	heat, _ := site.Supplies.Of(model.Heat)
	if power.Value == nil || *power.Value != 8000 || power.Circuits != 2 || water.Value == nil || *water.Value != 20000 || heat.Ready != model.No {
		t.Errorf("read as %+v %+v %+v", power, water, heat)
	}
}
