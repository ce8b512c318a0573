package geofile

import (
	"math"
	"math/big"

	"github.com/paulmach/orb"
)

// orientPrecision holds the determinant of three clean points without rounding: coordinates have bits from 2²⁶ down to
// 2⁻¹⁰², products twice as many.
const orientPrecision = 320

// orient is 1 when a, b and c turn left, -1 when they turn right and 0 when they lie on one line, exactly.
func orient(a, b, c orb.Point) int {
	left := (a[0] - c[0]) * (b[1] - c[1])
	right := (a[1] - c[1]) * (b[0] - c[0])
	det := left - right
	if math.IsNaN(det) || math.IsInf(det, 0) { // no place, which Clean refuses
		return 0
	}
	// Shewchuk's bound of the rounding, 1997.
	const bound = (3 + 16*0x1p-53) * 0x1p-53
	if math.Abs(det) > bound*(math.Abs(left)+math.Abs(right)) || left == 0 || right == 0 {
		return sign(det)
	}
	return orientExact(a, b, c)
}

func orientExact(a, b, c orb.Point) int {
	left := new(big.Float).Mul(minus(a[0], c[0]), minus(b[1], c[1]))
	right := new(big.Float).Mul(minus(a[1], c[1]), minus(b[0], c[0]))
	return left.Cmp(right)
}

func minus(a, b float64) *big.Float {
	x := new(big.Float).SetPrec(orientPrecision).SetFloat64(a)
	return x.Sub(x, new(big.Float).SetPrec(orientPrecision).SetFloat64(b))
}

func sign(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}
