package model

import (
	"strconv"
	"strings"
	"testing"
)

// supplyCases share their table with the fuzz test. means is value voltage ×circuits readiness, what is not read left out.
var supplyCases = []struct {
	what, unit, text, means string
}{
	{Power, "", "10kV双回路 8000kVA", "8000 10kV ×2"},
	{Power, "", "10kV双回路", "10kV ×2"},
	{Power, "", "双回路10kV", "10kV ×2"},
	{Power, "", "8000kVA 10kV双回路", "8000 10kV ×2"},
	{Power, "", "10kV两回路8000kVA", "8000 10kV ×2"},
	{Power, "", "10千伏双回路", "10kV ×2"},
	{Power, "", "10千伏双回路，容量8000千伏安", "8000 10kV ×2"},
	{Power, "kVA/回路", "8000/2", "8000 ×2"},
	{Power, "kva/回路", "8000/双回路", "8000 ×2"},
	{Power, "kva", "8000kVA/2回路", "8000 ×2"},
	{Power, "kva", "8000", "8000"},
	{Power, "mva", "8", "8000"},
	{Power, "mw", "8", ""},
	{Power, "", "35kV单回路2万kVA", "20000 35kV ×1"},
	{Power, "", "1.2万千伏安", "12000"},
	{Power, "", "2×10000kVA", "20000"},
	{Power, "", "10000kVA×2", "20000"},
	{Power, "", "2台1000kVA变压器", "2000"},
	{Power, "", "1000+800", "1800"},
	{Power, "", "1000kVA+800kVA", "1800"},
	{Power, "", "8000千伏安", "8000"},
	{Power, "", "5000-8000kVA", "5000"},
	{Power, "", "0.5-0.8万kVA", "5000"},
	{Power, "", "约8000kVA", "8000"},
	{Power, "", "10kV专线，8000KVA以上", "8000 10kV"},
	{Power, "", "110kV变电站，剩余容量20MVA", "20000 110kV"},
	{Power, "", "容量8000", "8000"},
	{Power, "", "1,2000kVA", ""},
	{Power, "", "8MW", ""},
	{Power, "", "规划中 8000kVA", "8000 否"},
	{Power, "", "不具备", "否"},
	{Power, "", "需自建", "否"},
	{Power, "", "待建", "否"},
	{Power, "", "规划中", "否"},
	{Power, "", "无", "否"},
	{Power, "", "没有", "否"},
	{Power, "", "暂无", "否"},
	{Power, "", "有", "是"},
	{Power, "", "已通", "是"},
	{Power, "", "具备", "是"},
	{Power, "", "8000kVA 10kV 双回路 已具备", "8000 10kV ×2 是"},
	{Water, "", "500吨/日", "500"},
	{Water, "吨/日", "500", "500"},
	{Water, "", "500", "500"},
	{Water, "吨/日", "500吨", "500"},
	{Water, "", "蓄水池500吨", ""},
	{Water, "万吨/日", "5", "50000"},
	{Water, "吨/小时", "500吨", "12000"},
	{Water, "", "0.5万吨/日", "5000"},
	{Water, "", "2万吨/天", "20000"},
	{Water, "", "日供5千吨", "5000"},
	{Water, "", "日供1万立方", "10000"},
	{Water, "", "36.5万吨/年", "1000"},
	{Water, "", "2万m³/d", "20000"},
	{Water, "", "5000立方米每天", "5000"},
	{Water, "", "日供水5000吨", "5000"},
	{Water, "", "日供水能力5,000吨", "5000"},
	{Water, "", "1000吨/小时", "24000"},
	{Water, "", "市政管网DN400，日供水3000吨", "3000"},
	{Water, "", "水压0.3MPa", ""},
	{Water, "", "管径300mm", ""},
	{Water, "", "DN300管网", ""},
	{Water, "", "自备井2眼", ""},
	{Water, "", "2024年6月30日供水500吨", ""},
	{Discharge, "", "日处理500吨", "500"},
	{Discharge, "", "管径DN500", ""},
	{Heat, "", "蒸汽50t/h", "50"},
	{Heat, "", "50t/h，1.0MPa", "50"},
	{Heat, "", "20蒸吨", "20"},
	{Heat, "", "240吨/日", "10"},
	{Heat, "", "余热供暖，20MW", ""},
	{Heat, "", "70万平方米", ""},
	{Heat, "", "2025年通", ""},
	{Gas, "", "500万方/年", "13698.630137"},
	{Gas, "", "200立方米/小时", "4800"},
	{Gas, "", "日供气5000方", "5000"},
	{FloorLoad, "吨/㎡", "2", "2"},
	{FloorLoad, "", "首层2吨，二层0.8吨", "0.8"},
	{FloorLoad, "", "500kg/㎡", "0.5"},
	{Crane, "", "10吨×2台", "10"},
	{Crane, "吨×台", "10×2", "10"},
	{Crane, "", "2台10吨", "10"},
	{Crane, "", "2×10吨", "10"},
	{Crane, "", "5吨×2台、10吨×1台", "10"},
	{Crane, "", "预留10吨牛腿", "10"},
	{Height, "", "8.5米", "8.5"},
	{Height, "", "首层6m，标准层4.5m", "4.5"},
	{Height, "", "70m²", ""},
	{otherUtility, "", "500吨", ""},
}

func meaning(x Supply) string {
	var out []string
	if x.Value != nil {
		out = append(out, strconv.FormatFloat(*x.Value, 'f', -1, 64))
	}
	if x.Voltage != "" {
		out = append(out, x.Voltage)
	}
	if x.Circuits != 0 {
		out = append(out, "×"+strconv.Itoa(x.Circuits))
	}
	if x.Ready != "" {
		out = append(out, string(x.Ready))
	}
	return strings.Join(out, " ")
}

func TestParseSupply(t *testing.T) {
	for _, c := range supplyCases {
		x, ok := ParseSupply(c.what, c.text, Hint{Unit: c.unit})
		if !ok || meaning(x) != c.means || !strings.HasPrefix(x.Note, c.text) || c.unit == "" && x.Note != c.text || x.Value != nil && x.Unit != utilityUnits[c.what] {
			t.Errorf("%s %q under %q is %q %+v, want %q", c.what, c.text, c.unit, meaning(x), x, c.means)
		}
	}
}

func TestSuppliesSayTheSameTwice(t *testing.T) {
	value := 8000.0
	stored := Supplies{{What: Power, Value: &value, Unit: "kVA", Voltage: "10kV", Circuits: 2, Ready: Yes}, {What: otherUtility, Note: "自备井"}, {What: otherUtility, Note: "道路另议"}}
	five, _ := ParseSupply(Water, "首层5；二层3", Hint{})
	stored = stored.With(five)
	again := stored
	for _, x := range ParseSupplies(stored.String()) {
		again = again.With(x)
	}
	if again.String() != stored.String() || len(again) != 4 || again[0].Note != "" {
		t.Errorf("%q came back as %q", stored, again)
	}
	more, _ := ParseSupply(Power, "10000kVA", Hint{})
	if got, _ := stored.With(more).Of(Power); *got.Value != 10000 || got.Note != "10000kVA" {
		t.Errorf("new words changed nothing: %+v", got)
	}
}

// The words of a cell, read again under the form's own header, mean the same.
func FuzzParseSupply(f *testing.F) {
	for _, c := range supplyCases {
		f.Add(c.what, c.text, c.unit)
	}
	f.Fuzz(func(t *testing.T, what, text, unit string) {
		x, ok := ParseSupply(what, text, Hint{Unit: unit})
		if !ok || x.Value == nil {
			return
		}
		if *x.Value < 0 || x.Unit != utilityUnits[what] {
			t.Fatalf("%q is %+v", text, x)
		}
		if unit == "" {
			if again, _ := ParseSupply(what, x.String(), Hint{}); meaning(again) != meaning(x) {
				t.Fatalf("%q is %q, its words %q", text, meaning(x), meaning(again))
			}
		}
	})
}
