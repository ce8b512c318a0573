package match

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"chainatlas/model"
)

// utilities are what model.Supplies can name, in the order in which they are told.
var utilities = []string{model.Power, model.Water, model.Heat, model.Gas, model.Discharge, model.FloorLoad, model.Crane, model.Height}

var units = map[string]string{
	model.Power: "kVA", model.Water: "吨/日", model.Heat: "吨/小时", model.Gas: "立方米/日", model.Discharge: "吨/日",
	model.FloorLoad: "吨/㎡", model.Crane: "吨", model.Height: "米",
}

// powerFactor turns kilowatts into kilovolt-amperes: users of 100 kVA and more must keep 0.90 (功率因数调整电费办法).
const powerFactor = 0.9

var watts = regexp.MustCompile(`(?i)([0-9]+(?:\.[0-9]+)?)\s*(万千瓦|兆瓦|千瓦|万kw|mw|kw)([h时·]?)`)

var kilowatts = map[string]float64{"万千瓦": 1e4, "万kw": 1e4, "兆瓦": 1000, "mw": 1000, "千瓦": 1, "kw": 1}

// inKVA reads an active power in words: 8MW, 8000千瓦. An energy (kWh) is none.
func inKVA(words string) (float64, bool) {
	f := watts.FindStringSubmatch(model.HalfWidth(words))
	if f == nil || f[3] != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(f[1], 64)
	return v * kilowatts[strings.ToLower(f[2])] / powerFactor, err == nil
}

// valueOf is the amount of a supply in the utility's own unit; converted says that kilowatts were turned into kVA.
func valueOf(x model.Supply) (v float64, converted, ok bool) {
	text := x.Note
	if x.Value != nil {
		if *x.Value < 0 || math.IsNaN(*x.Value) || math.IsInf(*x.Value, 0) {
			return 0, false, false
		}
		if x.Unit == "" || x.Unit == units[x.What] {
			return *x.Value, false, true
		}
		text = strconv.FormatFloat(*x.Value, 'f', -1, 64) + x.Unit
	}
	if x.What == model.Power {
		if v, ok := inKVA(text); ok {
			return v, true, true
		}
	}
	if x.Value == nil {
		return 0, false, false // ParseSupply could not read the words, and nor can we
	}
	if y, read := model.ParseSupply(x.What, text, model.Hint{}); read && y.Value != nil {
		return *y.Value, false, true
	}
	return 0, false, false
}

// utilityNeeds are the amount of a utility, and for power its voltage and circuits.
func utilityNeeds(x model.Supply) (out []need) {
	v, converted, ok := valueOf(x)
	unneeded := ok && v == 0 || !ok && x.Value == nil && x.Ready == model.No // 无
	if unneeded {
		return nil
	}
	label := model.UtilityName(x.What)
	if x.What == model.Power {
		label = "供电容量"
	}
	if ok || x.Voltage == "" && x.Circuits == 0 {
		out = append(out, need{x.What, label, wordsOf(x), func(s *model.Site) finding { return utilityFinding(x.What, v, ok, converted, s) }})
	}
	if kv, ok := kilovolts(x.Voltage); ok {
		out = append(out, need{"power_voltage", "供电电压", x.Voltage, func(s *model.Site) finding { return voltageFinding(kv, s) }})
	}
	if x.Circuits > 0 {
		out = append(out, need{"power_circuits", "供电回路", strconv.Itoa(x.Circuits) + "回路", func(s *model.Site) finding { return circuitFinding(x.Circuits, s) }})
	}
	return out
}

// wordsOf is a supply as it was stated; a number that lost its unit with its column gets it back: 10000kVA 双回路（10000/2）.
func wordsOf(x model.Supply) string {
	bare := x
	bare.Note = ""
	amount := ""
	if x.Value != nil {
		amount = number(*x.Value) + x.Unit
	}
	if amount == "" || x.Note == "" || strings.Contains(strings.ToLower(model.Squeeze(x.Note)), strings.ToLower(amount)) {
		return x.String()
	}
	return bare.String() + "（" + x.Note + "）"
}

// notReadyShare is what is left of a supply that is promised and not yet there.
const notReadyShare = 0.7

func utilityFinding(what string, want float64, hasAmount, converted bool, s *model.Site) finding {
	have, ok := s.Supplies.Of(what)
	if !ok {
		return unstated(noUtility(what, s))
	}
	v, alsoConverted, known := valueOf(have)
	f := finding{verdict: Short, share: 0}
	switch {
	case known && hasAmount:
		f = atLeast(span{want, want}, span{v, v}, units[what])
	case known && v > 0, !hasAmount && have.Ready == model.Yes:
		f = finding{verdict: Met, share: 1, why: "需求没有写明数值；载体已有"}
	case have.Ready == model.No || known:
		f.why = "载体没有"
		if words := model.Squeeze(have.Note); !known && !model.Blank(words) {
			f.why = "尚未具备，数值没有写明"
		} else if hasAmount {
			f.missing = &Amount{rounded(want), units[what]}
		}
	default:
		f = unstated("载体没有写明数值，请核对")
	}
	f.offered, f.ready = wordsOf(have), have.Ready
	if have.Ready == model.No && f.share > 0 {
		f = notReady(f)
	}
	if (converted || alsoConverted) && known && hasAmount {
		f.why += "（千瓦按功率因数 0.9 折算为千伏安）"
	}
	return f
}

// notReady is a supply that would do once it is there.
func notReady(f finding) finding {
	f.share *= notReadyShare
	if f.verdict == Met {
		f.verdict = Partly
	}
	f.why += "，尚未具备"
	return f
}

func noUtility(what string, s *model.Site) string {
	if kindOf(s.SiteKind) == landKind && (what == model.FloorLoad || what == model.Crane || what == model.Height) {
		return "空地，厂房可按需要新建"
	}
	return "载体没有说明"
}

func kilovolts(s string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSuffix(strings.ToLower(s), "kv"), 64)
	return v, err == nil && v > 0
}

func voltageFinding(want float64, s *model.Site) finding {
	x, _ := s.Supplies.Of(model.Power)
	have, ok := kilovolts(x.Voltage)
	switch {
	case !ok:
		return unstated("载体没有写明电压")
	case have >= want:
		return finding{offered: x.Voltage, verdict: Met, share: 1, why: "电压等级够"}
	}
	lack := Amount{rounded(want - have), "kV"}
	return finding{offered: x.Voltage, verdict: Short, missing: &lack, why: "电压等级低，须升压改造"}
}

func circuitFinding(want int, s *model.Site) finding {
	x, _ := s.Supplies.Of(model.Power)
	if x.Circuits <= 0 {
		return unstated("载体没有写明回路数")
	}
	n, m := float64(want), float64(x.Circuits)
	f := atLeast(span{n, n}, span{m, m}, "回路")
	f.offered = strconv.Itoa(x.Circuits) + "回路"
	return f
}
