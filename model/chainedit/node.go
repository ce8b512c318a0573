package chainedit

import (
	"fmt"
	"slices"

	"chainatlas/model"
)

// Add puts a new node at the end and returns its code, which nothing in the chain has. The code of n is not used.
func Add(c *model.Chain, n model.Node) (code string, err error) {
	if n.Name, err = freeName(c, n.Name, ""); err != nil {
		return "", err
	}
	if !hasLane(c, n.Lane) {
		return "", fmt.Errorf("lane %q: %w", n.Lane, ErrLane)
	}
	if n.At != nil && !onDrawing(*n.At) {
		return "", fmt.Errorf("add node %s: %w", n.Name, ErrSpot)
	}
	n.Code = FreshCode(c, n.Lane)
	c.Nodes = append(c.Nodes, n)
	return n.Code, nil
}

// Set replaces what is known of a node; its code decides which, and its place in the order stays.
func Set(c *model.Chain, n model.Node) error {
	i, err := at(c, []string{n.Code})
	if err != nil {
		return err
	}
	if n.Name, err = freeName(c, n.Name, n.Code); err != nil {
		return err
	}
	if !hasLane(c, n.Lane) && n.Lane != c.Nodes[i[0]].Lane {
		return fmt.Errorf("lane %q: %w", n.Lane, ErrLane)
	}
	if n.At != nil && !onDrawing(*n.At) {
		return fmt.Errorf("node %q: %w", n.Code, ErrSpot)
	}
	c.Nodes[i[0]] = n
	return nil
}

// Rename gives a node another name.
func Rename(c *model.Chain, code, name string) error {
	i, err := at(c, []string{code})
	if err != nil {
		return err
	}
	if name, err = freeName(c, name, code); err != nil {
		return err
	}
	c.Nodes[i[0]].Name = name
	return nil
}

// freeName is the name without blanks around it, if no node but the one with the code except has it.
func freeName(c *model.Chain, name, except string) (string, error) {
	if name = model.Tidy(name); model.Blank(name) {
		return "", ErrNoName
	}
	for _, n := range c.Nodes {
		if n.Code != except && model.NormalName(n.Name) == model.NormalName(name) {
			return "", fmt.Errorf("%q: %w", name, ErrSameName)
		}
	}
	return name, nil
}

// Move puts nodes into another lane; a place that a person gave one in the old lane is dropped.
func Move(c *model.Chain, lane string, codes ...string) error {
	list, err := at(c, codes)
	if err != nil {
		return err
	}
	if !hasLane(c, lane) {
		return fmt.Errorf("lane %q: %w", lane, ErrLane)
	}
	for _, i := range list {
		if n := &c.Nodes[i]; n.Lane != lane {
			n.Lane, n.At = lane, nil
		}
	}
	return nil
}

func hasLane(c *model.Chain, lane string) bool {
	return slices.Contains(model.Lanes, lane) || lane != "" && slices.ContainsFunc(c.Nodes, func(n model.Node) bool { return n.Lane == lane })
}

// Group puts nodes into a group; "" takes them out of theirs.
func Group(c *model.Chain, group string, codes ...string) error {
	list, err := at(c, codes)
	if err != nil {
		return err
	}
	for _, i := range list {
		c.Nodes[i].Group = model.Tidy(group)
	}
	return nil
}

// Delete takes nodes away, with all edges that lead to or from them. What stands on them is another matter: see Detach
// and Forget.
func Delete(c *model.Chain, codes ...string) error {
	if _, err := at(c, codes); err != nil {
		return err
	}
	Retire(c, codes...)
	gone := func(code string) bool { return slices.Contains(codes, code) }
	c.Nodes = kept(c.Nodes, func(n model.Node) bool { return gone(n.Code) })
	c.Edges = kept(c.Edges, func(e model.Edge) bool { return gone(e.From) || gone(e.To) })
	return nil
}

// kept is a new list without some; nil when nothing is left, as a chain that never had any has it.
func kept[S ~[]E, E any](list S, gone func(E) bool) S {
	if out := slices.DeleteFunc(slices.Clone(list), gone); len(out) > 0 {
		return out
	}
	return nil
}
