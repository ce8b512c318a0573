package cli

import (
	"fmt"
	"io"

	"chainatlas/model"
	"chainatlas/model/report"
)

type chainGapsCommand struct {
	Name string `arg:"" name:"产业链" help:"产业链名称或代码"`
}

// gapEntry is a gap in JSON: the node as chain show has it, and who and what would close it.
type gapEntry struct {
	nodeEntry
	LinkType    model.LinkType  `json:"link_type,omitempty"`
	Firms       int             `json:"firms"` // different local firms that buy from the node or sell to it
	Buyers      []neighbour     `json:"buyers"`
	Suppliers   []neighbour     `json:"suppliers"`
	Targets     []linkedRecord  `json:"targets"`
	Leads       []leadEntry     `json:"leads"`
	Responsible responsibleJSON `json:"responsible"`
}

type linkedRecord struct {
	ID   model.ID `json:"id"`
	Name string   `json:"name"`
}

type neighbour struct {
	linkedRecord
	Node  model.NodeRef `json:"node"`
	Chain string        `json:"chain,omitempty"` // where it is another one
}

type leadEntry struct {
	linkedRecord
	Stage   model.Stage  `json:"stage,omitempty"`
	Invest  *model.Money `json:"invest,omitempty"`
	Unit    string       `json:"unit,omitempty"`
	Officer string       `json:"officer,omitempty"`
}

type responsibleJSON struct {
	AdminHead      string `json:"admin_head,omitempty"`
	EnterpriseHead string `json:"enterprise_head,omitempty"`
	Office         string `json:"office,omitempty"`
}

// Run lists the gaps, the most urgent first. Without a directory nobody knows what a product chain lacks, and nothing is listed.
func (x chainGapsCommand) Run(c *call) error {
	known, err := c.chain(x.Name, model.Desk)
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	all, err := allSeen[*model.Chain](s, model.KindChain, model.Desk)
	if err != nil {
		return err
	}
	standing, err := stand(s, model.Desk)
	if err != nil {
		return err
	}
	nodes := map[string]nodeEntry{}
	unchecked := 0
	for _, n := range known.entry().Nodes {
		if nodes[n.ID] = n; n.Status == string(report.Unchecked) {
			unchecked++
		}
	}
	out := []gapEntry{}
	for _, g := range report.Gaps(known.Chain, all, standing.firms, standing.projects) {
		out = append(out, gapOf(known.Chain, nodes[g.Node.Code], g))
	}
	if unchecked > 0 {
		c.say("另有 %d 个环节未核，不作缺口判断。导入企业名录并归链后（chainatlas chain place --apply）再看", unchecked)
	}
	return c.print(out, func(w io.Writer) {
		for _, g := range out {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t上下游本地企业 %d\t在谈 %d\t%s\n", g.ID, g.Name, g.Status, g.LinkType, g.Firms, len(g.Leads), g.Why)
		}
	})
}

func gapOf(chain *model.Chain, n nodeEntry, g report.Gap) gapEntry {
	out := gapEntry{nodeEntry: n, LinkType: g.LinkType, Firms: g.Firms(), Buyers: neighboursOf(g.Buyers), Suppliers: neighboursOf(g.Suppliers),
		Targets: []linkedRecord{}, Leads: []leadEntry{},
		Responsible: responsibleJSON{chain.AdminHead.Name, chain.EnterpriseHead.Name, chain.Office}}
	for _, e := range g.Targets {
		out.Targets = append(out.Targets, linkedRecord{e.ID, e.Name})
	}
	for _, p := range g.Leads {
		lead := leadEntry{linkedRecord: linkedRecord{p.ID, p.Name}, Stage: p.Stage, Unit: p.Unit, Officer: p.Officer}
		if !p.TotalInvestment.IsZero() {
			lead.Invest = &p.TotalInvestment
		}
		out.Leads = append(out.Leads, lead)
	}
	return out
}

func neighboursOf(list []report.Neighbour) []neighbour {
	out := []neighbour{}
	for _, n := range list {
		out = append(out, neighbour{linkedRecord{n.Firm.ID, n.Firm.Name}, n.Node.Ref(), n.Chain})
	}
	return out
}
