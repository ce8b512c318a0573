package model

import (
	"reflect"
	"testing"
)

// shelfOfOne finds one chain with two nodes.
type shelfOfOne struct{ chain *Chain }

func (f shelfOfOne) Find(k Kind, name string) (Link, bool) {
	if k == KindChain && name == f.chain.Name {
		return LinkTo(f.chain), true
	}
	return Link{}, false
}

func (f shelfOfOne) FindNode(_ ID, name string) (NodeRef, bool) { return f.chain.FindNode(name) }

func TestParseRoles(t *testing.T) {
	c := &Chain{Base: Base{ID: NewID(), Name: "精品钢"}, Nodes: Nodes{{Code: "JPG-M2", Name: "炼钢·精炼·连铸"}, {Code: "JPG-U7", Name: "工业气体（空气分离）"}}}
	steel, gas := c.Nodes[0].Ref(), c.Nodes[1].Ref()
	for _, x := range []struct {
		what, text string
		want       Roles
		problem    string
	}{
		{"chain, node and role", "精品钢·炼钢（链主）", Roles{{Chain: LinkTo(c), Node: steel, Role: RoleLeader}}, ""},
		{"the whole name of a node with dots", "精品钢·炼钢·精炼·连铸（重点企业）", Roles{{Chain: LinkTo(c), Node: steel, Role: RoleKey}}, ""},
		{"brackets of the node's own name", "精品钢·工业气体（空气分离）", Roles{{Chain: LinkTo(c), Node: gas}}, ""},
		{"both brackets, and a second place", "精品钢·工业气体（空气分离）（目标）；精品钢", Roles{{Chain: LinkTo(c), Node: gas, Role: RoleTarget}, {Chain: LinkTo(c)}}, ""},
		{"a chain that is not there", "钢铁·炼钢", nil, "roles.chain"},
		{"a node that is not there", "精品钢·面包", Roles{{Chain: LinkTo(c), Node: NodeRef{Name: "面包"}}}, "node.unknown"},
		{"nothing", " ", nil, ""},
	} {
		t.Run(x.what, func(t *testing.T) {
			got, problems := ParseRoles(x.text, nil, shelfOfOne{c})
			if x.problem != "" && (len(problems) != 1 || problems[0].Code != x.problem) || x.problem == "" && len(problems) > 0 {
				t.Fatalf("problems %+v, want %q", problems, x.problem)
			}
			if x.problem != "roles.chain" && !reflect.DeepEqual(got, x.want) {
				t.Errorf("got %+v, want %+v", got, x.want)
			}
		})
	}
}

// A form shows roles as text; leaving it untouched, or adding one, loses nothing of the others.
func TestRolesSurviveTheForm(t *testing.T) {
	c := &Chain{Base: Base{ID: NewID(), Name: "精品钢"}, Nodes: Nodes{{Code: "JPG-M2", Name: "炼钢·精炼·连铸"}}}
	old := Roles{{Chain: LinkTo(c), Node: c.Nodes[0].Ref(), Role: RoleLeader, Inferred: true}}
	got, problems := ParseRoles(old.String()+"；精品钢（配套）", old, shelfOfOne{c})
	if len(problems) > 0 || len(got) != 2 || !reflect.DeepEqual(got[0], old[0]) || got[1].Role != RoleSupporter {
		t.Errorf("%+v, %+v", got, problems)
	}
}

func TestParseAwards(t *testing.T) {
	until, _ := ParseDate("2026年", Hint{})
	for _, x := range []struct {
		what, text string
		old, want  Awards
	}{
		{"as a ledger has them", "高新技术企业、专精特新", nil, Awards{{Name: "高新技术企业"}, {Name: "专精特新"}}},
		{"with rank and year", "省级瞪羚企业(2023)；国家级制造业单项冠军（2022年）", nil, Awards{{Name: "瞪羚企业", Rank: "省级", Year: 2023}, {Name: "制造业单项冠军", Rank: "国家级", Year: 2022}}},
		{"a validity that the text does not show", "省级专精特新(2023)、瞪羚", Awards{{Name: "专精特新", Rank: "省级", Year: 2023, Until: until}},
			Awards{{Name: "专精特新", Rank: "省级", Year: 2023, Until: until}, {Name: "瞪羚"}}},
	} {
		t.Run(x.what, func(t *testing.T) {
			if got := ParseAwards(x.text).keeping(x.old); !reflect.DeepEqual(got, x.want) {
				t.Errorf("got %+v, want %+v", got, x.want)
			}
		})
	}
}
