package placing

import (
	"fmt"

	"chainatlas/model"
)

// Putter stores records in one action; a store's transaction is one.
type Putter interface{ Put(r model.Record) error }

// Choice is a place that a person, or a plain proposal, decided on.
type Choice struct {
	Firm  *model.Enterprise
	Place Place
	As    model.RoleName
}

// Plain are the choices that need no look, all as 配套 until somebody says more.
func Plain(suggestions []Suggestion) []Choice {
	var out []Choice
	for _, s := range suggestions {
		if s.Plain {
			out = append(out, Choice{s.Firm, s.Places[0], model.RoleSupporter})
		}
	}
	return out
}

// Accept puts the roles on the enterprises, and the day on every chain as the day of its directory: from then on a node
// without local firms is 空白. A zero day leaves the chains as they are.
func Accept(tx Putter, choices []Choice, chains []*model.Chain, day model.Date) error {
	for _, c := range choices {
		e := model.Clone(c.Firm).(*model.Enterprise)
		if _, there := e.Roles.On(c.Place.Chain.ID, c.Place.Node.Code); there {
			continue
		}
		e.Roles = append(e.Roles, c.Place.Role(c.As))
		if err := tx.Put(e); err != nil {
			return fmt.Errorf("place %s: %w", e.Name, err)
		}
	}
	if day.IsZero() {
		return nil
	}
	for _, chain := range chains {
		if chain.ChainKind == model.FamilyChain {
			continue
		}
		c := model.Clone(chain).(*model.Chain)
		c.Directory = day
		if err := tx.Put(c); err != nil {
			return fmt.Errorf("date the directory of %s: %w", c.Name, err)
		}
	}
	return nil
}
