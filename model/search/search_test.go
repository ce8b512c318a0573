package search

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"chainatlas/model"
)

func named(x *Index, name string, change func(*model.Project)) model.ID {
	p := &model.Project{Base: model.Base{ID: model.NewID(), Name: name}}
	if change != nil {
		change(p)
	}
	x.Put(p)
	return p.ID
}

func ledger() *Index {
	x := New()
	named(x, "精密锻件产业园项目", nil)
	named(x, "山钢精密铸造项目", nil)
	named(x, "氢能装备项目", func(p *model.Project) { p.Investor.Name = "精密机械（重庆）有限公司" })
	named(x, "余热供暖三期", func(p *model.Project) { p.Officer, p.Phone = "李精密", "13900000000" })
	named(x, "空分装置", func(p *model.Project) { p.Progress = "已考察精密加工车间" })
	named(x, "重庆银行钢城支行", nil)
	named(x, "单县 种业基地", func(p *model.Project) { p.Street = "颜庄街道" })
	named(x, "7-ELEVEn便利店", func(p *model.Project) { p.InvestorUSCC = "91370100MA3C00000X" })
	named(x, "石墨（𠮷田）电极", nil)
	return x
}

func titles(hits []Hit) string {
	var out []string
	for _, h := range hits {
		out = append(out, h.Title)
	}
	return strings.Join(out, " / ")
}

func TestFind(t *testing.T) {
	x := ledger()
	for _, c := range []struct{ name, text, want string }{
		{"name before company before contact before notes", "精密", "精密锻件产业园项目 / 山钢精密铸造项目 / 氢能装备项目 / 余热供暖三期 / 空分装置"},
		{"one character", "氢", "氢能装备项目"},
		{"initials", "jmdj", "精密锻件产业园项目"},
		{"initials in upper case", "JMDJ", "精密锻件产业园项目"},
		{"full pinyin", "jingmiduan", "精密锻件产业园项目"},
		{"pinyin not yet finished", "jingmidua", "精密锻件产业园项目"},
		{"initials and full pinyin mixed", "jmiduanj", "精密锻件产业园项目"},
		{"zh as an initial", "zhuzao", "山钢精密铸造项目"},
		{"sh counts as one letter", "shgjm", "山钢精密铸造项目"},
		{"characters and pinyin mixed", "精mduan", "精密锻件产业园项目"},
		{"heteronyms fixed by their words", "cqyh", "重庆银行钢城支行"},
		{"heteronyms in full", "chongqingyinhang", "重庆银行钢城支行"},
		{"a reading that the word excludes", "zqyx", ""},
		{"a place with a rare reading", "shanxian", "单县 种业基地"},
		{"inside a company", "cqyxgs", "氢能装备项目"},
		{"address", "颜庄", "单县 种业基地"},
		{"address in pinyin", "yanzhuangjd", "单县 种业基地"},
		{"phone", "13900", "余热供暖三期"},
		{"credit code", "91370100ma3c", "7-ELEVEn便利店"},
		{"latin name", "eleven", "7-ELEVEn便利店"},
		{"full-width", "７－ｅｌｅ", "7-ELEVEn便利店"},
		{"brackets and blanks do not matter", "机械(重庆) ", "氢能装备项目"},
		{"several words in several fields", "种业 颜庄", "单县 种业基地"},
		{"several words, one missing", "种业 里辛", ""},
		{"rare characters", "𠮷田", "石墨（𠮷田）电极"},
		{"nothing", "", ""},
		{"blanks", " 　", ""},
		{"not there", "龙凤", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := titles(x.Find(c.text, 10)); got != c.want {
				t.Errorf("%q: %s", c.text, got)
			}
		})
	}
}

func TestHitsNameTheirField(t *testing.T) {
	x := ledger()
	hits := x.Find("精密", 0)
	want := []string{"name", "name", "investor", "officer", "progress"}
	for i, h := range hits {
		if h.Field != want[i] || h.Kind != model.KindProject || h.ID.IsZero() || i > 0 && h.Score >= hits[i-1].Score {
			t.Errorf("%d: %+v", i, h)
		}
	}
}

func TestRecentFirstAmongEquals(t *testing.T) {
	x := New()
	for i, name := range []string{"锻件甲项目", "锻件乙项目", "锻件丙项目"} {
		named(x, name, func(p *model.Project) { p.Updated.At = time.Unix(int64([]int{1000, 3000, 2000}[i]), 0) })
	}
	for limit, want := range map[int]string{0: "锻件乙项目 / 锻件丙项目 / 锻件甲项目", 2: "锻件乙项目 / 锻件丙项目", 1: "锻件乙项目"} {
		if got := titles(x.Find("锻件", limit)); got != want {
			t.Errorf("limit %d: %s", limit, got)
		}
	}
}

func TestReplaceAndRemove(t *testing.T) {
	x := New()
	id := named(x, "旧名", nil)
	x.Put(&model.Project{Base: model.Base{ID: id, Name: "新名"}})
	if got := titles(x.Find("名", 0)); got != "新名" || x.Len() != 1 {
		t.Error(got)
	}
	x.Remove(id)
	x.Remove(id)
	if got := x.Find("名", 0); len(got) != 0 || x.Len() != 0 {
		t.Error(got)
	}
}

func TestSweepKeepsTheLiving(t *testing.T) {
	x := New()
	keep := named(x, "常在项目", nil)
	for i := range 5000 {
		id := named(x, fmt.Sprintf("过客%d", i), nil)
		if i%2 == 0 {
			x.Remove(id)
		} else {
			x.Put(&model.Project{Base: model.Base{ID: id, Name: fmt.Sprintf("留下%d", i)}})
		}
	}
	if hits := x.Find("czxm", 0); len(hits) != 1 || hits[0].ID != keep {
		t.Error(hits)
	}
	if n := len(x.Find("留下", 0)); n != 2500 || len(x.Find("过客", 0)) != 0 || kept(x) > 5000 {
		t.Error(n, kept(x))
	}
}

// kept counts the versions of records that are in memory.
func kept(x *Index) int {
	n := len(x.fresh.cards)
	for _, s := range x.segments {
		n += len(s.ids)
	}
	return n
}

func TestRows(t *testing.T) {
	x := New()
	p := &model.Project{Base: model.Base{ID: model.NewID(), Name: "锻件项目"}, Officer: "李某", Unit: "区投促中心", Chain: model.Link{Name: "精品钢"}, Investor: model.Link{Name: "示例甲公司"}}
	s := &model.Site{Base: model.Base{ID: model.NewID(), Name: "一号厂房"}, Street: "里辛街道"}
	x.PutRow(model.RowOf(p))
	x.PutRow(model.RowOf(s))
	for text, want := range map[string]string{"djxm": "name", "示例甲": "investor", "李某": "officer", "投促": "unit", "jpg": "chain", "里辛": "street"} {
		if hits := x.Find(text, 5); len(hits) != 1 || hits[0].Field != want {
			t.Errorf("%s: %+v", text, hits)
		}
	}
}

func TestEveryKindCanBePut(t *testing.T) {
	x := New()
	for _, k := range model.Kinds() {
		r := k.New()
		r.Head().ID, r.Head().Name = model.NewID(), "示例"+k.Label()
		x.Put(r)
		x.PutRow(model.RowOf(r))
	}
	if got := x.Find("示例", 0); len(got) != len(model.Kinds()) {
		t.Error(got)
	}
}

func TestOddLettersEnd(t *testing.T) {
	x := New()
	named(x, strings.Repeat("阿安啊昂", 50), nil)
	x.Find(strings.Repeat("an", 24)+"x", 10)
	x.Find(strings.Repeat("a", 400), 10)
}

// Questions see whole records while others are put in, taken away, sorted and merged.
func TestSeveralAtOnce(t *testing.T) {
	x := ledger()
	x.limits = limits{batch: 40, read: 8, segments: 3, dead: 20}
	for i := range 100 {
		named(x, fmt.Sprintf("常在%d", i), nil)
	}
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for i := range 200 {
				if got := len(x.Find("常在", 0)); got != 100 {
					t.Errorf("%d records found, want 100", got)
				}
				if got := len(x.Find("cz", 30)); got != 30 {
					t.Errorf("%d records found, want 30", got)
				}
				id := named(x, fmt.Sprintf("项目%d之%d", n, i), nil)
				x.Mark("项目", "xm")
				if i%50 == 0 {
					if _, err := x.WriteTo(io.Discard); err != nil {
						t.Error(err)
					}
				}
				x.Remove(id)
			}
		})
	}
	all.Wait()
	if len(x.Find("精密", 0)) != 5 || x.Len() != 109 {
		t.Error("records were lost")
	}
}

// Sorting and merging keep to their limits: an index that is written to for long stays a few segments.
func TestSegmentsStayFew(t *testing.T) {
	x := New()
	x.limits = limits{batch: 16, read: 4, segments: 3, dead: 8}
	for i := range 5000 {
		named(x, fmt.Sprintf("项目%d", i), nil)
		if i%7 == 0 {
			x.Find("项", 1)
		}
	}
	if len(x.segments) > 12 || len(x.Find("xm", 0)) != 5000 {
		t.Error(len(x.segments), len(x.Find("xm", 0)))
	}
}

// The quick way to fold gives what the slow one gives.
func TestFold(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 1))
	some := []rune("锻件Az09 　【】〔〕[]（）()·•:：，。、「￥￡—…ｶﾞ￣～！＠Ａｚ\u200b\ufeff\n\r\t\x00𠮷éÉßİ\u0130\uff61")
	for range 20_000 {
		text := ""
		for range chance.IntN(6) {
			text += string(some[chance.IntN(len(some))])
		}
		if got, want := fold(text), strings.ToLower(marks.Replace(model.Squeeze(text))); got != want {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"\xff", "锻\xffA", "A\xff"} {
		if got, want := fold(text), strings.ToLower(marks.Replace(model.Squeeze(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"精密", "jmdj", "cqyh", "91370", "种业 颜庄", "𠮷", "\x00", "\n", "精mduan"} {
		f.Add(s)
	}
	x := ledger()
	f.Fuzz(func(t *testing.T, text string) {
		if n := len(x.Find(text, 3)); n > 3 {
			t.Fatalf("%q: %d hits for a limit of 3", text, n)
		}
	})
}
