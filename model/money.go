package model

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// Amounts in minor units (分): 1 元 is 100, 1 万元 is a million.
const (
	Yuan int64 = 100
	Wan        = 10_000 * Yuan
	Yi         = 100_000_000 * Yuan
)

// Money is an amount as somebody stated it: the words, what they mean in minor units of the currency (分, cent), and how sure they are.
// Min and Max are equal for one amount; both are zero and Known is false when only words are there (待定).
type Money struct {
	Text      string `cbor:"1,keyasint,omitempty"`
	Known     bool   `cbor:"2,keyasint,omitempty"`
	Min       int64  `cbor:"3,keyasint,omitempty"`
	Max       int64  `cbor:"4,keyasint,omitempty"`
	Currency  string `cbor:"5,keyasint,omitempty"` // ISO 4217: CNY, USD …
	Unit      string `cbor:"6,keyasint,omitempty"` // the unit it was stated in: 亿元, 万美元 …
	Qualifier string `cbor:"7,keyasint,omitempty"` // 约, 近, 不低于 …
}

// CNY makes an exact amount of yuan from minor units, written in 亿元 or 万元 as it suits.
func CNY(minor int64) Money {
	unit := "万元"
	if minor >= Yi/10 || minor <= -Yi/10 {
		unit = "亿元"
	}
	m := Money{Known: true, Min: minor, Max: minor, Currency: "CNY", Unit: unit}
	m.Text = m.In(unit) + unit
	return m
}

// IsZero tells whether nothing was stated.
func (m Money) IsZero() bool { return m.Text == "" && !m.Known }

// String is the amount as it was stated.
func (m Money) String() string { return m.Text }

// In writes the amount in the given unit with at most two decimals more than needed, "" when unknown: 3.5 or 3-5.
func (m Money) In(unit string) string {
	u, ok := moneyUnits[unit]
	if !m.Known || !ok {
		return ""
	}
	low := decimal.New(m.Min, 0).Div(decimal.New(u.minor, 0)).Round(6).String()
	if m.Min == m.Max {
		return low
	}
	return low + "-" + decimal.New(m.Max, 0).Div(decimal.New(u.minor, 0)).Round(6).String()
}

type moneyUnit struct {
	minor    int64
	currency string
}

var moneyUnits = map[string]moneyUnit{
	"元": {Yuan, "CNY"}, "万元": {Wan, "CNY"}, "千万元": {1000 * Wan, "CNY"}, "百万元": {100 * Wan, "CNY"}, "亿元": {Yi, "CNY"}, "千元": {1000 * Yuan, "CNY"},
	"美元": {Yuan, "USD"}, "万美元": {Wan, "USD"}, "亿美元": {Yi, "USD"}, "百万美元": {100 * Wan, "USD"},
	"欧元": {Yuan, "EUR"}, "万欧元": {Wan, "EUR"}, "亿欧元": {Yi, "EUR"},
	"港元": {Yuan, "HKD"}, "万港元": {Wan, "HKD"}, "亿港元": {Yi, "HKD"},
	"日元": {Yuan, "JPY"}, "万日元": {Wan, "JPY"}, "亿日元": {Yi, "JPY"},
}

// MoneyUnit brings a unit as people write it (亿, 人民币亿元, 万美金) into the stored form; ok is false for anything else.
func MoneyUnit(s string) (unit string, ok bool) {
	s = Squeeze(s)
	s = strings.NewReplacer("人民币", "", "RMB", "", "CNY", "", "¥", "", "￥", "", "美金", "美元", "USD", "美元", "$", "美元",
		"港币", "港元", "HKD", "港元", "圆", "元", "块", "元").Replace(s)
	if s == "亿" || s == "万" || s == "千万" || s == "百万" {
		s += "元"
	}
	_, ok = moneyUnits[s]
	return s, ok
}

const (
	numberPattern = `[0-9][0-9,]*(?:\.[0-9]+)?`
	unitPattern   = `(?:人民币|RMB)?(?:亿|千万|百万|万|千)?(?:美元|美金|欧元|港元|港币|日元|元|圆|USD)?`
)

var (
	moneyForm = regexp.MustCompile(`^((?:约|大约|近|超过|超|逾|不低于|不少于|至少|≥|>=|>|预计|暂定|总投资|计划投资|共|合计)*)(?:¥|￥|\$)?(-?` + numberPattern + `)(` + unitPattern + `)` +
		`(?:[-~～—–至到]+(` + numberPattern + `)(` + unitPattern + `))?(左右|以上|余|多|上下)?(` + unitPattern + `)(左右|以上|余|多|上下)?$`)
	anyDigit = regexp.MustCompile(`[0-9]`)
)

// ParseMoney reads an amount as a ledger writes it: 5亿元, 约3-5亿, ２０００万, 1,200万元, 待定. A number without a unit
// takes the hint's unit; without any unit it is a problem that blocks. Words without a number are kept as words.
func ParseMoney(text string, h Hint) (Money, []Problem) {
	raw := Tidy(text)
	if Blank(raw) {
		return Money{}, nil
	}
	m := Money{Text: raw}
	f := moneyForm.FindStringSubmatch(Squeeze(raw))
	if f == nil {
		if anyDigit.MatchString(Squeeze(raw)) {
			return m, []Problem{block("money.unreadable", "金额「"+raw+"」无法识别", "写成「5亿元」「3-5亿元」「2000万元」或「待定」")}
		}
		return m, nil
	}
	return m.read(f, h)
}

// read fills the amount from the parts of moneyForm.
func (m Money) read(f []string, h Hint) (Money, []Problem) {
	highUnit := firstUnit(f[5], f[7], f[3], h.Unit)
	lowUnit := firstUnit(f[3], f[5], f[7], h.Unit)
	if f[4] == "" {
		highUnit = lowUnit
	}
	unit, ok := MoneyUnit(lowUnit)
	high, okHigh := MoneyUnit(highUnit)
	if !ok || !okHigh {
		return m, []Problem{block("money.no_unit", "金额「"+m.Text+"」没有单位", "在数字后写上单位（亿元、万元、万美元），或在表头写明单位")}
	}
	var fits bool
	if m.Min, fits = minorUnits(f[2], unit); !fits {
		return m, []Problem{block("money.range", "金额「"+m.Text+"」过大或小数过长", "核对数字与单位")}
	}
	m.Max = m.Min
	if f[4] != "" {
		if m.Max, fits = minorUnits(f[4], high); !fits || m.Max < m.Min {
			return m, []Problem{block("money.range", "金额范围「"+m.Text+"」前大后小或过大", "写成「3-5亿元」")}
		}
	}
	m.Known, m.Unit, m.Currency = true, unit, moneyUnits[unit].currency
	m.Qualifier = f[1] + f[6] + f[8]
	if anyDigit.MatchString(m.Text) && !strings.ContainsAny(m.Text, "元亿万美欧港日千$") {
		m.Text += unit // a bare number of a ledger column means nothing once it left its column
	}
	return m, nil
}

func firstUnit(list ...string) string {
	for _, u := range list {
		if u != "" {
			return u
		}
	}
	return ""
}

func minorUnits(number, unit string) (int64, bool) {
	d, err := decimal.NewFromString(strings.ReplaceAll(number, ",", ""))
	if err != nil {
		return 0, false
	}
	d = d.Mul(decimal.New(moneyUnits[unit].minor, 0)).Round(0)
	if d.Abs().GreaterThan(decimal.New(1<<62, 0)) {
		return 0, false
	}
	return d.IntPart(), true
}

type moneyJSON struct {
	Text      string       `json:"text,omitempty"`
	Min       *json.Number `json:"min"`
	Max       *json.Number `json:"max"`
	Currency  string       `json:"currency,omitempty"`
	Unit      string       `json:"unit,omitempty"`
	Qualifier string       `json:"qualifier,omitempty"`
}

// MarshalJSON gives amounts in whole units of the currency (元, dollar).
func (m Money) MarshalJSON() ([]byte, error) {
	j := moneyJSON{Text: m.Text, Currency: m.Currency, Unit: m.Unit, Qualifier: m.Qualifier}
	if m.Known {
		j.Min, j.Max = majorUnits(m.Min), majorUnits(m.Max)
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Money) UnmarshalJSON(b []byte) error {
	var j moneyJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*m = Money{Text: j.Text, Currency: j.Currency, Unit: j.Unit, Qualifier: j.Qualifier}
	if j.Min == nil || j.Max == nil {
		return nil
	}
	low, okLow := minorUnits(j.Min.String(), "元")
	high, okHigh := minorUnits(j.Max.String(), "元")
	if !okLow || !okHigh {
		return ErrBadValue
	}
	m.Known, m.Min, m.Max = true, low, high
	return nil
}

func majorUnits(minor int64) *json.Number {
	n := json.Number(decimal.New(minor, -2).String())
	return &n
}
