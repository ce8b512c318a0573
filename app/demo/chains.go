package demo

import (
	"encoding/json"
	"fmt"
	"strings"

	"chainatlas/app/industry"
	"chainatlas/assets"
	"chainatlas/model"
)

type chainFile struct {
	Edition, Source string
	AnchorsNote     string `json:"anchors_note"`
	Chains          []chainEntry
	Links           []struct{ From, To, Kind string }
}

type chainEntry struct {
	ID, Name, Kind                 string
	NameEn                         string `json:"name_en"`
	Strengthen, Fill, Extend, Note string
	Anchors                        []struct{ Mark, Name, Group, Note string }
	Nodes                          []nodeEntry
	Edges                          []model.Edge
}

type nodeEntry struct {
	ID, Label, Short, Lane, Local string
	LabelEn                       string `json:"label_en"`
	Codes                         []string
}

// Chains returns the industrial chains that the program carries, with the ids they have in every workspace.
func Chains() ([]*model.Chain, error) {
	var file chainFile
	if err := json.Unmarshal(assets.Chains(), &file); err != nil {
		return nil, fmt.Errorf("read chains: %w", err)
	}
	names := industry.Builtin().Name
	across := file.across()
	out := make([]*model.Chain, len(file.Chains))
	for i, c := range file.Chains {
		out[i] = c.chain(file)
		for _, n := range c.Nodes {
			node := n.node(file.Edition, names)
			node.Same, node.Supplies = across[n.ID].same, across[n.ID].supplies
			out[i].Nodes = append(out[i].Nodes, node)
		}
	}
	return out, nil
}

func (c chainEntry) chain(file chainFile) *model.Chain {
	out := &model.Chain{Code: c.ID, English: c.NameEn, ChainKind: model.ProductChain, Edges: c.Edges}
	out.ID, out.Name, out.Level, out.Source = model.FixedID(model.KindChain, c.ID), c.Name, model.Public, file.Source
	if c.Kind == "family" {
		out.ChainKind = model.FamilyChain
	}
	out.Strategy = lines("强链：", c.Strengthen, "补链：", c.Fill, "延链：", c.Extend)
	for _, a := range c.Anchors {
		out.Samples = append(out.Samples, a.Name)
	}
	if len(c.Anchors) > 0 {
		out.Notes = "链主" + file.AnchorsNote
	}
	out.Notes = strings.TrimSpace(out.Notes + "\n" + c.Note + c.longLabels())
	return out
}

// longLabels keeps the words that a box has no room for.
func (c chainEntry) longLabels() string {
	var b strings.Builder
	for _, n := range c.Nodes {
		if n.Short != "" && n.Short != n.Label {
			b.WriteString("\n" + n.Label)
		}
	}
	return b.String()
}

func (n nodeEntry) node(edition string, names func(code string) string) model.Node {
	out := model.Node{Code: n.ID, Name: n.Label, English: n.LabelEn, Lane: n.Lane, Fact: n.Local}
	if n.Short != "" {
		out.Name = n.Short
	}
	for _, code := range n.Codes {
		out.Industries = append(out.Industries, model.Code{Code: code, Edition: edition, Text: names(code)})
	}
	return out
}

// neighbours are the codes of other chains that a node is the same as, and that it supplies.
type neighbours struct{ same, supplies []string }

// across lists, for each node, what it is and what it leads to in other chains.
func (f chainFile) across() map[string]neighbours {
	out := map[string]neighbours{}
	for _, l := range f.Links {
		n := out[l.From]
		if l.Kind != "same" {
			n.supplies = append(n.supplies, l.To)
			out[l.From] = n
			continue
		}
		n.same = append(n.same, l.To)
		out[l.From] = n
		m := out[l.To]
		m.same = append(m.same, l.From)
		out[l.To] = m
	}
	return out
}

// lines joins titles and texts, two by two, and leaves out what has no text.
func lines(pairs ...string) string {
	var out []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, pairs[i]+pairs[i+1])
		}
	}
	return strings.Join(out, "\n")
}
