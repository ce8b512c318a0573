// Package diagram lays out an industrial chain: stages as lanes, links as boxes, supplies as routes.
//
// It is geometry alone: boxes come in measured, and a plan of boxes, routes and lanes goes out, in units of the
// plane (logical pixels at scale 1, x to the right, y down). Colours, records and canvases are somebody else's.
package diagram

import (
	"errors"
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// ErrUnknownNode is returned when an edge names a node that the graph does not have, ErrDuplicateNode when two
// nodes share an id, and ErrBadNode when a node's lane or size cannot be drawn.
var (
	ErrUnknownNode   = errors.New("unknown node")
	ErrDuplicateNode = errors.New("duplicate node")
	ErrBadNode       = errors.New("bad node")
)

// SupportTitle is the title of the lane that lies below the others as a band and serves all of them. With more than
// 14 nodes it stands upright at its place in the sequence.
const SupportTitle = "配套"

// Node is one link of a chain: a box of a known size in a lane.
type Node struct {
	ID, Label string
	Lane      int    // index into Graph.Lanes; 0 is furthest upstream
	Group     string // nodes of one group stand together in their column; "" for none
	W, H      float64
	Pinned    *orb.Point // where the user put the middle of the box; it wins over everything
}

// Edge says that From supplies To.
type Edge struct{ From, To string }

// Graph is what is laid out. Lanes are titles from upstream to downstream; nodes may use more lanes than have
// titles. Edges may form cycles, repeat, or lead back to their own node.
type Graph struct {
	Nodes []Node
	Edges []Edge
	Lanes []string
}

// Options are distances in plane units; zero values give a calm picture.
type Options struct {
	NodeGap  float64 // between two boxes of a column; 18
	EdgeGap  float64 // between two routes side by side; 10
	LayerGap float64 // between two columns, at least; 72
	LaneGap  float64 // extra between two lanes; 24
	Padding  float64 // between a lane's border and its boxes; 20
	Header   float64 // height of a lane's title; 36
	// PortGap is the least distance of two edges on a side of a box; boxes grow in height to hold theirs. 0 leaves
	// the boxes as they are.
	PortGap float64
	// Aspect is the wanted width:height. With it tall lanes wrap into several columns and gaps grow until the
	// picture fits; 0 takes the picture as it comes.
	Aspect float64
	// Previous is the plan that the reader has in mind: what it knows keeps its order and nearly its place.
	Previous *Plan
}

// filled returns the options with every distance set.
func (o Options) filled() Options {
	o.NodeGap = or(o.NodeGap, 18)
	o.EdgeGap = or(o.EdgeGap, 10)
	o.LayerGap = or(o.LayerGap, 72)
	o.LaneGap = or(o.LaneGap, 24)
	o.Padding = or(o.Padding, 20)
	o.Header = or(o.Header, 36)
	return o
}

func or(v, otherwise float64) float64 {
	if v > 0 {
		return v
	}
	return otherwise
}

// link is an edge between node indices.
type link struct{ from, to int32 }

// links resolves the ids of the edges. The error names every end that is missing.
func (g Graph) links() ([]link, error) {
	at := make(map[string]int32, len(g.Nodes))
	for i, n := range g.Nodes {
		if _, twice := at[n.ID]; twice {
			return nil, fmt.Errorf("lay out node %q: %w", n.ID, ErrDuplicateNode)
		}
		at[n.ID] = int32(i)
	}
	out := make([]link, 0, len(g.Edges))
	var missing []error
	for _, e := range g.Edges {
		a, okA := at[e.From]
		b, okB := at[e.To]
		if !okA {
			missing = append(missing, fmt.Errorf("lay out edge %q → %q: %w %q", e.From, e.To, ErrUnknownNode, e.From))
		}
		if !okB {
			missing = append(missing, fmt.Errorf("lay out edge %q → %q: %w %q", e.From, e.To, ErrUnknownNode, e.To))
		}
		out = append(out, link{a, b})
	}
	return out, errors.Join(missing...)
}

// check refuses nodes that no picture can hold.
func (g Graph) check() error {
	for _, n := range g.Nodes {
		switch {
		case n.Lane < 0 || n.Lane > maxLane:
			return fmt.Errorf("lay out node %q: %w: lane %d", n.ID, ErrBadNode, n.Lane)
		case !(n.W > 0 && n.H > 0 && n.W < maxSize && n.H < maxSize):
			return fmt.Errorf("lay out node %q: %w: size %g × %g", n.ID, ErrBadNode, n.W, n.H)
		case n.Pinned != nil && !(abs(n.Pinned[0]) < maxPlace && abs(n.Pinned[1]) < maxPlace):
			return fmt.Errorf("lay out node %q: %w: pinned at %v", n.ID, ErrBadNode, *n.Pinned)
		}
	}
	return nil
}

// Larger lanes, boxes and places come from broken files and would eat all memory or all digits.
const (
	maxLane  = 999
	maxSize  = 1e5
	maxPlace = 1e7
)

// pinned tells whether the user put any node somewhere.
func (g Graph) pinned() bool {
	return slices.ContainsFunc(g.Nodes, func(n Node) bool { return n.Pinned != nil })
}

// free is the graph with no node pinned.
func (g Graph) free() Graph {
	g.Nodes = slices.Clone(g.Nodes)
	for i := range g.Nodes {
		g.Nodes[i].Pinned = nil
	}
	return g
}

// supportMost is how many boxes the band along the bottom takes; more would make the picture too wide to read, and
// the lane stands upright like the others.
const supportMost = 14

// support is the index of the lane that lies along the bottom, or -1. A picture of that lane alone has no bottom.
func (g Graph) support() int {
	lane := slices.Index(g.Lanes, SupportTitle)
	in := 0
	for _, n := range g.Nodes {
		in += b2i(n.Lane == lane)
	}
	if in == len(g.Nodes) || in > supportMost {
		return -1
	}
	return lane
}

// lanes is how many lanes are drawn: those with a title and those with a node.
func (g Graph) lanes() int {
	n := len(g.Lanes)
	for _, node := range g.Nodes {
		n = max(n, node.Lane+1)
	}
	return n
}
