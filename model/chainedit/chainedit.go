// Package chainedit changes the map of an industrial chain, one valid step at a time.
//
// A step changes the chain that it is given, or returns an error and leaves it as it was. Nodes and edges that a step does
// not concern keep their order. Nothing is stored here: whoever edits puts the chain into one action of the store, which
// also takes it back.
package chainedit

import (
	"errors"
	"fmt"
	"slices"

	"chainatlas/model"
)

// ErrNoNode is returned when a code names no node of the chain, ErrNoName when a name is blank, ErrSameName when another
// node has it, ErrLane when a lane is none of model.Lanes and not in use in the chain, ErrSelf when a node would supply
// itself, ErrTwice when two nodes are connected already, ErrNoEdge when they are not, ErrSpot when a place is no number or
// far off the drawing, ErrCode when a code is used twice or blank, and ErrOwn when a link to another chain leads to the
// chain itself.
var (
	ErrNoNode   = errors.New("no such node")
	ErrNoName   = errors.New("node without a name")
	ErrSameName = errors.New("another node has this name")
	ErrLane     = errors.New("no such lane")
	ErrSelf     = errors.New("a node cannot supply itself")
	ErrTwice    = errors.New("the nodes are connected already")
	ErrNoEdge   = errors.New("the nodes are not connected")
	ErrSpot     = errors.New("place is off the drawing")
	ErrCode     = errors.New("code is blank or used twice")
	ErrOwn      = errors.New("link leads to the chain itself")
)

// Check returns what keeps a chain from being a valid map: the first blank or repeated code, blank name, edge to nowhere
// or repeated edge. Names may repeat in a chain that came from outside; steps add no repeated ones.
func Check(c *model.Chain) error {
	codes := make(map[string]bool, len(c.Nodes))
	for _, n := range c.Nodes {
		switch {
		case model.Blank(n.Code) || codes[n.Code]:
			return fmt.Errorf("node %q: %w", n.Code, ErrCode)
		case model.Blank(n.Name):
			return fmt.Errorf("node %q: %w", n.Code, ErrNoName)
		case n.At != nil && !onDrawing(*n.At):
			return fmt.Errorf("node %q: %w", n.Code, ErrSpot)
		}
		codes[n.Code] = true
	}
	seen := make(map[model.Edge]bool, len(c.Edges))
	for _, e := range c.Edges {
		switch pair := (model.Edge{From: e.From, To: e.To}); {
		case !codes[e.From] || !codes[e.To]:
			return fmt.Errorf("edge %s > %s: %w", e.From, e.To, ErrNoNode)
		case e.From == e.To:
			return fmt.Errorf("edge %s > %s: %w", e.From, e.To, ErrSelf)
		case seen[pair]:
			return fmt.Errorf("edge %s > %s: %w", e.From, e.To, ErrTwice)
		default:
			seen[pair] = true
		}
	}
	return nil
}

// at finds nodes by their codes; the error names the first that is missing.
func at(c *model.Chain, codes []string) ([]int, error) {
	out := make([]int, len(codes))
	for i, code := range codes {
		out[i] = slices.IndexFunc(c.Nodes, func(n model.Node) bool { return n.Code == code })
		if out[i] < 0 {
			return nil, fmt.Errorf("node %q: %w", code, ErrNoNode)
		}
	}
	return out, nil
}
