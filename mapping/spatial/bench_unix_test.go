//go:build unix

package spatial

import (
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
	"github.com/paulmach/orb/planar"
)

// cpu reports what the loop that follows takes of all cores: on a machine shared with others the clock tells little.
func cpu(b *testing.B) {
	used := func() time.Duration {
		var r syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
		return time.Duration(r.Utime.Nano() + r.Stime.Nano())
	}
	from := used()
	b.Cleanup(func() { b.ReportMetric(float64(used()-from)/float64(b.N)/1e6, "cpu-ms/op") })
}

// A million points in 200 areas of 500 corners, beside orb with a box before each area.
func BenchmarkPointsInAreas(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var shapes []orb.MultiPolygon
	for i := range 200 {
		at := orb.Point{117 + float64(i%20)*0.05 + 0.02*r.Float64(), 35.5 + float64(i/20)*0.1 + 0.02*r.Float64()}
		shapes = append(shapes, orb.MultiPolygon{{blob(r, at, 0.035, 500, false)}})
	}
	points := make([]orb.Point, 1_000_000)
	for i := range points {
		points[i] = orb.Point{117 + r.Float64(), 35.5 + r.Float64()}
	}
	var ours, orbs [200]int
	b.Run("ours", func(b *testing.B) {
		for cpu(b); b.Loop(); {
			areas := NewAreas(shapes)
			ours = [200]int{}
			for _, q := range points {
				if i := areas.At(q); i >= 0 {
					ours[i]++
				}
			}
		}
	})
	b.Run("orb", func(b *testing.B) {
		var boxes []orb.Bound
		for _, s := range shapes {
			boxes = append(boxes, s.Bound())
		}
		for cpu(b); b.Loop(); {
			orbs = [200]int{}
			for _, q := range points {
				for i := range shapes {
					if boxes[i].Contains(q) && planar.MultiPolygonContains(shapes[i], q) {
						orbs[i]++
						break
					}
				}
			}
		}
	})
	if orbs != ([200]int{}) && ours != orbs {
		b.Errorf("the counts differ: %v, not %v", ours, orbs)
	}
}

// A hundred thousand points, within some kilometres, beside a scan over all of them in flat memory.
func BenchmarkWithin(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	points := make([]orb.Point, 100_000)
	for i := range points {
		points[i] = orb.Point{117 + r.Float64(), 35.5 + r.Float64()}
	}
	index, middle := NewPoints(points), orb.Point{117.5, 36.05}
	for _, km := range []float64{1, 5, 20} {
		ours, flat, orbs := 0, 0, 0
		name := map[float64]string{1: "1km", 5: "5km", 20: "20km"}[km]
		b.Run(name+"/ours", func(b *testing.B) {
			for cpu(b); b.Loop(); {
				ours = 0
				index.Within(middle, km*1000, func(int) { ours++ })
			}
		})
		b.Run(name+"/flat", func(b *testing.B) {
			for cpu(b); b.Loop(); {
				flat = 0
				c := circle{near: nearTo(middle), middle: middle, metres: km * 1000}
				in, out := c.metres*(1-quickError), c.metres*(1+quickError)
				c.sure, c.never = in*in, out*out
				for _, p := range points {
					if c.has(p) {
						flat++
					}
				}
			}
		})
		b.Run(name+"/haversine", func(b *testing.B) {
			for cpu(b); b.Loop(); {
				orbs = 0
				for _, p := range points {
					if geo.DistanceHaversine(middle, p) <= km*1000 {
						orbs++
					}
				}
			}
		})
		if ours != flat {
			b.Errorf("%v km: %d, not %d", km, ours, flat)
		}
		b.Logf("%v km: %d points; on a sphere %d", km, ours, orbs)
	}
}
