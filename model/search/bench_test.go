package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"chainatlas/model"
)

// ledgerOf generates a ledger: names, investors, officers, streets and a progress note of sixty characters.
func ledgerOf(n int, put func(*model.Project)) {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	for i := range n {
		p := &model.Project{Base: model.Base{ID: model.NewID()}}
		p.Name = fmt.Sprintf("%s%s%s%d期项目", pick("山钢", "宝武", "示例", "泰山", "鲁中", "钢都"), pick("精密锻件", "氢能装备", "余热利用", "装配式构件", "畜禽育种", "特钢小棒", "节能环保"), pick("生产线", "产业园", "研发中心", "基地"), i)
		p.Investor.Name = fmt.Sprintf("%s%s%d有限公司", pick("济南", "重庆", "上海", "苏州"), pick("机械", "钢铁", "新材料", "农业"), i%7000)
		p.Officer = pick("李", "王", "张", "赵") + pick("明", "强", "伟", "芳") + pick("", "华", "平")
		p.Street = pick("颜庄街道", "里辛街道", "艾山街道", "汶源街道")
		p.Progress = fmt.Sprintf("第%d次对接，已完成现场考察，双方就用地、用能和产品方案交换了意见，正在编制项目方案，下一步组织专家论证并落实选址。", i%9)
		p.Updated.At = time.Unix(int64(1_700_000_000+i), 0)
		put(p)
	}
}

// alikeOf generates the names of the demo's ledger, which are the hardest to tell apart: 示例甲乙公司热模锻项目（二期）.
func alikeOf(n int, put func(*model.Project)) {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	stems := []rune("甲乙丙丁戊己庚辛壬癸")
	for i := range n {
		p := &model.Project{Base: model.Base{ID: model.NewID()}}
		stem := ""
		for m := i/3 + 1; m > 0; m = (m - 1) / 10 {
			stem = string(stems[(m-1)%10]) + stem
		}
		p.Investor.Name = "示例" + stem + "公司"
		p.Name = p.Investor.Name + pick("热模锻", "矿山机械", "汽车零部件", "风电法兰", "废钢加工", "连铸", "轧钢", "粉末冶金", "育种", "饲料", "屠宰分割", "固废利用", "余热发电", "氢能", "装配式构件") + "项目" + []string{"", "（二期）", "（三期）"}[i%3]
		p.Officer, p.Unit, p.Street = "示例经办人"+string(stems[r.IntN(10)]), "示例责任单位"+pick("一", "二", "三", "四"), pick("颜庄街道", "里辛街道", "艾山街道", "汶源街道")
		p.Progress, p.Source, p.Notes = "虚构："+pick("已交换项目资料，约定下次会谈", "投资方已实地考察载体", "正在比选地块与厂房"), "演示数据，均为虚构", "演示数据，均为虚构"
		p.Updated.At = time.Unix(int64(1_700_000_000+i/5000), 0)
		put(p)
	}
}

var ledgers = []struct {
	name string
	make func(int, func(*model.Project))
}{{"names", ledgerOf}, {"alike", alikeOf}}

// indexes are made once, as benchmarks are run more than once.
var indexes sync.Map

func indexOf(name string, n int, fill func(int, func(*model.Project))) *Index {
	make := sync.OnceValue(func() *Index {
		x := New()
		fill(n, func(p *model.Project) { x.Put(p) })
		x.Find("示", 1)
		return x
	})
	got, _ := indexes.LoadOrStore(fmt.Sprint(name, n), make)
	return got.(func() *Index)()
}

// asked takes one to four characters and their initials out of names from all over a ledger.
func asked(n int, fill func(int, func(*model.Project))) (out []string) {
	i := 0
	fill(n, func(p *model.Project) {
		if i++; i%(n/50) > 0 {
			return
		}
		name := []rune(p.Name)
		for n := 1; n <= 4; n++ {
			at := i % 7 * (len(name) - n) / 7
			out = append(out, string(name[at:at+n]), Initials(string(name[at:at+n])))
		}
	})
	return out
}

// BenchmarkAsYouType asks what people type, and tells the middle and the slowest of a hundred.
func BenchmarkAsYouType(b *testing.B) {
	for _, l := range ledgers {
		for _, n := range []int{100_000, 1_000_000} {
			b.Run(fmt.Sprint(l.name, "/", n), func(b *testing.B) {
				x, queries := indexOf(l.name, n, l.make), asked(n, l.make)
				var took []time.Duration
				for b.Loop() {
					for _, q := range queries {
						began := time.Now()
						x.Find(q, 20)
						took = append(took, time.Since(began))
					}
				}
				slices.Sort(took)
				b.ReportMetric(took[len(took)/2].Seconds()*1e6, "µs/median")
				b.ReportMetric(took[len(took)*99/100].Seconds()*1e6, "µs/p99")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

func BenchmarkFind(b *testing.B) {
	x := indexOf("names", 100_000, ledgerOf)
	for _, text := range []string{"锻", "精密锻件", "jmdj", "jingmiduan", "g", "示例锻件", "zzz", "选址", "颜庄 锻件", "项目 g", "龙凤 项目"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				x.Find(text, 50)
			}
		})
	}
}

// BenchmarkFill makes the index of a ledger from its records; MB is what stays in memory.
func BenchmarkFill(b *testing.B) {
	for _, l := range ledgers {
		b.Run(l.name, func(b *testing.B) {
			var records []*model.Project
			l.make(100_000, func(p *model.Project) { records = append(records, p) })
			before := inUse()
			var x *Index
			for b.Loop() {
				x = New()
				for _, p := range records {
					x.Put(p)
				}
				x.Find("示", 1)
			}
			b.ReportMetric(float64(inUse()-before)/(1<<20), "MB")
			runtime.KeepAlive(x)
			runtime.KeepAlive(records)
		})
	}
}

func BenchmarkSnapshot(b *testing.B) {
	var file bytes.Buffer
	if _, err := indexOf("alike", 100_000, alikeOf).WriteTo(&file); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Read(bytes.NewReader(file.Bytes())); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(file.Len())/(1<<20), "MB")
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkPut(b *testing.B) {
	x := New()
	p := &model.Project{Base: model.Base{Name: "山钢精密锻件产业园一期项目"}, Investor: model.Link{Name: "济南机械有限公司"}, Street: "颜庄街道", Progress: "正在编制项目方案"}
	for b.Loop() {
		p.ID = model.NewID()
		x.Put(p)
	}
}
