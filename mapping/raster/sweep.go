package raster

import "math/bits"

// run is a stretch of a row: constant coverage, or one byte a pixel in the coverage of the row.
type run struct {
	x0, x1 int32
	full   uint8 // coverage of a constant stretch
	varied bool
}

// painter puts the coverage of a row on something.
type painter interface {
	row(y int, runs []run, cov []uint8)
}

// slack is the noise that sums of float32 shares may have; it stays below half a step of 1/255.
const slack = 1.0 / 600

// sweep hands the rows to the painter and leaves the filler empty. evenOdd matters for tangled rows only, which are
// done exactly when the edges were kept and merely clamped (the non-zero rule, nearly) when not.
func (f *filler) sweep(p painter, evenOdd bool) {
	for y := f.y0; y < f.y1; y++ {
		s := f.span(y - f.box.y0)
		if s.lo > s.hi {
			continue
		}
		ok := f.sumRow(y, s)
		if !ok {
			f.tangledRow(y, evenOdd)
		}
		if len(f.runs) > 0 {
			p.row(y, f.runs, f.cov)
		}
	}
}

// span takes the touched words of a row.
func (f *filler) span(row int) rowSpan {
	if f.words > 1 {
		s := f.rows[row]
		f.rows[row] = noSpan
		return s
	}
	if f.touched[row] == 0 {
		return noSpan
	}
	return rowSpan{0, 0}
}

// sumRow turns the cells of a row into runs and empties them. It says no when the row is tangled.
func (f *filler) sumRow(y int, s rowSpan) bool {
	f.runs = f.runs[:0]
	left := f.box.x0
	y -= f.box.y0
	acc := f.acc[y*f.stride : (y+1)*f.stride]
	words := f.touched[y*f.words : (y+1)*f.words]
	var sum float32
	next := left // the first pixel not yet in a run
	var k knots
	for wi := int(s.lo); wi <= int(s.hi); wi++ {
		word := words[wi]
		words[wi] = 0
		for word != 0 {
			x := wi<<6 + bits.TrailingZeros64(word)
			n := bits.TrailingZeros64(^(word >> (x & 63))) // cells in a row
			word &^= ^uint64(0) >> (64 - n) << (x & 63)
			if x+left > next {
				f.constant(next, x+left, sum)
				if sum < slack && sum > -slack {
					k.pos, k.neg = false, false
				}
			}
			cells, cov := acc[x:x+n], f.cov[x+left:][:n]
			if f.keep {
				sum = k.watch(cells, cov, sum)
			} else {
				sum = clampedSum(cells, cov, sum)
			}
			next = x + n + left
			f.varied(x+left, next)
		}
	}
	f.constant(next, f.box.x1, sum)
	// Rings that all fit between two pixels may lie in each other and never reach 1.
	return !f.keep || !k.tangled && (k.full || !f.several)
}

// clampedSum turns the sums of cells into coverage and empties the cells. It returns the last sum.
func clampedSum(cells []float32, cov []uint8, sum float32) float32 {
	for i, a := range cells {
		sum += a
		cells[i] = 0
		v := sum
		if v < 0 {
			v = -v
		}
		if v > 1 {
			v = 1
		}
		cov[i] = uint8(int32(v*255 + 0.5))
	}
	return sum
}

// knots is what the sums of a row tell about its rings.
type knots struct {
	pos, neg bool // rings of both turns since the last clear pixel
	full     bool // some pixel is covered
	tangled  bool
}

// watch is clampedSum that looks for sums which one ring within another, or beside it, cannot have.
func (k *knots) watch(cells []float32, cov []uint8, sum float32) float32 {
	low, high := float32(0), float32(0)
	for i, a := range cells {
		sum += a
		cells[i] = 0
		v := sum
		if v < low {
			low = v
		}
		if v > high {
			high = v
		}
		if v < 0 {
			v = -v
		}
		if v > 1 {
			v = 1
		}
		cov[i] = uint8(int32(v*255 + 0.5))
	}
	k.pos, k.neg = k.pos || high > slack, k.neg || low < -slack
	k.full = k.full || high > 1-slack || low < slack-1
	k.tangled = k.tangled || high > 1+slack || low < -1-slack || k.pos && k.neg
	return sum
}

// varied adds cells whose coverage stands in f.cov.
func (f *filler) varied(x0, x1 int) {
	x1 = min(x1, f.box.x1)
	if x0 >= x1 {
		return
	}
	if n := len(f.runs); n > 0 && f.runs[n-1].varied && int(f.runs[n-1].x1) == x0 {
		f.runs[n-1].x1 = int32(x1)
		return
	}
	f.runs = append(f.runs, run{x0: int32(x0), x1: int32(x1), varied: true})
}

// constant adds the untouched cells between x0 and x1, where the sum stands still.
func (f *filler) constant(x0, x1 int, sum float32) {
	x1 = min(x1, f.box.x1)
	c := coverage(sum)
	if c == 0 || x0 >= x1 {
		return
	}
	f.runs = append(f.runs, run{x0: int32(x0), x1: int32(x1), full: c})
}

func coverage(sum float32) uint8 {
	if sum < 0 {
		sum = -sum
	}
	return uint8(min(sum, 1)*255 + 0.5)
}
