// Package match compares what a project needs with what a site offers, need by need.
//
// What a site does not state is no fault of it: such a need counts half, and is told as 未说明. Every point of a score is
// explained by one Gap, so that anybody can add it up again.
package match

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"chainatlas/model"
)

// Verdict says how far a site answers one need.
type Verdict string

// The verdicts.
const (
	Met      Verdict = "满足"
	Partly   Verdict = "部分" // nearly enough, or enough but not yet there
	Short    Verdict = "不足"
	Unstated Verdict = "未说明" // the site says nothing that could be compared
)

// Amount is a number with its unit, such as what is missing.
type Amount struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

// String is the amount with at most two decimals: 30亩.
func (a Amount) String() string { return number(a.Value) + a.Unit }

// Gap is one need held against a site, with the points it brings and why.
type Gap struct {
	Need    string      `json:"need"`    // key: area, power …
	Label   string      `json:"label"`   // the need in words: 用地, 供电容量 …
	Wanted  string      `json:"wanted"`  // what the project states
	Offered string      `json:"offered"` // what the site states; "" for nothing
	Verdict Verdict     `json:"verdict"`
	Missing *Amount     `json:"missing,omitempty"` // how much the site lacks, in the unit of the need
	Ready   model.YesNo `json:"ready,omitempty"`   // whether it is there already, where the site says so
	Points  float64     `json:"points"`            // to a tenth
	Of      float64     `json:"of"`                // the need's weight
	Why     string      `json:"why"`
}

// Match is a project held against a site.
type Match struct {
	Project  *model.Project
	Site     *model.Site
	Score    int    // 0…100: the points of all needs as a share of their weights
	Excluded string // why the site is out of the question; "" when it is not
	Gaps     []Gap  // in the order of Needs
}

// Count tells how many needs have a verdict.
func (m Match) Count(v Verdict) int {
	n := 0
	for _, g := range m.Gaps {
		if g.Verdict == v {
			n++
		}
	}
	return n
}

// Compare holds a project against one site.
func Compare(p *model.Project, s *model.Site, w Weights) Match { return compare(p, needsOf(p), s, w) }

func compare(p *model.Project, needs []need, s *model.Site, w Weights) Match {
	m := Match{Project: p, Site: s, Excluded: excluded(p, s)}
	var points, of float64
	for _, n := range needs {
		f := n.judge(s)
		g := Gap{Need: n.key, Label: n.label, Wanted: n.wanted, Offered: f.offered, Verdict: f.verdict, Missing: f.missing, Ready: f.ready, Why: f.why, Of: w.of(n.key)}
		g.Points = math.Round(g.Of*f.share*10) / 10
		points, of = points+g.Points, of+g.Of
		m.Gaps = append(m.Gaps, g)
	}
	if of > 0 && m.Excluded == "" {
		m.Score = int(math.Round(100 * points / of))
	}
	return m
}

// Sites ranks the sites for a project: the best first, those of one score by name, and those that are excluded last.
func Sites(p *model.Project, sites []*model.Site, w Weights) []Match {
	needs, out := needsOf(p), make([]Match, 0, len(sites))
	for _, s := range sites {
		out = append(out, compare(p, needs, s, w))
	}
	slices.SortStableFunc(out, func(a, b Match) int { return order(a, b, &a.Site.Base, &b.Site.Base) })
	return out
}

// Projects ranks the projects that a site would suit, as Sites does. Those that state no need are left out.
func Projects(s *model.Site, projects []*model.Project, w Weights) []Match {
	out := make([]Match, 0, len(projects))
	for _, p := range projects {
		if HasNeeds(p) {
			out = append(out, Compare(p, s, w))
		}
	}
	slices.SortStableFunc(out, func(a, b Match) int { return order(a, b, &a.Project.Base, &b.Project.Base) })
	return out
}

func order(a, b Match, x, y *model.Base) int {
	return cmp.Or(cmp.Compare(out(a), out(b)), cmp.Compare(b.Score, a.Score), strings.Compare(x.Name, y.Name), strings.Compare(x.ID.String(), y.ID.String()))
}

func out(m Match) int {
	if m.Excluded != "" {
		return 1
	}
	return 0
}

// Open leaves the projects that may still look for a site: not ended, and no site chosen once works began.
func Open(projects []*model.Project) (out []*model.Project) {
	for _, p := range projects {
		if p.Status != model.Ended && !p.Stage.AtLeast(model.StageStarted) {
			out = append(out, p)
		}
	}
	return out
}
