package present

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/match"
)

// question is what somebody asks of the sites: needs that are held against what a site offers, words that it must name, and
// a filter where somebody writes one. It is asked of redacted sites alone, so that no answer can tell what is hidden.
type question struct {
	need   model.Project
	words  []string
	filter *filter.Filter
}

// found is a site that answers, with what of the question it meets, nearly meets, and what must still be looked up.
type found struct {
	site                *model.Site
	meets, nearly, open []string
}

// less is how much of the question is not met for certain.
func (f found) less() int { return len(f.nearly) + len(f.open) }

var (
	kilovolts = regexp.MustCompile(`(?i)(双)?\s*([0-9]+(?:\.[0-9]+)?)\s*(?:kv|千伏)([a安]?)`)
	circuits  = regexp.MustCompile(`双回路|双电源|双路|双回|两回路|2回路|二回路|单回路`)
	power     = regexp.MustCompile(`(?i)[0-9]+(?:\.[0-9]+)?\s*(?:kva|千伏安|kw|千瓦|mw|兆瓦)`)
	land      = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?\s*(?:亩|公顷)`)
	floor     = regexp.MustCompile(`(?i)[0-9]+(?:\.[0-9]+)?\s*(?:万?平方米|万?平米|万?㎡|万?m2|万?平)`)
	utility   = regexp.MustCompile(`(供水|用水|供热|蒸汽|用热|天然气|燃气|供气|用气|排污|污水|行车|起重|层高|净高|承重|荷载)\s*([0-9]+(?:\.[0-9]+)?\s*[^\s，,、；;0-9]*)?`)
	filler    = regexp.MustCompile(`一个|一块|一处|请问|哪里|哪些|有没有|没有|需要|要求|载体|左右|以上|不少于|供电|用电|[的找有要处吗呢和带，,、､；;。｡？?！!]`)
)

// utilities are the words of a question by what a site calls them.
var utilities = map[string]string{
	"供水": model.Water, "用水": model.Water, "供热": model.Heat, "蒸汽": model.Heat, "用热": model.Heat, "天然气": model.Gas, "燃气": model.Gas,
	"供气": model.Gas, "用气": model.Gas, "排污": model.Discharge, "污水": model.Discharge, "行车": model.Crane, "起重": model.Crane,
	"层高": model.Height, "净高": model.Height, "承重": model.FloorLoad, "荷载": model.FloorLoad,
}

// parse reads a question: 30亩 双10kV 天然气, or a filter such as 面积>=30亩. The error is filter's, for a filter alone.
func parse(text string) (q question, err error) {
	text = fromEnglish(strings.TrimSpace(model.HalfWidth(text)))
	if filter.IsExpr(text) {
		q.filter, err = filter.Parse(model.KindSite, text)
		return q, err
	}
	text = q.takePower(text)
	text = q.takeUtilities(text)
	text = take(land, text, func(m []string) { q.need.LandNeed = quantity(m[0], "亩") })
	text = take(floor, text, func(m []string) {
		if strings.HasSuffix(m[0], "平") {
			m[0] += "方米"
		}
		q.need.FloorNeed = quantity(m[0], "㎡")
	})
	for _, w := range strings.Fields(filler.ReplaceAllString(text, " ")) {
		if utf8.RuneCountInString(w) > 1 { // 地 of 一块地 names nothing
			q.words = append(q.words, w)
		}
	}
	return q, nil
}

// take hands every match to a function and returns what is left of the text.
func take(form *regexp.Regexp, text string, use func(m []string)) string {
	return form.ReplaceAllStringFunc(text, func(s string) string {
		use(form.FindStringSubmatch(s))
		return " "
	})
}

func quantity(text, unit string) model.Quantity {
	q, _ := model.ParseQuantity(text, model.Hint{Unit: unit})
	return q
}

// takePower reads amount, voltage and circuits, which belong to one supply: 双10kV is two circuits of ten kilovolts.
func (q *question) takePower(text string) string {
	x := model.Supply{What: model.Power}
	text = take(power, text, func(m []string) {
		if read, ok := model.ParseSupply(model.Power, m[0], model.Hint{}); ok {
			x.Value, x.Unit, x.Note = read.Value, read.Unit, read.Note
		}
	})
	text = take(kilovolts, text, func(m []string) {
		x.Voltage = m[2] + "kV"
		if m[1] != "" {
			x.Circuits = 2
		}
	})
	text = take(circuits, text, func(m []string) {
		x.Circuits = 2
		if m[0] == "单回路" {
			x.Circuits = 1
		}
	})
	if x.Value != nil || x.Note != "" || x.Voltage != "" || x.Circuits > 0 {
		q.need.Needs = append(q.need.Needs, x)
	}
	return text
}

func (q *question) takeUtilities(text string) string {
	return take(utility, text, func(m []string) {
		x := model.Supply{What: utilities[m[1]], Note: m[1]}
		if read, ok := model.ParseSupply(x.What, m[2], model.Hint{}); ok && m[2] != "" {
			x = read
		}
		q.need.Needs = q.need.Needs.With(x)
	})
}

// empty tells whether nothing was asked.
func (q question) empty() bool {
	return q.filter.Empty() && len(q.words) == 0 && len(q.need.Needs) == 0 && q.need.LandNeed.IsZero() && q.need.FloorNeed.IsZero()
}

// answer finds the sites that lack nothing of what was asked: those that state all of it first, then the smallest.
func (q question) answer(sites []*model.Site) (out []found) {
	for _, s := range sites {
		if f, ok := q.held(s); ok {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.less(), b.less()), cmp.Compare(a.site.Area.Min, b.site.Area.Min), strings.Compare(a.site.Name, b.site.Name))
	})
	return out
}

func (q question) held(s *model.Site) (f found, ok bool) {
	if q.filter != nil {
		return found{site: s}, q.filter.Match(s)
	}
	told := strings.ToLower(strings.Join([]string{s.Name, s.SiteKind, s.Street, s.Park.Name, s.Building, s.Allowed, s.LandUse.Text, s.Suits.String(), s.Supplies.String()}, " "))
	for _, w := range q.words {
		if !strings.Contains(told, strings.ToLower(w)) {
			return f, false
		}
	}
	m := match.Compare(&q.need, s, nil)
	if m.Excluded != "" {
		return f, false
	}
	f.site = s
	for _, g := range m.Gaps {
		switch {
		case !asked(g.Need):
		case g.Verdict == match.Short:
			return f, false
		case g.Verdict == match.Partly:
			f.nearly = append(f.nearly, g.Label)
		case g.Verdict == match.Unstated:
			f.open = append(f.open, g.Label)
		default:
			f.meets = append(f.meets, g.Label)
		}
	}
	return f, len(f.meets)+len(f.nearly) > 0 || len(f.open) == 0 // who states nothing of what was asked is no answer
}

// asked leaves out what match weighs without being asked, such as the status of supply.
func asked(need string) bool {
	return need != "supply_status" && need != "land_use" && need != "industry" && need != "site_kind"
}

// lines are what the card of an answer tells.
func (f found) lines() []string {
	out := siteLines(f.site)
	if len(f.meets) > 0 {
		out = append(out, "满足 "+strings.Join(f.meets, "、"))
	}
	if len(f.nearly) > 0 {
		out = append(out, "部分满足 "+strings.Join(f.nearly, "、"))
	}
	if len(f.open) > 0 {
		out = append(out, "待核实 "+strings.Join(f.open, "、"))
	}
	return out
}
