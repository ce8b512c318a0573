package model

import "testing"

func TestCalled(t *testing.T) {
	steel := NewID()
	name := func(id ID) string {
		if id == steel {
			return "高端钢"
		}
		return ""
	}
	gone := NewID()
	cases := []struct {
		name     string
		is, want Link
	}{
		{"renamed since", Link{steel, "精品钢"}, Link{steel, "高端钢"}},
		{"written by id alone", Link{ID: steel}, Link{steel, "高端钢"}},
		{"gone", Link{gone, "机器人"}, Link{gone, "机器人"}},
		{"only a name", Link{Name: "精品钢"}, Link{Name: "精品钢"}},
		{"nothing", Link{}, Link{}},
	}
	for _, c := range cases {
		if got := c.is.Called(name); got != c.want {
			t.Errorf("%s: %+v", c.name, got)
		}
		r := &Enterprise{Parent: c.is, Roles: Roles{{}, {Chain: c.is, Role: RoleKey}}}
		CallLinks(r, name)
		if r.Parent != c.want || r.Roles[1].Chain != c.want || r.Roles[1].Role != RoleKey {
			t.Errorf("%s, in a record: %+v", c.name, r)
		}
		row := RowOf(&Project{Chain: c.is, Investor: c.is})
		row.CallLinks(name)
		if row.ChainName.Value() != c.want.Name || row.Party != c.want.Name {
			t.Errorf("%s, in a row: %+v", c.name, row)
		}
	}
}

func TestEveryLinkIsSeen(t *testing.T) {
	want := map[Kind]string{
		KindProject: "chain investor place channel company ", KindEnterprise: "parent roles ", KindSite: "park ",
		KindChain: "admin_head enterprise_head ", KindContact: "organisation ", KindDeck: "visitor ",
		KindTarget: "chain ", KindReported: "chain ", KindTask: "project chain ",
	}
	for _, k := range Kinds() {
		r, got := k.New(), ""
		if e, ok := r.(*Enterprise); ok {
			e.Roles = Roles{{}}
		}
		EachLink(r, func(f *Field, _ *Link) { got += f.Key + " " })
		if got != want[k] {
			t.Errorf("%s: %q", k, got)
		}
	}
}

func TestSameTargets(t *testing.T) {
	a, b := NewID(), NewID()
	role := func(chain Link, role RoleName) Record { return &Enterprise{Roles: Roles{{Chain: chain, Role: role}}} }
	parent := func(l Link) Record { return &Enterprise{Parent: l} }
	cases := []struct {
		name string
		key  string
		x, y Record
		want bool
	}{
		{"other name", "parent", parent(Link{a, "甲"}), parent(Link{a, "乙"}), true},
		{"other record", "parent", parent(Link{a, "甲"}), parent(Link{b, "甲"}), false},
		{"only names", "parent", parent(Link{Name: "甲"}), parent(Link{Name: "乙"}), false},
		{"name found", "parent", parent(Link{Name: "甲"}), parent(Link{a, "甲"}), false},
		{"chain's other name", "roles", role(Link{a, "甲"}, RoleKey), role(Link{a, "乙"}, RoleKey), true},
		{"other role", "roles", role(Link{a, "甲"}, RoleKey), role(Link{a, "甲"}, RoleLeader), false},
		{"one role more", "roles", role(Link{a, "甲"}, RoleKey), &Enterprise{Roles: Roles{{Chain: Link{ID: a}, Role: RoleKey}, {}}}, false},
		{"no link", "street", &Enterprise{Street: "一街"}, &Enterprise{Street: "二街"}, false},
	}
	for _, c := range cases {
		x, _ := Encode(c.x)
		y, _ := Encode(c.y)
		f, err := FieldOf(KindEnterprise, c.key)
		if err != nil || f.SameTargets(x[c.key], y[c.key]) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
