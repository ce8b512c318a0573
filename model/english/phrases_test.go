package english

import (
	"testing"

	"pgregory.net/rapid"
)

func TestPhrases(t *testing.T) {
	p := New(map[string]string{
		"供水": "Water", "上游": "Upstream", "本地企业": "Local firms", "%d 个环节": "%d nodes", "另有 %d 条位置待核，未上图": "%d more without a known place", "企业": "Firms", "项目": "Projects", "企业 %d 家次": "%d firms",
		"%s的%s": "%[2]s of %[1]s", "截至 %s": "as of %s", "数据来源：招商台账": "Source: records of the bureau", "可供应": "Available", "精品钢": "Premium steel", "进度 100%%": "done",
	})
	for zh, want := range map[string]string{
		"上游": "Upstream", "12 个环节 · 企业 8 家次": "12 nodes · 8 firms", "截至 2024年6月30日": "as of 30 June 2024", "企业的项目": "Projects of Firms",
		"2024年6月30日　数据来源：招商台账": "30 June 2024   Source: records of the bureau", "本地企业：上游、精品钢": "Local firms: Upstream, Premium steel",
		"本地企业：莱钢、精品钢": "Local firms: 莱钢, Premium steel", "山东钢铁股份有限公司": "山东钢铁股份有限公司", "30亩": "30 mu (2 ha)", "可供应（30亩）": "Available (30 mu (2 ha))",
		"计划总投资约3亿元": "计划总投资约3亿元", "约3亿元": "about CNY 300 million", "自然的语言，不在表里。": "自然的语言，不在表里。", "already English": "already English", "": "",
		"供水 500吨/日": "Water 500 m³/d", "另有 3 条位置待核，未上图": "3 more without a known place",
	} {
		if got := p.Say(zh); got != want {
			t.Errorf("%q is %q, want %q", zh, got, want)
		}
	}
	if got := p.With(map[string]string{"莱钢": "Laigang"}).Say("本地企业：莱钢、精品钢"); got != "Local firms: Laigang, Premium steel" {
		t.Errorf("with names: %q", got)
	}
}

// What is not known is never changed, and nothing makes it fail.
func TestUnknownWordsStay(t *testing.T) {
	p := New(map[string]string{"%d 家": "%d", "%s 的 %s": "%[2]s of %[1]s"})
	rapid.Check(t, func(t *rapid.T) {
		zh := rapid.StringMatching(`[甲乙丙丁（）：%s0-9「]{0,12}`).Draw(t, "text")
		en, known := p.Knows(zh)
		if !known && HasHan(zh) && !HasHan(en) {
			t.Fatalf("%q became %q", zh, en)
		}
	})
}
