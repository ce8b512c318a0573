package present

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
	"chainatlas/model/store"
)

// visible is everything that visitors may see: the one place where records enter a presentation.
type visible struct {
	Chains   []*model.Chain
	Firms    []*model.Enterprise
	Projects []*model.Project
	Sites    []*model.Site
	Hidden   int // records of these kinds that visitors do not see
}

// look reads the store as visitors may see it.
func look(ctx context.Context, s *store.Store) (v visible, err error) {
	seen := s.Seen(model.Visitors)
	if v.Chains, err = redacted[*model.Chain](ctx, s, model.KindChain, seen, &v.Hidden); err != nil {
		return v, err
	}
	if v.Firms, err = redacted[*model.Enterprise](ctx, s, model.KindEnterprise, seen, &v.Hidden); err != nil {
		return v, err
	}
	if v.Projects, err = redacted[*model.Project](ctx, s, model.KindProject, seen, &v.Hidden); err != nil {
		return v, err
	}
	if v.Sites, err = redacted[*model.Site](ctx, s, model.KindSite, seen, &v.Hidden); err != nil {
		return v, err
	}
	v.Chains = slices.DeleteFunc(v.Chains, func(c *model.Chain) bool { return len(c.Nodes) == 0 })
	slices.SortStableFunc(v.Chains, func(a, b *model.Chain) int { return strings.Compare(a.Name, b.Name) })
	return v, nil
}

// redacted is every record of a kind that visitors may see; it counts the others.
func redacted[T model.Record](ctx context.Context, s *store.Store, k model.Kind, seen model.Seen, hidden *int) ([]T, error) {
	records, err := s.All(k)
	if err != nil {
		return nil, fmt.Errorf("read %s records for visitors: %w", k, err)
	}
	var out []T
	for _, r := range records {
		if shown, ok := model.Redact(r, model.Visitors, seen); ok {
			out = append(out, shown.(T))
		} else {
			*hidden++
		}
	}
	return out, ctx.Err()
}

// firmsOn lists the names of the firms on a node. A 目标企业 is somebody the bureau hopes for, which is nobody's
// business: it is left out, public or not.
func (v visible) firmsOn(chain model.ID, code string) []string {
	var out []string
	for _, e := range v.Firms {
		if role, ok := e.Roles.On(chain, code); ok && role.Role != model.RoleTarget {
			out = append(out, e.Name)
		}
	}
	slices.Sort(out)
	return out
}

// localsOn counts those of them that are here.
func (v visible) localsOn(chain model.ID, code string) (n int) {
	for _, e := range v.Firms {
		if role, ok := e.Roles.On(chain, code); ok && role.Role != model.RoleTarget && e.Local == model.Yes {
			n++
		}
	}
	return n
}
