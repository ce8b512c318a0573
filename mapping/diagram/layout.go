package diagram

import (
	"math"
	"slices"
	"time"

	"github.com/paulmach/orb"
)

// Layout places the boxes of g, draws its edges and bounds its lanes. The same graph and options give the same plan.
// It returns ErrUnknownNode, ErrDuplicateNode or ErrBadNode, wrapped with what they concern.
func Layout(g Graph, o Options) (*Plan, error) {
	begin := time.Now()
	links, err := g.links()
	if err != nil {
		return nil, err
	}
	if err := g.check(); err != nil {
		return nil, err
	}
	if o.Previous == nil && g.pinned() {
		if o.Previous, err = Layout(g.free(), o); err != nil {
			return nil, err
		}
	}
	s := &sketch{g: g, o: o.filled(), links: links, support: g.support(), plan: &Plan{}}
	if len(g.Nodes) > 0 {
		s.draw()
	}
	s.plan.Elapsed = time.Since(begin)
	return s.plan, nil
}

func (s *sketch) draw() {
	s.g.Nodes = slices.Clone(s.g.Nodes) // boxes may grow
	s.learn()
	s.layer()
	s.weave()
	s.sort()
	s.settle()
	s.tidy()
	s.arrangeColumns(1)
	s.fit()
	s.fill()
	s.route()
	s.bound()
	s.pin()
	s.count()
}

// sort orders the columns: anew, or as the reader knows them.
func (s *sketch) sort() {
	o := newOrderer(s.mesh)
	if s.o.Previous != nil {
		s.keepOrder(o)
		return
	}
	o.run(s.mesh.budget())
}

// settle finds ports and heights for the present order.
func (s *sketch) settle() {
	s.gatherBand()
	s.measure()
	s.assignPorts()
	s.place()
}

// measure gives every item its height: boxes theirs, room for their edges and loops; passing edges none.
func (s *sketch) measure() {
	if s.height == nil {
		s.height = make([]float64, len(s.mesh.pos))
		s.growBoxes()
	}
	for v, n := range s.g.Nodes {
		s.height[v] = n.H
	}
	for i, l := range s.links {
		if s.kinds[i] == Loop {
			s.height[l.from] = s.g.Nodes[l.from].H + 2*loopReach
		}
	}
}

// growBoxes makes boxes tall enough for the edges at their fuller side.
func (s *sketch) growBoxes() {
	if s.o.PortGap <= 0 {
		return
	}
	for v := range s.g.Nodes {
		if s.level[v] < 0 {
			continue
		}
		n := max(len(s.mesh.up.of(int32(v))), len(s.mesh.down.of(int32(v))))
		s.g.Nodes[v].H = max(s.g.Nodes[v].H, float64(n-1)*s.o.PortGap+2*sideInset)
	}
}

// span is how far the items of the upright lanes reach up and down.
func (s *sketch) span() (top, bottom float64) {
	top, bottom = math.Inf(1), math.Inf(-1)
	for _, order := range s.mesh.order {
		if len(order) == 0 {
			continue
		}
		a, b := order[0], order[len(order)-1]
		top = min(top, s.y[a]-s.height[a]/2)
		bottom = max(bottom, s.y[b]+s.height[b]/2)
	}
	return top, bottom
}

// right is where the last column's boxes and tracks end.
func (s *sketch) right() float64 {
	leads, _ := s.tracks()
	last := s.columns[len(s.columns)-1]
	return last.x + last.w + zone(leads[len(s.columns)], leadInset, s.o.EdgeGap)
}

// Gaps may shrink or grow so much, and no more, to bring the picture to the wanted aspect.
const (
	narrowestGap = 0.62
	widestGap    = 2.2
	tallestGap   = 2.6
)

// fit changes the gaps between columns and boxes until the picture has the wanted aspect and the band has room.
func (s *sketch) fit() {
	if s.o.Previous != nil {
		return
	}
	w, h := s.size()
	want := max(w, s.bandWidth())
	if s.o.Aspect > 0 {
		want = max(h*s.o.Aspect, s.bandWidth())
	}
	bends := 0.0
	for _, c := range s.columns[1:] {
		bends += c.to - c.from
	}
	if bends > 0 {
		s.arrangeColumns(clamp(1+(want-w)/bends, narrowestGap, widestGap))
	}
	if s.o.Aspect > 0 {
		s.stretch()
	}
}

// stretch grows the gaps between boxes if the picture is still too wide.
func (s *sketch) stretch() {
	w, h := s.size()
	rows := 0
	for _, order := range s.mesh.order {
		rows = max(rows, len(order)-1)
	}
	if lack := max(w, s.bandWidth())/s.o.Aspect - h; rows > 0 && lack > 0 {
		s.o.NodeGap *= clamp(1+lack/float64(rows)/s.o.NodeGap, 1, tallestGap)
		s.place()
	}
}

// bandWidth is the width that the band's boxes need at least.
func (s *sketch) bandWidth() float64 {
	if len(s.band.order) == 0 {
		return 0
	}
	w := s.bandLeft() + s.o.Padding
	for i, v := range s.band.order {
		w += s.g.Nodes[v].W
		if i > 0 {
			w += s.bandGap()
		}
	}
	return w
}

func (s *sketch) bandGap() float64 { return max(2*s.o.NodeGap, s.o.LayerGap/2) }

// size estimates the picture before the band is placed.
func (s *sketch) size() (w, h float64) {
	top, bottom := s.span()
	w, h = s.edges[len(s.edges)-1], bottom-top+2*s.o.Padding+s.o.Header
	if s.support >= 0 {
		_, box := s.meanSize()
		h += s.o.LaneGap/2 + 3*s.o.Padding + box + 4*s.o.EdgeGap
	}
	return w, h
}

// fill writes the boxes.
func (s *sketch) fill() {
	top, bottom := s.span()
	shift := s.o.Header + s.o.Padding - top
	if s.o.Previous != nil {
		// What the reader knows stays where it is, so the lanes grow upwards if they must.
		by := s.drift()
		shift, s.top = by, min(s.o.Previous.Bound.Min[1], by-shift)
	}
	for v := range s.y {
		s.y[v] += shift
	}
	s.placeBand(s.bandLeft(), s.right(), bottom+shift+s.o.Padding)
	s.plan.Boxes = make([]Box, len(s.g.Nodes))
	for v, n := range s.g.Nodes {
		b := Box{Node: v, ID: n.ID, Lane: n.Lane, Column: int(s.level[v]), W: n.W, H: n.H}
		if b.Column < 0 {
			b.X, b.Y = s.band.x[int32(v)]-n.W/2, s.band.top+(s.band.height-n.H)/2
		} else {
			c := s.columns[b.Column]
			b.X, b.Y = c.x+(c.w-n.W)/2, s.y[v]-n.H/2
		}
		s.plan.Boxes[v] = b
	}
}

// bandLeft is where the band's boxes may begin, its title being on their left.
func (s *sketch) bandLeft() float64 { return 2*s.o.Header + s.o.Padding }

// bound frames lanes, groups and the whole picture.
func (s *sketch) bound() {
	_, bottom := s.span()
	bottom += s.o.Padding
	right := s.edges[len(s.edges)-1]
	for _, v := range s.band.order {
		right = max(right, s.band.x[v]+s.g.Nodes[v].W/2+s.o.Padding)
	}
	s.plan.Bound = orb.Bound{Min: orb.Point{0, s.top}, Max: orb.Point{right, bottom}}
	s.plan.Lanes = make([]LaneBand, s.g.lanes())
	s.stretchLast(right)
	for lane := range s.plan.Lanes {
		b := LaneBand{Lane: lane}
		if lane < len(s.g.Lanes) {
			b.Title = s.g.Lanes[lane]
		}
		if lane == s.support {
			s.boundBand(&b, bottom+s.o.LaneGap/2, right)
		} else {
			b.Bound = orb.Bound{Min: orb.Point{s.edges[lane], s.top}, Max: orb.Point{s.edges[lane+1], bottom}}
			b.Head = orb.Bound{Min: b.Bound.Min, Max: orb.Point{b.Bound.Max[0], s.top + s.o.Header}}
		}
		s.plan.Lanes[lane] = b
	}
	s.boundGroups()
}

// stretchLast lets the last upright lane reach as far right as the band.
func (s *sketch) stretchLast(right float64) {
	for lane := s.g.lanes(); lane > 0; lane-- {
		s.edges[lane] = right
		if lane-1 != s.support {
			return
		}
	}
}

// boundBand frames the band of support.
func (s *sketch) boundBand(b *LaneBand, top, right float64) {
	bottom := s.band.top + s.band.height + s.o.Padding
	if n := s.band.below.count; n > 0 {
		bottom += s.o.Padding + float64(n-1)*s.o.EdgeGap
	}
	b.Support = true
	b.Bound = orb.Bound{Min: orb.Point{0, top}, Max: orb.Point{right, bottom}}
	b.Head = orb.Bound{Min: b.Bound.Min, Max: orb.Point{2 * s.o.Header, bottom}}
	s.plan.Bound.Max[1] = bottom
}

// boundGroups frames the members of each group, column by column.
func (s *sketch) boundGroups() {
	if !s.mesh.tied {
		return
	}
	for _, order := range s.mesh.order {
		last := int32(0)
		for _, v := range order {
			if g := s.mesh.group[v]; g != 0 && g != last {
				s.plan.Groups = append(s.plan.Groups, Block{Group: s.g.Nodes[v].Group, Lane: s.g.Nodes[v].Lane, Bound: s.framed(v)})
			}
			if last = s.mesh.group[v]; last != 0 {
				b := &s.plan.Groups[len(s.plan.Groups)-1]
				b.Bound = b.Bound.Union(s.framed(v))
				b.Nodes = append(b.Nodes, int(v))
			}
		}
	}
}

func (s *sketch) framed(v int32) orb.Bound { return s.plan.Boxes[v].Bound().Pad(blockPadding) }
