package diagram

import "github.com/paulmach/orb"

// cornerRadius rounds the right angles of risers and loops.
const cornerRadius = 9

// route draws all edges.
func (s *sketch) route() {
	s.plan.Routes = make([]Route, len(s.links))
	for i, e := range s.g.Edges {
		r := Route{Edge: i, From: e.From, To: e.To, Kind: s.kinds[i]}
		switch {
		case s.kinds[i] == Loop:
			r.Points = s.loop(s.links[i].from)
		case s.kinds[i] != Support:
			r.Points = s.flow(i)
		}
		s.plan.Routes[i] = r
	}
	s.routeRisers()
	s.routeInner()
}

// flow draws an edge between upright lanes: level through the columns, bent between them.
func (s *sketch) flow(i int) []orb.Point {
	chain := s.chains[i]
	first, last := chain[0], chain[len(chain)-1]
	a, b := s.plan.Boxes[first], s.plan.Boxes[last]
	y := s.y[first] + s.ports[s.segment[i]][0]
	p := newPen(a.X+a.W, y)
	for k := 1; k < len(chain); k++ {
		c := s.columns[s.mesh.layer[chain[k]]]
		p.lineTo(c.from, y)
		y = s.y[chain[k]] + s.ports[int(s.segment[i])+k-1][1]
		p.bendTo(c.to, y)
	}
	p.lineTo(b.X, y)
	if s.kinds[i] == Back {
		return reversed(p.points)
	}
	return p.points
}

// loopReach is how far a loop swings out of its box.
const loopReach = 12

// loop draws an edge from a box to itself, around its upper right corner.
func (s *sketch) loop(v int32) []orb.Point {
	b := s.plan.Boxes[v]
	y := b.Y + min(sideInset, b.H/3)/2
	x := b.X + b.W - min(2*loopReach, b.W/2)
	p := newPen(b.X+b.W, y)
	out := b.X + b.W + loopReach
	p.corners(cornerRadius, orb.Point{out, y}, orb.Point{out, b.Y - loopReach}, orb.Point{x, b.Y - loopReach}, orb.Point{x, b.Y})
	return p.points
}

// routeRisers draws the lines between the band and the lanes above it.
func (s *sketch) routeRisers() {
	for i, r := range s.band.risers {
		upper, lower := s.plan.Boxes[r.upper], s.plan.Boxes[r.lower]
		level := s.channelY(s.band.channel.level[i])
		var p *pen
		if r.bottom {
			p = newPen(r.track, upper.Y+upper.H)
			p.corners(cornerRadius, orb.Point{r.track, level}, orb.Point{r.foot, level}, orb.Point{r.foot, lower.Y})
		} else {
			y := s.y[r.upper] + r.port
			x := upper.X
			if r.out {
				x += upper.W
			}
			p = newPen(x, y)
			p.corners(cornerRadius, orb.Point{r.track, y}, orb.Point{r.track, level}, orb.Point{r.foot, level}, orb.Point{r.foot, lower.Y})
		}
		if !r.out {
			p.points = reversed(p.points)
		}
		s.plan.Routes[r.link].Points = p.points
	}
}

// channelY is the height of a level of the channel above the band's boxes.
func (s *sketch) channelY(level int) float64 {
	return s.band.top - s.o.Padding - float64(s.band.channel.count-1-level)*s.o.EdgeGap
}

// routeInner draws the lines inside the band: straight between neighbours, else below the boxes.
func (s *sketch) routeInner() {
	for i, k := range s.band.inner {
		l := s.links[k]
		a, b := s.plan.Boxes[l.from], s.plan.Boxes[l.to]
		if s.besides(l) {
			p := newPen(a.X+a.W, a.Y+a.H/2)
			p.bendTo(b.X, b.Y+b.H/2)
			s.plan.Routes[k].Points = p.points
			continue
		}
		y := s.band.top + s.band.height + s.o.Padding + float64(s.band.below.level[i])*s.o.EdgeGap
		ends := s.band.feet[i]
		p := newPen(ends[0], a.Y+a.H)
		p.corners(cornerRadius, orb.Point{ends[0], y}, orb.Point{ends[1], y}, orb.Point{ends[1], b.Y + b.H})
		s.plan.Routes[k].Points = p.points
	}
}

// besides tells whether a link of the band leads to the next box on the right.
func (s *sketch) besides(l link) bool {
	return s.band.place[l.to] == s.band.place[l.from]+1
}
