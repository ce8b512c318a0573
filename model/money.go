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

// The parts of an amount: 约 | 不超过, $ | 人民币, 亿 | 万美元, 左右 | 以上.
const (
	aboutPattern    = `约|大约|大概|≈|~|近|超过|超|逾|上|不低于|不少于|不超过|不高于|不大于|不多于|至少|至多|最多|最高|最低|≥|>=|>|≤|<=|<|预计|暂定|拟|总投资|计划投资|共|合计|总计|达`
	currencyPattern = `US\$|USD|美元|美金|HK\$|HKD|港元|港币|EUR|欧元|€|JPY|日元|人民币|RMB|CNY|¥|\$`
	unitPattern     = `(?:人民币|RMB)?(?:亿|千万|百万|万|千)?(?:美元|美金|欧元|港元|港币|日元|元|圆|USD)?`
)

var (
	moneyForm = regexp.MustCompile(`^((?:` + aboutPattern + `)*)(` + currencyPattern + `)?((?:` + aboutPattern + `)*)(-?` + numberPattern + `)(` + unitPattern + `)` +
		`(?:[-~～—–至到]+(?:` + currencyPattern + `)?(` + numberPattern + `)(` + unitPattern + `))?(左右|以上|以下|以内|余|多|上下|\+)?(` + unitPattern + `)(左右|以上|以下|以内|余|多|上下|\+)?整?$`)
	currencyForm = regexp.MustCompile(`^(?:折合|折|单位:|币种:)?(` + currencyPattern + `)$`)
	stackedForm  = regexp.MustCompile(`(` + numberPattern + `)亿零?(` + numberPattern + `)(千万|百万|万)`)
	piecesForm   = regexp.MustCompile(`([0-9])(?:个|多个)(千万|百万|亿|万)`)
	anyDigit     = regexp.MustCompile(`[0-9]`)
)

// ParseMoney reads an amount as a ledger writes it: 5亿元, 约3-5亿, ２０００万, 1亿5000万元, 伍亿元, $3000万, 待定. A number
// without a unit takes the hint's unit; without any unit it is a problem that blocks. Words without a number are kept
// as words, with a warning unless they say that the amount is open.
func ParseMoney(text string, h Hint) (Money, []Problem) {
	raw := Tidy(text)
	if Blank(raw) {
		return Money{}, nil
	}
	f, tail := moneyParts(raw)
	if f == nil {
		if m, ok := phased(raw, h); ok {
			return m, []Problem{warn("money.phases", "「"+raw+"」按各期合计 "+m.In(m.Unit)+m.Unit+" 处理", "核对合计；或只写总额，各期写在括号里")}
		}
		return Money{Text: raw}, unreadMoney(raw)
	}
	if strings.HasPrefix(f.number, "-") {
		return Money{Text: raw}, []Problem{block("money.negative", "金额「"+raw+"」是负数", "核对金额；范围写成「3-5亿元」，核减的情况写在备注里")}
	}
	return f.read(raw, tail, h)
}

// moneyWords are the parts of an amount as they were written.
type moneyWords struct {
	about, currency  string
	number, unit     string
	highest, topUnit string // of a range
}

// moneyParts takes an amount apart; nil when it is none. The tail is a remark in brackets.
func moneyParts(raw string) (f *moneyWords, tail string) {
	head, tail := remark(raw)
	inside := strings.Trim(Squeeze(tail), "()")
	s := piecesForm.ReplaceAllString(arabic(Squeeze(head)), "$1$2")
	m := moneyForm.FindStringSubmatch(stackedForm.ReplaceAllStringFunc(s, stacked))
	if m == nil {
		return nil, tail
	}
	f = &moneyWords{about: m[1] + m[3] + m[8] + m[10], currency: plainCurrency(m[2]), number: m[4], highest: m[6]}
	f.unit, f.topUnit = firstUnit(m[5], m[7], m[9]), firstUnit(m[7], m[9], m[5])
	if c := currencyForm.FindStringSubmatch(inside); c != nil && f.currency == "" {
		f.currency = plainCurrency(c[1])
	} else if _, isUnit := MoneyUnit(inside); isUnit && f.unit == "" {
		f.unit, f.topUnit = inside, inside
	}
	return f, tail
}

// stacked makes one number of 1亿5000万: 1.5亿.
func stacked(s string) string {
	f := stackedForm.FindStringSubmatch(s)
	low := minorOf(f[2]).Mul(decimal.New(moneyUnits[f[3]+"元"].minor, 0))
	return minorOf(f[1]).Add(low.Div(decimal.New(Yi, 0))).String() + "亿"
}

func minorOf(number string) decimal.Decimal {
	d, err := decimal.NewFromString(strings.ReplaceAll(number, ",", ""))
	if err != nil {
		return decimal.Zero
	}
	return d
}

// plainCurrency names a currency as units do: US$ is 美元, 人民币 is 元.
func plainCurrency(s string) string {
	switch s {
	case "US$", "USD", "$", "美元", "美金":
		return "美元"
	case "HK$", "HKD", "港元", "港币":
		return "港元"
	case "EUR", "€", "欧元":
		return "欧元"
	case "JPY", "日元":
		return "日元"
	case "":
		return ""
	}
	return "元"
}

// unreadMoney says what is wrong with words that are no amount.
func unreadMoney(raw string) []Problem {
	switch s := Squeeze(raw); {
	case oddComma(s):
		return []Problem{block("money.comma", "金额「"+raw+"」中的逗号不是千位分隔", "小数点写成「.」，如 12.34；千位写成 1,234；两个数写成「3-5亿元」")}
	case anyDigit.MatchString(s):
		return []Problem{block("money.unreadable", "金额「"+raw+"」无法识别", "写成「5亿元」「3-5亿元」「2000万元」或「待定」")}
	case undecided.MatchString(s):
		return nil
	}
	return []Problem{warn("money.words", "「"+raw+"」没有读出金额，按原文保存", "写成「5亿元」「3-5亿元」「2000万元」；尚未确定的写「待定」")}
}

// read fills the amount from its parts.
func (f *moneyWords) read(raw, tail string, h Hint) (Money, []Problem) {
	m := Money{Text: raw}
	unit, ok := MoneyUnit(inCurrency(firstUnit(f.unit, h.Unit), f))
	high, okHigh := MoneyUnit(inCurrency(firstUnit(f.topUnit, h.Unit), f))
	if !ok || !okHigh {
		return m, []Problem{block("money.no_unit", "金额「"+raw+"」没有单位", "在数字后写上单位（亿元、万元、万美元），或在表头写明单位")}
	}
	var fits bool
	if m.Min, fits = minorUnits(f.number, unit); !fits {
		return m, []Problem{block("money.range", "金额「"+raw+"」过大或小数过长", "核对数字与单位")}
	}
	m.Max = m.Min
	if f.highest != "" {
		if m.Max, fits = minorUnits(f.highest, high); !fits || m.Max < m.Min {
			return m, []Problem{block("money.range", "金额范围「"+raw+"」前大后小或过大", "写成「3-5亿元」")}
		}
	}
	m.Known, m.Unit, m.Currency, m.Qualifier = true, unit, moneyUnits[unit].currency, f.about
	if f.unit == "" {
		m.Text = strings.TrimSuffix(raw, tail) + unit + tail // a bare number of a ledger column means nothing once it left its column
	}
	return m, nil
}

// inCurrency puts a currency that stands apart from the unit into it: $3000万, 3000万（美元）. A column in another
// currency gives such a number no unit.
func inCurrency(unit string, f *moneyWords) string {
	switch own, _ := MoneyUnit(unit); {
	case f.currency == "" || strings.HasSuffix(own, f.currency) && (f.currency != "元" || moneyUnits[own].currency == "CNY"):
		return unit
	case f.unit == "":
		return ""
	}
	return strings.TrimSuffix(unit, "元") + f.currency
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
