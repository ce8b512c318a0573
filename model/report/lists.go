package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
)

// ChainList is one of a chain's lists.
type ChainList struct {
	Key      string     `json:"key"`
	Title    string     `json:"title"`
	Template string     `json:"template,omitempty"` // the ledger that holds it: T8, T9, T6
	Rows     []ChainRow `json:"rows"`
}

// ChainRow is a line of a list. A line about a node has no record.
type ChainRow struct {
	ID   model.ID      `json:"id,omitzero"`
	Kind model.Kind    `json:"kind,omitempty"`
	Name string        `json:"name"`
	Node model.NodeRef `json:"node,omitzero"`
	Note string        `json:"note,omitempty"`
}

// Lists are the three lists of a chain (链主企业, 目标企业, 落地载体) and the five that the province asks for (龙头骨干企业,
// 主要配套企业, 锻长板, 补短板, 技术攻关). All of them are read from the records: who edits a role, a site or a project edits a list.
func Lists(chain *model.Chain, all []*model.Chain, firms []*model.Enterprise, projects []*model.Project, sites []*model.Site) []ChainList {
	state := StateOf(chain, firms, projects)
	role := func(names ...model.RoleName) []ChainRow { return firmsAs(chain, state.Firms, names) }
	return []ChainList{
		{"leaders", "链主企业清单", "T8", role(model.RoleLeader)},
		{"targets", "目标企业清单", "T9", role(model.RoleTarget)},
		{"sites", "落地载体清单", "T6", sitesOf(chain, state.Projects, sites)},
		{"backbone", "龙头骨干企业清单", "", backbone(chain, state.Firms)},
		{"supporters", "主要配套企业清单", "", role(model.RoleSupporter)},
		{"strengths", "锻长板重点领域清单", "", strengths(chain, state)},
		{"shortfalls", "补短板突破环节清单", "", shortfalls(Gaps(chain, all, firms, projects))},
		{"research", "关键产品技术攻关清单", "", research(chain, state.Projects)},
	}
}

// firmsAs lists everybody with one of the roles, node by node as the chain has them.
func firmsAs(chain *model.Chain, firms []*model.Enterprise, roles []model.RoleName) []ChainRow {
	out := []ChainRow{}
	for _, e := range firms {
		for _, r := range e.Roles {
			if isChain(r.Chain, chain) && slices.Contains(roles, r.Role) {
				out = append(out, firmRow(e, r))
			}
		}
	}
	return alongChain(chain, out)
}

func firmRow(e *model.Enterprise, r model.Role) ChainRow {
	note := []string{string(r.Role), e.Place}
	if year, output := e.Output.Latest(); year != 0 {
		note = append(note, fmt.Sprintf("%d年产值 %s", year, output.Text))
	}
	note = append(note, e.Labels.String())
	if e.Fictional {
		note = append([]string{"虚构"}, note...)
	}
	return ChainRow{e.ID, model.KindEnterprise, e.Name, r.Node, joinWords(note...)}
}

// backbone are the local leaders and key firms, and whoever is 规上.
func backbone(chain *model.Chain, firms []*model.Enterprise) []ChainRow {
	out := []ChainRow{}
	for _, e := range firms {
		for _, r := range e.Roles {
			big := r.Role == model.RoleLeader || r.Role == model.RoleKey || e.AboveScale == model.Yes && r.Role != model.RoleSupporter
			if isChain(r.Chain, chain) && big && e.Local == model.Yes && r.Role != model.RoleTarget {
				out = append(out, firmRow(e, r))
			}
		}
	}
	return alongChain(chain, out)
}

// sitesOf are the sites that the chain's projects chose and those that say they suit the chain.
func sitesOf(chain *model.Chain, projects []*model.Project, sites []*model.Site) []ChainRow {
	chosen := map[model.ID][]string{}
	for _, p := range projects {
		if !p.Place.ID.IsZero() && goesOn(p) {
			chosen[p.Place.ID] = append(chosen[p.Place.ID], p.Name)
		}
	}
	out := []ChainRow{}
	for _, s := range sites {
		suits := slices.ContainsFunc(s.Suits, chain.Called)
		if names := chosen[s.ID]; suits || len(names) > 0 {
			why := ""
			if len(names) > 0 {
				why = "项目：" + strings.Join(names[:min(len(names), 3)], "、")
				if len(names) > 3 {
					why += fmt.Sprintf(" 等 %d 个", len(names))
				}
			}
			out = append(out, ChainRow{s.ID, model.KindSite, s.Name, model.NodeRef{}, joinWords(s.SiteKind, s.Area.String(), s.SupplyStatus, why)})
		}
	}
	slices.SortStableFunc(out, func(a, b ChainRow) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func strengths(chain *model.Chain, state ChainState) []ChainRow {
	out := []ChainRow{}
	for _, n := range chain.Nodes {
		if s := state.Nodes[n.Code]; s.Status == Strong {
			out = append(out, ChainRow{Name: n.Name, Node: n.Ref(), Note: joinWords(s.Why, numbered("项目", len(s.Projects)))})
		}
	}
	return out
}

func shortfalls(gaps []Gap) []ChainRow {
	out := []ChainRow{}
	for _, g := range gaps {
		if g.LinkType != Strengthen {
			out = append(out, ChainRow{Name: g.Node.Name, Node: g.Node.Ref(), Note: joinWords(g.State.Why, numbered("上下游本地企业", g.Firms()), numbered("目标企业", len(g.Targets)))})
		}
	}
	return out
}

// research are the chain's own words and the projects that renew technology.
func research(chain *model.Chain, projects []*model.Project) []ChainRow {
	out := []ChainRow{}
	for _, text := range chain.Research {
		out = append(out, ChainRow{Name: text})
	}
	for _, p := range projects {
		if goesOn(p) && (strings.Contains(p.Construction, "技改") || strings.Contains(p.ProjectType, "技改")) {
			out = append(out, ChainRow{p.ID, model.KindProject, p.Name, p.Node, joinWords(p.Construction, p.Stage.String(), p.TotalInvestment.String())})
		}
	}
	return out
}

// alongChain orders rows as the chain has its nodes, then by name.
func alongChain(chain *model.Chain, rows []ChainRow) []ChainRow {
	place := map[string]int{}
	for i, n := range chain.Nodes {
		place[n.Code] = i + 1
	}
	slices.SortStableFunc(rows, func(a, b ChainRow) int {
		return cmp.Or(cmp.Compare(place[a.Node.Code], place[b.Node.Code]), strings.Compare(a.Name, b.Name))
	})
	return rows
}

func numbered(what string, n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s %d", what, n)
}

func joinWords(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " · ")
}
