package diagram

import (
	"time"

	"github.com/paulmach/orb"
)

// Plan is a laid-out chain. The slices follow the graph: Boxes[i] is Nodes[i], Routes[i] is Edges[i].
type Plan struct {
	Boxes     []Box
	Routes    []Route
	Lanes     []LaneBand
	Groups    []Block
	Bound     orb.Bound // everything, lanes and their titles included
	Crossings int       // how often two routes cross
	Elapsed   time.Duration
}

// Box is where a node stands: X, Y is the upper left corner.
type Box struct {
	Node       int // index into Graph.Nodes
	ID         string
	Lane       int
	Column     int // counted from the left over all lanes; -1 in the band of support
	X, Y, W, H float64
}

// Center is the middle of the box.
func (b Box) Center() orb.Point { return orb.Point{b.X + b.W/2, b.Y + b.H/2} }

// Bound is the box as orb has it; Min is the upper left corner, for y grows downwards.
func (b Box) Bound() orb.Bound {
	return orb.Bound{Min: orb.Point{b.X, b.Y}, Max: orb.Point{b.X + b.W, b.Y + b.H}}
}

// RouteKind tells what a route is for, so that a style can tell them apart.
type RouteKind uint8

// Forward runs downstream, Back upstream, Support to or from the band below, Loop leads back to its own box.
const (
	Forward RouteKind = iota
	Back
	Support
	Loop
)

// String is the word for the kind in listings.
func (k RouteKind) String() string { return [...]string{"forward", "back", "support", "loop"}[k] }

// Route is the line of an edge from the border of one box to the border of another.
type Route struct {
	Edge     int // index into Graph.Edges
	From, To string
	Kind     RouteKind
	// Points are a start and then three points for each cubic Bézier curve: two controls and an end. A straight
	// piece is a curve whose controls lie on it.
	Points []orb.Point
}

// LaneBand is the background of a lane. Head is where its title stands: above an upright lane, at the left of the
// band of support.
type LaneBand struct {
	Title   string
	Lane    int
	Support bool
	Bound   orb.Bound
	Head    orb.Bound
}

// Block is the area of a group's neighbours in one column of a lane.
type Block struct {
	Group string
	Lane  int
	Bound orb.Bound
	Nodes []int // indices into Graph.Nodes, from top to bottom
}

// Box returns the box of the node with the id.
func (p *Plan) Box(id string) (Box, bool) {
	for _, b := range p.Boxes {
		if b.ID == id {
			return b, true
		}
	}
	return Box{}, false
}
