package app

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/cli"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/words"
	"chainatlas/model"
	"chainatlas/model/english"
)

// The interface in English says nothing in Chinese but what records hold, and what is typed into filters and ledgers.
func TestEveryScreenSpeaksEnglish(t *testing.T) {
	words.Speak(model.English)
	t.Cleanup(func() { words.Speak(model.Chinese) })
	w := demoOffice(t)
	own := recordTexts(t, w)
	for _, p := range w.places {
		w.goTo(p.key)
		task.Wait()
		if x, ok := p.screen.(interface{ Tour() }); ok {
			x.Tour()
			task.Wait()
		}
		for _, text := range strings.Split(w.read(), "\n") {
			if left := without(text, own); english.HasHan(left) && !quoted.MatchString(text) {
				t.Errorf("%s says %q", p.key, text)
			}
		}
	}
}

// demoOffice is the whole window over the demo workspace.
func demoOffice(t *testing.T) *window {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Light())
	task.ForTest(t)
	w := newWindow(a, options{demo: true}, cli.Globals{Workspace: t.TempDir(), User: "tester"})
	if err := w.open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.leave()
		task.Stop()
		if err := w.desk.Store.Close(); err != nil {
			t.Error(err)
		}
	})
	w.win.Resize(fyne.NewSize(1600, 900))
	task.Wait()
	return w
}

// examples are what hints quote of the filter language and of ledgers, which are Chinese in every language; and names of files.
var examples = []string{"阶段=在谈|签约 链=精品钢 投资>=1亿", "角色=链主 产品~轴承 规上=是", "面积>=50亩 街道=某街道", "办理状态=办理中 办理时限<2024-07-01", "供电8000kVA；供水500吨/日",
	"示例台账（虚构）.xlsx", "总台账", "中文", "代码, 名称", "“5亿元”, “3-5亿元”, “2000万元” or “待定”", "待定", "2023年 5", "语言", "签约：议定条款", "阶段=在谈", "亿元", "万元", "万美元", "亩", "㎡", "元",
	"一季度", "在谈中间", "abc3亿多吧", "小计", "合计"}

// quoted are projects of the sample ledger, and industries of GB/T 4754, which has no official English.
var quoted = regexp.MustCompile(`^示例.{1,6}公司 ?.*项目 ?…?$|^[0-9]{2,4} \p{Han}+$|Industry code [0-9]+`)

// recordTexts are all texts that records hold, the longest first.
func recordTexts(t *testing.T, w *window) []string {
	t.Helper()
	seen := map[string]bool{}
	for _, k := range model.StoredKinds() {
		all, err := w.desk.Store.All(k)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			for _, f := range model.FieldsOf(k) {
				for _, part := range strings.FieldsFunc(f.Text(r), func(r rune) bool { return strings.ContainsRune("\n；、·（）", r) }) {
					seen[part] = true
				}
				seen[f.Text(r)] = true
			}
			if c, ok := r.(*model.Chain); ok {
				for _, n := range c.Nodes {
					seen[n.Name], seen[n.Fact] = true, true
				}
			}
		}
	}
	var out []string
	for s := range seen {
		if english.HasHan(s) {
			out = append(out, s)
		}
	}
	out = append(out, examples...)
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	return out
}

// without is a text without what records hold. It may be one line of it; and where it was cut, its end may be the beginning of it.
func without(text string, own []string) string {
	head, cut := strings.CutSuffix(text, "…")
	for _, s := range own {
		if strings.Contains(s, head) {
			return ""
		}
	}
	for _, s := range own {
		head = strings.ReplaceAll(head, s, "")
	}
	for i := range head {
		if tail := head[i:]; cut && english.HasHan(tail) && slices.ContainsFunc(own, func(s string) bool { return strings.HasPrefix(s, tail) }) {
			return head[:i]
		}
	}
	return head
}
