package sheet

import (
	"fmt"
	"slices"

	"chainatlas/model"
)

// index finds the records that rows may mean. It also knows what earlier rows of the import made of them.
type index struct {
	kind model.Kind
	byID map[model.ID]*entry
	keys map[string][]*entry
}

// entry is one record of the index as it will be after the rows so far.
type entry struct {
	record model.Record
	stored model.Record // as the store has it; nil when this import makes it
}

func newIndex(kind model.Kind, o Options) (*index, error) {
	x := &index{kind: kind, byID: make(map[model.ID]*entry), keys: make(map[string][]*entry)}
	if o.Existing == nil {
		return x, nil
	}
	records, err := o.Existing.All(kind)
	if err != nil {
		return nil, fmt.Errorf("read %s records to match: %w", kind, err)
	}
	for _, r := range records {
		x.add(&entry{record: r, stored: r})
	}
	return x, nil
}

func (x *index) add(e *entry) {
	x.byID[e.record.Head().ID] = e
	for _, k := range keysOf(e.record) {
		if !slices.Contains(x.keys[k], e) {
			x.keys[k] = append(x.keys[k], e)
		}
	}
}

// keysOf lists all that a record can be found by.
func keysOf(r model.Record) []string {
	name := model.NormalName(r.Head().Name)
	keys := []string{"name:" + name}
	switch x := r.(type) {
	case *model.Project:
		if code := model.NormalName(x.ProjectCode); code != "" {
			keys = append(keys, "code:"+code)
		}
		if wellFormed(x.InvestorUSCC) {
			keys = append(keys, "uscc:"+x.InvestorUSCC+"|"+name)
		}
	case *model.Enterprise:
		if wellFormed(x.USCC) {
			keys = append(keys, "uscc:"+x.USCC)
		}
		if x.ShortName != "" {
			keys = append(keys, "short:"+model.NormalName(x.ShortName))
		}
	case *model.Site:
		if code := model.NormalName(x.Code); code != "" {
			keys = append(keys, "code:"+code)
		}
	}
	return keys
}

// wellFormed keeps codes that Excel spoilt from being taken for keys.
func wellFormed(uscc string) bool {
	c := model.CheckUSCC(uscc)
	return c != "" && c != model.USCCBadForm
}

// match finds the record that a draft means: nil for a new one, why when a person must decide.
func (x *index) match(d *draft, o Options) (found *entry, why string) {
	if !d.id.IsZero() {
		return x.byID[d.id], ""
	}
	if o.Match == MatchNone {
		return nil, ""
	}
	switch r := d.row.Record.(type) {
	case *model.Project:
		return x.matchProject(r, o.Match)
	case *model.Enterprise:
		return x.matchEnterprise(r, o.Match)
	case *model.Site:
		return x.matchSite(r)
	}
	return x.one(x.named(d.row.Record))
}

func (x *index) named(r model.Record) []*entry {
	if r.Head().Name == "" {
		return nil
	}
	return x.keys["name:"+model.NormalName(r.Head().Name)]
}

// one is the only candidate; several are for a person to decide.
func (x *index) one(list []*entry) (*entry, string) {
	switch len(list) {
	case 0:
		return nil, ""
	case 1:
		return list[0], ""
	}
	return nil, fmt.Sprintf("与 %d 条已有记录相符，无法确定是哪一条", len(list))
}

func (x *index) matchProject(p *model.Project, how string) (*entry, string) {
	if code := model.NormalName(p.ProjectCode); code != "" && how == "" {
		if list := x.keys["code:"+code]; len(list) > 0 {
			return x.one(list)
		}
	}
	same := x.named(p)
	switch how {
	case MatchName:
		return x.one(same)
	case MatchUSCC:
		return x.one(x.keys["uscc:"+p.InvestorUSCC+"|"+model.NormalName(p.Name)])
	}
	return x.one(sameInvestor(same, p))
}

// sameInvestor keeps the projects of the same investor; one that names no investor may be anybody's.
func sameInvestor(list []*entry, p *model.Project) []*entry {
	var sure, maybe []*entry
	for _, e := range list {
		q := e.record.(*model.Project)
		switch {
		case differentCodes(p.ProjectCode, q.ProjectCode):
		case p.Investor.IsZero() && q.Investor.IsZero() || sameLink(p.Investor, q.Investor):
			sure = append(sure, e)
		case p.Investor.IsZero() || q.Investor.IsZero():
			maybe = append(maybe, e)
		}
	}
	if len(sure) > 0 {
		return sure
	}
	return maybe
}

func differentCodes(a, b string) bool {
	return a != "" && b != "" && model.NormalName(a) != model.NormalName(b)
}

func sameLink(a, b model.Link) bool {
	if !a.ID.IsZero() && a.ID == b.ID {
		return true
	}
	return a.Name != "" && model.NormalName(a.Name) == model.NormalName(b.Name)
}

func (x *index) matchEnterprise(e *model.Enterprise, how string) (*entry, string) {
	if wellFormed(e.USCC) && how != MatchName {
		if list := x.keys["uscc:"+e.USCC]; len(list) > 0 {
			return x.one(list)
		}
	}
	if how == MatchUSCC {
		return nil, ""
	}
	found, why := x.one(x.named(e))
	if found == nil && why == "" {
		found, why = x.one(x.keys["short:"+model.NormalName(e.Name)])
	}
	if found == nil {
		return nil, why
	}
	if known := found.record.(*model.Enterprise).USCC; wellFormed(known) && wellFormed(e.USCC) && known != e.USCC {
		return nil, "已有同名企业，但统一社会信用代码不同（" + known + "）"
	}
	return found, ""
}

func (x *index) matchSite(s *model.Site) (*entry, string) {
	if code := model.NormalName(s.Code); code != "" {
		if list := x.keys["code:"+code]; len(list) > 0 {
			return x.one(list)
		}
	}
	var same []*entry
	for _, e := range x.named(s) {
		t := e.record.(*model.Site)
		if !differentCodes(s.Code, t.Code) && (s.Park.IsZero() || t.Park.IsZero() || sameLink(s.Park, t.Park)) {
			same = append(same, e)
		}
	}
	return x.one(same)
}

// twinned tells of a new project whose name is taken by another investor's.
func (x *index) twinned(d *draft) bool {
	return x.kind == model.KindProject && len(x.named(d.row.Record)) > 0
}
