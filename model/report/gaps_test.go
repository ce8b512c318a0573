package report

import (
	"slices"
	"strings"
	"testing"

	"chainatlas/model"
)

func chainOf(code string, nodes []model.Node, edges ...model.Edge) *model.Chain {
	c := &model.Chain{Base: model.Base{ID: model.FixedID(model.KindChain, code), Name: code}, Code: code, ChainKind: model.ProductChain, Nodes: nodes, Edges: edges}
	c.Directory = date("2024-01-17")
	return c
}

func onChain(e *model.Enterprise, c *model.Chain) *model.Enterprise {
	e.ID = model.FixedID(model.KindEnterprise, e.Name)
	for i := range e.Roles {
		e.Roles[i].Chain = model.LinkTo(c)
	}
	return e
}

// Two chains: steel makes bars that forging buys; what is between two local firms and empty is a gap.
func twoChains() (steel, forge *model.Chain, firms []*model.Enterprise) {
	steel = chainOf("S", []model.Node{{Code: "S1", Name: "炼钢"}, {Code: "S2", Name: "空分"}, {Code: "S3", Name: "棒材", Supplies: []string{"F1"}}, {Code: "S4", Name: "废钢", Same: []string{"R1"}}, {Code: "S5", Name: "检测"}},
		model.Edge{From: "S2", To: "S1"}, model.Edge{From: "S1", To: "S3"}, model.Edge{From: "S4", To: "S1"}, model.Edge{From: "S5", To: "S4"})
	forge = chainOf("F", []model.Node{{Code: "F1", Name: "锻件"}, {Code: "F2", Name: "轴承"}}, model.Edge{From: "F1", To: "F2"})
	firms = []*model.Enterprise{
		onChain(firm("钢厂", model.Yes, model.Yes, "S1", model.RoleLeader), steel),
		onChain(firm("锻厂", model.Yes, model.Yes, "F1", model.RoleKey), forge),
		onChain(firm("外地气体", model.No, model.Yes, "S2", model.RoleTarget), steel),
	}
	return steel, forge, firms
}

func TestGapsAreRankedByWhoIsBesideThem(t *testing.T) {
	steel, forge, firms := twoChains()
	talk := project("空分项目", model.StageTalk, func(p *model.Project) {
		p.Chain, p.Node, p.TotalInvestment = model.LinkTo(steel), model.NodeRef{Code: "S2"}, money("3亿元")
	})
	gaps := Gaps(steel, []*model.Chain{steel, forge}, firms, []*model.Project{talk})
	var got []string
	for _, g := range gaps {
		got = append(got, g.Node.Code+string(g.LinkType))
	}
	// 棒材 has a supplier here and a buyer in the other chain; 空分 has one buyer and a talk; 废钢 one buyer.
	if want := []string{"S3补链", "S2补链", "S4补链"}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	if g := gaps[0]; len(g.Suppliers) != 1 || g.Suppliers[0].Firm.Name != "钢厂" || len(g.Buyers) != 1 || g.Buyers[0].Firm.Name != "锻厂" || g.Buyers[0].Chain != "F" {
		t.Errorf("%+v", g)
	}
	if g := gaps[1]; len(g.Targets) != 1 || len(g.Leads) != 1 || g.State.Invest != 3*model.Yi {
		t.Errorf("%+v", g)
	}
	steel.Directory = model.Date{}
	if gaps := Gaps(steel, []*model.Chain{steel, forge}, firms, nil); len(gaps) != 0 {
		t.Errorf("未核 counts as a gap: %+v", gaps)
	}
}

func TestAWeakNodeIsStrengthened(t *testing.T) {
	steel, forge, firms := twoChains()
	firms = append(firms, onChain(firm("小气体", model.Yes, model.No, "S2", model.RoleSupporter), steel))
	for _, g := range Gaps(steel, []*model.Chain{forge}, firms, nil) {
		if g.Node.Code == "S2" && g.LinkType != Strengthen {
			t.Errorf("%s: %s", g.Node.Name, g.LinkType)
		}
	}
}

func TestOneBusinessSeenFromTwoChains(t *testing.T) {
	steel, _, firms := twoChains()
	recycling := chainOf("R", []model.Node{{Code: "R1", Name: "废钢再生", Same: []string{"S4"}}})
	firms = append(firms, onChain(firm("废钢公司", model.Yes, model.Yes, "R1", model.RoleKey), recycling))
	state := StateOf(steel, firms, nil)
	if s := state.Nodes["S4"]; s.Status != Strong || s.Enterprises != 1 {
		t.Errorf("%+v", s)
	}
	if len(state.Firms) != 2 {
		t.Errorf("a firm of another chain is counted as one of this: %d", len(state.Firms))
	}
}

func TestTheRuleOfAChain(t *testing.T) {
	steel, _, firms := twoChains()
	steel.StrongFrom, steel.LeaderAlone = model.Measured(2, "家"), model.No
	if s := StateOf(steel, firms, nil).Nodes["S1"]; s.Status != Weak || s.Why != "有规上企业 1 家，未到 2 家" {
		t.Errorf("%+v", s)
	}
	firms = append(firms, onChain(firm("二钢", model.Yes, model.Yes, "S1", model.RoleKey), steel))
	if s := StateOf(steel, firms, nil).Nodes["S1"]; s.Status != Strong {
		t.Errorf("%+v", s)
	}
	if got := RuleOf(steel).String(); !strings.HasPrefix(got, "强：规上企业 2 家及以上") {
		t.Error(got)
	}
}

func TestAFamilyAsksWhoHasNothingHere(t *testing.T) {
	family := chainOf("W", []model.Node{{Code: "W0", Name: "集团"}, {Code: "W1", Name: "资源"}, {Code: "W2", Name: "金融"}, {Code: "W11", Name: "链金"}, {Code: "W12", Name: "水务"}, {Code: "W21", Name: "华宝"}},
		model.Edge{From: "W0", To: "W1"}, model.Edge{From: "W0", To: "W2"}, model.Edge{From: "W1", To: "W11"}, model.Edge{From: "W1", To: "W12"}, model.Edge{From: "W2", To: "W21"}, model.Edge{From: "W1", To: "W2", Kind: model.FamilySupply})
	family.ChainKind, family.Directory = model.FamilyChain, model.Date{}
	park := project("废钢产业园", model.StageStarted, func(p *model.Project) { p.Chain, p.Node = model.LinkTo(family), model.NodeRef{Code: "W11"} })
	state := StateOf(family, nil, []*model.Project{park})
	want := map[string]NodeStatus{"W0": ToFill, "W1": ToFill, "W2": Blank, "W11": ToFill, "W12": Blank, "W21": Blank}
	for code, status := range want {
		if s := state.Nodes[code]; s.Status != status || s.Why == "" {
			t.Errorf("%s: %+v, want %s", code, s, status)
		}
	}
	gaps := Gaps(family, nil, nil, []*model.Project{park})
	if len(gaps) != 2 || gaps[0].Node.Code != "W12" || gaps[1].Node.Code != "W21" {
		t.Errorf("%+v", gaps)
	}
}
