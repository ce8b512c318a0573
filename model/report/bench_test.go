package report

import (
	"fmt"
	"testing"

	"chainatlas/model"
)

func BenchmarkStats(b *testing.B) {
	var in Input
	for i := range 100_000 {
		in.Records = append(in.Records, project(fmt.Sprint(i), model.Stages()[i%12], func(p *model.Project) {
			p.TotalInvestment, p.SignDate, p.Chain.Name = model.CNY(model.Yi), date("2024-03-01"), fmt.Sprint("链", i%8)
		}))
	}
	in.Year, in.By = 2024, ByChain
	for b.Loop() {
		Stats(in)
	}
}
