package mapping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What may not begin a line and what may not end one (避头尾).
const (
	notFirst = "）)】》」』〉〕］｝}]、，。；：！？,.;:!?·・/／…—～〜–%％‰‱℃℉°′″”’‼⁇々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"
	notLast  = "（(【《「『〈〔［｛{[“‘￥¥＄$€£№＃#"
)

// Lines divides a text into lines no wider than width pixels, as Chinese is set: anywhere between characters, but no
// line begins with a closing mark or ends with an opening one, words and numbers with their units stay whole, and own
// line ends are kept. What is wider than a line on its own is cut. Without their line ends, the lines joined are the
// text: spaces stay at the end of their line, where they take no room. A text always gives a line.
func Lines(m Measurer, text string, face Face, width float32) []string {
	f := lineFiller{width: width, measure: func(s string) float32 { return m.Advance(s, face) }}
	for _, part := range strings.Split(text, "\n") {
		for _, u := range Unbroken(part) {
			f.add(u)
		}
		f.end()
	}
	return f.lines
}

// lineFiller fills one line after the other.
type lineFiller struct {
	measure func(string) float32
	width   float32
	lines   []string
	line    string
	used    float32 // pixels, with the spaces at the end
}

func (f *lineFiller) add(unit string) {
	if f.fits(unit) {
		f.put(unit)
		return
	}
	for _, piece := range CutWide(unit, f.width, f.measure) {
		if f.line != "" {
			f.end()
		}
		f.put(piece)
	}
}

func (f *lineFiller) fits(unit string) bool {
	return f.used+f.measure(strings.TrimRightFunc(unit, unicode.IsSpace)) <= f.width
}

func (f *lineFiller) put(unit string) {
	f.line += unit
	f.used += f.measure(unit)
}

func (f *lineFiller) end() {
	f.lines, f.line, f.used = append(f.lines, f.line), "", 0
}

// CutWide divides what should stay whole but is wider than a line, after at least one character with its marks. It
// returns the unit alone where it fits.
func CutWide(unit string, width float32, measure func(string) float32) []string {
	if measure(strings.TrimRightFunc(unit, unicode.IsSpace)) <= width {
		return []string{unit}
	}
	var out []string
	start, used := 0, float32(0)
	last := rune(-1)
	for i, r := range unit {
		w := measure(string(r))
		if i > start && used+w > width && !clings(last, r) && !unicode.IsSpace(r) {
			out = append(out, unit[start:i])
			start, used = i, 0
		}
		used += w
		last = r
	}
	return append(out, unit[start:])
}

// Unbroken divides a text into what stays together: words, numbers with their units, and characters with the marks and
// spaces that go with them. Joined, the parts are the text.
func Unbroken(text string) []string {
	var out []string
	for start := 0; start < len(text); {
		end := start + unbroken(text[start:])
		out = append(out, text[start:end])
		start = end
	}
	return out
}

// unbroken is the length of what stays together at the beginning of a text, in bytes.
func unbroken(text string) int {
	last, i := utf8.DecodeRuneInString(text)
	measured := isDigit(last) // within a number and its unit
	kept := 0                 // up to here a unit goes with its number
	for i < len(text) {
		if measured {
			kept = max(kept, i+unitLength(text[i:]))
			measured = false
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if i >= kept && mayBreak(last, r) {
			break
		}
		i += n
		measured = isDigit(r)
		last = r
	}
	return i
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// scales and measures are what follows a number without a break: 3.5亿元, 8000千伏安, 2024年.
var (
	scales   = []string{"百万", "千万", "百亿", "千亿", "万亿", "百", "千", "万", "亿", "余", "多"}
	measures = []string{
		"万元/亩", "元/平方米", "元/㎡", "平方公里", "平方千米", "平方米", "立方米", "千瓦时", "千伏安", "千克", "千瓦", "千伏", "千米", "公里", "公顷", "公斤",
		"毫米", "厘米", "美元", "欧元", "日元", "港元", "吨/日", "元", "亩", "吨", "米", "年", "月", "日", "号", "时", "分", "秒", "个", "家", "处", "人", "户",
		"套", "台", "层", "条", "项", "期", "度", "倍", "岁", "天", "㎡", "㎥", "℃",
	}
)

// unitLength is how many bytes at the beginning of a text are the scale and the unit of the number before it.
func unitLength(text string) int {
	n := 0
	for _, list := range [][]string{scales, scales, measures} {
		for _, word := range list {
			if strings.HasPrefix(text[n:], word) {
				n += len(word)
				break
			}
		}
	}
	return n
}

// mayBreak tells whether a line may end with a and the next begin with b.
func mayBreak(a, b rune) bool {
	switch {
	case clings(a, b), unicode.IsSpace(b), strings.ContainsRune(notLast, a), strings.ContainsRune(notFirst, b):
		return false
	case a == '\u00a0':
		return false
	case a == '"' && InWord(b), b == '"' && InWord(a), a == '’' && InWord(b):
		return false // a straight quote goes with its word on either side, an apostrophe with both
	case a == '-' && unicode.IsLower(b):
		return true // a compound may part behind its hyphen; JPG-M2 is no compound
	case isDigit(b) && strings.ContainsRune(rangeMarks, a):
		return false // 3—5亿元
	}
	return !InWord(a) || !InWord(b)
}

// rangeMarks join two numbers.
const rangeMarks = "-–—~～〜.,，:：/±+"

// clings tells whether b is a mark that belongs to the character before it.
func clings(a, b rune) bool {
	return unicode.In(b, unicode.Mn, unicode.Me, unicode.Variation_Selector) || b == '\u200d' || a == '\u200d'
}

// InWord tells whether a character is part of a word written without breaks, as Latin letters and digits are.
func InWord(r rune) bool {
	return !unicode.Is(unicode.Han, r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_+&.'@", r)) &&
		!unicode.In(r, unicode.Hiragana, unicode.Katakana)
}
