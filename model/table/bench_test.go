package table

import (
	"os"
	"testing"
	"time"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
)

// asked are questions of a day's work, with the fields they are sorted by.
var asked = []struct{ name, expr, by string }{
	{"choice", "阶段=在谈", "-投资"},
	{"money from", "投资>=3亿", "投资"},
	{"money range", "投资>=1亿 投资<=1.5亿", "-投资"},
	{"year", "签约时间=2024年", "签约时间"},
	{"date range", "签约时间>=2023年7月 签约时间<2024年3月", "-签约时间,名称"},
	{"name contains", "名称~锻件", "名称"},
	{"link contains", "投资方~重庆", "投资方"},
	{"three comparisons", "阶段=在谈|签约 街道=颜庄街道 投资>=1亿", "-签约时间,名称"},
	{"five comparisons", "阶段=在谈 链=精品钢 投资>=1亿 街道=里辛街道 名称~生产线", "名称"},
	{"person", "责任人=王明", "名称"},
	{"newest first", "状态=暂停|终止", "-更新"},
	{"measure", "用地>=200亩", "用地"},
	{"not this place", "街道!=颜庄街道", "街道,名称"},
	{"not signed", "签约时间=未说明", "-投资"},
	{"long text contains", "目前进展~考察", "-投资"},
	{"all by name", "", "名称"},
	{"all by money", "", "-投资"},
	{"level of a field", "level.投资=内部", "更新"},
}

// workspace is a generated one: CHAINATLAS_WORKSPACE names its folder.
func workspace(b *testing.B) *store.Store {
	dir := os.Getenv("CHAINATLAS_WORKSPACE")
	if dir == "" {
		b.Skip("CHAINATLAS_WORKSPACE names no workspace")
	}
	s, err := store.Open(dir, store.Options{MustExist: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func ask(b *testing.B, x *Table, expr, by string) []*model.Row {
	f, err := filter.Parse(model.KindProject, expr)
	if err != nil {
		b.Fatal(err)
	}
	keys, err := filter.ParseSort(model.KindProject, by)
	if err != nil {
		b.Fatal(err)
	}
	rows, err := x.List(Query{Kind: model.KindProject, Filter: f, Sort: keys})
	if err != nil {
		b.Fatal(err)
	}
	return rows
}

// BenchmarkList also says how many were found, and what the question took that read the columns.
func BenchmarkList(b *testing.B) {
	x := New(workspace(b), 0)
	defer x.Close()
	for _, a := range asked {
		b.Run(a.name, func(b *testing.B) {
			from := time.Now()
			found := ask(b, x, a.expr, a.by)
			first := time.Since(from)
			for b.Loop() {
				ask(b, x, a.expr, a.by)
			}
			b.ReportMetric(float64(first.Microseconds())/1000, "ms/first")
			b.ReportMetric(float64(len(found)), "found")
		})
	}
}

// BenchmarkFirst reads single columns.
func BenchmarkFirst(b *testing.B) {
	s := workspace(b)
	for _, by := range []string{"名称", "阶段", "投资", "投资方", "目前进展"} {
		b.Run(by, func(b *testing.B) {
			for b.Loop() {
				x := New(s, 0)
				ask(b, x, "", by)
				x.Close()
			}
		})
	}
}
