package assets_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chainatlas/assets"
)

type chainFile struct {
	Edition     string
	Source      string
	AnchorsNote string `json:"anchors_note"`
	Chains      []chain
	Links       []struct{ From, To, Kind string }
}

type chain struct {
	ID, Name                       string
	NameEn                         string `json:"name_en"`
	Kind                           string
	Strengthen, Fill, Extend, Note string
	Anchors                        []struct{ Mark, Name, Group, Note string }
	Nodes                          []node
	Edges                          []struct{ From, To, Kind string }
}

type node struct {
	ID, Label, Short, Lane, Local string
	LabelEn                       string `json:"label_en"`
	Codes                         []string
	Lines                         []int
}

type reportFile struct {
	Source, Date, Period string
	Enterprises          []entity
	Projects             []project
	Carriers             []carrier
	Clusters             []entity
}

type entity struct {
	ID, Name, Kind, Chain, Node, Placement, Fact string
	Lines                                        []int
}

type project struct {
	ID, Name, Kind, Chain, Node, Placement string
	Stage, List, Status, Phrase, Promotion string
	PromotionReason                        string `json:"promotion_reason"`
	Lines                                  []int
}

type carrier struct {
	ID, Name, Kind, Fact string
	Projects             []string
	Lines                []int
}

type figureFile struct {
	Source, Date string
	RankScope    string `json:"rank_scope"`
	Figures      []figure
}

type figure struct {
	Key, Label, Kind, Unit, Qualifier, Phrase string
	Year, Rank, Line                          int
	Value                                     *json.Number
}

type industryFile struct {
	Edition, Source              string
	Sections, Divisions, Classes []struct{ Code, Name, Section string }
}

func TestChainsAreComplete(t *testing.T) {
	file := read[chainFile](t, assets.Chains())
	nodes, edges := 0, 0
	for _, c := range file.Chains {
		nodes, edges = nodes+len(c.Nodes), edges+len(c.Edges)
	}
	if len(file.Chains) != 8 || nodes != 153 || edges != 181 {
		t.Errorf("%d chains, %d nodes, %d edges; want 8, 153, 181", len(file.Chains), nodes, edges)
	}
}

func TestEdgesAndLinksEndSomewhere(t *testing.T) {
	file := read[chainFile](t, assets.Chains())
	everywhere := map[string]bool{}
	for _, c := range file.Chains {
		here := map[string]bool{}
		for _, n := range c.Nodes {
			if everywhere[n.ID] {
				t.Errorf("%s: second node of that id", n.ID)
			}
			here[n.ID], everywhere[n.ID] = true, true
		}
		for _, e := range c.Edges {
			if !here[e.From] || !here[e.To] {
				t.Errorf("%s: edge %s → %s leaves the chain", c.ID, e.From, e.To)
			}
		}
		everywhere[c.ID] = true
	}
	for _, l := range file.Links {
		if !everywhere[l.From] || !everywhere[l.To] {
			t.Errorf("link %s → %s ends nowhere", l.From, l.To)
		}
	}
}

func TestChainsHaveNoCycle(t *testing.T) {
	for _, c := range read[chainFile](t, assets.Chains()).Chains {
		if left := afterSorting(c); left != 0 {
			t.Errorf("%s: %d nodes stand on a cycle", c.ID, left)
		}
	}
}

// afterSorting removes nodes nobody supplies until none is left, and counts what remains.
func afterSorting(c chain) int {
	suppliers, customers := map[string]int{}, map[string][]string{}
	for _, e := range c.Edges {
		suppliers[e.To]++
		customers[e.From] = append(customers[e.From], e.To)
	}
	var free []string
	for _, n := range c.Nodes {
		if suppliers[n.ID] == 0 {
			free = append(free, n.ID)
		}
	}
	left := len(c.Nodes)
	for ; len(free) > 0; left-- {
		id := free[0]
		free = free[1:]
		for _, to := range customers[id] {
			if suppliers[to]--; suppliers[to] == 0 {
				free = append(free, to)
			}
		}
	}
	return left
}

func TestChainWordsAreKnown(t *testing.T) {
	for _, c := range read[chainFile](t, assets.Chains()).Chains {
		if !slices.Contains([]string{"product", "family"}, c.Kind) {
			t.Errorf("%s: kind %q", c.ID, c.Kind)
		}
		for _, n := range c.Nodes {
			if !slices.Contains([]string{"上游", "中游", "下游", "配套"}, n.Lane) || n.Label == "" {
				t.Errorf("%s: lane %q, label %q", n.ID, n.Lane, n.Label)
			}
		}
		for _, a := range c.Anchors {
			if a.Mark != "示例" {
				t.Errorf("%s: %s is not marked as an example", c.ID, a.Name)
			}
		}
	}
}

func TestIndustryNamesEveryCode(t *testing.T) {
	file, chains := read[industryFile](t, assets.Industry()), read[chainFile](t, assets.Chains())
	if len(file.Sections) != 20 || len(file.Divisions) != 97 || file.Edition != chains.Edition {
		t.Errorf("%d sections, %d divisions, edition %q", len(file.Sections), len(file.Divisions), file.Edition)
	}
	known := map[string]string{}
	for _, list := range [][]struct{ Code, Name, Section string }{file.Sections, file.Divisions, file.Classes} {
		for _, entry := range list {
			known[entry.Code] = entry.Name
		}
	}
	for _, d := range file.Divisions {
		if known[d.Section] == "" {
			t.Errorf("division %s stands in no section", d.Code)
		}
	}
	for _, c := range chains.Chains {
		for _, n := range c.Nodes {
			for _, code := range n.Codes {
				if known[code] == "" || known[code[:2]] == "" {
					t.Errorf("%s: code %s has no name or no division", n.ID, code)
				}
			}
		}
	}
}

func TestReportEntities(t *testing.T) {
	file, nodes := read[reportFile](t, assets.ReportEntities()), nodeIDs(t)
	counts := []int{len(file.Enterprises), len(file.Projects), len(file.Carriers), len(file.Clusters)}
	if !slices.Equal(counts, []int{15, 30, 8, 4}) {
		t.Errorf("%v entities, want [15 30 8 4]", counts)
	}
	for _, e := range slices.Concat(file.Enterprises, file.Clusters) {
		if len(e.Lines) == 0 || e.Node != "" && !nodes[e.Node] || e.Chain != "" && !nodes[e.Chain] {
			t.Errorf("%s %s: chain %q, node %q, lines %v", e.ID, e.Name, e.Chain, e.Node, e.Lines)
		}
	}
	for _, c := range file.Carriers {
		if c.Name == "" || len(c.Lines) == 0 {
			t.Errorf("%s: name %q, lines %v", c.ID, c.Name, c.Lines)
		}
	}
}

func TestReportProjectsSayOnlyWhatIsStated(t *testing.T) {
	nodes := nodeIDs(t)
	stages := map[string]string{"": "", "started": "开工", "operating": "运营"}
	for _, p := range read[reportFile](t, assets.ReportEntities()).Projects {
		word, known := stages[p.Stage]
		if !known || !strings.Contains(p.Phrase, word) || !strings.Contains(p.Phrase, p.List) {
			t.Errorf("%s %s: stage %q, list %q against %s", p.ID, p.Name, p.Stage, p.List, p.Phrase)
		}
		if !slices.Contains([]string{"是", "否", "未说明"}, p.Promotion) || p.PromotionReason == "" {
			t.Errorf("%s %s: promotion %q without a reason", p.ID, p.Name, p.Promotion)
		}
		if (p.Promotion == "是") != strings.Contains(p.Kind, "招商") {
			t.Errorf("%s %s: kind %q, promotion %q", p.ID, p.Name, p.Kind, p.Promotion)
		}
		if p.Node != "" && !nodes[p.Node] || len(p.Lines) == 0 {
			t.Errorf("%s %s: node %q, lines %v", p.ID, p.Name, p.Node, p.Lines)
		}
	}
}

// A figure is believed because its number stands in the words beside it.
func TestReportedFiguresStandInTheirPhrase(t *testing.T) {
	seen, ranks := map[string]bool{}, 0
	for _, f := range read[figureFile](t, assets.ReportedFigures()).Figures {
		name := f.Key + " " + strconv.Itoa(f.Year)
		if seen[name] {
			t.Errorf("%s: second row", name)
		}
		seen[name] = true
		if f.Value == nil && f.Rank == 0 || f.Value != nil && !strings.Contains(f.Phrase, f.Value.String()) {
			t.Errorf("%s: value %v against %s", name, f.Value, f.Phrase)
		}
		if f.Rank > 0 {
			ranks++
		}
		if !strings.Contains(f.Phrase, f.Qualifier) || f.Line < 12 || f.Label == "" {
			t.Errorf("%s: qualifier %q, line %d, label %q", name, f.Qualifier, f.Line, f.Label)
		}
		if (f.Kind == "actual") != (f.Year == 2023) || (f.Kind == "target") != (f.Year == 2024) {
			t.Errorf("%s: kind %q", name, f.Kind)
		}
	}
	if len(seen) != 87 || ranks != 11 {
		t.Errorf("%d figures with %d ranks, want 87 with 11", len(seen), ranks)
	}
}

// nodeIDs returns the ids of all chains and of all their nodes.
func nodeIDs(t *testing.T) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for _, c := range read[chainFile](t, assets.Chains()).Chains {
		ids[c.ID] = true
		for _, n := range c.Nodes {
			ids[n.ID] = true
		}
	}
	return ids
}

// read decodes strictly, so that a field nobody knows is found.
func read[T any](t *testing.T, data []byte) T {
	t.Helper()
	var file T
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		t.Fatalf("read %T: %v", file, err)
	}
	return file
}
