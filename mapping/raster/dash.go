package raster

import (
	"math"

	"chainatlas/mapping"
)

// dasher cuts a line into dashes.
type dasher struct {
	pattern []float64 // on, off, on, off …; even in number
	period  float64
	at      int     // index in the pattern
	left    float64 // pixels left of it
	piece   []mapping.Pt
}

// finest is the shortest pattern worth cutting: below it the dashes blend into a line.
const finest = 0.5 // pixels

// set takes a dash pattern; one that says nothing sensible means a solid line.
func (d *dasher) set(pattern []float32) {
	d.pattern, d.period = d.pattern[:0], 0
	for range 1 + len(pattern)%2 { // an odd pattern goes on with on and off exchanged
		for _, v := range pattern {
			if !(v >= 0) || v-v != 0 {
				d.period = 0
				return
			}
			d.pattern = append(d.pattern, float64(v))
			d.period += float64(v)
		}
	}
}

func (d *dasher) on() bool { return d.period >= finest }

// begin sets the beat as it is at a distance along the line.
func (d *dasher) begin(distance float64) {
	rest := math.Mod(distance, d.period)
	d.at = 0
	for rest > 0 && rest >= d.pattern[d.at] && d.at < len(d.pattern)-1 {
		rest -= d.pattern[d.at]
		d.at++
	}
	d.left = max(d.pattern[d.at]-rest, 0)
	d.piece = d.piece[:0]
}

// cut strokes the dashes along pts.
func (d *dasher) cut(s *stroker, pts []mapping.Pt) {
	d.start(pts[0])
	for i := 1; i < len(pts); i++ {
		d.segment(s, pts[i-1], pts[i])
	}
	d.end(s)
}

func (d *dasher) segment(s *stroker, a, b mapping.Pt) {
	dx, dy := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	whole := math.Hypot(dx, dy)
	gone := 0.0
	for whole-gone > d.left {
		gone += d.left
		p := mapping.Pt{X: a.X + float32(dx*gone/whole), Y: a.Y + float32(dy*gone/whole)}
		d.add(p)
		d.end(s)
		d.at = (d.at + 1) % len(d.pattern)
		d.left = d.pattern[d.at]
		d.start(p)
	}
	d.left -= whole - gone
	d.add(b)
}

func (d *dasher) drawing() bool { return d.at%2 == 0 }

func (d *dasher) start(p mapping.Pt) {
	if d.drawing() {
		d.piece = append(d.piece[:0], p)
	}
}

func (d *dasher) add(p mapping.Pt) {
	if d.drawing() && !near(d.piece[len(d.piece)-1], p) {
		d.piece = append(d.piece, p)
	}
}

func (d *dasher) end(s *stroker) {
	if !d.drawing() {
		return
	}
	if len(d.piece) == 1 {
		s.dot(d.piece[0])
		return
	}
	s.outline(d.piece, false)
}
