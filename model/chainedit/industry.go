package chainedit

import (
	"cmp"
	"fmt"
	"slices"

	"chainatlas/model"
)

// AddIndustry adds an industry to a node; a code without an edition is one of the edition that the program carries. The
// problems warn of what looks like a mix-up (3391 for forgings); the industry is added all the same.
func AddIndustry(c *model.Chain, code string, industry model.Code) ([]model.Problem, error) {
	i, err := at(c, []string{code})
	if err != nil {
		return nil, err
	}
	if industry.IsZero() {
		return nil, fmt.Errorf("industry of node %q: %w", code, model.ErrBadValue)
	}
	if industry.Code != "" {
		industry.Edition = cmp.Or(industry.Edition, model.EditionGBT4754)
	}
	n := &c.Nodes[i[0]]
	if !slices.ContainsFunc(n.Industries, func(x model.Code) bool { return sameIndustry(x, industry) }) {
		n.Industries = append(slices.Clone(n.Industries), industry)
	}
	return IndustryProblems(n.Name, industry), nil
}

// DropIndustry takes an industry off a node. It returns model.ErrNotFound when the node does not have it.
func DropIndustry(c *model.Chain, code string, industry model.Code) error {
	i, err := at(c, []string{code})
	if err != nil {
		return err
	}
	n := &c.Nodes[i[0]]
	same := func(x model.Code) bool { return sameIndustry(x, industry) }
	if !slices.ContainsFunc(n.Industries, same) {
		return fmt.Errorf("industry %s of node %q: %w", industry, code, model.ErrNotFound)
	}
	n.Industries = kept(n.Industries, same)
	return nil
}

// sameIndustry compares by code and edition; what has no code by its words.
func sameIndustry(a, b model.Code) bool {
	if a.Code == "" || b.Code == "" {
		return a == b
	}
	return a.Code == b.Code && cmp.Or(a.Edition, model.EditionGBT4754) == cmp.Or(b.Edition, model.EditionGBT4754)
}

// IndustryProblems warns where the code of an industry is not what a node is called: of 3391, 3393 in the older edition.
func IndustryProblems(name string, industry model.Code) []model.Problem {
	if cmp.Or(industry.Edition, model.EditionGBT4754) != model.EditionGBT4754 {
		return nil
	}
	e := &model.Enterprise{Industry: industry}
	e.Name = name
	return model.CheckIndustry(e, nil)
}
