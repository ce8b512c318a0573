// Package english says in English what ledgers state in Chinese: amounts in the reader's units, days, utilities, fixed words
// and the names that a record gives for itself. It never invents a name: what has no English form stays as it is.
package english

import (
	"math"
	"strings"

	"github.com/shopspring/decimal"
)

// grouped writes a number with commas between thousands: 12,345.6.
func grouped(d decimal.Decimal) string {
	whole, part, broken := strings.Cut(d.String(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if broken {
		return sign + whole + "." + part
	}
	return sign + whole
}

// digits counts the significant digits that a number is written with: 3 for 56.5, 2 for 0.30 and for 30.
func digits(d decimal.Decimal) int {
	s := strings.TrimLeft(strings.Replace(strings.TrimPrefix(d.String(), "-"), ".", "", 1), "0")
	return max(len(s), 1)
}

// rounded keeps so many significant digits.
func rounded(d decimal.Decimal, digits int) decimal.Decimal {
	if d.IsZero() {
		return d
	}
	size := int(math.Floor(math.Log10(math.Abs(d.InexactFloat64())))) + 1
	return d.Round(int32(digits - size))
}

// exact is a number with no more decimals than somebody typed.
func exact(v float64) decimal.Decimal { return decimal.NewFromFloat(v).Round(6) }

// span joins the two ends of a range; equal ends are one.
func span(low, high string) string {
	if low == high {
		return low
	}
	return low + "–" + high
}
