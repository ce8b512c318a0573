package geofile

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// placedTexts are the words of a drawing and where they stand. Words in an area belong to the smallest area around them:
// so parcels get their numbers, and the frame of the sheet does not.
type placedTexts struct {
	all   []placedText
	slabs [][]int       // the texts by x, cut into pieces, each by y
	owner map[int][]int // texts by the number of their area
}

type placedText struct {
	at    orb.Point
	words string
	area  float64 // of the smallest around it, so far
	owner int     // its number, 0 for none
}

const (
	// mostTexts is more words than are looked after; a drawing of more keeps them as points only.
	mostTexts = 500_000
	// mostOwned is more words than a parcel has: an area around more of its own is a frame or a district.
	mostOwned = 12
	// mostOffered is more words than any parcel is drawn around, the words of other parcels within included.
	mostOffered = 2000
)

func (t *placedTexts) add(at orb.Point, words string) {
	if len(t.all) < mostTexts && finite(at) {
		t.all = append(t.all, placedText{at: at, words: words, area: math.Inf(1)})
	}
}

// index cuts the texts into about as many slabs as each has texts, so that a bound finds its texts quickly however they
// lie.
func (t *placedTexts) index() {
	order := make([]int, len(t.all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(t.all[i].at[0], t.all[j].at[0]) })
	size := int(math.Sqrt(float64(len(order)))) + 1
	for slab := range slices.Chunk(order, size) {
		t.slabs = append(t.slabs, slab)
	}
	byY := make([][]int, len(t.slabs))
	for i, slab := range t.slabs {
		byY[i] = slices.Clone(slab)
		slices.SortFunc(byY[i], func(i, j int) int { return cmp.Compare(t.all[i].at[1], t.all[j].at[1]) })
	}
	t.slabs = byY
}

// offer gives an area the texts in it that no smaller one has.
func (t *placedTexts) offer(number int, area orb.Polygon) {
	size := math.Abs(planar.Area(area))
	if len(area) == 0 || !(size > 0) {
		return
	}
	inside := t.within(area.Bound())
	for _, i := range inside {
		if x := &t.all[i]; size < x.area && planar.PolygonContains(area, x.at) {
			x.area, x.owner = size, number
		}
	}
	t.owner = nil
}

// within finds the texts in a bound; none when there are too many for a parcel.
func (t *placedTexts) within(b orb.Bound) (found []int) {
	for _, slab := range t.slabs {
		from := sort.Search(len(slab), func(i int) bool { return t.all[slab[i]].at[1] >= b.Min[1] })
		for _, i := range slab[from:] {
			if t.all[i].at[1] > b.Max[1] {
				break
			}
			if b.Contains(t.all[i].at) {
				found = append(found, i)
			}
		}
		if len(found) > mostOffered {
			return nil
		}
	}
	return found
}

// of is what stands in an area, as it is read: from the top, from the left.
func (t *placedTexts) of(number int) string {
	if t.owner == nil {
		t.owner = map[int][]int{}
		for i, x := range t.all {
			if x.owner > 0 {
				t.owner[x.owner] = append(t.owner[x.owner], i)
			}
		}
	}
	own := t.owner[number]
	if len(own) > mostOwned {
		return ""
	}
	slices.SortStableFunc(own, func(i, j int) int {
		a, b := t.all[i].at, t.all[j].at
		return cmp.Or(cmp.Compare(b[1], a[1]), cmp.Compare(a[0], b[0]))
	})
	var words []string
	for _, i := range own {
		words = append(words, t.all[i].words)
	}
	return strings.Join(words, " ")
}
