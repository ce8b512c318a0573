package filter

import (
	"testing"

	"chainatlas/model"
)

func BenchmarkMatch(b *testing.B) {
	p := forging(b)
	f, err := Parse(model.KindProject, "阶段=在谈 链=精品钢 投资>=3亿 街道=颜庄街道 名称~锻件")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f.Match(p)
	}
}
