package sheet

import "chainatlas/model"

// linkCache asks the store once for each name: a ledger repeats a few hundred of them thousands of times.
type linkCache struct {
	find  model.Finder
	links map[linkKey]foundLink
	nodes map[nodeKey]foundNode
}

type (
	linkKey struct {
		kind model.Kind
		name string
	}
	nodeKey struct {
		chain model.ID
		name  string
	}
	foundLink struct {
		link model.Link
		ok   bool
	}
	foundNode struct {
		node model.NodeRef
		ok   bool
	}
)

func newLinkCache(find model.Finder) *linkCache {
	return &linkCache{find: find, links: make(map[linkKey]foundLink), nodes: make(map[nodeKey]foundNode)}
}

// Find implements model.Finder.
func (c *linkCache) Find(kind model.Kind, name string) (model.Link, bool) {
	if c.find == nil || name == "" {
		return model.Link{}, false
	}
	k := linkKey{kind, name}
	f, ok := c.links[k]
	if !ok {
		f.link, f.ok = c.find.Find(kind, name)
		c.links[k] = f
	}
	return f.link, f.ok
}

// FindNode implements model.Finder.
func (c *linkCache) FindNode(chain model.ID, name string) (model.NodeRef, bool) {
	if c.find == nil || name == "" {
		return model.NodeRef{}, false
	}
	k := nodeKey{chain, name}
	f, ok := c.nodes[k]
	if !ok {
		f.node, f.ok = c.find.FindNode(chain, name)
		c.nodes[k] = f
	}
	return f.node, f.ok
}
