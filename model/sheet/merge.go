package sheet

import (
	"maps"
	"math"
	"slices"

	"chainatlas/model"
)

// merge makes a known record what a row states. Equal values in other words (0.2亿元 for 2000万元) change nothing, so that
// writing a ledger and reading it again leaves every record as it was. A ledger made for an audience says nothing about
// what that audience does not see: an empty cell there is no order to clear.
func (p *planner) merge(old model.Record, d *draft, s *Sheet) model.Record {
	out := model.Clone(old)
	for _, f := range d.stated {
		if !sameMeaning(f.Value(old), f.Value(d.row.Record)) && !keepsCode(f, old, d.row.Record) && !(s.forVisitors && p.hides(old, f, s)) {
			mergeField(out, d.row.Record, f)
		}
	}
	if p.o.Update == UpdateOverwrite {
		for _, f := range d.cleared {
			if slices.Contains(d.stated, f) {
				continue // the cell is empty, and a heading speaks for it
			}
			if f.Key != "name" && f.Key != "level" && f.Key != "fictional" && !p.hides(old, f, s) {
				f.Clear(out)
			}
		}
	}
	if e, ok := out.(*model.Enterprise); ok {
		if check := model.CheckUSCC(e.USCC); check != model.USCCFailed || e.USCC != old.(*model.Enterprise).USCC {
			e.USCCCheck = check // a confirmed failure stays confirmed
		}
	}
	return out
}

// keepsCode keeps a project's code against 办理中.
func keepsCode(f *model.Field, old, new model.Record) bool {
	p, ok := old.(*model.Project)
	return ok && f.Key == "project_code" && projectCode(p.ProjectCode) != "" && projectCode(new.(*model.Project).ProjectCode) == ""
}

// hides tells whether an export for the sheet's audience leaves a field out, or the name of what it links to.
func (p *planner) hides(r model.Record, f *model.Field, s *Sheet) bool {
	if s.hidesLevel(model.LevelOf(r, f)) {
		return true
	}
	l, ok := f.Value(r).(model.Link)
	if !ok || l.ID.IsZero() || f.To == "" {
		return false
	}
	x, err := p.indexOf(f.To)
	if err != nil || x.byID[l.ID] == nil {
		return false
	}
	return s.hidesLevel(x.byID[l.ID].record.Head().Level.OrInternal())
}

func (s *Sheet) hidesLevel(l model.Level) bool {
	return l == model.Secret || s.forVisitors && l != model.Public
}

// contradict tells whether two values cannot stand together; what holds several things takes both.
func contradict(a, b any) bool {
	switch x := a.(type) {
	case model.Yearly:
		for year, m := range b.(model.Yearly) {
			if old, ok := x[year]; ok && !sameMeaning(old, m) {
				return true
			}
		}
		return false
	case model.Supplies, model.Roles, model.Awards, model.Levels:
		return false
	}
	return !sameMeaning(a, b)
}

// mergeField adds to what holds several things, and replaces the rest.
func mergeField(to, from model.Record, f *model.Field) {
	switch v := f.Value(from).(type) {
	case model.Yearly:
		all := model.Yearly{}
		for year, m := range f.Value(to).(model.Yearly) {
			all[year] = m
		}
		for year, m := range v {
			if !sameMeaning(all[year], m) {
				all[year] = m
			}
		}
		f.SetValue(to, all)
	case model.Supplies:
		all := f.Value(to).(model.Supplies)
		for _, x := range v {
			all = all.With(x)
		}
		f.SetValue(to, all)
	case model.Roles:
		f.SetValue(to, addRoles(f.Value(to).(model.Roles), v))
	case model.Levels:
		f.SetValue(to, addLevels(f.Value(to).(model.Levels), v))
	case model.Awards:
		f.SetValue(to, addAwards(f.Value(to).(model.Awards), v))
	default:
		f.Copy(to, from)
	}
}

func addRoles(old, more model.Roles) model.Roles {
	out := append(model.Roles(nil), old...)
next:
	for _, x := range more {
		for i, y := range out {
			if sameLink(x.Chain, y.Chain) && (x.Node.IsZero() || x.Node == y.Node) && (x.Role == "" || y.Role == "" || x.Role == y.Role) {
				out[i].Role = model.RoleName(orElse(string(y.Role), string(x.Role)))
				continue next
			}
		}
		out = append(out, x)
	}
	return out
}

// addAwards keeps what is known of a title beyond its name.
func addAwards(old, more model.Awards) model.Awards {
	out := append(model.Awards(nil), old...)
next:
	for _, x := range more {
		for _, y := range out {
			if one := (model.Awards{y}).String(); x.Name == y.Name || x.Name == one {
				continue next
			}
		}
		out = append(out, x)
	}
	return out
}

// sameMeaning tells whether two values say the same, whatever the words.
func sameMeaning(a, b any) bool {
	switch x := a.(type) {
	case model.Money:
		y := b.(model.Money)
		return x == y || x.Known && y.Known && x.Min == y.Min && x.Max == y.Max && x.Currency == y.Currency && x.Qualifier == y.Qualifier
	case model.Date:
		y := b.(model.Date)
		return x == y || x.Known() && x.Precision == y.Precision && x.From == y.From && x.To == y.To
	case model.Quantity:
		y := b.(model.Quantity)
		return x == y || x.Known && y.Known && x.Min == y.Min && x.Max == y.Max && model.Squeeze(x.Unit) == model.Squeeze(y.Unit)
	case model.Link:
		return sameLink(x, b.(model.Link))
	case model.NodeRef:
		y := b.(model.NodeRef)
		return x == y || y.Code == "" && y.Name != "" && y.Name == x.Name
	case model.Code:
		return x.String() == b.(model.Code).String()
	case model.Location:
		return sameLocation(x, b.(model.Location))
	case model.Levels:
		return maps.Equal(addLevels(x, b.(model.Levels)), x)
	case model.Level:
		return x.OrInternal() == b.(model.Level).OrInternal()
	case string:
		return x == b.(string)
	}
	return false
}

// sameLocation takes points a decimetre apart for one, and keeps a known point against mere words.
func sameLocation(old, new model.Location) bool {
	if old.Point == nil || new.Point == nil {
		return old.Point != nil || old.Entered == new.Entered && new.Point == nil
	}
	return math.Abs(old.Point[0]-new.Point[0]) < 1e-6 && math.Abs(old.Point[1]-new.Point[1]) < 1e-6
}
