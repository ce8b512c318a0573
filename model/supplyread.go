package model

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParseSupply reads one utility's cell into its own unit: 10kV双回路 8000kVA, 8000/2, 日供水5000吨, 0.5万吨/日, 10吨×2台, 已通,
// 无. The words stay as the note; what is measured in no unit of the utility (8MW, DN300) stays words alone. The hint's
// unit is what the column says of a bare number.
//
// Of a range the lower end counts, of several floors the least: a site must hold what it promises. Of several cranes the
// strongest counts, for it decides what can be lifted; how many there are stays in the note.
func ParseSupply(what, text string, h Hint) (Supply, bool) {
	raw := Tidy(text)
	if Blank(raw) && raw != "无" {
		return Supply{}, false
	}
	x := Supply{What: what, Note: raw, Ready: readiness(Squeeze(raw))}
	s := plainUnits(raw)
	if what == Power {
		s = x.takeCircuits(x.takeVoltage(s))
	}
	if m, ok := supplyValue(what, s, plainUnits(h.Unit)); ok && !oddComma(s) {
		value := math.Round(m.value*1e6) / 1e6
		x.Value, x.Unit = &value, utilityUnits[what]
		if h.Unit != "" && !strings.HasPrefix(plainUnits(h.Unit), plainUnits(x.Unit)) {
			x.Note += m.borrowed // the number means nothing once it left its column
		}
	}
	return x, true
}

// plainUnits makes one word of each unit that is written in several.
func plainUnits(s string) string { return oneUnit.Replace(strings.ToLower(HalfWidth(s))) }

var oneUnit = strings.NewReplacer("千伏安", "kva", "兆伏安", "mva", "立方米", "方", "立方", "方", "标准方", "方", "标方", "方", "nm3", "方", "nm³", "方",
	"m3", "方", "m³", "方", "m^3", "方", "㎥", "方", "平方米", "㎡", "平米", "㎡", "m2", "㎡", "m²", "㎡", "每天", "/日", "每日", "/日", "每小时", "/时", "小时", "时")

var (
	voltageForm  = regexp.MustCompile(`([0-9]+(?:\.[0-9]+)?)\s*(?:kv|千伏)([^a]|$)`)
	circuitsForm = regexp.MustCompile(`(单|双|一|二|两|三|四|[0-9])\s*(?:条|路|个)?\s*(?:回路|回线|电源|路电源|路供电|路进线)`)
	perCircuit   = regexp.MustCompile(`^(.*[0-9]\s*(?:kva|mva)?)\s*/\s*([1-9])\s*$`)
)

// takeVoltage notes 10kV and takes it out of the words, so that its number is not taken for the capacity.
func (x *Supply) takeVoltage(s string) string {
	if f := voltageForm.FindStringSubmatch(s); f != nil {
		x.Voltage = f[1] + "kV"
	}
	return voltageForm.ReplaceAllString(s, " $2")
}

// takeCircuits notes 双回路, 两回路 and the 2 of 8000/2.
func (x *Supply) takeCircuits(s string) string {
	if f := circuitsForm.FindStringSubmatch(s); f != nil {
		x.Circuits = circuitCount(f[1])
		return strings.Replace(s, f[0], " ", 1)
	}
	if f := perCircuit.FindStringSubmatch(s); f != nil {
		x.Circuits = atoi(f[2])
		return f[1]
	}
	return s
}

func circuitCount(s string) int {
	switch s {
	case "单":
		return 1
	case "双":
		return 2
	}
	return atoi(arabic(s))
}

// measure is one amount found in the words, in the utility's own unit.
type measure struct {
	value    float64
	borrowed string // what of the unit the column said
	sure     bool   // the words say all of the unit
}

// supplyValue finds the amount of a utility in the words. Without a whole unit it counts only where nothing else is said.
func supplyValue(what, s, column string) (measure, bool) {
	found, rest := measures(what, s, column)
	sure := slices.DeleteFunc(slices.Clone(found), func(m measure) bool { return !m.sure })
	if len(sure) == 0 && filler.ReplaceAllString(rest, "") == "" {
		sure = found
	}
	if len(sure) == 0 {
		return measure{}, false
	}
	byValue := func(a, b measure) int { return cmp.Compare(a.value, b.value) }
	switch what {
	case Crane:
		return slices.MaxFunc(sure, byValue), true
	case FloorLoad, Height:
		return slices.MinFunc(sure, byValue), true
	}
	return sure[0], true
}

// filler are the words around a number that change nothing about it.
var filler = regexp.MustCompile(`约|大约|近|左右|以上|以内|余|多|总|合计|共|容量|变压器|配电|剩余|供[电水热气汽]?|用[电水热气]|电|水|气|热|蒸汽|能力|最大|可|专线|已?接入|已?具备|已?通|有|已|不低于|不小于|[≥>≤<=:,、/()。;\s]`)

const (
	times      = `\s*(?:[台座个部]\s*[×x*]?|[×x*])\s*`
	magnitude  = `(百万|千万|亿|万|千|百)?`
	termNumber = `(?:([0-9]{1,3})` + times + `)?(` + numberPattern + `)\s*` + magnitude + `(?:\s*[-~～—–至到]+\s*` + numberPattern + `\s*` + magnitude + `)?`
)

var (
	term   = regexp.MustCompile(`^\s*` + termNumber)
	sum    = regexp.MustCompile(termNumber + `(?:\s*[a-z吨方]*\s*[+加]\s*` + termNumber + `)*`)
	copies = regexp.MustCompile(`^` + times + `([0-9]{1,3})(?:\s*[台座个部])?`)
)

// measures lists the amounts that may be the utility's, and the words around them.
func measures(what, s, column string) (found []measure, rest string) {
	for end := 0; ; {
		at := sum.FindStringIndex(s[end:])
		if at == nil {
			return found, rest + s[end:]
		}
		start, stop := end+at[0], end+at[1]
		m, tail, ok := measureAt(what, s[:start], s[start:stop], s[stop:], column)
		rest += s[end:start] + " "
		if ok {
			found, end = append(found, m), len(s)-len(tail)
		} else {
			rest, end = rest+s[start:stop], stop
		}
	}
}

// measureAt reads the numbers in the middle by the words before and after them; tail is what is left of the words.
func measureAt(what, before, numbers, after, column string) (m measure, tail string, ok bool) {
	own := rate{1, ownHours(what)}
	u, tail, stated := unitAhead(what, after)
	c, ok := columnRate(what, column)
	if !stated && !ok {
		return m, "", false
	}
	if !stated {
		u, m.borrowed = rate{factor: c.factor}, column
	}
	m.sure = stated
	if u.hours == 0 && own.hours != 0 {
		if u.hours = hoursBefore(before); u.hours == 0 {
			u.hours, m.sure = c.hours, false
			m.borrowed = firstUnit(m.borrowed, timeWords[c.hours])
		}
	}
	m.value, tail = added(what, numbers, tail, stated)
	m.value *= u.factor
	if own.hours != 0 {
		m.value *= own.hours / u.hours
	}
	return m, tail, true
}

// added adds the terms up; copies after the unit count too.
func added(what, numbers, tail string, stated bool) (float64, string) {
	total := 0.0
	for _, piece := range strings.FieldsFunc(numbers, func(r rune) bool { return r == '+' || r == '加' }) {
		total += termValue(what, piece, stated)
	}
	if f := copies.FindStringSubmatch(tail); f != nil {
		tail = tail[len(f[0]):]
		if what != Crane {
			total *= atof(f[1])
		}
	}
	return total, tail
}

// termValue is 20000 for 2×10000. Of cranes one number is the load: the one with 吨, else the first.
func termValue(what, piece string, stated bool) float64 {
	f := term.FindStringSubmatch(piece)
	if f == nil {
		return 0
	}
	value := atof(f[2]) * magnitudes[firstUnit(f[3], f[4])]
	switch {
	case f[1] == "":
		return value
	case what != Crane:
		return value * atof(f[1])
	case !stated:
		return atof(f[1])
	}
	return value
}

var magnitudes = map[string]float64{"": 1, "百": 100, "千": 1000, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}

// rate is what one of a written unit is in the utility's own, and the hours of the time it is stated for, 0 for none.
type rate struct{ factor, hours float64 }

const flow = `(?:水|污水|蒸汽|天然气)?(?:\s*/\s*(日|天|d|昼夜|时|h|月|年|a))?`

var (
	unitForms = map[string]*regexp.Regexp{
		Power:     regexp.MustCompile(`^\s*(kva|mva)`),
		Water:     regexp.MustCompile(`^\s*(吨|t|方)` + flow),
		Discharge: regexp.MustCompile(`^\s*(吨|t|方)` + flow),
		Heat:      regexp.MustCompile(`^\s*(蒸吨|吨|t)` + flow),
		Gas:       regexp.MustCompile(`^\s*(方)` + flow),
		FloorLoad: regexp.MustCompile(`^\s*(吨|t|kg|公斤)(?:\s*/\s*㎡)?`),
		Crane:     regexp.MustCompile(`^\s*(吨|t)`),
		Height:    regexp.MustCompile(`^\s*(米|m)`),
	}
	unitFactors = map[string]float64{"mva": 1000, "kg": 0.001, "公斤": 0.001}
	hoursOf     = map[string]float64{"日": 24, "天": 24, "d": 24, "昼夜": 24, "时": 1, "h": 1, "月": 30 * 24, "年": 365 * 24, "a": 365 * 24}
	timeWords   = map[float64]string{24: "/日", 1: "/小时", 30 * 24: "/月", 365 * 24: "/年"}
)

// ownHours is the time of the utility's own unit, 0 for what is no flow.
func ownHours(what string) float64 {
	switch what {
	case Water, Discharge, Gas:
		return 24
	case Heat:
		return 1
	}
	return 0
}

// unitAhead reads the utility's unit at the start of the words. A letter or a slash after it makes it another unit.
func unitAhead(what, s string) (r rate, tail string, ok bool) {
	form := unitForms[what]
	if form == nil {
		return r, s, false
	}
	f := form.FindStringSubmatch(s)
	if f == nil {
		return r, s, false
	}
	tail = s[len(f[0]):]
	next, _ := utf8.DecodeRuneInString(tail)
	if next < utf8.RuneSelf && (unicode.IsLetter(next) || unicode.IsDigit(next)) || next == '/' && what != Power || next == '²' || next == '³' {
		return r, s, false
	}
	r.factor = 1
	if x, other := unitFactors[f[1]]; other {
		r.factor = x
	}
	if len(f) > 2 {
		r.hours = hoursOf[f[2]]
	}
	if f[1] == "蒸吨" {
		r.hours = 1
	}
	return r, tail, true
}

var columnForm = regexp.MustCompile(`^` + magnitude)

// columnRate is the unit that the column's header gives a bare number: the utility's own when it says none, and none when
// what it says is no unit of the utility.
func columnRate(what, column string) (rate, bool) {
	own := rate{1, ownHours(what)}
	if column == "" {
		return own, unitForms[what] != nil
	}
	f := columnForm.FindStringSubmatch(column)
	r, _, ok := unitAhead(what, column[len(f[0]):])
	r.factor *= magnitudes[f[1]]
	if r.hours == 0 {
		r.hours = own.hours
	}
	return r, ok
}

var (
	daily    = regexp.MustCompile(`(?:^|[^0-9])日\p{Han}{0,8}\s*$`)
	annually = regexp.MustCompile(`(?:^|[^0-9])年(?:供|用|处理|排)\p{Han}{0,6}\s*$`)
	hourly   = regexp.MustCompile(`时(?:供|用|处理|排)\p{Han}{0,6}\s*$`)
)

// hoursBefore is the time that words before the number say: 日供水5000吨.
func hoursBefore(s string) float64 {
	switch {
	case daily.MatchString(s):
		return 24
	case annually.MatchString(s):
		return 365 * 24
	case hourly.MatchString(s):
		return 1
	}
	return 0
}

var (
	notReady = regexp.MustCompile(`^(?:暂?无|没有|暂缺|缺|否|未|没)$|^(?:暂?无|没有)[^需]|[未没尚不](?:接|通|建|具备|到位|配套|满足)|待(?:接|建|通|定)|需(?:自建|新建|另建)|规划|拟建|计划|在建`)
	isReady  = regexp.MustCompile(`已[接通建具配到]|具备|到位|接通|齐全|^(?:有|通|是|√|✓)$|^有`)
)

// readiness tells whether the words say that the utility is there.
func readiness(s string) YesNo {
	switch {
	case notReady.MatchString(s):
		return No
	case isReady.MatchString(s):
		return Yes
	}
	return ""
}
