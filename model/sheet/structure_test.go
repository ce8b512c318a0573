package sheet

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"chainatlas/model"
)

func hydrogen() *model.Chain {
	c := &model.Chain{Code: "QN", Nodes: model.Nodes{{Code: "QN-U1", Name: "废钢/金属再生"}, {Code: "QN-U2", Name: "加氢站"}}}
	c.ID, c.Name = model.FixedID(model.KindChain, "QN"), "氢能与储能"
	return c
}

// summary writes the rows of a plan, one a line: what the fields say, - for nothing.
func summary(t *testing.T, p *Plan, fields string) string {
	t.Helper()
	var lines []string
	for _, s := range p.Sheets() {
		for _, row := range s.Rows {
			var words []string
			for _, key := range strings.Fields(fields) {
				f, err := model.FieldOf(s.Kind, key)
				if err != nil {
					t.Fatal(err)
				}
				words = append(words, orElse(f.Text(row.Record), "-"))
			}
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return strings.Join(lines, "; ")
}

func allSaid(p *Plan) string {
	var b strings.Builder
	for _, s := range p.Sheets() {
		b.WriteString(said(s))
	}
	return b.String()
}

func bars(lines ...string) [][]any {
	var out [][]any
	for _, l := range lines {
		out = append(out, line(l))
	}
	return out
}

func numbers(cells map[string]float64) func(*excelize.File) {
	return func(f *excelize.File) {
		for cell, v := range cells {
			_ = f.SetCellValue("Sheet1", cell, v)
		}
	}
}

func merges(ranges ...string) func(*excelize.File) {
	return func(f *excelize.File) {
		for _, r := range ranges {
			from, to, _ := strings.Cut(r, ":")
			_ = f.MergeCell("Sheet1", from, to)
		}
	}
}

const paged = "序号|项目名称|投资方|计划投资（亿元）|目前阶段|责任单位"

// Each case is a way in which ledgers are put together; want is what summary says of the fields.
func TestStructure(t *testing.T) {
	for _, c := range []struct {
		name   string
		rows   [][]any
		more   []func(*excelize.File)
		fields string
		want   string
		sheets int
		said   []string
	}{
		{"the header on every printed page", bars("台账（第1页）", paged, "1|甲|A|1|在谈|u", "小计|||1", "台账（第2页）", paged, "2|乙|B|2|在谈|u"), nil,
			"name total_investment", "甲 1亿元; 乙 2亿元", 1, []string{"重复表头行 1 行", "续页标题行 1 行", "合计行 1 行"}},
		{"the header again without titles", bars(paged, "1|甲|A|1|在谈|u", paged, "2|乙|B|2|在谈|u"), nil, "name", "甲; 乙", 1, []string{"重复表头行 1 行"}},
		{"a chain runs on over the page", bars(paged, "一、精品钢产业链", "1|甲|A|1|在谈|u", "台账（第2页）", paged, "2|乙|B|2|在谈|u"), nil, "name chain", "甲 精品钢; 乙 精品钢", 1, nil},
		{"a second table with a header of its own", bars("一、在谈项目", paged, "1|甲|A|1|在谈|u", "合计|||1", "", "二、签约项目（单位：万元）", "序号|项目名称|投资方名称|协议投资额|签约时间|责任单位", "1|乙|B|5000|2024.3.1|商务局"), nil,
			"name total_investment agreed_investment sign_date unit", "甲 1亿元 - - u; 乙 - 5000万元 2024.3.1 商务局", 2, []string{"合计行 1 行"}},
		{"a second table of another kind", bars(paged, "1|甲|A|1|在谈|u", "序号|地块编号|地块名称|所在街道/园区|面积（亩）|权属单位", "1|D1|地一|艾山街道|30|国资"), nil, "name", "甲; 地一", 2, nil},
		{"a second table that nothing answers to", bars(paged, "1|甲|A|1|在谈|u", "序号|设备|台数|产地", "1|机床|两台|外地"), nil, "name", "甲", 1, []string{"另一张表", "第 3—4 行未导入"}},
		{"a table beside the first", bars("项目名称|投资方|计划投资（亿元）||项目名称|投资方|计划投资（亿元）", "左|A|1||右|B|2"), nil, "name", "左", 1, []string{"E 列起是并排的另一张表"}},
		{"the same heading twice", bars("项目名称|投资方|总投资（亿元）|备注||备注", "甲|A|1|一|无主|二"), nil, "name notes", "甲 一", 1, []string{"重复的列「备注」", "E 列没有表头，其中 1 个"}},
		{"a header after a page of notes", append(bars(strings.Split(strings.Repeat("说明,", 24)+"说明", ",")...), bars("序号|项目名称|投资方|总投资（亿元）", "1|甲|A|5")...), nil, "name total_investment", "甲 5亿元", 1, nil},

		{"the unit above two columns", bars("单位：万元", "序号|项目名称|投资方|计划投资（亿元）||责任单位", "|||总投资|固定资产投资|", "1|甲|A|5|3|u"), []func(*excelize.File){merges("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3")},
			"total_investment fixed_investment unit", "5亿元 3亿元 u", 1, nil},
		{"the unit below and above", bars("项目名称|投资方|投资（亿元）||到位外资|用地", "||总投资|其中：固定资产投资（万元）|（万美元）|（亩）", "甲|A|5|3000|200|30"), []func(*excelize.File){merges("C1:D1")},
			"total_investment fixed_investment foreign_funds land_need", "5亿元 3000万元 200万美元 30亩", 1, nil},
		{"words in brackets are no unit", bars("项目名称|投资方|投资情况（亿元）|责任单位", "||总投资（含设备）|", "甲|A|5|u"), []func(*excelize.File){merges("A1:A2", "B1:B2", "D1:D2")}, "total_investment unit", "5亿元 u", 1, nil},
		{"a part has the unit of its whole", bars("单位：万元", "项目名称|投资方|总投资（亿元）|其  中|", "|||固投|设备", "甲|A|5|3|1"), []func(*excelize.File){merges("A2:A3", "B2:B3", "C2:C3", "D2:E2")}, "total_investment fixed_investment", "5亿元 3亿元", 1, nil},
		{"three levels", bars("钢城区在谈项目", "序号|项目名称|投资方|计划投资（亿元）|||责任单位", "|||总投资|其中：||", "||||固定资产投资|流动资金|", "1|甲|A|5|3|2|u"),
			[]func(*excelize.File){merges("A2:A4", "B2:B4", "C2:C4", "D2:F2", "D3:D4", "E3:F3", "G2:G4")},
			"total_investment fixed_investment unit stage", "5亿元 3亿元 u 在谈", 1, []string{"未识别的列「计划投资（亿元）/其中：/流动资金」"}},
		{"signatures and a seal under the table", bars(paged, "1|甲|A|1|在谈|u", "主要负责人签字：|||分管负责人：||填表人：张三", "||||某区投资促进局（盖章）", "||||2024年6月28日"), nil, "name", "甲", 1, []string{"表尾说明行 3 行"}},
		{"notes of several rows", bars(paged, "1|甲|A|1|在谈|u", "说明|1.投资额为计划总投资。", "|2.阶段按在谈填写。"), nil, "name", "甲", 1, []string{"表尾说明行 2 行"}},
		{"sums that count", bars(paged, "1|甲|A|1|在谈|u", "|颜庄街道（2个）||8||", "|2个||8||", "|共7个项目||23.1||", "里辛街道|1个||2||"), nil, "name", "甲", 1, []string{"合计行 4 行"}},
		{"what is the same as above", bars(paged, "1|甲|A|1|在谈|商务局", "2|乙|同上|2|〃|同上"), nil, "name investor stage unit", "甲 A 在谈 商务局; 乙 A 在谈 商务局", 1, nil},
		{"a unit with an addition", bars("项目名称|投资方|计划总投资（亿元，含外资）|责任单位", "甲|A|5|u"), nil, "total_investment", "5亿元", 1, nil},
		{"square brackets, and words of every day", bars("项目名称|投资方|项目总投资【亿元】|主要建设内容及规模|分管领导", "甲|A|5|厂房|王某"), nil, "total_investment content lead_leader", "5亿元 厂房 王某", 1, nil},
		{"a chain under its everyday name", bars("项目名称|投资方|总投资（亿元）|所属产业链", "甲|A|5|精品钢产业链"), nil, "chain", "精品钢", 1, nil},
		{"levels written with strokes", bars("项目名称|投资方|计划投资（亿元）/总投资|计划投资（亿元）/固定资产投资|拟落地园区/街道", "甲|A|5|3|里辛"), nil,
			"total_investment fixed_investment place", "5亿元 3亿元 里辛", 1, nil},
		{"a header merged sideways", bars("项目名称|投资方|责任单位||备注", "甲|A|u|细|n"), []func(*excelize.File){merges("C1:D1")}, "unit notes", "u n", 1, []string{"D 列没有表头"}},

		{"headings with subtotals", bars("序号|项目名称|投资方|总投资（亿元）|责任单位", "一、精品钢产业链（3个）|||12.5|", "1|甲|A|5|u", "（一）|新建项目（2个）||7.5|", "2|乙|B|7|u", "二|氢能与储能||10|", "1|丙|C|10|u",
			"三|精品钢产业链小计||7|", "1|丁|D|7|u", "|累  计||30|", "1|戊|E|7|u", "四、其他项目|||5|", "1|己|F|5|u"), nil,
			"name chain", "甲 精品钢; 乙 精品钢; 丙 氢能与储能; 丁 精品钢; 戊 -; 己 -", 1, []string{"小标题行 5 行", "合计行 1 行"}},
		{"a heading without a chain ends the one before", bars("序号|项目名称|投资方|总投资（亿元）", "一、精品钢产业链", "1|甲|A|5", "二、其他类项目", "1|乙|B|6", "本页小计|||6", "2|丙|B|7"), nil, "name chain", "甲 精品钢; 乙 -; 丙 -", 1, nil},
		{"a subtotal ends its heading", bars("序号|项目名称|投资方|总投资（亿元）", "一、精品钢产业链", "小计|||5", "1|甲|A|5", "小计|||5", "2|乙|B|6"), nil, "name chain", "甲 精品钢; 乙 -", 1, nil},
		{"Chinese numerals as mere serial numbers", bars("序号|项目名称|总投资（亿元）|责任单位", "一|甲|5|", "二|乙|6|"), nil, "name", "甲; 乙", 1, nil},
		{"a node is looked up in the heading's chain", bars("序号|项目名称|投资方|总投资（亿元）|产业链环节", "一、精品钢产业链", "1|甲|A|1|废钢", "2|乙|A|1|炼钢"), nil, "name node", "甲 废钢; 乙 炼钢·精炼·连铸", 1, []string{"环节「废钢」不在该产业链图谱中"}},
		{"a node without any chain", bars("项目名称|投资方|责任单位|产业链环节", "甲|A|u|废钢", "乙|A|u|加氢站"), nil, "name node", "甲 废钢; 乙 加氢站", 1, []string{"环节「废钢」没有写明产业链"}},
		{"a node beside an unknown chain", bars("项目名称|投资方|所属产业链|产业链环节", "甲|A|火星|加氢站"), nil, "chain node", "火星 加氢站", 1, []string{"不在该产业链图谱中"}},

		{"phases below their project", bars("序号|项目名称|投资方|总投资（亿元）", "1|甲|A|5", "|其中：一期||2", "|二期||3", "2|乙|B|1", "2.1|其中:二期工程|B|1"), nil, "name total_investment", "甲 5亿元; 乙 1亿元", 1, []string{"分项行 3 行"}},
		{"a project that is called a phase", bars("序号|项目名称|投资方|总投资（亿元）", "1|一期|A|5", "2|中信项目二期|B|2"), nil, "name", "一期; 中信项目二期", 1, nil},
		{"sites under streets", bars("序号|地块编号|地块名称|面积（亩）|权属单位|所在街道/园区", "一、艾山街道（2宗）", "1|D1|地一|30|国资|", "2|D2|地二|40|国资|里辛街道", "二、钢城经济开发区", "1|D3|地三|50|国资|", "三、其他", "1|D4|地四|5|国资|"), nil,
			"name street", "地一 艾山街道; 地二 里辛街道; 地三 钢城经济开发区; 地四 -", 1, []string{"按小标题「艾山街道」"}},
		{"words and coordinates of a place", bars("序号|地块名称|面积（亩）|权属单位|位置|经度|纬度", "1|地一|30|国资|双元大街以北|117.81|36.06"), nil, "name address", "地一 双元大街以北", 1, []string{"已记入地址"}},
		{"a name in two lines", bars("项目名称|投资方|责任单位|备注", "特钢\n锻件|A|u|n", "Steel\nForging|B|u|n"), nil, "name", "特钢锻件; Steel Forging", 1, nil},
		{"a status in place of a stage", bars("项目名称|投资方|总投资（亿元）|目前阶段|状态", "甲|A|1|终止|", "乙|A|1|已暂停|", "丙|A|1|储备|", "丁|A|1|在谈|终止", "戊|A|1|主体完工|"), nil,
			"name stage status list raw_phrase", "甲 - 终止 - 终止; 乙 - 暂停 - 已暂停; 丙 - - 储备 储备; 丁 在谈 终止 - -; 戊 - - - 主体完工", 1, []string{"「终止」不是阶段，已记为状态「终止」", "「储备」不是阶段，已记为所在清单「储备」"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := read(t, workbookFile(t, c.rows, c.more...), Options{Existing: known{steel(), hydrogen()}})
			if got := summary(t, p, c.fields); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if len(p.Sheets()) != c.sheets || p.Count().Failed > 0 {
				t.Errorf("%d tables, want %d; %s", len(p.Sheets()), c.sheets, allSaid(p))
			}
			for _, w := range c.said {
				if words := allSaid(p); !strings.Contains(words, w) {
					t.Errorf("nothing says %q among:\n%s", w, words)
				}
			}
		})
	}
}

func TestSubtotalsAsNumbers(t *testing.T) {
	path := workbookFile(t, bars("序号|项目名称|投资方|总投资（亿元）|责任单位", "一、精品钢产业链|||", "1|甲|A||u", "二|氢能与储能||", "1|乙|B||u"), numbers(map[string]float64{"D2": 5, "D3": 5, "D4": 6, "D5": 6}))
	p := read(t, path, Options{Existing: known{steel(), hydrogen()}})
	if got := summary(t, p, "name chain"); got != "甲 精品钢; 乙 氢能与储能" {
		t.Error(got)
	}
}

// A ledger that merely has the columns of 在谈项目统计表 says nothing of the stage.
func TestStageIsNotInvented(t *testing.T) {
	const columns = "序号|项目名称|投资方|项目建设内容|计划投资（亿元）|责任单位|责任人"
	for _, c := range []struct{ title, header, sheet, want string }{
		{"2023年投产项目一览表", columns, "Sheet1", ""},
		{"", columns, "Sheet1", ""},
		{"流失项目", columns, "Sheet1", ""},
		{"在谈、签约项目表", columns, "Sheet1", ""},
		{"在谈项目统计表", columns, "Sheet1", "在谈"},
		{"", columns, "在谈", "在谈"},
		{"", columns + "|洽谈进展", "Sheet1", "在谈"},
		{"开工项目", columns + "|洽谈进展", "Sheet1", ""},
	} {
		path := workbookFile(t, [][]any{{c.title}, line(c.header), line("1|甲|A|x|5|u|p|谈")}, func(f *excelize.File) { _ = f.SetSheetName("Sheet1", c.sheet) })
		if got := read(t, path, Options{}).Sheets()[0].Rows[0].Record.(*model.Project).Stage.String(); got != c.want {
			t.Errorf("%s, sheet %s: stage %q, want %q", c.title, c.sheet, got, c.want)
		}
	}
}

func TestAStatusLeavesTheStageOfAKnownProject(t *testing.T) {
	old := filled(t, model.KindProject, map[string]string{"name": "甲", "investor": "A", "stage": "开工"})
	p := read(t, workbookFile(t, bars("项目名称|投资方|总投资（亿元）|目前阶段", "甲|A|5|终止")), Options{Existing: known{old}})
	if got := summary(t, p, "stage status"); got != "开工 终止" || p.Count().Updated != 1 {
		t.Errorf("%s %+v", got, p.Count())
	}
}

func TestOnlyACodeIsAKey(t *testing.T) {
	for _, c := range []struct {
		old, new string
		same     bool
	}{
		{"办理中", "办理中", false}, {"待办", "待办", false}, {"正在办理", "正在办理", false}, {"13800000000", "13800000000", false},
		{"2406-370117-04-01-123456", "２４０６—３７０１１７—０４—０１—１２３４５６", true}, {"2406-370117-04-01-123456", "240637011704 01123456", true},
		{"2406-370117-04-01-123456", "2406-370117-04-01-123457", false},
	} {
		old := filled(t, model.KindProject, map[string]string{"name": "甲", "investor": "A", "project_code": c.old})
		p := read(t, workbookFile(t, bars("项目名称|投资方|责任单位|项目代码", "乙|B|u|"+c.new)), Options{Existing: known{old}})
		if same := p.Count().Updated == 1; same != c.same {
			t.Errorf("%q and %q: same %v", c.old, c.new, same)
		}
	}
	old := filled(t, model.KindProject, map[string]string{"name": "甲", "investor": "A", "project_code": "2406-370117-04-01-123456"})
	p := read(t, workbookFile(t, bars("项目名称|投资方|责任单位|项目代码", "甲|A|u|办理中")), Options{Existing: known{old}})
	if got := summary(t, p, "project_code"); got != "2406-370117-04-01-123456" {
		t.Errorf("a placeholder replaced the code: %s", got)
	}
}

// sheetsFile writes a workbook with one sheet for each list of rows.
func sheetsFile(t *testing.T, sheets ...[][]any) string {
	return workbookFile(t, sheets[0], func(f *excelize.File) {
		for _, rows := range sheets[1:] {
			_, _ = f.NewSheet("表二")
			for i, row := range rows {
				cell, _ := excelize.CoordinatesToCellName(1, i+1)
				_ = f.SetSheetRow("表二", cell, &row)
			}
		}
	})
}

func TestRowsOfOneImportDoNotOverwriteEachOther(t *testing.T) {
	head := "项目名称|投资方|总投资（亿元）|责任单位"
	first, other, more := bars(head, "甲|A|5|"), bars(head, "甲|A|6|"), bars(head, "甲|A||商务局")
	for name, p := range map[string]*Plan{
		"another sheet": read(t, sheetsFile(t, first, other), Options{}),
		"another file":  readAll(t, Options{}, workbookFile(t, first), workbookFile(t, other)),
	} {
		if c := p.Count(); c.Conflicts != 1 || c.Added != 1 || !strings.Contains(allSaid(p), "但计划总投资不同") {
			t.Errorf("%s: %+v %s", name, c, allSaid(p))
		}
	}
	p := read(t, sheetsFile(t, first, more), Options{})
	if got := summary(t, p, "total_investment unit"); got != "5亿元 -; 5亿元 商务局" || p.Count().Updated != 1 {
		t.Errorf("a sheet that adds: %s %+v", got, p.Count())
	}
	list, err := p.Records()
	if err != nil || len(list) != 1 {
		t.Errorf("%d records, %v", len(list), err)
	}
}

func readAll(t *testing.T, o Options, paths ...string) *Plan {
	t.Helper()
	p, err := ReadAll(context.Background(), paths, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRowsOfAFreshSheetAreNamed(t *testing.T) {
	p := read(t, workbookFile(t, bars("项目名称|投资方|总投资（亿元）", "甲|A|5", "甲|B|6", "甲||7")), Options{})
	if words := allSaid(p); !strings.Contains(words, "与本表第 2 行、本表第 3 行相符") {
		t.Error(words)
	}
}

func TestInvestorIsFoundByCode(t *testing.T) {
	firm := filled(t, model.KindEnterprise, map[string]string{"name": "深圳甲有限公司", "uscc": "914403001922038216"})
	plain := filled(t, model.KindEnterprise, map[string]string{"name": "乙公司"})
	p := read(t, workbookFile(t, bars("项目名称|投资方名称|统一社会信用代码|总投资（亿元）", "一|深圳甲公司|914403001922038216|1", "二|深圳甲有限公司|91350100M000100Y43|1", "三|乙公司|91350100M000100Y43|1")),
		Options{Existing: known{firm, plain}})
	want := []model.ID{firm.Head().ID, {}, plain.Head().ID}
	for i, row := range p.Sheets()[0].Rows {
		if got := row.Record.(*model.Project).Investor.ID; got != want[i] {
			t.Errorf("row %d linked to %s, want %s", row.Number, got, want[i])
		}
	}
	if words := allSaid(p); !strings.Contains(words, "但统一社会信用代码不同（914403001922038216），没有关联") {
		t.Error(words)
	}
}

func rewritten(t *testing.T, p *Plan) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteProblems(&b, p); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "问题行.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestProblemRowsLoseNothing(t *testing.T) {
	path := workbookFile(t, bars("2023年在谈项目统计表", "单位：万元", "序号|项目名称|投资方|计划投资（亿元）||责任单位|预计签约时间", "|||总投资|固定资产投资||", "一、精品钢产业链", "1|甲|A|5|3|商务局|2024-13-01", "2|乙|B|6|4||2024-14-01"),
		merges("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4", "F6:F7"))
	first := read(t, path, Options{Existing: known{steel()}, Partial: true})
	again := read(t, rewritten(t, first), Options{Existing: known{steel()}, Partial: true})
	const fields = "name total_investment fixed_investment unit chain"
	want := "甲 5亿元 3亿元 商务局 精品钢; 乙 6亿元 4亿元 商务局 精品钢"
	if a, b := summary(t, first, fields), summary(t, again, fields); a != want || b != want {
		t.Errorf("first %s\nagain %s", a, b)
	}
	if len(again.Sheets()) != 1 || again.Sheets()[0].stage("") != model.StageTalk {
		t.Errorf("%d sheets, titles %q", len(again.Sheets()), again.Sheets()[0].words)
	}
}

// A conflict that nobody decided is no update when it comes back; with the id beside it, it is one.
func TestAnUndecidedConflictStaysOne(t *testing.T) {
	first := read(t, workbookFile(t, bars("项目名称|投资方|总投资（亿元）", "甲|A|5", "甲|A|6")), Options{})
	stored, err := first.Records()
	if err != nil || len(stored) != 1 {
		t.Fatal(err)
	}
	id := stored[0].Head().ID.String()
	if issues := first.Sheets()[0].Warnings(); !strings.Contains(issues[len(issues)-1].Suggestion, id) {
		t.Errorf("the id is not said: %+v", issues)
	}
	path := rewritten(t, first)
	again := read(t, path, Options{Existing: known{stored[0]}})
	if c := again.Count(); c.Conflicts != 1 || c.Updated != 0 {
		t.Errorf("undecided: %+v", c)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_ = f.SetCellValue(f.GetSheetList()[1], "D4", id)
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	if c := read(t, path, Options{Existing: known{stored[0]}}).Count(); c.Updated != 1 {
		t.Errorf("decided: %+v", c)
	}
}

func exported(t *testing.T, o WriteOptions, records ...model.Record) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(&b, "T1", records, o); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "导出.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// What an audience did not see is not cleared when its ledger comes back.
func TestAnExportCannotClearWhatItDidNotShow(t *testing.T) {
	hidden := filled(t, model.KindEnterprise, map[string]string{"name": "保密公司", "level": "保密"})
	p := filled(t, model.KindProject, map[string]string{"name": "甲", "level": "公开", "phone": "13800000000", "problems": "用地", "unit": "商务局", "code_name": "A项目"}).(*model.Project)
	p.Levels = model.Levels{"problems": model.Secret, "unit": model.Internal}
	p.Investor = model.LinkTo(hidden)
	internal := filled(t, model.KindProject, map[string]string{"name": "真名", "code_name": "代号"})
	seen := func(id model.ID) (string, bool) { return "", id != hidden.Head().ID }
	for _, to := range []model.Audience{model.Staff, model.Visitors} {
		path := exported(t, WriteOptions{Audience: to, Seen: seen}, p, internal)
		plan := read(t, path, Options{Existing: known{p, internal, hidden}, Update: UpdateOverwrite})
		if c := plan.Count(); c.Skipped != 2 {
			t.Errorf("%s: %+v, changed %v; %s", to, c, labels(plan.Sheets()[0].Rows[0].Changed()), allSaid(plan))
		}
	}
	plan := read(t, exported(t, WriteOptions{Seen: seen}, p), Options{})
	got := plan.Sheets()[0].Rows[0].Record.(*model.Project)
	if got.Levels["unit"] != model.Internal || got.Levels["problems"] != model.Secret || got.Problems != "" {
		t.Errorf("levels %v, problems %q", got.Levels, got.Problems)
	}
}

// An empty cell below a heading says what the heading says, also where empty cells clear.
func TestOverwritingKeepsWhatAHeadingSays(t *testing.T) {
	p := filled(t, model.KindProject, map[string]string{"name": "甲", "investor": "A"})
	path := workbookFile(t, bars("序号|项目名称|投资方|总投资（亿元）|所属产业链|所在街道", "一、精品钢产业链", "（一）艾山街道", "1|甲|A|5||"))
	got := read(t, path, Options{Existing: known{steel(), p}, Update: UpdateOverwrite}).Sheets()[0].Rows[0].Record.(*model.Project)
	if got.Chain.Name != "精品钢" || got.Street != "艾山街道" {
		t.Errorf("chain %q, street %q", got.Chain.Name, got.Street)
	}
}

func TestCoordinatesAndTheirSystem(t *testing.T) {
	var asked []string
	o := Options{Locate: func(x, y, crs string) (model.Location, []model.Problem) {
		asked = append(asked, x+" "+y+" "+crs)
		return model.Location{}, nil
	}}
	read(t, workbookFile(t, bars("地块编号|地块名称|街道|坐标（百度）|", "|||经度|纬度", "A1|地一|艾山|117.81|36.06"), merges("A1:A2", "B1:B2", "C1:C2", "D1:E1")), o)
	read(t, workbookFile(t, bars("地块编号|地块名称|街道|坐标|坐标系", "A1|地一|艾山|117.81，36.06|WGS84", "A2|地二|艾山|(E117.81 N36.06)|高德", "A3|地三|艾山|村东|高德")), o)
	if got, want := strings.Join(asked, "; "), "117.81 36.06 百度; 117.81 36.06 WGS84; E117.81 N36.06 高德"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTextTables(t *testing.T) {
	const head = "项目名称,投资方,责任单位,联系电话\n"
	for name, text := range map[string]string{"CR line ends": strings.ReplaceAll(head+"甲,A,u,1\n\n乙,B,u,\"=\"\"053176123456\"\"\"\n", "\n", "\r"), "CRLF": strings.ReplaceAll(head+"甲,A,u,1\n\n乙,B,u,=\"053176123456\"\n", "\n", "\r\n")} {
		p := read(t, textFile(t, "a.csv", text), Options{})
		if got := summary(t, p, "name phone"); got != "甲 1; 乙 053176123456" || p.Sheets()[0].Rows[1].Number != 4 {
			t.Errorf("%s: %s", name, got)
		}
	}
	for name, text := range map[string]string{"to the end": head + "甲,A,u,1\n\"乙,B,u,2\n丙,C,u,3\n", "to the next quote": head + "甲,A,u,1\n\"乙,B,u,2\n\"丙\",C,u,3\n"} {
		_, err := Read(context.Background(), textFile(t, "a.csv", text), Options{})
		var quote *QuoteError
		if !errors.As(err, &quote) || quote.Line != 3 || !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFilesUnderAnotherName(t *testing.T) {
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600) + string(utf16Name("Workbook"))
	for _, c := range []struct {
		name, file, body string
		want             error
	}{
		{"an old workbook", "a.xlsx", ole, ErrOldFormat},
		{"an .ods", "a.xlsx", packed(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), ErrOpenDocument},
		{"a .csv", "a.xlsx", "项目名称,投资方\n甲,A\n", ErrTextInside},
	} {
		if _, err := Read(context.Background(), textFile(t, c.file, c.body), Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

func TestOptionsThatMeanNothing(t *testing.T) {
	for _, o := range []Options{{Kind: "T99"}, {Unit: "斤"}, {Mapping: map[string]string{"投资": "nosuchfield"}}} {
		var wrong *OptionError
		if err := o.Check(); !errors.As(err, &wrong) {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if err := (Options{Kind: "T11", Unit: "万元", Mapping: map[string]string{"投资": "总投资", "备注": "-"}}).Check(); err != nil {
		t.Error(err)
	}
}

func TestAFileThatCannotBeReadLeavesTheOthers(t *testing.T) {
	p, err := ReadAll(context.Background(), []string{textFile(t, "坏.xlsx", "PK"), workbookFile(t, small("1|甲|A|||||"))}, Options{})
	if !errors.Is(err, ErrDamaged) || p == nil || len(p.Files) != 2 || p.Files[0].Err == nil || p.Count().Added != 1 || !p.Blocked() {
		t.Errorf("%v %+v", err, p)
	}
}
