package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// section is one of the formats that a code holds, apart by semicolons.
type section struct {
	before, after string  // the words around the number: ¥, 万元
	shift         int     // powers of ten that it hides: 0!.0, shows 12345678 as 1234.6
	op            string  // >, >=, <, <=, =, <> for [>=10000]; "" without a condition
	limit         float64 // of the condition
}

var conditionForm = regexp.MustCompile(`^(>=|<=|<>|>|<|=)(-?[0-9.]+)$`)

// sectionsOf reads the sections of a number format.
func sectionsOf(code string) []section {
	var out []section
	r := &sectionReader{code: []rune(code)}
	for r.at <= len(r.code) {
		out = append(out, r.read())
	}
	return out
}

// sectionReader walks over a format's code.
type sectionReader struct {
	code []rune
	at   int

	section
	digits, point, dotted bool // placeholders were there, the decimal point, a point that is a mere sign
	commas                int  // after the last placeholder
}

func (r *sectionReader) read() section {
	r.section, r.digits, r.point, r.dotted, r.commas = section{}, false, false, false, 0
	for ; r.at < len(r.code) && r.code[r.at] != ';'; r.at++ {
		r.sign(r.code[r.at])
	}
	r.at++
	r.shift += 3 * r.commas
	if r.before = strings.TrimSpace(r.before); !signWords.MatchString(r.before) {
		r.before = ""
	}
	if r.after = strings.TrimSpace(r.after); !unitWords.MatchString(r.after) {
		r.after = ""
	}
	return r.section
}

func (r *sectionReader) sign(c rune) {
	switch {
	case c == '"':
		r.words(r.until('"'))
	case c == '[':
		r.bracket(r.until(']'))
	case c == '\\' || c == '!':
		r.at++
		r.escaped()
	case c == '_' || c == '*':
		r.at++
	case strings.ContainsRune("0#?@", c):
		r.placeholder()
	case c == ',':
		r.commas++
	case c == '.':
		r.point, r.dotted = true, false
	case c > unicode.MaxASCII || c == '$':
		r.words(string(c))
	case strings.HasPrefix(strings.ToLower(string(r.code[r.at:])), "general"):
		r.at += len("general") - 1
		r.digits = true
	}
}

// until takes the code up to a closing sign.
func (r *sectionReader) until(end rune) string {
	start := r.at + 1
	for r.at++; r.at < len(r.code) && r.code[r.at] != end; r.at++ {
	}
	return string(r.code[min(start, len(r.code)):min(r.at, len(r.code))])
}

func (r *sectionReader) words(s string) {
	if r.digits {
		r.after += s
	} else {
		r.before += s
	}
}

// bracket is a condition, a currency ([$¥-804]), or a colour.
func (r *sectionReader) bracket(s string) {
	if m := conditionForm.FindStringSubmatch(s); m != nil {
		r.op = m[1]
		r.limit, _ = strconv.ParseFloat(m[2], 64)
	} else if money, ok := strings.CutPrefix(s, "$"); ok {
		symbol, _, _ := strings.Cut(money, "-")
		r.words(symbol)
	}
}

// escaped takes one sign as a word; a point so written divides what the placeholders after it show.
func (r *sectionReader) escaped() {
	if r.at >= len(r.code) {
		return
	}
	if r.code[r.at] == '.' && r.digits {
		r.dotted = true
		return
	}
	r.words(string(r.code[r.at]))
}

func (r *sectionReader) placeholder() {
	r.commas, r.digits = 0, true
	if r.dotted && !r.point {
		r.shift++
	}
}

// speaks tells whether the section says what its number counts.
func (s section) speaks() bool { return s.before != "" || s.after != "" }

// holds tells whether the section shows a number; without a condition it does.
func (s section) holds(v float64) bool {
	switch s.op {
	case ">":
		return v > s.limit
	case ">=":
		return v >= s.limit
	case "<":
		return v < s.limit
	case "<=":
		return v <= s.limit
	case "=":
		return v == s.limit
	case "<>":
		return v != s.limit
	}
	return true
}

var (
	unitWords = regexp.MustCompile(`^[^0-9()（）\[\]:：]{1,8}$`)
	signWords = regexp.MustCompile(`^(?:约|人民币)?(?:¥|￥|US\$|HK\$|\$|€|人民币|约)$`)
)

// withUnit is the number with the unit that its format shows, in full and not as rounded; "" when it shows none.
func withUnit(sections []section, v float64) string {
	for _, s := range sections {
		if !s.holds(v) {
			continue
		}
		if !s.speaks() {
			return ""
		}
		return s.before + plainNumber(v/math.Pow10(s.shift)) + s.after
	}
	return ""
}
