package chainedit

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"chainatlas/model"
)

// farthest is how far from the origin a node may be put, in units of the drawing; a slip of the hand is not so far.
const farthest = 1e6

func onDrawing(s model.Spot) bool { return math.Abs(s[0]) <= farthest && math.Abs(s[1]) <= farthest }

// Pin puts the middles of nodes, by code, where a person wants them.
func Pin(c *model.Chain, spots map[string]model.Spot) error {
	for code, s := range spots {
		if _, err := at(c, []string{code}); err != nil {
			return err
		}
		if !onDrawing(s) {
			return fmt.Errorf("node %q: %w", code, ErrSpot)
		}
	}
	for i, n := range c.Nodes {
		if s, ok := spots[n.Code]; ok {
			c.Nodes[i].At = &s
		}
	}
	return nil
}

// Unpin leaves the places of nodes to the layout again.
func Unpin(c *model.Chain, codes ...string) error {
	list, err := at(c, codes)
	for _, i := range list {
		c.Nodes[i].At = nil
	}
	return err
}

// Box is where a node stands on the drawing: X, Y is the upper left corner.
type Box struct {
	Code       string
	X, Y, W, H float64
}

// boxGap is the least room between two boxes that are lined up, in units of the drawing.
const boxGap = 18

// AlignLeft brings the left sides of boxes into line and returns the middles. Boxes that would lie on each other move down.
func AlignLeft(boxes []Box) map[string]model.Spot {
	return lined(boxes, func(b *Box) (*float64, *float64, float64) { return &b.X, &b.Y, b.H })
}

// AlignTop brings the upper sides of boxes into line and returns the middles. Boxes that would lie on each other move right.
func AlignTop(boxes []Box) map[string]model.Spot {
	return lined(boxes, func(b *Box) (*float64, *float64, float64) { return &b.Y, &b.X, b.W })
}

// lined makes one side of all boxes equal, and keeps them apart along the other axis; axes gives both and the length there.
func lined(boxes []Box, axes func(*Box) (side, along *float64, length float64)) map[string]model.Spot {
	boxes = slices.Clone(boxes)
	least := math.Inf(1)
	for i := range boxes {
		side, _, _ := axes(&boxes[i])
		least = min(least, *side)
	}
	sorted(boxes, axes)
	free := math.Inf(-1)
	for i := range boxes {
		side, along, length := axes(&boxes[i])
		*side, *along = least, max(*along, free)
		free = *along + length + boxGap
	}
	return middles(boxes)
}

func sorted(boxes []Box, axes func(*Box) (side, along *float64, length float64)) {
	slices.SortStableFunc(boxes, func(a, b Box) int {
		_, x, _ := axes(&a)
		_, y, _ := axes(&b)
		return cmp.Compare(*x, *y)
	})
}

// DistributeDown makes the gaps between boxes equal from the uppermost to the lowest, which stay, and returns the middles.
func DistributeDown(boxes []Box) map[string]model.Spot {
	return spread(boxes, func(b *Box) (*float64, *float64, float64) { return &b.X, &b.Y, b.H })
}

// DistributeAcross makes the gaps between boxes equal from the leftmost to the rightmost, which stay, and returns the middles.
func DistributeAcross(boxes []Box) map[string]model.Spot {
	return spread(boxes, func(b *Box) (*float64, *float64, float64) { return &b.Y, &b.X, b.W })
}

// spread shares the room between the first and the last; where there is too little, the boxes reach beyond the last.
func spread(boxes []Box, axes func(*Box) (side, along *float64, length float64)) map[string]model.Spot {
	boxes = slices.Clone(boxes)
	sorted(boxes, axes)
	if len(boxes) < 2 {
		return middles(boxes)
	}
	_, first, _ := axes(&boxes[0])
	_, last, end := axes(&boxes[len(boxes)-1])
	room := *last + end - *first
	for i := range boxes {
		_, _, length := axes(&boxes[i])
		room -= length
	}
	gap := max(room/float64(len(boxes)-1), boxGap)
	at := *first
	for i := range boxes {
		_, along, length := axes(&boxes[i])
		*along = at
		at += length + gap
	}
	return middles(boxes)
}

func middles(boxes []Box) map[string]model.Spot {
	out := make(map[string]model.Spot, len(boxes))
	for _, b := range boxes {
		out[b.Code] = model.Spot{b.X + b.W/2, b.Y + b.H/2}
	}
	return out
}
