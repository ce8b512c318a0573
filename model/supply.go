package model

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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

// With returns the list with the entry for x.What replaced or added. An entry that already says the same stays as it is,
// so that a ledger we wrote changes nothing; words of no known utility stand beside each other.
func (s Supplies) With(x Supply) Supplies {
	out := append(Supplies(nil), s...)
	for i, old := range out {
		switch {
		case old.What != x.What:
		case old.says(x):
			return out
		case x.What != otherUtility:
			out[i] = x
			return out
		}
	}
	return append(out, x)
}

// says tells whether x, read from words, is what the entry is written as and means.
func (x Supply) says(y Supply) bool {
	if inOneLine(x.String()) != inOneLine(y.Note) {
		return false
	}
	return x.Note == "" || x.Unit == y.Unit && x.Voltage == y.Voltage && x.Circuits == y.Circuits && x.Ready == y.Ready &&
		(x.Value == nil) == (y.Value == nil) && (x.Value == nil || *x.Value == *y.Value)
}

// otherUtility is what words are kept under that name no utility.
const otherUtility = "other"

// String lists the entries: 供电 8000kVA 10kV 双回路；供水 500吨/日.
func (s Supplies) String() string {
	parts := make([]string, len(s))
	for i, x := range s {
		parts[i] = inOneLine(x.String())
		if x.What != otherUtility {
			parts[i] = UtilityName(x.What) + " " + parts[i]
		}
	}
	return strings.Join(parts, "；")
}

// inOneLine keeps the words of one entry from being taken for several.
var inOneLine = strings.NewReplacer("；", "，", ";", "，", "\n", "，").Replace

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

// ParseSupplies reads a list as String writes it; parts without a known utility are kept with their words.
func ParseSupplies(text string) Supplies {
	var out Supplies
	for _, part := range strings.FieldsFunc(Tidy(text), func(r rune) bool { return r == '；' || r == ';' || r == '\n' }) {
		part = Tidy(part)
		what, rest := utilityOf(part)
		if what == otherUtility && Blank(part) {
			continue // 无 of nothing in particular
		}
		if x, ok := ParseSupply(what, rest, Hint{}); ok {
			out = append(out, x)
		}
	}
	return out
}

func utilityOf(s string) (what, rest string) {
	for _, u := range utilities {
		for _, word := range append([]string{u.Name, u.Key}, u.Also...) {
			if after, ok := strings.CutPrefix(s, word); ok && (utf8.RuneCountInString(word) > 1 || standsAlone(after)) {
				return u.Key, strings.TrimLeft(after, " :：")
			}
		}
	}
	return otherUtility, s
}

// standsAlone tells 电8000kVA from 电力充足: a word of one character names a utility only when it is no part of another.
func standsAlone(after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	return after == "" || !unicode.IsLetter(r) || strings.HasPrefix(after, "约") || strings.HasPrefix(after, "无") || strings.HasPrefix(after, "已")
}
