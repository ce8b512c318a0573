package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"chainatlas/model"
)

// readAll looks at every text, as if there were no pairs of letters to lead to some.
func readAll(x *Index, text string) []Hit {
	terms := termsOf(text)
	f := finding{index: x, best: make([]score, len(x.slots))}
	for c, s := range x.shelves {
		f.visit(class(c), [][]uint32{s.all()}, terms[0])
	}
	return f.hits(len(x.slots))
}

// Pairs of letters lead to everything that reading every text finds: characters with several readings, words that fix one,
// latin letters and marks between.
func TestPairsMissNothing(t *testing.T) {
	chance := rand.New(rand.NewPCG(5, 5))
	pieces := []string{"重", "庆", "银", "行", "单", "县", "长", "清", "乐", "陵", "厦", "大", "钢", "a", "zh", "7", "-", "（", "）", "·", "𠮷", "调", "度", "会", "计", "阿", "昂", "e"}
	texts := func(n int) (out string) {
		for range 1 + chance.IntN(n) {
			out += pieces[chance.IntN(len(pieces))]
		}
		return out
	}
	x := New()
	for i := range 400 {
		id := model.FixedID(model.KindProject, fmt.Sprint(i%350)) // some are put in twice
		x.Put(&model.Project{Base: model.Base{ID: id, Name: texts(6), Notes: texts(9), Updated: model.Stamp{At: time.Unix(int64(i), 0)}}, Officer: texts(3), ProjectCode: texts(5)})
	}
	queries := []string{"cq", "chongqing", "zhongqi", "yh", "shanx", "danx", "hang", "lel", "laol", "sha", "diaod", "tiaodu", "kj", "hj", "an", "ang", "z", "zh", "7-e", "重q", "重庆y", "zhzh", "aa"}
	for range 300 {
		queries = append(queries, texts(4))
	}
	for _, q := range queries {
		if len(termsOf(q)) != 1 {
			continue
		}
		want := readAll(x, q)
		for _, limit := range []int{0, 5} {
			got := x.Find(q, limit)
			if limit > 0 {
				want = want[:min(limit, len(want))]
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%q, %d: %d found, want %d\n%v\n%v", q, limit, len(got), len(want), got, want)
			}
		}
	}
}
