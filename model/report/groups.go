package report

import "slices"

type group struct {
	name   string
	ledger ledger
}

// groups splits the projects; trips belong to no chain, street or channel, only to a unit.
func (l *ledger) groups(by By) []group {
	if by == "" {
		return nil
	}
	parts := make(map[string]*ledger)
	part := func(name string) *ledger {
		if name == "" {
			name = Unstated
		}
		if parts[name] == nil {
			parts[name] = &ledger{year: l.year, asOf: l.asOf, usd: l.usd, landed: l.landed}
		}
		return parts[name]
	}
	for _, p := range l.projects {
		q := part(groupOf(p, by))
		q.projects = append(q.projects, p)
	}
	if by == ByUnit {
		for _, v := range l.visits {
			q := part(v.Unit)
			q.visits = append(q.visits, v)
		}
	}
	return sorted(parts)
}

func groupOf(p *promoted, by By) string {
	switch by {
	case ByChain:
		return p.Chain.Name
	case ByUnit:
		return p.Unit
	case ByStreet:
		return p.Street
	case ByChannel:
		return p.Channel.Name
	}
	return ""
}

// sorted puts the largest group first and 未说明 last.
func sorted(parts map[string]*ledger) []group {
	var out []group
	for name, q := range parts {
		out = append(out, group{name, *q})
	}
	slices.SortFunc(out, func(a, b group) int {
		switch {
		case a.name == Unstated:
			return 1
		case b.name == Unstated:
			return -1
		case len(a.ledger.projects) != len(b.ledger.projects):
			return len(b.ledger.projects) - len(a.ledger.projects)
		case a.name < b.name:
			return -1
		}
		return 1
	})
	return out
}
