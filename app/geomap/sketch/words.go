package sketch

import (
	"math"
	"strconv"

	"chainatlas/mapping/crs"
)

// Distance is a length in metres as people say it: 85.3 米, 1.234 公里, 150 公里.
func Distance(metres float64) string {
	switch {
	case metres < 1000:
		return number(metres, 1) + " 米"
	case metres < 100_000:
		return number(metres/1000, 3) + " 公里"
	}
	return number(metres/1000, 1) + " 公里"
}

// Area is square metres in the three units of land papers.
func Area(squareMetres float64) string {
	return Mu(squareMetres) + "（" + number(squareMetres/10_000, 4) + " 公顷，" + number(squareMetres, 0) + " ㎡）"
}

// Mu is square metres in 亩.
func Mu(squareMetres float64) string { return number(squareMetres/crs.SquareMetresPerMu, 2) + " 亩" }

// number has so many decimals at most, and no zeros behind them.
func number(v float64, decimals int) string {
	ten := math.Pow(10, float64(decimals))
	return strconv.FormatFloat(math.Round(v*ten)/ten, 'f', -1, 64)
}
