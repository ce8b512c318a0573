package placing

import (
	"testing"

	"pgregory.net/rapid"

	"chainatlas/model"
)

func code(c, text string) model.Code {
	return model.Code{Code: c, Edition: "GB/T 4754-2017", Text: text}
}

func chains() []*model.Chain {
	steel := &model.Chain{Base: model.Base{ID: model.FixedID(model.KindChain, "JPG"), Name: "精品钢"}, Nodes: model.Nodes{
		{Code: "M3", Name: "热轧型钢/H型钢", Industries: []model.Code{code("3130", "钢压延加工")}},
		{Code: "M4", Name: "特钢棒线材", Industries: []model.Code{code("3130", "钢压延加工")}},
		{Code: "U7", Name: "工业气体（空分）", Industries: []model.Code{code("2619", "其他基础化学原料制造")}},
	}}
	forge := &model.Chain{Base: model.Base{ID: model.FixedID(model.KindChain, "GZ"), Name: "精密锻件"}, Nodes: model.Nodes{
		{Code: "M1", Name: "热模锻/温锻/冷锻", Industries: []model.Code{code("3393", "锻件及粉末冶金制品制造")}},
		{Code: "M3g", Name: "黑色金属铸造", Industries: []model.Code{code("3391", "黑色金属铸造")}},
	}}
	family := &model.Chain{Base: model.Base{ID: model.FixedID(model.KindChain, "BW"), Name: "宝武系"}, ChainKind: model.FamilyChain, Nodes: model.Nodes{{Code: "B", Name: "宝武清能", Industries: []model.Code{code("2619", "")}}}}
	return []*model.Chain{steel, forge, family}
}

func firm(name, industry, words string, products ...string) *model.Enterprise {
	return &model.Enterprise{Base: model.Base{Name: name}, Industry: code(industry, words), Products: products}
}

func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		firm  *model.Enterprise
		node  string
		plain bool
	}{
		{firm("甲公司", "3393", "锻件及粉末冶金制品制造", "齿轮锻件"), "M1", true},
		{firm("乙公司", "3391", "锻件及粉末冶金制品制造"), "M1", true}, // the code of the 2011 edition
		{firm("丙公司", "3391", "黑色金属铸造"), "M3g", true},
		{firm("丁公司", "3130", "钢压延加工", "H型钢"), "M3", true},
		{firm("戊公司", "3130", "钢压延加工"), "M3", false}, // two nodes have the class and nothing decides
		{firm("己公司", "C2619", ""), "U7", true},
		{firm("庚公司", "", "", "型钢"), "M3", false},
		{firm("辛超市", "5211", "百货零售", "日用品"), "", false},
		{firm("壬公司", "", ""), "", false},
	} {
		got := Suggest([]*model.Enterprise{c.firm}, chains())[0]
		node := ""
		if len(got.Places) > 0 {
			node = got.Places[0].Node.Code
			if got.Places[0].Why == "" {
				t.Errorf("%s: no reason", c.firm.Name)
			}
		}
		if node != c.node || got.Plain != c.plain {
			t.Errorf("%s: %q plain %v, want %q %v (%+v)", c.firm.Name, node, got.Plain, c.node, c.plain, got.Places)
		}
	}
}

func TestWhoStandsSomewhereIsLeftAlone(t *testing.T) {
	e := firm("甲公司", "3393", "")
	e.Roles = model.Roles{Place{Chain: chains()[0], Node: chains()[0].Nodes[0]}.Role(model.RoleKey)}
	if got := Suggest([]*model.Enterprise{e}, chains()); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// Whatever an enterprise says, scores are between 0 and 1, sorted, and no family is proposed.
func TestSuggestionsAreSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := firm(rapid.String().Draw(t, "name"), rapid.StringMatching(`[A-Z]?[0-9]{0,5}`).Draw(t, "code"), rapid.String().Draw(t, "text"),
			rapid.SliceOfN(rapid.String(), 0, 3).Draw(t, "products")...)
		last := 1.0
		for _, p := range Suggest([]*model.Enterprise{e}, chains())[0].Places {
			if p.Score < least || p.Score > last || p.Chain.ChainKind == model.FamilyChain {
				t.Fatalf("%+v", p)
			}
			last = p.Score
		}
	})
}
