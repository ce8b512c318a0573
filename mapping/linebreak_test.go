package mapping

import (
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// em10 is a face whose ideographs are 10 pixels wide and whose letters are 5.5.
var em10 = Face{Size: 10}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      float32 // in ideographs
		want       []string
	}{
		{"fits", "铁矿石采选", 5, []string{"铁矿石采选"}},
		{"breaks anywhere between ideographs", "铁矿石采选", 3, []string{"铁矿石", "采选"}},
		{"a comma never begins a line", "铁矿石，采选", 3, []string{"铁矿", "石，采", "选"}},
		{"an opening bracket never ends one", "铁矿（石采选）", 3, []string{"铁矿", "（石采", "选）"}},
		{"a number stays with its unit", "投资3.5亿元以上", 4, []string{"投资", "3.5亿元", "以上"}},
		{"a range stays whole", "总投资3—5亿元", 6, []string{"总投资", "3—5亿元"}},
		{"a word stays whole", "储能PCS变流器", 3, []string{"储能", "PCS变", "流器"}},
		{"spaces end a line", "steel works", 3, []string{"steel ", "works"}},
		{"a word wider than the line is cut", "abcdefgh", 2, []string{"abc", "def", "gh"}},
		{"a straight quote goes with its word", `of "steel" works`, 4, []string{"of ", `"steel" `, "works"}},
		{"typographic quotes", "of “steel” works", 4, []string{"of ", "“steel” ", "works"}},
		{"an apostrophe", "the bureau’s office", 5, []string{"the ", "bureau’s ", "office"}},
		{"a compound parts behind its hyphen", "high-end equipment", 4, []string{"high-", "end ", "equipme", "nt"}},
		{"a code does not", "node JPG-M2", 4, []string{"node ", "JPG-M2"}},
		{"a dash", "3–5 km west", 4, []string{"3–5 km ", "west"}},
		{"own line ends", "设计\n\n施工", 9, []string{"设计", "", "施工"}},
		{"nothing", "", 9, []string{""}},
		{"room for nothing", "铁矿", 0, []string{"铁", "矿"}},
		{"currency goes with its number", "价格￥500", 3, []string{"价格", "￥500"}},
		{"degrees", "约1200℃高温", 3, []string{"约", "1200℃", "高温"}},
		{"a combining mark", "a\u0301b\u0301", 0.6, []string{"a\u0301", "b\u0301"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Lines(RoughMeasurer{}, c.text, em10, c.width*10); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLinesKeepTheRules(t *testing.T) {
	letters := rapid.SampledFrom([]rune("钢铁亿元年、。，（）《》“”…—％℃￥№ab 12.5\n３\u0301"))
	rapid.Check(t, func(r *rapid.T) {
		checkLines(r.Errorf, rapid.StringOf(letters).Draw(r, "text"), float32(rapid.IntRange(0, 12).Draw(r, "width"))*10)
	})
}

func FuzzLines(f *testing.F) {
	f.Add("中厚板（超强海工钢/风电用钢），3.5亿元", float32(90))
	f.Add("a b\u0301c\u200d", float32(1))
	f.Add("））））（（（（", float32(20))
	f.Fuzz(func(t *testing.T, text string, width float32) {
		if utf8.ValidString(text) && width == width {
			checkLines(t.Errorf, text, width)
		}
	})
}

// checkLines checks what Lines promises.
func checkLines(report func(string, ...any), text string, width float32) {
	measure := func(s string) float32 { return RoughMeasurer{}.Advance(s, em10) }
	lines := Lines(RoughMeasurer{}, text, em10, width)
	if got := strings.Join(lines, ""); got != strings.ReplaceAll(text, "\n", "") || len(lines) == 0 {
		report("%q became %q", text, lines)
	}
	for _, line := range lines {
		bare := strings.TrimRightFunc(line, unicode.IsSpace)
		if measure(bare) > width && len(CutWide(line, width, measure)) > 1 {
			report("%q is wider than %g", line, width)
		}
	}
	checkBreaks(report, text, lines, func(unit string) bool { return measure(unit) > width })
}

// checkBreaks checks the two sides of every break: a rule may only be broken within what is too wide for a line.
func checkBreaks(report func(string, ...any), text string, lines []string, tooWide func(string) bool) {
	within := map[int]string{} // how far into the text without its line ends → the unit that lies across
	at := 0
	for _, part := range strings.Split(text, "\n") {
		for _, u := range Unbroken(part) {
			for i := 1; i < len(u); i++ {
				within[at+i] = u
			}
			at += len(u)
		}
	}
	at = 0
	for _, line := range lines[:len(lines)-1] {
		at += len(line)
		if u := within[at]; u != "" && !tooWide(strings.TrimRightFunc(u, unicode.IsSpace)) {
			report("%q is divided in %q", u, lines)
		}
	}
	for _, u := range strings.Split(text, "\n") {
		parts := Unbroken(u)
		for i := 1; i < len(parts); i++ {
			first, _ := utf8.DecodeRuneInString(parts[i])
			last, _ := utf8.DecodeLastRuneInString(parts[i-1])
			if strings.ContainsRune("、。，！？；：）》」』〉】〕］…—％‰℃", first) || strings.ContainsRune("（《「『〈【〔［￥＄№", last) {
				report("a break between %q and %q", parts[i-1], parts[i])
			}
		}
	}
}
