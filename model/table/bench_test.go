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
	{"choice", "阶段=在谈|签约", "-投资"},
	{"five comparisons", "阶段=在谈 链=精品钢 投资>=3亿 街道=颜庄街道 名称~锻", "-签约时间,名称"},
	{"money", "投资>=3亿", "投资"},
	{"date", "签约时间>=2024年", "签约时间"},
	{"link", "投资方~甲乙", "投资方"},
	{"long text", "目前进展~考察", "目前进展"},
	{"all by name", "", "名称"},
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

// BenchmarkList also says what the first question takes, which reads the columns.
func BenchmarkList(b *testing.B) {
	s := workspace(b)
	for _, a := range asked {
		b.Run(a.name, func(b *testing.B) {
			x := New(s, 0)
			defer x.Close()
			f, err := filter.Parse(model.KindProject, a.expr)
			if err != nil {
				b.Fatal(err)
			}
			keys, err := filter.ParseSort(model.KindProject, a.by)
			if err != nil {
				b.Fatal(err)
			}
			ask := func() {
				if _, err := x.List(Query{Kind: model.KindProject, Filter: f, Sort: keys}); err != nil {
					b.Fatal(err)
				}
			}
			from := time.Now()
			ask()
			first := time.Since(from)
			for b.Loop() {
				ask()
			}
			b.ReportMetric(float64(first.Milliseconds()), "ms/first")
		})
	}
}
