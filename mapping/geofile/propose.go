package geofile

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"chainatlas/mapping/crs"
)

// Confidence is how much speaks for a coordinate system, the most first.
type Confidence uint8

// The degrees of confidence.
const (
	Declared Confidence = iota // the file says so, and its numbers agree
	Likely                     // numbers and place agree
	Possible                   // nothing speaks against it
	Unlikely                   // the place lies elsewhere
)

// Proposal is a coordinate system that a layer may be in.
type Proposal struct {
	CRS        crs.CRS
	Swapped    bool      // the file has the northing, or the latitude, first
	Reason     string    // in the user's words
	Bound      orb.Bound // of the sample, in degrees of WGS-84
	Inside     float64   // the part of the sample that lies in the district, 0…1; 0 without a district
	Confidence Confidence
}

// ToWGS84 converts a point of the file.
func (p Proposal) ToWGS84(q orb.Point) orb.Point {
	if p.Swapped {
		q[0], q[1] = q[1], q[0]
	}
	return p.CRS.ToWGS84(q)
}

// Propose names the systems that a layer may be in, the best first: what the file declares, then what its numbers allow,
// then how well its points lie in the district, in degrees of WGS-84, which may be empty. Numbers alone never tell WGS-84
// from GCJ-02 and BD-09; the reasons say so. It returns crs.ErrRefused for a file that declares Beijing 1954 or Xi'an
// 1980: its numbers look like those of CGCS2000 and lie a hundred metres off.
func Propose(l Layer, sample []orb.Point, district orb.MultiPolygon) ([]Proposal, error) {
	sample = slices.DeleteFunc(slices.Clone(sample), func(p orb.Point) bool { _, err := place(p); return err != nil })
	w := weigher{layer: l, sample: sample, district: district}
	if l.CRS == "" && l.Declared != "" {
		if _, err := crs.Lookup(l.Declared); errors.Is(err, crs.ErrRefused) {
			return nil, err
		}
		w.strange = "文件写明「" + l.Declared + "」，本程序不能换算这种坐标系；"
	}
	w.declared()
	for _, swapped := range []bool{false, true} {
		likely := slices.ContainsFunc(w.out, func(p Proposal) bool { return p.Confidence <= Likely })
		if w.swapped = swapped; len(sample) > 0 && !(swapped && likely) {
			w.degrees()
			w.planes()
		}
	}
	slices.SortStableFunc(w.out, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(a.Confidence, b.Confidence), -cmp.Compare(math.Round(a.Inside*1000), math.Round(b.Inside*1000)))
	})
	return w.out, nil
}

// weigher collects proposals.
type weigher struct {
	layer    Layer
	sample   []orb.Point
	district orb.MultiPolygon
	swapped  bool
	strange  string // a system that the file declares and we do not know
	out      []Proposal
}

// declared proposes what the file says.
func (w *weigher) declared() {
	c, err := crs.Lookup(w.layer.CRS)
	if err != nil {
		return
	}
	p := w.weigh(c, Declared, fmt.Sprintf("文件写明坐标系为 %s", c.Name))
	if len(w.sample) > 0 && !inReach(p.Bound) {
		p.Confidence = Possible
		p.Reason += "，但按它换算后不在中国范围内，可能写错"
	} else if p.Confidence == Unlikely {
		p.Confidence = Likely
	}
	w.out = append(w.out, p)
}

// degrees proposes the systems in degrees.
func (w *weigher) degrees() {
	if !w.most(func(p orb.Point) bool { return inReach(orb.Bound{Min: p, Max: p}) }) {
		return
	}
	const undecided = "数值是经纬度。WGS-84、GCJ-02、BD-09 彼此只差几百米，单凭数值分不出来，请看数据来源："
	w.propose(crs.WGS84, Possible, undecided+"测绘成果、GPS、国家标准数据用 WGS-84（与 CGCS2000 相差不到一米）")
	w.propose(crs.GCJ02, Possible, undecided+"高德、腾讯地图取得的用 GCJ-02")
	w.propose(crs.BD09, Possible, undecided+"百度地图取得的用 BD-09")
}

// The reach of eastings and northings in China, metres.
const (
	zoneWest, zoneEast     = 200_000, 800_000
	planeSouth, planeNorth = 300_000, 6_000_000
	webWest, webEast       = 8_100_000, 15_200_000
	webNorth               = 7_200_000
)

// planes proposes the systems in metres.
func (w *weigher) planes() {
	zone := int(math.Floor(w.easting() / 1e6))
	inZone := w.most(func(p orb.Point) bool {
		e := p[0] - float64(zone)*1e6
		return e >= zoneWest && e <= zoneEast && p[1] >= planeSouth && p[1] <= planeNorth
	})
	switch {
	case inZone && zone == 0:
		w.meridians()
	case inZone && zone >= 25:
		w.zoned(crs.GaussKruger3, zone, 3*zone, "3")
	case inZone && zone >= 13:
		w.zoned(crs.GaussKruger6, zone, 6*zone-3, "6")
	}
	if w.most(func(p orb.Point) bool {
		return p[0] >= webWest && p[0] <= webEast && p[1] >= planeSouth && p[1] <= webNorth
	}) {
		w.propose(crs.WebMercator, Likely, "数值是网络地图的墨卡托坐标（米）")
	}
}

func (w *weigher) zoned(plane func(int, bool) (crs.CRS, error), zone, meridian int, degrees string) {
	c, err := plane(meridian, true)
	if err != nil {
		return
	}
	w.propose(c, Likely, fmt.Sprintf("横坐标以带号 %d 开头，是 %s 度带、中央经线 %d° 的高斯坐标；数值本身分不出 CGCS2000 与北京 1954、西安 1980，请核对数据来源", zone, degrees, meridian))
}

// meridians proposes the planes without a zone in their eastings: those whose points lie in the district, else those of
// the district and its neighbours.
func (w *weigher) meridians() {
	const here = 117 // the meridian of the district that the program was made for
	centre := here
	if len(w.district) > 0 {
		centre = int(math.Round(w.district.Bound().Center()[0]/3)) * 3
	}
	for _, m := range []int{centre, centre - 3, centre + 3} {
		if c, err := crs.GaussKruger3(m, false); err == nil {
			w.propose(c, Possible, fmt.Sprintf("数值是不带带号的高斯坐标（米），中央经线要由数据来源确定；此处按 %d° 试算", m))
		}
	}
}

func (w *weigher) propose(c crs.CRS, confidence Confidence, reason string) {
	if slices.ContainsFunc(w.out, func(p Proposal) bool { return p.CRS.Code == c.Code && !w.swapped }) {
		return
	}
	p := w.weigh(c, confidence, reason)
	if w.strange != "" {
		p.Reason = w.strange + p.Reason
		p.Confidence = max(p.Confidence, Possible)
	}
	w.out = append(w.out, p)
}

// weigh looks where the sample lies in a system.
func (w *weigher) weigh(c crs.CRS, confidence Confidence, reason string) Proposal {
	p := Proposal{CRS: c, Swapped: w.swapped, Reason: reason, Confidence: confidence}
	if w.swapped {
		p.Reason += "；文件把纵坐标（纬度）写在前面"
	}
	inside := 0
	for i, q := range w.sample {
		q = p.ToWGS84(q)
		if i == 0 {
			p.Bound = orb.Bound{Min: q, Max: q}
		}
		p.Bound = p.Bound.Extend(q)
		if planar.MultiPolygonContains(w.district, q) {
			inside++
		}
	}
	if len(w.district) == 0 || len(w.sample) == 0 {
		return p
	}
	p.Inside = float64(inside) / float64(len(w.sample))
	switch {
	case inside == 0 && !p.Bound.Intersects(w.district.Bound()):
		p.Reason += "；换算后不在辖区内"
		p.Confidence = Unlikely
	default:
		p.Reason += fmt.Sprintf("；取样 %d 个点，%d 个在辖区内", len(w.sample), inside)
		if c.Metres && confidence == Possible && p.Inside > 0.5 {
			p.Confidence = Likely
		}
	}
	return p
}

// most tells whether nineteen of twenty points, easting first, are as asked.
func (w *weigher) most(ok func(orb.Point) bool) bool {
	n := 0
	for _, p := range w.sample {
		if w.swapped {
			p[0], p[1] = p[1], p[0]
		}
		if ok(p) {
			n++
		}
	}
	return 20*n >= 19*len(w.sample)
}

// easting is the one in the middle, which a few strays do not move.
func (w *weigher) easting() float64 {
	axis := 0
	if w.swapped {
		axis = 1
	}
	all := make([]float64, len(w.sample))
	for i, p := range w.sample {
		all[i] = p[axis]
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// inReach tells whether degrees lie in China.
func inReach(b orb.Bound) bool {
	china := orb.Bound{Min: orb.Point{73, 3}, Max: orb.Point{136, 54}}
	return china.Contains(b.Min) && china.Contains(b.Max)
}

// sampled is how many points are enough to find a system.
const sampled = 512

// Sample keeps some points of all the geometries of a layer, evenly. The zero value is ready.
type Sample struct {
	points []orb.Point
	every  int // of how many one is kept
	seen   int
}

// Add looks at the points of a geometry; of a polygon, at its shell.
func (s *Sample) Add(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		s.add(g)
	case orb.MultiPoint:
		s.add(g...)
	case orb.LineString:
		s.add(g...)
	case orb.MultiLineString:
		for _, l := range g {
			s.add(l...)
		}
	case orb.Polygon:
		s.add(first(g)...)
	case orb.MultiPolygon:
		for _, p := range g {
			s.add(first(p)...)
		}
	case orb.Collection:
		for _, m := range g {
			s.Add(m)
		}
	}
}

func (s *Sample) add(points ...orb.Point) {
	s.every = max(s.every, 1)
	for _, p := range points {
		if s.seen%s.every == 0 {
			s.points = append(s.points, p)
		}
		if s.seen++; len(s.points) == 2*sampled {
			for i := range sampled {
				s.points[i] = s.points[2*i]
			}
			s.points = s.points[:sampled]
			s.every *= 2
		}
	}
}

// Points are the points that were kept, at most some hundred.
func (s *Sample) Points() []orb.Point { return s.points }
