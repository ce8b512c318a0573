package main

import (
	"slices"
	"testing"

	"chainatlas/mapping/crs"

	"github.com/paulmach/orb"
)

func TestRepaired(t *testing.T) {
	square := []cell{{0, 0}, {9, 0}, {9, 9}, {0, 9}}
	cases := []struct {
		name string
		ring []cell
	}{
		{"closed ring is opened", []cell{{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}}},
		{"point that repeats", []cell{{0, 0}, {9, 0}, {9, 0}, {9, 9}, {0, 9}}},
		{"spike that comes back", []cell{{0, 0}, {9, 0}, {20, 0}, {9, 0}, {9, 9}, {0, 9}}},
		{"spike that comes back past its start", []cell{{0, 0}, {20, 0}, {9, 0}, {9, 9}, {0, 9}}},
		{"loop on a point visited twice", []cell{{0, 0}, {9, 0}, {11, 1}, {11, -1}, {9, 0}, {9, 9}, {0, 9}}},
	}
	for _, c := range cases {
		if got := repaired(c.ring); !slices.Equal(fromLeast(got), square) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// fromLeast turns a ring so that it begins with its least point.
func fromLeast(ring []cell) []cell {
	start := 0
	for i, c := range ring {
		if less(c, ring[start]) {
			start = i
		}
	}
	return append(slices.Clone(ring[start:]), ring[:start]...)
}

func TestRepairedUntiesAKnot(t *testing.T) {
	got := repaired([]cell{{0, 0}, {9, 0}, {9, 4}, {7, 6}, {9, 6}, {7, 4}, {9, 9}, {0, 9}})
	ring := orb.Ring{}
	for _, c := range append(got, got[0]) {
		ring = append(ring, c.lonLat())
	}
	if !simple(ring) {
		t.Errorf("%v still crosses itself", got)
	}
}

func TestCommonBorderStaysCommon(t *testing.T) {
	plane, err := crs.GaussKruger3(meridian, false)
	if err != nil {
		t.Fatal(err)
	}
	arc := []cell{{120800, 37000}, {120803, 37002}, {120803, 37009}, {120801, 37013}, {120806, 37020}}
	backwards := slices.Clone(arc)
	slices.Reverse(backwards)
	there, back := thinned(arc, plane, 120), thinned(backwards, plane, 120)
	slices.Reverse(back)
	if !there.Equal(back) {
		t.Errorf("%v there, %v back", there, back)
	}
}
