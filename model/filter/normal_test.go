package filter

import (
	"math/rand/v2"
	"testing"

	"chainatlas/model"
)

// The short way leads where the long one does, for every character and for characters beside each other.
func TestNormalIsNormalName(t *testing.T) {
	for r := range rune(1 << 16) { // no character beyond has a short way
		if s := "甲" + string(r) + "a"; normal(s) != model.NormalName(s) {
			t.Fatalf("%U: %q, want %q", r, normal(s), model.NormalName(s))
		}
	}
	signs := []rune("甲乙丙ａＢc１2 \t　,，。、；（(【［[]】〕·•\u200b\ufeff\u00a0\u0301é\x00\xff①㎡")
	g := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		var s string
		for range g.IntN(9) {
			s += string(signs[g.IntN(len(signs))])
		}
		if g.IntN(9) == 0 {
			s += "\xe4\xb8"
		}
		if normal(s) != model.NormalName(s) {
			t.Fatalf("%q: %q, want %q", s, normal(s), model.NormalName(s))
		}
	}
}
