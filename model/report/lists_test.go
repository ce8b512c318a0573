package report

import (
	"slices"
	"testing"

	"chainatlas/model"
)

func TestListsOfAChain(t *testing.T) {
	steel, forge, firms := twoChains()
	steel.Research = model.Words{"高端轴承钢"}
	firms = append(firms, onChain(firm("配套厂", model.Yes, model.No, "S1", model.RoleSupporter), steel))
	park := &model.Site{Base: model.Base{ID: model.FixedID(model.KindSite, "园区"), Name: "园区"}, Suits: model.Words{"S产业链"}}
	plot := &model.Site{Base: model.Base{ID: model.FixedID(model.KindSite, "地块"), Name: "地块"}}
	other := &model.Site{Base: model.Base{ID: model.FixedID(model.KindSite, "别处"), Name: "别处"}}
	upgrade := project("技改项目", model.StageBuilding, func(p *model.Project) {
		p.Chain, p.Node, p.Construction, p.Place = model.LinkTo(steel), model.NodeRef{Code: "S1"}, "技改", model.LinkTo(plot)
	})
	lists := Lists(steel, []*model.Chain{steel, forge}, firms, []*model.Project{upgrade}, []*model.Site{park, plot, other})
	want := map[string][]string{
		"leaders": {"钢厂"}, "targets": {"外地气体"}, "sites": {"园区", "地块"}, "backbone": {"钢厂"}, "supporters": {"配套厂"},
		"strengths": {"炼钢"}, "shortfalls": {"棒材", "空分", "废钢"}, "research": {"高端轴承钢", "技改项目"},
	}
	if len(lists) != len(want) {
		t.Fatalf("%d lists", len(lists))
	}
	for _, l := range lists {
		var got []string
		for _, r := range l.Rows {
			got = append(got, r.Name)
		}
		if len(got) != len(want[l.Key]) {
			t.Errorf("%s: %v, want %v", l.Title, got, want[l.Key])
			continue
		}
		for _, name := range want[l.Key] {
			if !slices.Contains(got, name) {
				t.Errorf("%s: %v, want %v", l.Title, got, want[l.Key])
			}
		}
	}
}
