package english

import (
	"testing"

	"pgregory.net/rapid"

	"chainatlas/model"
)

func TestMoney(t *testing.T) {
	for zh, want := range map[string]string{
		"12.34亿元": "CNY 1,234 million", "3亿": "CNY 300 million", "3亿元": "CNY 300 million", "5000万元": "CNY 50 million", "350万元": "CNY 3.5 million",
		"12.5万元": "CNY 125,000", "约3-5亿元": "about CNY 300–500 million", "128亿元": "CNY 12.8 billion", "不低于1亿元": "at least CNY 100 million",
		"3000万美元": "USD 30 million", "1200元": "CNY 1,200", "0.05亿元": "CNY 5 million", "超10亿元": "over CNY 1,000 million", "2亿元左右": "about CNY 200 million",
	} {
		m, _ := model.ParseMoney(zh, model.Hint{})
		if got := Money(m); got != want {
			t.Errorf("%s is %q, want %q", zh, got, want)
		}
	}
}

func TestQuantities(t *testing.T) {
	for zh, want := range map[string]string{
		"30亩": "30 mu (2 ha)", "56.5亩": "56.5 mu (3.77 ha)", "50-80亩": "50–80 mu (3.3–5.3 ha)", "约100亩": "about 100 mu (6.67 ha)", "7亩": "7 mu (0.5 ha)",
		"9000㎡": "9,000 sq m", "1.2万平方米": "12,000 sq m", "3公里": "3 km", "8000kVA": "8,000 kVA", "22万元/亩": "CNY 220,000 per mu (CNY 3.3 million per ha)",
		"12元/㎡·月": "CNY 12 per sq m per month", "500吨/日": "500 t/d", "20吨/小时": "20 t/h", "3000立方米/日": "3,000 m³/d", "56.5亩（净地40）": "56.5 mu (3.77 ha) (净地40)",
		"不超过5公里": "up to 5 km", "2.5吨/㎡": "2.5 t/sq m",
	} {
		q, _ := model.ParseQuantity(zh, model.Hint{})
		if got, ok := Quantity(q); !ok || got != want {
			t.Errorf("%s is %q (%v), want %q", zh, got, ok, want)
		}
	}
}

func TestDates(t *testing.T) {
	for zh, want := range map[string]string{
		"2024-01-17": "17 January 2024", "2024年1月": "January 2024", "2024年一季度": "Q1 2024", "2024年上半年": "first half of 2024", "2024年下半年": "second half of 2024",
		"2024": "2024", "2024年1-3月": "Q1 2024", "2024年6月底前": "by June 2024", "2024年四季度": "Q4 2024",
	} {
		d, _ := model.ParseDate(zh, model.Hint{})
		if got, ok := Date(d); !ok || got != want {
			t.Errorf("%s is %q (%v), want %q", zh, got, ok, want)
		}
	}
}

func TestSupplies(t *testing.T) {
	kva, tonnes := 8000.0, 500.0
	for want, x := range map[string]model.Supply{
		"8,000 kVA, 10 kV, double circuit, available": {What: model.Power, Value: &kva, Unit: "kVA", Voltage: "10kV", Circuits: 2, Ready: model.Yes},
		"500 m³/d, not yet available":                 {What: model.Water, Value: &tonnes, Unit: "吨/日", Ready: model.No},
	} {
		if got, ok := Supply(x); !ok || got != want {
			t.Errorf("%+v is %q, want %q", x, got, want)
		}
	}
}

// What is converted never has more digits than what was stated.
func TestNoMoreDigitsThanStated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tenths := rapid.IntRange(1, 99_999).Draw(t, "tenths")
		v := exact(float64(tenths) / 10)
		if got, most := rounded(v.DivRound(perHectare, 8), digits(v)), digits(v); digits(got) > most {
			t.Fatalf("%s mu are %s ha", v, got)
		}
	})
}
