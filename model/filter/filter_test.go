package filter

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"chainatlas/model"
)

// sample is a project as a ledger would give it: key → cell.
func sample(t testing.TB, k model.Kind, cells map[string]string) model.Record {
	t.Helper()
	r := k.New()
	for key, text := range cells {
		f, err := model.FieldOf(k, key)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range f.SetText(r, text, model.Hint{}, nil) {
			if p.Blocking {
				t.Fatalf("%s=%s: %s", key, text, p.Message)
			}
		}
	}
	return r
}

func forging(t testing.TB) *model.Project {
	p := sample(t, model.KindProject, map[string]string{
		"名称": "示例 精密锻件 项目", "阶段": "在谈", "投资": "约3-5亿元", "街道": "颜庄街道", "招商项目": "是", "用地": "30亩",
		"环节": "炼钢·精炼·连铸", "签约时间": "2024年1月", "到位外资": "200万美元", "预计签约时间": "待定", "状态": "进行", "投资方": "示例甲公司",
	}).(*model.Project)
	p.ID = model.FixedID(model.KindProject, "P1")
	p.Chain = model.Link{ID: model.FixedID(model.KindChain, "JPG"), Name: "精品钢"}
	p.Levels = model.Levels{"total_investment": model.Secret}
	p.Updated = model.Stamp{By: "李某", At: time.Date(2024, 3, 5, 9, 0, 0, 0, time.Local)}
	return p
}

var projectCases = []struct {
	name, expr string
	want       bool
}{
	{"nothing asked", "", true},
	{"only blanks", " 　 ", true},
	{"the design's example", "阶段=在谈 链=精品钢 投资>=3亿 街道=颜庄街道", true},
	{"by key", "stage=talk chain=JPG invest>=3亿", true},
	{"joined by AND", "阶段=在谈 AND 街道=颜庄街道", true},
	{"one part fails", "阶段=在谈 AND 街道=里辛街道", false},
	{"alternatives", "阶段=签约|在谈", true},
	{"alternatives, none", "阶段=签约|开工", false},
	{"not", "阶段!=签约", true},
	{"not any of", "阶段!=签约|在谈", false},
	{"full-width operators", "阶段＝在谈　投资＞＝3亿", true},
	{"mathematical operators", "投资≥3亿 投资≤5亿 阶段≠签约", true},
	{"blanks around the operator", "投资 >= 3亿 阶段 = 在谈", true},
	{"quoted value with a blank", `名称~"示例 精密"`, true},
	{"Chinese quotes", "名称=“示例 精密锻件 项目”", true},
	{"blanks in names do not matter", "名称=示例精密锻件项目", true},
	{"contains", "名称~锻件", true},
	{"does not contain", "名称!~锻件", false},
	{"stage at least", "阶段>=研判", true},
	{"stage before", "阶段<签约", true},
	{"stage after", "阶段>在谈", false},
	{"stage by alias", "阶段=洽谈中", true},
	{"money range as a whole at least", "投资>=4亿", false},
	{"money range as a whole at most", "投资<=5亿", true},
	{"money within", "投资=1-10亿", true},
	{"money not within", "投资=4-10亿", false},
	{"money with the field's unit", "投资>=3", true},
	{"money in other units", "投资>=30000万元", true},
	{"money in another currency", "投资>=1万美元", false},
	{"foreign money", "到位外资>=100万美元", true},
	{"date from", "签约时间>=2024-01", true},
	{"date after its month", "签约时间>2024-01", false},
	{"date within a quarter", "签约时间=2024年一季度", true},
	{"date within a day is more than is known", "签约时间=2024-01-17", false},
	{"date not yet known", "预计签约时间>=2024", false},
	{"date in words", "预计签约时间=待定", true},
	{"quantity", "用地>=20亩", true},
	{"quantity without unit", "用地>=20", true},
	{"quantity in hectares", "用地=2公顷", true},
	{"quantity in square metres", "用地>20000㎡", false},
	{"quantity of another thing", "用地>1公里", false},
	{"not stated", "责任单位=", true},
	{"not stated, next field follows", "责任单位= 阶段=在谈", true},
	{"not stated in words", "责任单位=未说明", true},
	{"not stated, but it is", "chain=", false},
	{"stated", "chain!=", true},
	{"stated or not", "责任单位!=", false},
	{"empty as an alternative", "责任单位=区投促中心|", true},
	{"link by name", "链=精品钢", true},
	{"link by long name", "链=精品钢产业链", true},
	{"link by code", "链=jpg", true},
	{"link by id", "链=" + model.FixedID(model.KindChain, "JPG").String(), true},
	{"another chain", "链=氢能与储能", false},
	{"link contains", "链~钢", true},
	{"investor", "投资方=示例甲公司", true},
	{"node by one of its words", "环节=炼钢", true},
	{"no node of that name", "环节=锻件", false},
	{"id", "id=" + model.FixedID(model.KindProject, "P1").String(), true},
	{"level of the record defaults", "level=内部", true},
	{"level of the record by key", "级别=public", false},
	{"level of a field", "level.投资=保密", true},
	{"level of a field by key", "level.total_investment=secret", true},
	{"level of a field that has no own", "level.名称=内部", true},
	{"yes or no", "招商项目=是", true},
	{"not stated answers no comparison", "产业类=否", false},
	{"mark not set", "虚构=否", true},
	{"mark set", "虚构=是", false},
	{"location not known", "位置=", true},
	{"changed since", "更新>=2024-03-01", true},
	{"changed by", "更新~李某", true},
}

func TestProjects(t *testing.T) {
	p := forging(t)
	for _, c := range projectCases {
		t.Run(c.name, func(t *testing.T) {
			f, err := Parse(model.KindProject, c.expr)
			if err != nil {
				t.Fatal(err)
			}
			if got := f.Match(p); got != c.want {
				t.Errorf("%s: got %v", c.expr, got)
			}
		})
	}
}

func TestEnterprises(t *testing.T) {
	e := sample(t, model.KindEnterprise, map[string]string{
		"企业名称": "示例甲公司", "规上": "是", "主导产品": "锻件、齿轮", "行业代码": "3393 锻件及粉末冶金制品制造", "标签": "专精特新、瞪羚", "产值": "2022年 5亿元；2023年 6亿元",
	}).(*model.Enterprise)
	e.Roles = model.Roles{{Chain: model.Link{ID: model.FixedID(model.KindChain, "GZ"), Name: "高端装备智造"}, Node: model.NodeRef{Code: "GZ-M1", Name: "精密锻造"}, Role: model.RoleLeader}}
	for expr, want := range map[string]bool{
		"链=GZ": true, "链=JPG": false, "链=": false, "环节=GZ-M1": true, "环节~精密": true, "角色=链主": true, "角色=配套": false,
		"产品=齿轮": true, "产品=齿": false, "产品~齿": true, "行业=3393": true, "标签=瞪羚": true, "产值>=6亿": true, "产值>6亿": false, "产值.2022>=6亿": false, "output.2022=5亿": true, "2023年产值>=6亿": true, "产值.2021=": true, "2021年产值>=1亿": false, "规上=是 链=高端装备智造": true,
	} {
		f, err := Parse(model.KindEnterprise, expr)
		if err != nil {
			t.Fatal(expr, err)
		}
		if f.Match(e) != want {
			t.Errorf("%s: want %v", expr, want)
		}
	}
}

var errorCases = []struct {
	name, expr, word string
	pos              int
}{
	{"no such field", "阶段=在谈 颜色=红", "颜色", 6},
	{"no such stage", "阶段=在谈|谈婚", "谈婚", 6},
	{"no operator", "在谈", "在谈", 0},
	{"no field", "=在谈", "=", 0},
	{"unknown operator", "阶段=>=在谈", "=>=", 2},
	{"no value", "投资>=", "", 4},
	{"no value, next field follows", "投资>= 阶段=在谈", "", 4},
	{"money unreadable", "投资>=3x亿", "3x亿", 4},
	{"money in words has no size", "投资>=很多", "很多", 4},
	{"no such day", "签约时间=2024-02-31", "2024-02-31", 5},
	{"date without year", "签约时间=一季度", "一季度", 5},
	{"text has no size", "街道>颜庄", "颜庄", 3},
	{"link has no size", "链>精品钢", "精品钢", 2},
	{"choice has no size", "状态>进行", "进行", 3},
	{"open quote", `名称="abc`, `"abc`, 3},
	{"or", "阶段=在谈 OR 阶段=签约", "OR", 6},
	{"bar in the wrong place", "|阶段=在谈", "|", 0},
	{"any has no size", "任意=轴承", "=", 2},
	{"bar after a blank", "阶段=在谈 | 签约", "|", 6},
}

func TestErrorsPointAtTheWord(t *testing.T) {
	for _, c := range errorCases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(model.KindProject, c.expr)
			var e *SyntaxError
			if !errors.As(err, &e) {
				t.Fatalf("%s: no syntax error but %v", c.expr, err)
			}
			if e.Word != c.word || e.Pos != c.pos || e.Message == "" {
				t.Errorf("%s: %q at %d: %s", c.expr, e.Word, e.Pos, e.Message)
			}
			if at := "【" + c.word + "】"; strings.Replace(e.Marked(), at, c.word, 1) != c.expr || strings.Index(e.Marked(), at) != len(string([]rune(c.expr)[:c.pos])) {
				t.Errorf("%s: marked as %s", c.expr, e.Marked())
			}
		})
	}
}

func TestUnknownFieldOffersNearOnes(t *testing.T) {
	_, err := Parse(model.KindProject, "总投资额度>1亿")
	if err == nil || !strings.Contains(err.Error(), "计划总投资") {
		t.Error(err)
	}
}

func TestUnknownChoiceOffersTheNearOne(t *testing.T) {
	_, err := Parse(model.KindProject, "阶段=拟签越")
	if err == nil || !strings.Contains(err.Error(), "是否为「拟签约」") {
		t.Error(err)
	}
}

// Words that were typed answer as an expression too, whatever marks are in them.
func TestWordsAsAnExpression(t *testing.T) {
	p := &model.Project{Investor: model.Link{Name: `甲|乙"轴承"公司`}, Street: "颜庄街道"}
	p.Name = "锻件项目"
	for text, want := range map[string]bool{
		"锻件": true, "锻件 颜庄": true, "锻件 里辛": false, `甲|乙`: true, `乙"轴`: true, "丙|乙": false, "项目甲": false, "": true, " 街道=颜庄街道 ": true, "任意!~锻件": false,
	} {
		f, err := Parse(model.KindProject, Words(text))
		if err != nil || f.Match(p) != want {
			t.Errorf("%q as %q: %v, want %v", text, Words(text), err, want)
		}
	}
}

func TestBothFiltersMustAnswer(t *testing.T) {
	parse := func(expr string) *Filter {
		f, err := Parse(model.KindProject, expr)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	p := &model.Project{Street: "颜庄街道", Stage: model.StageTalk}
	for _, c := range []struct {
		a, b string
		want bool
	}{{"阶段=在谈", "街道=颜庄街道", true}, {"阶段=在谈", "街道=里辛街道", false}, {"", "阶段=签约", false}, {"阶段=签约", "", false}, {"", "", true}} {
		if parse(c.a).And(parse(c.b)).Match(p) != c.want || parse(And(c.a, c.b)).Match(p) != c.want {
			t.Errorf("%q and %q is not %v", c.a, c.b, c.want)
		}
	}
}

func TestYearOfTheLedger(t *testing.T) {
	f, err := ParseWith(model.KindProject, "签约时间=一季度", Options{Year: 2024})
	if err != nil || !f.Match(forging(t)) {
		t.Error(err)
	}
}

func TestAnotherKindDoesNotMatch(t *testing.T) {
	f, _ := Parse(model.KindProject, "名称~示例")
	if f.Match(&model.Site{Base: model.Base{Name: "示例"}}) {
		t.Error("a site answered a filter for projects")
	}
}

func TestSort(t *testing.T) {
	var records []model.Record
	for name, money := range map[string]string{"a": "3亿元", "b": "2000万元", "c": "", "d": "10亿元"} {
		records = append(records, sample(t, model.KindProject, map[string]string{"name": name, "投资": money}))
	}
	for by, want := range map[string]string{"投资": "badc", "-投资": "dabc", "-invest,name": "dabc", "-name": "dcba"} {
		if err := Sort(records, by); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range records {
			got += r.Head().Name
		}
		if got != want {
			t.Errorf("%s: %s, want %s", by, got, want)
		}
	}
	var e *SyntaxError
	if err := Sort(records, "颜色"); !errors.As(err, &e) {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range projectCases {
		f.Add(c.expr)
	}
	for _, c := range errorCases {
		f.Add(c.expr)
	}
	p := forging(f)
	f.Fuzz(func(t *testing.T, expr string) {
		for _, k := range model.Kinds() {
			got, err := Parse(k, expr)
			var e *SyntaxError
			if err != nil && (!errors.As(err, &e) || e.Pos < 0 || e.Pos > len([]rune(expr)) || e.Message == "") {
				t.Fatalf("%q: %v", expr, err)
			}
			if err == nil {
				got.Match(p)
				got.Match(k.New())
			}
		}
	})
}

func TestASlipOfThePenIsNoWord(t *testing.T) {
	for expr, ok := range map[string]bool{
		"签约时间=昨天": false, "签约时间>=昨天": false, "签约时间=2024-13-45": false, "签约时间=待定": true, "签约时间~昨天": true,
		"投资=abc": false, "投资=很多": false, "投资=待定": true, "投资=面议": true, "用地=很多": false,
	} {
		if _, err := Parse(model.KindProject, expr); (err == nil) != ok {
			t.Errorf("%s: %v", expr, err)
		}
	}
}

func TestSuggestionsAreNamesOfTheKind(t *testing.T) {
	for _, c := range []struct {
		kind       model.Kind
		typed, has string
	}{
		{model.KindProject, "invesment", "计划总投资"}, {model.KindProject, "stag", "目前阶段"}, {model.KindProject, "联系", "联系电话"}, {model.KindEnterprise, "主导产业", "主导产品"},
		{model.KindSite, "所在街到", "所在街道/园区"}, {model.KindProject, "船", ""},
	} {
		near := nearFields(c.kind, c.typed)
		if c.has == "" && near != nil || c.has != "" && !slices.Contains(near, c.has) {
			t.Errorf("%s: %v", c.typed, near)
		}
	}
}
