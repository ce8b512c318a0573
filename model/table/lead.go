package table

import (
	"cmp"
	"math"

	"chainatlas/model"
)

// lead is a number for what SortKey made of a value: that of a lesser value is not greater. Most values are compared by it.
func lead(key any) uint64 {
	switch x := key.(type) {
	case string:
		return leadOf(x)
	case model.Money:
		return unknownLast(x.Known, moneyLead(x))
	case model.Quantity:
		return unknownLast(x.Known, floatLead(x.Min)>>1)
	case model.Date:
		return unknownLast(x.Known(), clamp(int64(x.From)+1<<40, 48))
	case model.Stage:
		return clamp(int64(x.Order())+1<<20, 63)
	case int:
		return clamp(int64(x), 63)
	case model.Stamp:
		return clamp(x.At.Unix()+1<<40, 63)
	case model.Yearly:
		_, m := x.Latest()
		return clamp(m.Min, 63)
	}
	return 0
}

// moneyLead says of nothing but yuan how much it is: nearly all amounts are in yuan, and amounts of two currencies are not
// compared by how much they are.
func moneyLead(m model.Money) uint64 {
	switch cmp.Compare(m.Currency, "CNY") {
	case -1:
		return 0
	case 0:
		return clamp(m.Min, 60) + 1
	}
	return 1 << 61
}

// leadOf is the first eight bytes of a text.
func leadOf(s string) (n uint64) {
	for i := range min(len(s), 8) {
		n |= uint64(s[i]) << (56 - 8*i)
	}
	return n
}

func unknownLast(known bool, n uint64) uint64 {
	if known {
		return n
	}
	return 1<<63 | n
}

// clamp is a number as one of so many bits, those that do not fit as the nearest.
func clamp(n int64, bits int) uint64 { return uint64(min(max(n, 0), 1<<bits-1)) }

// floatLead orders numbers as they are ordered.
func floatLead(f float64) uint64 {
	if f != f {
		return 0
	}
	f += 0 // there is but one zero
	n := math.Float64bits(f)
	if n>>63 == 1 {
		return ^n
	}
	return n | 1<<63
}
