package diagram

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"chainatlas/mapping"
	"pgregory.net/rapid"
)

func TestWrapLabel(t *testing.T) {
	for _, c := range []struct {
		name, label string
		width       float32 // in characters
		want        []string
	}{
		{"fits", "铁矿石采选", 9, []string{"铁矿石采选"}},
		{"breaks before a bracket", "工业气体（空气分离）", 9, []string{"工业气体", "（空气分离）"}},
		{"breaks after a separator", "紧固件·弹簧·金属丝绳", 9, []string{"紧固件·弹簧·", "金属丝绳"}},
		{"breaks after a slash", "汽车/新能源汽车零部件", 9, []string{"汽车/", "新能源汽车零部件"}},
		{"a closing bracket never begins a line", "甲乙丙丁（戊）", 6, []string{"甲乙丙丁", "（戊）"}},
		{"an opening bracket never ends a line", "甲乙（丙丁戊己）", 6, []string{"甲乙", "（丙丁戊己）"}},
		{"the sense is worth a line", "种质资源保护（保种场/活体基因库）", 9, []string{"种质资源保护", "（保种场/", "活体基因库）"}},
		{"no sense, few lines", "钢材加工配送中心仓储物流", 9, []string{"钢材加工配送", "中心仓储物流"}},
		{"a word stays whole", "储能变流器PCS装置", 6, []string{"储能变流器", "PCS装置"}},
		{"a word wider than the line is cut", "abcdefghijkl", 3, []string{"abcde", "fghij", "kl"}},
		{"own line ends are kept", "设计\nBIM", 9, []string{"设计", "BIM"}},
		{"nothing", "", 9, []string{""}},
		{"one character a line", "铁矿石", 0.5, []string{"铁", "矿", "石"}},
		{"room for nothing", "铁矿", 0, []string{"铁", "矿"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := WrapLabel(square{}, c.label, mapping.Face{Size: 10}, c.width*10); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNodeSize(t *testing.T) {
	w, h := NodeSize(square{}, []string{"铁矿石", "采选"}, mapping.Face{Size: 10}, 4, 2)
	if w != 38 || h < 26 || h > 32 {
		t.Errorf("got %g × %g", w, h)
	}
}

func FuzzWrapLabel(f *testing.F) {
	f.Add("中厚板（超强海工钢/风电用钢）", float32(9))
	f.Add("a b\u0301c\u200d", float32(1))
	f.Add("））））（（（（", float32(2))
	f.Add("\xff\xfe", float32(-1))
	f.Fuzz(func(t *testing.T, label string, width float32) {
		checkWrap(t.Errorf, label, width)
	})
}

func TestWrapLabelKeepsTheText(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		label := rapid.StringOf(rapid.SampledFrom([]rune("钢铁（）/·、ab 1，"))).Draw(r, "label")
		checkWrap(r.Errorf, label, float32(rapid.IntRange(1, 12).Draw(r, "width")))
	})
}

// checkWrap checks that lines hold the label's text, and nothing that may not begin a line where it could be helped.
func checkWrap(report func(string, ...any), label string, width float32) {
	lines := WrapLabel(square{}, label, mapping.Face{Size: 10}, width*10)
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if utf8.ValidString(label) && bare(strings.Join(lines, "")) != bare(label) {
		report("%q became %q", label, lines)
	}
	if len(lines) == 0 {
		report("%q gave no line", label)
	}
}
