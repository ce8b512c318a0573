package model

import (
	"regexp"
	"strconv"
	"strings"
)

// What a project needs and a site offers share these words, so that they can be compared.
const (
	Power     = "power"      // kVA
	Water     = "water"      // 吨/日
	Heat      = "heat"       // 吨/小时
	Gas       = "gas"        // 立方米/日
	Discharge = "discharge"  // 吨/日
	FloorLoad = "floor_load" // 吨/㎡
	Crane     = "crane"      // 吨
	Height    = "height"     // 米
)

var utilities = []Choice{
	{Power, "供电", []string{"电", "用电", "配电容量"}}, {Water, "供水", []string{"水", "用水"}},
	{Heat, "供热", []string{"热", "蒸汽", "用热"}}, {Gas, "供气", []string{"气", "燃气", "天然气", "用气"}},
	{Discharge, "排污", []string{"排水", "污水"}}, {FloorLoad, "承重", []string{"荷载"}},
	{Crane, "行车", []string{"起重"}}, {Height, "层高", []string{"净高"}},
}

var utilityUnits = map[string]string{
	Power: "kVA", Water: "吨/日", Heat: "吨/小时", Gas: "立方米/日", Discharge: "吨/日", FloorLoad: "吨/㎡", Crane: "吨", Height: "米",
}

// UtilityName is the Chinese word for a need or supply.
func UtilityName(what string) string { return nameOf(utilities, what) }

// Supply is one utility that a site offers or a project needs, as it was stated and as far as it could be read.
type Supply struct {
	What     string   `cbor:"1,keyasint,omitempty" json:"what"`
	Value    *float64 `cbor:"2,keyasint,omitempty" json:"value,omitempty"`
	Unit     string   `cbor:"3,keyasint,omitempty" json:"unit,omitempty"`
	Voltage  string   `cbor:"4,keyasint,omitempty" json:"voltage,omitempty"`
	Circuits int      `cbor:"5,keyasint,omitempty" json:"circuits,omitempty"`
	Ready    YesNo    `cbor:"6,keyasint,omitempty" json:"ready,omitempty"`
	Note     string   `cbor:"7,keyasint,omitempty" json:"note,omitempty"` // the words it was stated in
}

// Supplies is all that a site offers, or a project needs.
type Supplies []Supply

// IsZero tells whether nothing was stated.
func (s Supplies) IsZero() bool { return len(s) == 0 }

// Of returns the first entry for a utility.
func (s Supplies) Of(what string) (Supply, bool) {
	for _, x := range s {
		if x.What == what {
			return x, true
		}
	}
	return Supply{}, false
}

// With returns the list with the entry for x.What replaced or added.
func (s Supplies) With(x Supply) Supplies {
	out := append(Supplies(nil), s...)
	for i := range out {
		if out[i].What == x.What {
			out[i] = x
			return out
		}
	}
	return append(out, x)
}

// String lists the entries: 供电 8000kVA 10kV 双回路；供水 500吨/日.
func (s Supplies) String() string {
	parts := make([]string, len(s))
	for i, x := range s {
		parts[i] = UtilityName(x.What) + " " + x.String()
	}
	return strings.Join(parts, "；")
}

// String is the entry without its name.
func (x Supply) String() string {
	if x.Note != "" {
		return x.Note
	}
	var parts []string
	if x.Value != nil {
		parts = append(parts, strconv.FormatFloat(*x.Value, 'f', -1, 64)+x.Unit)
	}
	if x.Voltage != "" {
		parts = append(parts, x.Voltage)
	}
	if x.Circuits == 2 {
		parts = append(parts, "双回路")
	} else if x.Circuits > 0 {
		parts = append(parts, strconv.Itoa(x.Circuits)+"回路")
	}
	switch x.Ready {
	case Yes:
		parts = append(parts, "已具备")
	case No:
		parts = append(parts, "未具备")
	}
	return strings.Join(parts, " ")
}

var (
	voltageForm  = regexp.MustCompile(`(?i)([0-9]+(?:\.[0-9]+)?)\s*(kV|千伏)(?:[^A]|$)`)
	circuitsForm = regexp.MustCompile(`([单双二两三一0-9])\s*(?:条|路|个)?回路`)
	supplyValue  = regexp.MustCompile(`(?i)([0-9][0-9,]*(?:\.[0-9]+)?)\s*(kVA|千伏安|MVA|兆伏安|吨/日|吨/天|t/d|m³/d|m3/d|立方米/日|立方/日|方/日|吨/小时|吨/时|t/h|蒸吨|吨/㎡|吨/平方米|t/㎡|吨|t|米|m)?`)
	cranes       = regexp.MustCompile(`(?i)([0-9]+(?:\.[0-9]+)?)\s*(?:吨|t)?\s*[×xX*]\s*([0-9]+)`)
)

// ParseSupply reads one utility's cell: 8000/双回路, 10kV双回路 8000kVA, 500吨/日, 已通, 10吨×2台. The words stay as the note.
func ParseSupply(what, text string) (Supply, bool) {
	raw := Tidy(text)
	if Blank(raw) {
		return Supply{}, false
	}
	x := Supply{What: what, Note: raw}
	s := HalfWidth(raw)
	if f := voltageForm.FindStringSubmatch(s); f != nil {
		x.Voltage = f[1] + "kV"
		s = strings.Replace(s, f[0], " ", 1)
	}
	if f := circuitsForm.FindStringSubmatch(s); f != nil {
		x.Circuits = circuitCount(f[1])
		s = strings.Replace(s, f[0], " ", 1)
	}
	if f := cranes.FindStringSubmatch(s); f != nil && what == Crane {
		s = f[1] + "吨" // the capacity decides whether a load can be lifted; the count stays in the note
	}
	if f := supplyValue.FindStringSubmatch(s); f != nil {
		v, unit := supplyIn(what, atof(f[1]), f[2])
		x.Value, x.Unit = &v, unit
	}
	x.Ready = readiness(raw)
	return x, true
}

func circuitCount(s string) int {
	switch s {
	case "双", "二", "两":
		return 2
	case "单", "一":
		return 1
	case "三":
		return 3
	}
	return atoi(s)
}

func supplyIn(what string, v float64, unit string) (float64, string) {
	switch strings.ToLower(unit) {
	case "mva", "兆伏安":
		return v * 1000, "kVA"
	case "":
		return v, utilityUnits[what]
	case "kva", "千伏安":
		return v, "kVA"
	case "吨/天", "t/d", "m³/d", "m3/d", "立方/日", "方/日":
		return v, utilityUnits[what] // a cubic metre of water is a tonne; gas is stated in cubic metres
	case "t/h", "吨/时", "蒸吨":
		return v, "吨/小时"
	case "t":
		return v, "吨"
	case "m":
		return v, "米"
	case "吨/平方米", "t/㎡":
		return v, "吨/㎡"
	}
	return v, unit
}

func readiness(s string) YesNo {
	switch {
	case strings.Contains(s, "未通"), strings.Contains(s, "不通"), strings.Contains(s, "未接"), strings.Contains(s, "未具备"), strings.Contains(s, "不具备"), strings.Contains(s, "待接"):
		return No
	case strings.Contains(s, "已通"), strings.Contains(s, "已接"), strings.Contains(s, "具备"), strings.Contains(s, "到位"), s == "有", s == "通", s == "是":
		return Yes
	}
	return ""
}

// ParseSupplies reads a list as String writes it; parts without a known utility are kept with their words.
func ParseSupplies(text string) Supplies {
	var out Supplies
	for _, part := range strings.FieldsFunc(Tidy(text), func(r rune) bool { return r == '；' || r == ';' || r == '\n' }) {
		what, rest := utilityOf(Tidy(part))
		if x, ok := ParseSupply(what, rest); ok {
			out = append(out, x)
		}
	}
	return out
}

func utilityOf(s string) (what, rest string) {
	for _, u := range utilities {
		for _, word := range append([]string{u.Name, u.Key}, u.Also...) {
			if after, ok := strings.CutPrefix(s, word); ok {
				return u.Key, strings.TrimLeft(after, " :：")
			}
		}
	}
	return "other", s
}
