package model

import (
	"testing"

	"golang.org/x/text/width"
)

// What HalfWidth leaves as it is has no other width.
func TestHalfWidthIsNarrow(t *testing.T) {
	for r := range rune(1 << 17) {
		for _, s := range []string{string(r), "甲a" + string(r), "\xff" + string(r)} {
			if got, want := HalfWidth(s), width.Narrow.String(s); got != want {
				t.Fatalf("%U: %q, want %q", r, got, want)
			}
		}
	}
}
