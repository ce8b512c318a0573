package chainedit

import (
	"fmt"
	"slices"

	"chainatlas/model"
)

// Same says that a node of one chain and a node of another are the same business; both chains change.
func Same(c *model.Chain, code string, other *model.Chain, twin string) error {
	return both(c, code, other, twin, func(a, b *model.Node) {
		a.Same, b.Same = with(a.Same, b.Code), with(b.Same, a.Code)
	})
}

// NotSame takes Same back.
func NotSame(c *model.Chain, code string, other *model.Chain, twin string) error {
	return both(c, code, other, twin, func(a, b *model.Node) {
		a.Same, b.Same = without(a.Same, b.Code), without(b.Same, a.Code)
	})
}

// Supply says that a node supplies a node of another chain; only the supplier's chain changes.
func Supply(from *model.Chain, code string, to *model.Chain, buyer string) error {
	return both(from, code, to, buyer, func(a, b *model.Node) { a.Supplies = with(a.Supplies, b.Code) })
}

// NotSupply takes Supply back.
func NotSupply(from *model.Chain, code string, to *model.Chain, buyer string) error {
	return both(from, code, to, buyer, func(a, b *model.Node) { a.Supplies = without(a.Supplies, b.Code) })
}

func both(c *model.Chain, code string, other *model.Chain, twin string, change func(a, b *model.Node)) error {
	if c.ID == other.ID {
		return ErrOwn
	}
	i, err := at(c, []string{code})
	if err != nil {
		return err
	}
	j, err := at(other, []string{twin})
	if err != nil {
		return fmt.Errorf("chain %s: %w", other.Name, err)
	}
	change(&c.Nodes[i[0]], &other.Nodes[j[0]])
	return nil
}

func with(list []string, code string) []string {
	if slices.Contains(list, code) {
		return list
	}
	return append(slices.Clone(list), code)
}

func without(list []string, code string) []string {
	return kept(list, func(s string) bool { return s == code })
}

// Forget takes the links to deleted nodes out of another chain, and tells whether it had any.
func Forget(other *model.Chain, codes ...string) bool {
	had := false
	for i := range other.Nodes {
		n := &other.Nodes[i]
		for _, code := range codes {
			had = had || slices.Contains(n.Same, code) || slices.Contains(n.Supplies, code)
			n.Same, n.Supplies = without(n.Same, code), without(n.Supplies, code)
		}
	}
	return had
}

// Detach takes a record off deleted nodes of a chain, and tells whether it stood on one. It stays on the chain: an
// enterprise keeps its role there, a project its chain.
func Detach(r model.Record, chain model.ID, codes ...string) bool {
	return refer(r, chain, codes, func(ref *model.NodeRef) { *ref = model.NodeRef{} })
}

// Follow calls a node in a record as the chain calls it now, and tells whether the record stands on it.
func Follow(r model.Record, chain model.ID, n model.Node) bool {
	return refer(r, chain, []string{n.Code}, func(ref *model.NodeRef) { *ref = n.Ref() })
}

func refer(r model.Record, chain model.ID, codes []string, change func(*model.NodeRef)) bool {
	had := false
	see := func(l model.Link, ref *model.NodeRef) {
		if l.ID == chain && slices.Contains(codes, ref.Code) {
			change(ref)
			had = true
		}
	}
	switch r := r.(type) {
	case *model.Enterprise:
		for i := range r.Roles {
			see(r.Roles[i].Chain, &r.Roles[i].Node)
		}
	case *model.Project:
		see(r.Chain, &r.Node)
	}
	return had
}
