package chainedit

import (
	"fmt"
	"slices"

	"chainatlas/model"
)

// Connect says that one node supplies another; in a corporate family, with no kind, that it holds it.
func Connect(c *model.Chain, from, to string, kind model.EdgeKind) error {
	if _, err := at(c, []string{from, to}); err != nil {
		return err
	}
	switch {
	case from == to:
		return ErrSelf
	case edge(c, from, to) >= 0:
		return fmt.Errorf("%s > %s: %w", from, to, ErrTwice)
	}
	c.Edges = append(c.Edges, model.Edge{From: from, To: to, Kind: kind})
	return nil
}

// Disconnect takes an edge away.
func Disconnect(c *model.Chain, from, to string) error {
	if edge(c, from, to) < 0 {
		return fmt.Errorf("%s > %s: %w", from, to, ErrNoEdge)
	}
	c.Edges = kept(c.Edges, func(e model.Edge) bool { return e.From == from && e.To == to })
	return nil
}

func edge(c *model.Chain, from, to string) int {
	return slices.IndexFunc(c.Edges, func(e model.Edge) bool { return e.From == from && e.To == to })
}
