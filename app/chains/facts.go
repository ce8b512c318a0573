package chains

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"chainatlas/model"
	"chainatlas/model/report"
)

// entry is a row of the panel: a record that it opens, or a node that it shows.
type entry struct {
	Title, Note string
	Record      model.ID
	Node        string
}

// section is entries under a heading, with what to say when there are none.
type section struct {
	Title string
	Rows  []entry
	None  string
}

// facts is everything the panel says about a node.
type facts struct {
	Name, English, Place string // Place is the lane and the group
	Codes, Fact          string
	Sections             []section
}

// factsOf gathers what is known about a node.
func (w *work) factsOf(n model.Node) facts {
	f := facts{Name: n.Name, English: n.English, Place: joined(" · ", n.Lane, n.Group, n.Code), Codes: codesOf(n), Fact: n.Fact}
	firms, projects := w.firmsOn(n.Code), w.projectsOn(n.Code)
	f.Sections = []section{
		{"企业 " + strconv.Itoa(len(firms)), firmEntries(w.Chain.ID, n.Code, firms), "尚无企业归入该环节。可在企业的「产业链角色」中登记。"},
		{"项目 " + strconv.Itoa(len(projects)), projectEntries(projects), "尚无项目归入该环节。"},
	}
	title := "上下游本地企业"
	if w.Nodes[n.Code].Gap {
		title = "缺口：上下游已有本地企业"
	}
	f.Sections = append(f.Sections, section{title, w.neighbourEntries(n.Code), "上下游环节尚无本地企业。"})
	return f
}

func codesOf(n model.Node) string {
	var parts []string
	for _, c := range n.Industries {
		parts = append(parts, c.String())
	}
	return strings.Join(parts, "、")
}

// joined joins the parts that say something.
func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// firmsOn lists the enterprises on a node, the leaders first.
func (w *work) firmsOn(code string) []*model.Enterprise {
	out := slices.Clone(w.Nodes[code].Firms)
	slices.SortStableFunc(out, func(a, b *model.Enterprise) int {
		return cmp.Or(cmp.Compare(roleOrder(w.Chain.ID, code, a), roleOrder(w.Chain.ID, code, b)), strings.Compare(a.Name, b.Name))
	})
	return out
}

func roleOrder(chain model.ID, code string, e *model.Enterprise) int {
	role, _ := e.Roles.On(chain, code)
	for i, c := range role.Role.Choices() {
		if c.Key == string(role.Role) {
			return i
		}
	}
	return len(role.Role.Choices())
}

func firmEntries(chain model.ID, code string, firms []*model.Enterprise) []entry {
	var out []entry
	for _, e := range firms {
		role, _ := e.Roles.On(chain, code)
		note := joined(" · ", invented(e), string(role.Role), e.FirmKind, e.Place)
		if role.Inferred {
			note = joined(" · ", note, "推断")
		}
		note = joined(" · ", note, oldWords(e))
		out = append(out, entry{Title: e.Name, Note: note, Record: e.ID})
	}
	return out
}

// invented says so; it stands first, where no ellipsis takes it away.
func invented(r model.Record) string {
	if r.Head().Fictional {
		return "虚构"
	}
	return ""
}

// oldWords says that what is known of a record is old.
func oldWords(r model.Record) string {
	if d := report.SpokenOf(r.Head()); report.Stale(d, model.DayAt(time.Now())) {
		return "截至 " + d.String() + "（较旧）"
	}
	return ""
}

// halted is the status of a project that does not go on: it stands here, but the status of the node leaves it out.
func halted(p *model.Project) string {
	if p.Status == model.Ongoing {
		return ""
	}
	return string(p.Status)
}

// projectsOn lists the projects on a node, the furthest come first.
func (w *work) projectsOn(code string) []*model.Project {
	var out []*model.Project
	for _, p := range w.Projects {
		if p.Node.Code == code {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b *model.Project) int {
		return cmp.Or(cmp.Compare(b.Stage.Order(), a.Stage.Order()), strings.Compare(a.Name, b.Name))
	})
	return out
}

func projectEntries(projects []*model.Project) []entry {
	var out []entry
	for _, p := range projects {
		out = append(out, entry{Title: p.Name, Record: p.ID,
			Note: joined(" · ", invented(p), halted(p), p.Stage.String(), p.TotalInvestment.String(), string(p.LinkType))})
	}
	return out
}

// localsOn lists the firms that are here already.
func (w *work) localsOn(code string) []*model.Enterprise {
	return slices.DeleteFunc(w.firmsOn(code), func(e *model.Enterprise) bool { return !report.IsLocal(e, w.Chain.ID, code) })
}

func (w *work) neighbourEntries(code string) []entry {
	up, down := w.Chain.Neighbours(code)
	return append(w.neighbours("上游", up), w.neighbours("下游", down)...)
}

func (w *work) neighbours(side string, codes []string) []entry {
	var out []entry
	for _, code := range codes {
		n, ok := w.Chain.Node(code)
		firms := w.localsOn(code)
		if !ok || len(firms) == 0 {
			continue
		}
		names := make([]string, len(firms))
		for i, e := range firms {
			names[i] = e.Name
		}
		out = append(out, entry{Title: n.Name, Note: side + " · " + strings.Join(names, "、"), Node: code})
	}
	return out
}

// headsOf is the line of the two heads and the office.
func headsOf(c *model.Chain) string {
	said := func(s string) string {
		if s == "" {
			return "未说明"
		}
		return s
	}
	return "双链长　行政链长：" + said(c.AdminHead.Name) + "　企业链长：" + said(c.EnterpriseHead.Name) + "　链办：" + said(c.Office)
}
