package ui

import (
	"strconv"
	"testing"

	"chainatlas/app/look"
)

// One notch of the wheel at 1920×1080 with 40 columns, everything but the painting itself.
func BenchmarkGridScroll(b *testing.B) {
	g := NewGrid(wideColumns(40), func() int { return 100_000 }, func(row, col int) Cell {
		return Cell{Text: strconv.Itoa(row*40 + col)}
	})
	g.Frozen = 1
	show(b, g, 1920, 1080)
	b.ReportAllocs()
	for i := range b.N {
		g.scrollTo(0, float32(i%30_000)*3*look.Row)
	}
}

// A jump with the scrollbar: every cell is new.
func BenchmarkGridJump(b *testing.B) {
	g := NewGrid(wideColumns(40), func() int { return 100_000 }, func(row, col int) Cell {
		return Cell{Text: "示例单位" + strconv.Itoa(row*40+col)}
	})
	show(b, g, 1920, 1080)
	b.ReportAllocs()
	for i := range b.N {
		g.scrollTo(0, float32((i*7919)%100_000)*look.Row)
	}
}

func BenchmarkGridRefresh(b *testing.B) {
	g := ledger(100_000)
	show(b, g, 1920, 1080)
	b.ReportAllocs()
	for range b.N {
		g.Refresh()
	}
}

// Ctrl+A, Ctrl+C on everything.
func BenchmarkGridCopyAll(b *testing.B) {
	g := NewGrid(wideColumns(40), func() int { return 100_000 }, func(row, col int) Cell { return Cell{Text: "示例单位"} })
	g.sel.All(100_000)
	for range b.N {
		g.CopyText()
	}
}
