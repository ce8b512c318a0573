package table

import (
	"bytes"
	"slices"

	"chainatlas/model"
	"chainatlas/model/store"
)

// slimOf reads a field off the slim rows, which are in memory; nil for a field that they do not hold whole. Links are not
// among them: rows do not know how a link was written.
func slimOf(f *model.Field) func(*model.Row) any {
	if f.Key == "name" {
		return func(r *model.Row) any { return r.Name }
	}
	return slim[f.Kind][f.Key]
}

var slim = map[model.Kind]map[string]func(*model.Row) any{
	model.KindProject: {
		"type":      func(r *model.Row) any { return r.Type.Value() },
		"promotion": func(r *model.Row) any { return r.Promotion },
		"stage":     func(r *model.Row) any { return r.Stage },
		"list":      func(r *model.Row) any { return model.List(r.List.Value()) },
		"status":    func(r *model.Row) any { return model.Status(r.Status.Value()) },
		"link_type": func(r *model.Row) any { return model.LinkType(r.LinkType.Value()) },
		"street":    func(r *model.Row) any { return r.Street.Value() },
		"unit":      func(r *model.Row) any { return r.Unit.Value() },
		"officer":   func(r *model.Row) any { return r.Person },
	},
	model.KindEnterprise: {
		"firm_kind":   func(r *model.Row) any { return r.Type.Value() },
		"local":       func(r *model.Row) any { return r.Local },
		"above_scale": func(r *model.Row) any { return r.AboveScale },
		"street":      func(r *model.Row) any { return r.Street.Value() },
		"place":       func(r *model.Row) any { return r.Party },
		"contact":     func(r *model.Row) any { return r.Person },
	},
	model.KindSite: {
		"site_kind": func(r *model.Row) any { return r.Type.Value() },
		"street":    func(r *model.Row) any { return r.Street.Value() },
		"contact":   func(r *model.Row) any { return r.Person },
	},
}

// slimColumn is a column read off the rows, whose ids are given too.
func slimColumn(f *model.Field, ids []model.ID, rows []model.Row) *column {
	c := newColumn(f)
	c.ids, c.at = ids, make([]uint32, len(ids))
	places := map[any]uint32{c.values[0]: 0}
	value := slimOf(f)
	for i := range rows {
		v := value(&rows[i])
		place, known := places[v]
		if !known {
			place = uint32(len(c.values))
			places[v] = place
			c.values = append(c.values, v)
		}
		c.at[i] = place
	}
	return c
}

// rereadRows takes the values of the records at these places from the rows again.
func (c *column) rereadRows(s *store.Store, places []uint32) {
	rows, value := s.Rows(c.field.Kind), slimOf(c.field)
	for _, p := range places {
		c.at[p] = 0
		i, found := slices.BinarySearchFunc(rows, c.ids[p], func(r model.Row, id model.ID) int { return bytes.Compare(r.ID[:], id[:]) })
		if !found {
			continue
		}
		if v := value(&rows[i]); v != c.values[0] {
			c.at[p] = uint32(len(c.values))
			c.values = append(c.values, v)
		}
	}
}
