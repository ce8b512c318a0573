package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

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
	taken  []taken      // the rows of this import that mean it
}

// seat is where a row stands.
type seat struct {
	file  string
	sheet *Sheet
	row   *Row
}

// taken is a row and what it stated.
type taken struct {
	at     seat
	stated []*model.Field
}

func (e *entry) took(d *draft, at seat) { e.taken = append(e.taken, taken{at, d.stated}) }

// disagrees tells which earlier row of the import means the same record, "" when a later row may add to it.
func (e *entry) disagrees(d *draft, at seat) string {
	for _, t := range e.taken {
		if t.at.sheet == at.sheet {
			return fmt.Sprintf("与本表第 %d 行是同一条记录", t.at.row.Number)
		}
		var labels []string
		for _, f := range d.stated {
			if slices.Contains(t.stated, f) && contradict(f.Value(e.record), f.Value(d.row.Record)) {
				labels = append(labels, f.Label)
			}
		}
		if len(labels) > 0 {
			return fmt.Sprintf("与%s是同一条记录，但%s不同", t.at.seenFrom(at), strings.Join(labels, "、"))
		}
	}
	return ""
}

// seenFrom says where a row is, from another row: 「开工清单」第 5 行.
func (s seat) seenFrom(other seat) string {
	row := fmt.Sprintf("第 %d 行", s.row.Number)
	switch {
	case s.file != other.file:
		return "「" + s.file + "」" + s.sheet.Name + " " + row
	case s.sheet.Name != other.sheet.Name:
		return "「" + s.sheet.Name + "」" + row
	}
	return "本表" + row
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
		if code := projectCode(x.ProjectCode); code != "" {
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
		if code := siteCode(x.Code); code != "" {
			keys = append(keys, "code:"+code)
		}
	}
	return keys
}

// minCodeDigits is what a project code of another pattern than the national one must have, lest a phone number or a
// word such as 办理中 be taken for one.
const minCodeDigits = 12

var (
	codeMarks    = strings.NewReplacer("-", "", "－", "", "—", "", "–", "", "‐", "", "―", "", "_", "")
	nationalCode = regexp.MustCompile(`^[0-9]{20}$`) // YYMM-区划6-行业2-性质2-序号6
	anyDigit     = regexp.MustCompile(`[0-9]`)
)

// projectCode is the code in the form in which codes are compared, "" for what is no code.
func projectCode(text string) string {
	code := codeMarks.Replace(model.NormalName(text))
	if nationalCode.MatchString(code) || len(anyDigit.FindAllString(code, -1)) >= minCodeDigits {
		return code
	}
	return ""
}

// siteCode is a plot's number, "" for 待定.
func siteCode(text string) string {
	if code := model.NormalName(text); anyDigit.MatchString(code) {
		return code
	}
	return ""
}

// wellFormed keeps codes that Excel spoilt from being taken for keys.
func wellFormed(uscc string) bool {
	c := model.CheckUSCC(uscc)
	return c != "" && c != model.USCCBadForm
}

// match finds the record that a draft means: nil for a new one, why when a person must decide.
func (x *index) match(d *draft, o Options, at seat) (found *entry, why string) {
	if !d.id.IsZero() {
		return x.byID[d.id], ""
	}
	if o.Match == MatchNone {
		return nil, ""
	}
	switch r := d.row.Record.(type) {
	case *model.Project:
		return one(x.matchProject(r, o.Match), at)
	case *model.Enterprise:
		return x.matchEnterprise(r, o.Match, at)
	case *model.Site:
		return one(x.matchSite(r), at)
	}
	return one(x.named(d.row.Record), at)
}

func (x *index) named(r model.Record) []*entry {
	if r.Head().Name == "" {
		return nil
	}
	return x.keys["name:"+model.NormalName(r.Head().Name)]
}

// one is the only candidate; several are for a person to decide.
func one(list []*entry, at seat) (*entry, string) {
	switch len(list) {
	case 0:
		return nil, ""
	case 1:
		return list[0], ""
	}
	stored, rows := 0, []string(nil)
	for _, e := range list {
		if e.stored != nil || len(e.taken) == 0 {
			stored++
		} else {
			rows = append(rows, e.taken[0].at.seenFrom(at))
		}
	}
	if stored > 0 {
		rows = append([]string{fmt.Sprintf(" %d 条已有记录", stored)}, rows...)
	}
	return nil, "与" + strings.Join(rows, "、") + "相符，无法确定是哪一条"
}

func (x *index) matchProject(p *model.Project, how string) []*entry {
	if code := projectCode(p.ProjectCode); code != "" && how == "" {
		if list := x.keys["code:"+code]; len(list) > 0 {
			return list
		}
	}
	same := x.named(p)
	switch how {
	case MatchName:
		return same
	case MatchUSCC:
		return x.keys["uscc:"+p.InvestorUSCC+"|"+model.NormalName(p.Name)]
	}
	return sameInvestor(same, p)
}

// sameInvestor keeps the projects of the same investor; one that names no investor may be anybody's.
func sameInvestor(list []*entry, p *model.Project) []*entry {
	var sure, maybe []*entry
	for _, e := range list {
		q := e.record.(*model.Project)
		switch {
		case differ(projectCode(p.ProjectCode), projectCode(q.ProjectCode)):
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

func differ(a, b string) bool { return a != "" && b != "" && a != b }

func sameLink(a, b model.Link) bool {
	if !a.ID.IsZero() && a.ID == b.ID {
		return true
	}
	return a.Name != "" && model.NormalName(a.Name) == model.NormalName(b.Name)
}

func (x *index) matchEnterprise(e *model.Enterprise, how string, at seat) (*entry, string) {
	if wellFormed(e.USCC) && how != MatchName {
		if list := x.keys["uscc:"+e.USCC]; len(list) > 0 {
			return one(list, at)
		}
	}
	if how == MatchUSCC {
		return nil, ""
	}
	found, why := one(x.named(e), at)
	if found == nil && why == "" {
		found, why = one(x.keys["short:"+model.NormalName(e.Name)], at)
	}
	if found == nil {
		return nil, why
	}
	if known := found.record.(*model.Enterprise).USCC; wellFormed(known) && wellFormed(e.USCC) && known != e.USCC {
		return nil, "已有同名企业，但统一社会信用代码不同（" + known + "）"
	}
	return found, ""
}

func (x *index) matchSite(s *model.Site) []*entry {
	if code := siteCode(s.Code); code != "" {
		if list := x.keys["code:"+code]; len(list) > 0 {
			return list
		}
	}
	var same []*entry
	for _, e := range x.named(s) {
		t := e.record.(*model.Site)
		if !differ(siteCode(s.Code), siteCode(t.Code)) && !differ(s.Street, t.Street) && (s.Park.IsZero() || t.Park.IsZero() || sameLink(s.Park, t.Park)) {
			same = append(same, e)
		}
	}
	return same
}

// twinned tells of a new project whose name is taken by another investor's.
func (x *index) twinned(d *draft) bool {
	return x.kind == model.KindProject && len(x.named(d.row.Record)) > 0
}
