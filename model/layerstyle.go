package model

import (
	"fmt"
	"strconv"
	"strings"
)

// LayerStyle is how the things of a layer look. Lengths are logical pixels; 0 and "" leave it to the program.
type LayerStyle struct {
	By      StyleBy      `cbor:"1,keyasint,omitempty" json:"by,omitempty"`
	Field   string       `cbor:"2,keyasint,omitempty" json:"field,omitempty"` // the column, or the field of records; of StyleByCount the kind that is counted
	Color   string       `cbor:"3,keyasint,omitempty" json:"color,omitempty"` // #rrggbb, of what no class colours
	Width   float64      `cbor:"4,keyasint,omitempty" json:"width,omitempty"` // of lines and outlines
	Fill    int          `cbor:"5,keyasint,omitempty" json:"fill,omitempty"`  // percent of the colour within areas; -1 for none
	Hatch   string       `cbor:"6,keyasint,omitempty" json:"hatch,omitempty"` // slashes, backslashes, cross, dots
	Dash    string       `cbor:"7,keyasint,omitempty" json:"dash,omitempty"`  // dash, dot
	Classes []StyleClass `cbor:"8,keyasint,omitempty" json:"classes,omitempty"`
	Radius  float64      `cbor:"9,keyasint,omitempty" json:"radius,omitempty"` // of heat
}

// StyleBy says what colours depend on.
type StyleBy string

// What colours depend on. The zero value is one colour for all, or of records' layers the program's own way.
const (
	StyleSingle  StyleBy = ""
	StyleByValue StyleBy = "value"
	StyleByRange StyleBy = "range"
	StyleByHeat  StyleBy = "heat"  // where many points are close
	StyleByCount StyleBy = "count" // how many records of a kind stand in an area
)

// StyleClass is a value, or a range of numbers from Min up to but without Max, and its colour.
type StyleClass struct {
	Value string   `cbor:"1,keyasint,omitempty" json:"value,omitempty"`
	Min   *float64 `cbor:"2,keyasint,omitempty" json:"min,omitempty"` // nil for no limit
	Max   *float64 `cbor:"3,keyasint,omitempty" json:"max,omitempty"`
	Color string   `cbor:"4,keyasint" json:"color"`
}

// Has tells whether a number is in the range.
func (c StyleClass) Has(v float64) bool {
	return (c.Min == nil || v >= *c.Min) && (c.Max == nil || v < *c.Max)
}

// Words say what the class is: a value, or 10—50.
func (c StyleClass) Words() string {
	num := func(v *float64) string { return strconv.FormatFloat(*v, 'f', -1, 64) }
	switch {
	case c.Min != nil && c.Max != nil:
		return num(c.Min) + "—" + num(c.Max)
	case c.Min != nil:
		return num(c.Min) + " 及以上"
	case c.Max != nil:
		return "不足 " + num(c.Max)
	case c.Value == "":
		return "未填"
	}
	return c.Value
}

// IsZero tells whether everything is left to the program.
func (s LayerStyle) IsZero() bool {
	return s.By == "" && s.Field == "" && s.Color == "" && s.Width == 0 && s.Fill == 0 && s.Hatch == "" && s.Dash == "" && len(s.Classes) == 0 && s.Radius == 0
}

// String says it in words, for the history: 按「用途」分类，5 种颜色，线宽 2.
func (s LayerStyle) String() string {
	var parts []string
	switch s.By {
	case StyleByValue:
		parts = append(parts, fmt.Sprintf("按「%s」分类，%d 种颜色", s.Field, len(s.Classes)))
	case StyleByRange:
		parts = append(parts, fmt.Sprintf("按「%s」分级，%d 级", s.Field, len(s.Classes)))
	case StyleByHeat:
		parts = append(parts, "热力")
	case StyleByCount:
		parts = append(parts, "按"+Kind(s.Field).Label()+"数量分级")
	}
	for _, p := range []struct {
		label, value string
	}{{"颜色 ", s.Color}, {"填充 ", fillWords(s.Fill)}, {"图案 ", s.Hatch}, {"线型 ", s.Dash}} {
		if p.value != "" {
			parts = append(parts, p.label+p.value)
		}
	}
	if s.Width > 0 {
		parts = append(parts, "线宽 "+strconv.FormatFloat(s.Width, 'f', -1, 64))
	}
	return strings.Join(parts, "，")
}

func fillWords(percent int) string {
	switch {
	case percent < 0:
		return "无"
	case percent == 0:
		return ""
	}
	return strconv.Itoa(percent) + "%"
}
