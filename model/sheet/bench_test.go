package sheet

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"chainatlas/model"
)

func manyProjects(b *testing.B, n int) []model.Record {
	out := make([]model.Record, n)
	for i := range out {
		out[i] = filled(b, model.KindProject, map[string]string{"name": fmt.Sprintf("示例项目%d", i), "chain": "精品钢", "node": "连铸", "total_investment": "3.5亿元", "fixed_investment": "约2-3亿元",
			"investor": fmt.Sprintf("示例%d公司", i), "stage": "在谈", "sign_date": "2024年1月17日", "first_talk": "2023.12", "land_need": "30亩", "progress": "双方就用地、用能进行了第二轮洽谈，拟于下月赴企业考察。",
			"content": "建设年产 10 万吨特钢锻件生产线及配套设施", "unit": "区商务局", "officer": "李某", "phone": "0531-1234567", "registered_capital": "5000万元", "year_plan": "1亿元", "year_done": "0.6亿元"})
	}
	return out
}

func ledger(b *testing.B, n int) (string, []model.Record) {
	records := manyProjects(b, n)
	path := filepath.Join(b.TempDir(), "台账.xlsx")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := Write(f, "T1", records, WriteOptions{Year: 2024}); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return path, records
}

func BenchmarkOpen10000x42(b *testing.B) {
	path, _ := ledger(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(path); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExcelizeOpen10000x42 is what the reader of our own is measured against.
func BenchmarkExcelizeOpen10000x42(b *testing.B) {
	path, _ := ledger(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenFile(path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true}); err != nil {
			b.Fatal(err)
		}
		f.Close()
	}
}

func BenchmarkReadNew10000x42(b *testing.B) {
	path, _ := ledger(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), path, Options{Existing: known{steel()}, Match: MatchNone}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadAgain10000x42(b *testing.B) {
	path, records := ledger(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		p, err := Read(context.Background(), path, Options{Existing: known(append(records, steel()))})
		if err != nil || p.Count().Skipped != 10_000 {
			b.Fatal(err, p.Count())
		}
	}
}

func BenchmarkWrite10000x42(b *testing.B) {
	records := manyProjects(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(io.Discard, "T1", records, WriteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
