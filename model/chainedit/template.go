package chainedit

import "chainatlas/model"

// New is a chain of its own with the structure of another and nothing that stands on it: nodes, edges, groups, industries
// and places on the drawing, but neither the report's facts nor its heads, its directory and its links to other chains.
// A nil template gives an empty chain. The code must be one that no other chain has; see FreshChainCode.
func New(template *model.Chain, name, code string) *model.Chain {
	out := &model.Chain{ChainKind: model.ProductChain}
	if template != nil {
		copied := model.Clone(template).(*model.Chain)
		out.ChainKind, out.Nodes, out.Edges = copied.ChainKind, copied.Nodes, copied.Edges
	}
	out.ID, out.Name, out.Code = model.NewID(), model.Tidy(name), code
	for i := range out.Nodes {
		n := &out.Nodes[i]
		n.Fact, n.Same, n.Supplies = "", nil, nil
	}
	recode(out)
	return out
}
