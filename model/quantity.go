package model

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// Quantity is a measured amount as somebody stated it: 30亩, 约50-80亩, 8000kVA. Min and Max are equal for one value.
type Quantity struct {
	Text  string  `cbor:"1,keyasint,omitempty"`
	Known bool    `cbor:"2,keyasint,omitempty"`
	Min   float64 `cbor:"3,keyasint,omitempty"`
	Max   float64 `cbor:"4,keyasint,omitempty"`
	Unit  string  `cbor:"5,keyasint,omitempty"`
}

// Measured makes an exact quantity.
func Measured(value float64, unit string) Quantity {
	return Quantity{Text: strconv.FormatFloat(value, 'f', -1, 64) + unit, Known: true, Min: value, Max: value, Unit: unit}
}

// IsZero tells whether nothing was stated.
func (q Quantity) IsZero() bool { return q.Text == "" && !q.Known }

// String is the quantity as it was stated.
func (q Quantity) String() string { return q.Text }

const aboutQuantity = `约|大约|≈|近|上|超过|超|不低于|不少于|不超过|≥|>=|>|≤|<=|<|距离|距`

var (
	quantityForm = regexp.MustCompile(`^(?:` + aboutQuantity + `)*(` + numberPattern + `)(?:余|多|\+)?([^0-9~～—–至到,-]*?)(?:[-~～—–至到]+(` + numberPattern + `)(?:余|多|\+)?([^0-9,]*?))?(左右|以上|以内|余|多|\+)?$`)
	bareHundred  = regexp.MustCompile(`^((?:` + aboutQuantity + `)*)([百千])`)
)

// squareMetres keeps the 2 of m2 from being a number.
var squareMetres = strings.NewReplacer("m2", "㎡", "M2", "㎡", "m²", "㎡", "M²", "㎡")

// ParseQuantity reads a quantity: 30亩, 约50-80亩, 百余亩, 56.5（净地40）. A number without a unit takes the hint's unit; words
// without a number are kept as words.
func ParseQuantity(text string, h Hint) (Quantity, []Problem) {
	raw := Tidy(text)
	if Blank(raw) {
		return Quantity{}, nil
	}
	q := Quantity{Text: raw}
	head, tail := remark(raw)
	s := squareMetres.Replace(bareHundred.ReplaceAllString(Squeeze(head), "${1}一$2"))
	f := quantityForm.FindStringSubmatch(arabic(s))
	if f == nil {
		return q, unreadQuantity(raw)
	}
	q.Min, q.Max = atof(f[1]), atof(f[1])
	if f[3] != "" {
		q.Max = atof(f[3])
	}
	if q.Max < q.Min {
		return Quantity{Text: raw}, []Problem{warn("quantity.range", "数值范围「"+raw+"」前大后小", "核对数字")}
	}
	q.Known = true
	q.Unit = firstUnit(f[4], f[2], h.Unit)
	if q.Unit == h.Unit && f[2]+f[4] == "" {
		q.Text = strings.TrimSuffix(raw, tail) + h.Unit + tail
	}
	return q, nil
}

// unreadQuantity says what is wrong with a number that is no quantity. Words alone (紧邻, 面议) are an answer.
func unreadQuantity(raw string) []Problem {
	switch s := Squeeze(raw); {
	case oddComma(s):
		return []Problem{warn("quantity.comma", "数值「"+raw+"」中的逗号不是千位分隔，按原文保存", "小数点写成「.」，如 12.34；千位写成 1,234")}
	case strings.HasPrefix(s, "-") && anyDigit.MatchString(s):
		return []Problem{warn("quantity.negative", "数值「"+raw+"」是负数，按原文保存", "核对数字")}
	case anyDigit.MatchString(s):
		return []Problem{warn("quantity.unreadable", "「"+raw+"」没有读出数值，按原文保存", "只写一个数或范围，如「30亩」「50-80亩」；说明写在括号里或备注中")}
	}
	return nil
}

func atof(s string) float64 {
	f, _ := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return f
}

type quantityJSON struct {
	Text  string   `json:"text,omitempty"`
	Value *float64 `json:"value"`
	Min   *float64 `json:"min,omitempty"`
	Max   *float64 `json:"max,omitempty"`
	Unit  string   `json:"unit,omitempty"`
}

// MarshalJSON gives value for one number, min and max for a range.
func (q Quantity) MarshalJSON() ([]byte, error) {
	j := quantityJSON{Text: q.Text, Unit: q.Unit}
	switch {
	case q.Known && q.Min == q.Max:
		j.Value = &q.Min
	case q.Known:
		j.Min, j.Max = &q.Min, &q.Max
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (q *Quantity) UnmarshalJSON(b []byte) error {
	var j quantityJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*q = Quantity{Text: j.Text, Unit: j.Unit}
	switch {
	case j.Value != nil:
		q.Known, q.Min, q.Max = true, *j.Value, *j.Value
	case j.Min != nil && j.Max != nil:
		q.Known, q.Min, q.Max = true, *j.Min, *j.Max
	}
	return nil
}
