package match

import (
	"math"
	"strings"
	"testing"

	"chainatlas/model"
)

func area(t testing.TB, text, unit string) model.Quantity {
	t.Helper()
	q, problems := model.ParseQuantity(text, model.Hint{Unit: unit})
	if len(problems) > 0 {
		t.Fatalf("%s: %v", text, problems)
	}
	return q
}

func day(t testing.TB, text string) model.Date {
	t.Helper()
	d, _ := model.ParseDate(text, model.Hint{Year: 2025})
	return d
}

func gapOf(t testing.TB, m Match, key string) Gap {
	t.Helper()
	for _, g := range m.Gaps {
		if g.Need == key {
			return g
		}
	}
	t.Fatalf("no gap %s in %+v", key, m.Gaps)
	return Gap{}
}

// Each line is one need against one site: what comes of it, and what is missing.
func TestEachNeed(t *testing.T) {
	for _, c := range []struct {
		name    string
		project model.Project
		site    model.Site
		need    string
		verdict Verdict
		missing string
	}{
		{"land enough", model.Project{LandNeed: area(t, "30亩", "亩")}, model.Site{Area: area(t, "42亩", "亩")}, "area", Met, ""},
		{"land short", model.Project{LandNeed: area(t, "30亩", "亩")}, model.Site{Area: area(t, "12亩", "亩")}, "area", Short, "18亩"},
		{"land nearly", model.Project{LandNeed: area(t, "30亩", "亩")}, model.Site{Area: area(t, "27亩", "亩")}, "area", Partly, "3亩"},
		{"hectares", model.Project{LandNeed: area(t, "30亩", "亩")}, model.Site{Area: area(t, "2公顷", "亩")}, "area", Met, ""},
		{"square metres", model.Project{LandNeed: area(t, "20000平方米", "亩")}, model.Site{Area: area(t, "24亩", "亩")}, "area", Partly, "4000平方米"},
		{"a range that is needed", model.Project{LandNeed: area(t, "约50-80亩", "亩")}, model.Site{Area: area(t, "60亩", "亩")}, "area", Partly, "20亩"},
		{"a range that is offered", model.Project{LandNeed: area(t, "60亩", "亩")}, model.Site{Area: area(t, "40-80亩", "亩")}, "area", Partly, "20亩"},
		{"land unstated", model.Project{LandNeed: area(t, "30亩", "亩")}, model.Site{}, "area", Unstated, ""},
		{"floor in the column of land", model.Project{LandNeed: model.Quantity{Text: "标准厂房3000㎡"}}, model.Site{FreeArea: area(t, "5000", "㎡")}, "floor_area", Met, ""},
		{"floor in myriads", model.Project{FloorNeed: area(t, "1.2万平方米", "㎡")}, model.Site{FloorArea: area(t, "10000", "㎡")}, "floor_area", Partly, "0.2万平方米"},
		{"floor that is free counts", model.Project{FloorNeed: area(t, "5000", "㎡")}, model.Site{FloorArea: area(t, "8000", "㎡"), FreeArea: area(t, "2000", "㎡")}, "floor_area", Short, "3000㎡"},
		{"kind", model.Project{SiteWanted: "标准化厂房"}, model.Site{SiteKind: "闲置厂房"}, "site_kind", Met, ""},
		{"another kind", model.Project{SiteWanted: "标准化厂房"}, model.Site{SiteKind: "闲置用地"}, "site_kind", Short, ""},
		{"power", power("8000kVA"), supplied(model.Power, "10kV双回路 10000kVA"), "power", Met, ""},
		{"power short", power("8000kVA"), supplied(model.Power, "5000kVA"), "power", Short, "3000kVA"},
		{"megawatts", power("9MW"), supplied(model.Power, "10000kVA"), "power", Met, ""},
		{"megawatts short", power("10.8兆瓦"), supplied(model.Power, "10MVA"), "power", Partly, "2000kVA"},
		{"kilowatt hours are none", power("年用电 200万kWh"), supplied(model.Power, "10000kVA"), "power", Met, ""},
		{"voltage", power("35kV 8000kVA"), supplied(model.Power, "10kV 8000kVA"), "power_voltage", Short, "25kV"},
		{"circuits", power("双回路 8000kVA"), supplied(model.Power, "单回路 8000kVA"), "power_circuits", Short, "1回路"},
		{"circuits unstated", power("双回路 8000kVA"), supplied(model.Power, "8000kVA"), "power_circuits", Unstated, ""},
		{"power not yet", power("8000kVA"), supplied(model.Power, "8000kVA 未接通"), "power", Partly, ""},
		{"power there, amount unknown", power("8000kVA"), supplied(model.Power, "已通"), "power", Unstated, ""},
		{"no power", power("8000kVA"), supplied(model.Power, "无"), "power", Short, "8000kVA"},
		{"myriads of cubic metres", needs(model.Gas, "0.5万立方/日"), supplied(model.Gas, "4000立方米/日"), "gas", Partly, "1000立方米/日"},
		{"water per hour", needs(model.Water, "20吨/小时"), supplied(model.Water, "500吨/日"), "water", Met, ""},
		{"crane", needs(model.Crane, "20吨"), supplied(model.Crane, "10吨×2台"), "crane", Short, "10吨"},
		{"floor load in kilograms", needs(model.FloorLoad, "3吨/㎡"), supplied(model.FloorLoad, "2000kg/㎡"), "floor_load", Short, "1吨/㎡"},
		{"height on open land", needs(model.Height, "12米"), model.Site{SiteKind: "闲置用地"}, "height", Unstated, ""},
		{"words alone ask whether it is there", needs(model.Heat, "需要蒸汽"), supplied(model.Heat, "已通"), "heat", Met, ""},
		{"expressway", model.Project{MaxExpressway: area(t, "5公里", "公里")}, model.Site{ToExpressway: area(t, "3800米", "公里")}, "expressway", Met, ""},
		{"rail too far", model.Project{MaxRail: area(t, "2", "公里")}, model.Site{ToRail: area(t, "9", "公里")}, "rail", Short, "7公里"},
		{"right beside", model.Project{MaxStation: area(t, "2", "公里")}, model.Site{ToStation: model.Quantity{Text: "紧邻"}}, "station", Met, ""},
		{"in time", model.Project{PlannedStart: day(t, "2025年6月")}, model.Site{Available: day(t, "2025年3月")}, "available", Met, ""},
		{"the same quarter", model.Project{PlannedStart: day(t, "2025-05-10")}, model.Site{Available: day(t, "2025年二季度")}, "available", Partly, ""},
		{"late", model.Project{PlannedStart: day(t, "2025-06-01")}, model.Site{Available: day(t, "2025-07-01")}, "available", Short, "30天"},
		{"at once", model.Project{PlannedStart: day(t, "2025-06-01")}, model.Site{Available: model.Date{Text: "现房，随时可用"}}, "available", Met, ""},
		{"land for industry", model.Project{ProjectType: "工业"}, model.Site{LandUse: model.Code{Text: "二类工业用地"}}, "land_use", Met, ""},
		{"land by its code", model.Project{ProjectType: "工业"}, model.Site{LandUse: model.Code{Text: "M2"}}, "land_use", Met, ""},
		{"dwellings", model.Project{ProjectType: "工业"}, model.Site{LandUse: model.Code{Text: "居住用地"}}, "land_use", Short, ""},
		{"cleared", model.Project{Node: model.NodeRef{Name: "装备制造"}}, model.Site{Allowed: "机械加工、装备制造"}, "industry", Met, ""},
		{"banned", model.Project{Node: model.NodeRef{Name: "电镀"}}, model.Site{Allowed: "机械加工，禁止电镀"}, "industry", Short, ""},
		{"not listed", model.Project{Node: model.NodeRef{Name: "种鸡"}}, model.Site{Allowed: "机械加工"}, "industry", Unstated, ""},
		{"in talk", model.Project{}, model.Site{SupplyStatus: "洽谈中"}, "supply_status", Partly, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := gapOf(t, Compare(&c.project, &c.site, nil), c.need)
			missing := ""
			if g.Missing != nil {
				missing = g.Missing.String()
			}
			if g.Verdict != c.verdict || missing != c.missing || g.Why == "" || g.Wanted == "" {
				t.Errorf("%+v, missing %q; want %s, %q", g, missing, c.verdict, c.missing)
			}
		})
	}
}

func needs(what, text string) model.Project {
	x, _ := model.ParseSupply(what, text, model.Hint{})
	return model.Project{Needs: model.Supplies{x}}
}

func power(text string) model.Project { return needs(model.Power, text) }

func supplied(what, text string) model.Site {
	x, _ := model.ParseSupply(what, text, model.Hint{})
	return model.Site{Supplies: model.Supplies{x}}
}

func TestUnitsThatWereNotTyped(t *testing.T) {
	v := 1.2
	p := model.Project{Needs: model.Supplies{{What: model.Gas, Value: &v, Unit: "万立方米/日"}}}
	if g := gapOf(t, Compare(&p, new(supplied(model.Gas, "10000立方米/日")), nil), "gas"); g.Missing == nil || g.Missing.String() != "2000立方米/日" {
		t.Errorf("%+v", g)
	}
	if v, converted, ok := valueOf(model.Supply{What: model.Power, Value: &v, Unit: "MW"}); !ok || !converted || math.Abs(v-1333.333) > 0.001 {
		t.Errorf("1.2MW is %v kVA, %v", v, ok)
	}
}

func named(name string, s model.Site) *model.Site {
	s.Name, s.ID = name, model.FixedID(model.KindSite, name)
	return &s
}

func TestRank(t *testing.T) {
	p := model.Project{LandNeed: area(t, "30亩", "亩")}
	got := Sites(&p, []*model.Site{
		named("乙地", model.Site{Area: area(t, "40亩", "亩")}), named("甲地", model.Site{Area: area(t, "50亩", "亩")}),
		named("空白", model.Site{}), named("小地", model.Site{Area: area(t, "5亩", "亩")}),
		named("占用", model.Site{Area: area(t, "500亩", "亩"), SupplyStatus: "已占用"}),
		named("农田", model.Site{Area: area(t, "500亩", "亩"), LandNature: "永久基本农田"}),
	}, nil)
	var names []string
	for _, m := range got {
		names = append(names, m.Site.Name)
	}
	if s := strings.Join(names, " "); s != "乙地 甲地 空白 小地 农田 占用" {
		t.Errorf("order is %s", s)
	}
	if got[2].Score != 50 || got[4].Excluded == "" || got[5].Excluded != "供应状态为「已占用」" || got[5].Score != 0 {
		t.Errorf("%+v", got)
	}
	p.Place = model.LinkTo(got[5].Site)
	if m := Compare(&p, got[5].Site, nil); m.Excluded != "" {
		t.Errorf("its own site is excluded: %s", m.Excluded)
	}
}

func TestStatusWords(t *testing.T) {
	for words, want := range map[string]supply{
		"可供": free, "闲置": free, "批而未供": free, "未占用": free, "空置可租": free, "已供": taken, "已占用": taken, "满租": taken, "部分已租": maybe,
		"供而未用": maybe, "洽谈中": maybe, "": unknown, "见备注": unknown,
	} {
		if got := supplyOf(words); got != want {
			t.Errorf("%q is %v, want %v", words, got, want)
		}
	}
}

func TestAScoreAddsUp(t *testing.T) {
	p, s := power("双回路 8000kVA"), supplied(model.Power, "6000kVA")
	p.LandNeed, s.Area = area(t, "30亩", "亩"), area(t, "27亩", "亩")
	m := Compare(&p, &s, Weights{"area": 50})
	points, of := 0.0, 0.0
	for _, g := range m.Gaps {
		points, of = points+g.Points, of+g.Of
	}
	if m.Score != int(math.Round(100*points/of)) || gapOf(t, m, "area").Of != 50 {
		t.Errorf("score %d of %v/%v: %+v", m.Score, points, of, m.Gaps)
	}
}

func TestWeights(t *testing.T) {
	w, err := ParseWeights("供电容量=30，area=0")
	if err != nil || w["power"] != 30 || w["area"] != 0 || w.Of("water") != 6 {
		t.Errorf("%v, %v", w, err)
	}
	if again, err := ParseWeights(w.String()); err != nil || again["power"] != 30 || again.Of("area") != 0 {
		t.Errorf("%q comes back as %v, %v", w.String(), again, err)
	}
	for _, bad := range []string{"area", "area=-1", "area=x", "moon=3", "area=NaN", "area=1e9", "other=5"} {
		if _, err := ParseWeights(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestWhatNeedsMean(t *testing.T) {
	p := model.Project{ProjectType: "工业"}
	if HasNeeds(&p) {
		t.Error("a project that states nothing has needs")
	}
	p.Needs = model.Supplies{{What: "other", Note: "靠近铁矿"}}
	g := gapOf(t, Compare(&p, &model.Site{}, nil), "other")
	if !HasNeeds(&p) || g.Verdict != Unstated || g.Of != 0 || g.Wanted != "靠近铁矿" {
		t.Errorf("%+v", g)
	}
	none := needs(model.Gas, "无")
	for _, g := range Compare(&none, &model.Site{}, nil).Gaps {
		if g.Need == model.Gas {
			t.Errorf("无 became a need: %+v", g)
		}
	}
	if len(Projects(&model.Site{}, []*model.Project{{}, &p}, nil)) != 1 {
		t.Error("a project without needs is among those that fit")
	}
}

func TestChecklist(t *testing.T) {
	p, s := power("8000kVA"), supplied(model.Power, "5000kVA 已具备")
	p.PlannedStart = day(t, "2025年6月")
	items := Checklist(Compare(&p, &s, nil))
	if i := items[0]; i.Need != "供电容量" || i.Gap != "3000kVA" || i.Ready != "已具备" || i.Responsible != NotStated || i.Due != "2025年6月" {
		t.Errorf("%+v", i)
	}
}

func TestAnAmountKeepsItsUnit(t *testing.T) {
	for _, c := range []struct{ text, unit, want string }{{"10000/2", "kVA", "10000kVA 双回路（10000/2）"}, {"10kV双回路 8000kVA", "", "10kV双回路 8000kVA"}, {"已通", "", "已通"}} {
		x, _ := model.ParseSupply(model.Power, c.text, model.Hint{Unit: c.unit})
		if got := wordsOf(x); got != c.want {
			t.Errorf("%s is told as %s, want %s", c.text, got, c.want)
		}
	}
}

func TestLandAndFloorInOneColumn(t *testing.T) {
	for _, c := range []struct{ text, land, floor string }{
		{"30亩", "30亩", ""}, {"约50-80亩", "50亩", ""}, {"标准厂房3000㎡", "", "3000㎡"}, {"租用厂房1.2万平方米", "", "1.2万平方米"}, {"厂房5000㎡，用地20亩", "20亩", "5000㎡"},
		{"用地20000㎡、厂房8000㎡", "20000㎡", "8000㎡"}, {"30亩（含厂房3000㎡）", "30亩", "3000㎡"}, {"需土地100亩左右", "100亩", ""}, {"面议", "", ""}, {"20000平方米", "20000平方米", ""},
	} {
		q, _ := model.ParseQuantity(c.text, model.Hint{Unit: "亩"})
		land, floor := landAndFloor(&model.Project{LandNeed: q})
		words := func(q model.Quantity) string {
			if !q.Known {
				return ""
			}
			return Amount{q.Min, q.Unit}.String()
		}
		if words(land) != c.land || words(floor) != c.floor {
			t.Errorf("%s is land %s and floor %s, want %s and %s", c.text, words(land), words(floor), c.land, c.floor)
		}
	}
}

func TestTheUseOfLandFollowsTheChain(t *testing.T) {
	p := model.Project{ProjectType: "产业", Industrial: model.Yes, Chain: model.Link{Name: "精品钢"}}
	if use, _ := useFor(&p); use != industrialUse {
		t.Errorf("steel asks for %q", use)
	}
	p.Chain.Name = "畜禽种业"
	if use, _ := useFor(&p); use != "" {
		t.Errorf("breeding asks for %q", use)
	}
}
