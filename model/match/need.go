package match

import (
	"strings"

	"chainatlas/model"
)

// need is one thing that a project asks of a site, and how a site is held against it.
type need struct {
	key, label, wanted string
	judge              func(*model.Site) finding
}

// finding is what came of it. share is the part of the weight that the site earns, 0…1.
type finding struct {
	offered string
	verdict Verdict
	missing *Amount
	ready   model.YesNo
	share   float64
	why     string
}

// unstatedShare keeps a site that says nothing between one that has enough and one that has not.
const unstatedShare = 0.5

func unstated(why string) finding {
	return finding{verdict: Unstated, share: unstatedShare, why: why}
}

// asked are the fields of a project that say what it needs of a site.
var asked = []string{"land_need", "floor_need", "site_kind_need", "needs", "planned_start", "max_expressway", "max_rail", "max_station"}

// HasNeeds tells whether a project states anything that a site could be held against. What follows from its industry
// alone is no need: every project would fit anywhere.
func HasNeeds(p *model.Project) bool {
	for _, key := range asked[:4] {
		if f, err := model.FieldOf(model.KindProject, key); err == nil && !f.Empty(p) {
			return true
		}
	}
	return !p.MaxExpressway.IsZero() || !p.MaxRail.IsZero() || !p.MaxStation.IsZero()
}

// Asked lists the fields to fill in for a match, in the words of the form.
func Asked() (labels []string) {
	for _, key := range asked {
		if f, err := model.FieldOf(model.KindProject, key); err == nil {
			labels = append(labels, f.Label)
		}
	}
	return labels
}

// needsOf lists what a project needs, in the order in which it is told.
func needsOf(p *model.Project) (out []need) {
	out = append(out, areaNeeds(p)...)
	out = append(out, kindNeed(p)...)
	out = append(out, landUseNeed(p)...)
	out = append(out, industryNeed(p)...)
	for _, what := range utilities {
		if x, ok := p.Needs.Of(what); ok {
			out = append(out, utilityNeeds(x)...)
		}
	}
	out = append(out, farNeed("expressway", "距高速口", p.MaxExpressway, func(s *model.Site) model.Quantity { return s.ToExpressway })...)
	out = append(out, farNeed("rail", "距铁路", p.MaxRail, func(s *model.Site) model.Quantity { return s.ToRail })...)
	out = append(out, farNeed("station", "距车站", p.MaxStation, func(s *model.Site) model.Quantity { return s.ToStation })...)
	out = append(out, dateNeed(p)...)
	out = append(out, need{"supply_status", "供应状态", "可供应", func(s *model.Site) finding { return statusFinding(p, s) }})
	return append(out, otherNeeds(p)...)
}

// otherNeeds are words that no number of a site can answer; they are told, and weigh nothing.
func otherNeeds(p *model.Project) (out []need) {
	tell := func(label, wanted, why string) {
		if !model.Blank(wanted) {
			out = append(out, need{"other", label, wanted, func(*model.Site) finding { return unstated(why) }})
		}
	}
	for _, x := range p.Needs {
		if !isUtility(x.What) {
			tell("其他要素", x.String(), "不能自动比较，请人工核对")
		}
	}
	tell("环境容量", p.EnvironmentNeed, "需生态环境部门核定")
	if !p.LandNeed.IsZero() && len(areaNeeds(p)) == 0 && !model.Blank(p.LandNeed.Text) {
		tell("用地", p.LandNeed.Text, "没有写明数值，不能自动比较")
	}
	return out
}

func isUtility(what string) bool {
	for _, u := range utilities {
		if u == what {
			return true
		}
	}
	return false
}

// anyOf tells whether the text holds one of the words.
func anyOf(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
