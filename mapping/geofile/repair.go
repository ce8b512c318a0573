package geofile

import (
	"fmt"
	"slices"
)

// RepairKind is what was wrong with a geometry and is put right.
type RepairKind uint8

// The repairs, the ones that change what is seen first.
const (
	Emptied     RepairKind = iota // nothing was left of the geometry
	Recut                         // a boundary crossed, touched or covered itself
	Regrouped                     // a hole lay outside its shell, or inside another hole
	NoArea                        // rings that enclose nothing, left out
	NoLength                      // lines of one point, left out
	EmptyPart                     // parts without points, left out
	Unclosed                      // rings that did not end where they began
	Repeated                      // points that repeat the one before
	Flattened                     // collections in collections
	Turned                        // rings that ran the wrong way round
	repairKinds = iota
)

// Repair is a kind of repair and how often it was done.
type Repair struct {
	Kind  RepairKind
	Count int
}

var repairWords = [repairKinds]string{
	Emptied:   "图形没有可用的部分，只保留属性",
	Recut:     "边界自相交或重叠，已在交点处断开并重新组成面（%d 个面）",
	Regrouped: "内环不在所属面之内，已重新归属（%d 个面）",
	NoArea:    "去掉面积为零的环 %d 个",
	NoLength:  "去掉只有一个点的线 %d 条",
	EmptyPart: "去掉没有坐标的部分 %d 个",
	Unclosed:  "环的首尾未相接，已闭合 %d 个",
	Repeated:  "去掉重复的点 %d 个",
	Flattened: "嵌套的图形集合已展开 %d 层",
	Turned:    "环的绕行方向已统一 %d 个",
}

// String says the repair in the user's words.
func (r Repair) String() string {
	if r.Kind == Emptied {
		return repairWords[Emptied]
	}
	return fmt.Sprintf(repairWords[r.Kind], r.Count)
}

// repairs counts what is put right in a geometry.
type repairs map[RepairKind]int

func (r repairs) add(k RepairKind, n int) {
	if n > 0 {
		r[k] += n
	}
}

func (r repairs) list() []Repair {
	var out []Repair
	for k, n := range r {
		out = append(out, Repair{Kind: k, Count: n})
	}
	slices.SortFunc(out, func(a, b Repair) int { return int(a.Kind) - int(b.Kind) })
	return out
}
