package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"chainatlas/model"
)

// small is a short ledger: its header, then the lines given.
func small(lines ...string) [][]any {
	out := [][]any{line("序号|项目名称|投资方名称|所属产业链|计划总投资（亿元）|签约时间|责任单位|统一社会信用代码")}
	for _, l := range lines {
		out = append(out, line(l))
	}
	return out
}

func merge(from, to string) func(*excelize.File) {
	return func(f *excelize.File) { _ = f.MergeCell("Sheet1", from, to) }
}

func set(cell string, v any) func(*excelize.File) {
	return func(f *excelize.File) { _ = f.SetCellValue("Sheet1", cell, v) }
}

// uncounted is a formula without its result, as programs that never computed it leave it.
func uncounted(cell, formula string) func(*excelize.File) {
	return func(f *excelize.File) {
		_ = f.SetCellValue("Sheet1", cell, nil)
		_ = f.SetCellFormula("Sheet1", cell, formula)
	}
}

func formatted(cell string, v any, format string) func(*excelize.File) {
	return func(f *excelize.File) {
		id, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		_ = f.SetCellValue("Sheet1", cell, v)
		_ = f.SetCellStyle("Sheet1", cell, cell, id)
	}
}

func since1904(f *excelize.File) {
	yes := true
	_ = f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
}

// Each case is one sort of dirt; want is record.field = text, or said = a part of an issue's message.
func TestDirt(t *testing.T) {
	for _, c := range []struct {
		name string
		rows [][]any
		more []func(*excelize.File)
		rowN int
		want map[string]string // field of the first row's record
		last map[string]string // field of the last row's record
		said []string
	}{
		{"merged title rows and a unit row", append([][]any{{"钢城区"}, {"2023年台账"}, {"填报单位：商务局   单位：万元"}}, line("项目名称|投资方|计划总投资|签约时间"), line("甲|A|500|3月")),
			[]func(*excelize.File){merge("A1", "D1"), merge("A2", "D2")}, 1, map[string]string{"total_investment": "500万元", "sign_date": "3月"}, nil, []string{"没有写年份"}},
		{"two-level header", [][]any{line("序号|项目名称|投资方|投资（亿元）||时间|"), line("|||计划总投资（亿元）|其中：固定资产投资（万元）|签约|开工时间"), line("1|甲|A|5|3000|2024|2025")},
			[]func(*excelize.File){merge("A1", "A2"), merge("B1", "B2"), merge("C1", "C2"), merge("D1", "E1"), merge("F1", "G1")}, 1,
			map[string]string{"total_investment": "5亿元", "fixed_investment": "3000万元", "sign_date": "2024", "start_date": "2025", "investor": "A"}, nil, nil},
		{"sub-headings, totals, blanks, gaps, a repeated header and a footer", small("一、精品钢产业链（2个）|||||||", "1|甲|A||5|||", "|||||||", "7|乙|B||6|||", "小计||||11|||", "序号|项目名称|投资方名称|所属产业链|计划总投资（亿元）|签约时间|责任单位|统一社会信用代码",
			"（二）氢能产业链|||||||", "3|丙|C||7|||", "合计|3个|||18|||", "填报人：李某||审核人：王某|||联系电话：123||"), nil, 3,
			map[string]string{"name": "甲", "chain": "精品钢"}, map[string]string{"name": "丙", "chain": "氢能产业链"}, []string{"合计行 2 行", "小标题行 2 行", "表尾说明行 1 行", "重复表头行 1 行", "按小标题「精品钢产业链」"}},
		{"numbers as text", small("1|甲|A||约3-5亿|||", "2|乙|B||２０００万|||", "3|丙|C||/|||", "4|丁|D||待定|||", "5|戊|E||300万美元|||"), nil, 5,
			map[string]string{"total_investment": "约3-5亿"}, map[string]string{"total_investment": "300万美元"}, nil},
		{"words that are no amount", small("1|甲|A||五六亿吧7|||"), nil, 1, nil, nil, []string{"金额「五六亿吧7」无法识别"}},
		{"dates in many forms", small("1|甲|A|||2024.1.17||", "2|乙|B|||一季度||"), nil, 2, map[string]string{"sign_date": "2024.1.17"}, nil, []string{"没有年份"}},
		{"an Excel serial without a date format", small("1|甲|A|||||"), []func(*excelize.File){set("F2", 45308)}, 1, map[string]string{"sign_date": "2024-01-17"}, nil, []string{"Excel 日期序号"}},
		{"a date cell", small("1|甲|A|||||"), []func(*excelize.File){formatted("F2", 45308, "yyyy/m/d")}, 1, map[string]string{"sign_date": "2024-01-17"}, nil, nil},
		{"a month cell", small("1|甲|A|||||"), []func(*excelize.File){formatted("F2", 45308, `yyyy"年"m"月"`)}, 1, map[string]string{"sign_date": "2024年1月"}, nil, nil},
		{"October as the number 2024.10", small("1|甲|A|||||"), []func(*excelize.File){formatted("F2", 2024.10, "0.00")}, 1, map[string]string{"sign_date": "2024.10"}, nil, nil},
		{"a number that may be January or October", small("1|甲|A|||||"), []func(*excelize.File){set("F2", 2024.1)}, 1, map[string]string{"sign_date": "2024.1"}, nil, []string{"也可能原为 10 月"}},
		{"a serial in a column of amounts stays a number", small("1|甲|A|||||"), []func(*excelize.File){set("E2", 45308)}, 1, map[string]string{"total_investment": "45308亿元"}, nil, nil},
		{"a code that Excel turned into a number", small("1|甲|A|||||"), []func(*excelize.File){set("H2", 913501001234567890.0)}, 1, nil, nil, []string{"原码已丢失"}},
		{"a code that fails its check digit", small("1|甲|A|||||91350100M000100Y4Z"), nil, 1, nil, nil, []string{"格式不符"}},
		{"a formula without its value", small("1|甲|A|||||"), []func(*excelize.File){uncounted("E2", "=1+2")}, 1, nil, nil, []string{"公式没有保存计算结果"}},
		{"a serial number that is such a formula does no harm", small("|甲|A||5|||"), []func(*excelize.File){uncounted("A2", "=ROW()-1")}, 1, map[string]string{"name": "甲"}, nil, nil},
		{"merged cells mean the same as above", small("1|甲|A||5||商务局|", "2|乙|B||||||", "3|丙|C||||||"), []func(*excelize.File){merge("G2", "G4"), merge("E2", "E3")}, 3,
			map[string]string{"unit": "商务局"}, map[string]string{"unit": "商务局", "total_investment": ""}, []string{"只记入第一行"}},
		{"hidden rows", small("1|甲|A|||||", "2|乙|B|||||"), []func(*excelize.File){func(f *excelize.File) { _ = f.SetRowVisible("Sheet1", 3, false) }}, 1, nil, nil, []string{"隐藏行 1 行"}},
		{"a hidden sheet", small("1|甲|A|||||"), []func(*excelize.File){func(f *excelize.File) {
			_, _ = f.NewSheet("旧表")
			_ = f.SetSheetRow("旧表", "A1", &[]any{"x"})
			_ = f.SetSheetVisible("旧表", false)
		}}, 1, nil, nil, []string{"隐藏的工作表「旧表」"}},
		{"several phones", [][]any{line("项目名称|投资方|责任人|联系电话"), line("甲|A|李某|0531-1234567\n13800000000")}, nil, 1, map[string]string{"phone": "0531-1234567\n13800000000"}, nil, nil},
		{"a column nobody knows", [][]any{line("项目名称|投资方|责任人|能耗批复情况"), line("甲|A|李某|是")}, nil, 1, nil, nil, []string{"未识别的列「能耗批复情况」"}},
		{"an amount without any unit", [][]any{line("项目名称|投资方|责任人|计划总投资"), line("甲|A|李某|5")}, nil, 1, nil, nil, []string{"没有单位"}},
		{"a stage in other words", [][]any{line("项目名称|投资方|目前阶段"), line("甲|A|主体完工")}, nil, 1, map[string]string{"stage": "", "raw_phrase": "主体完工"}, nil, []string{"不是规定的阶段"}},
		{"the same project twice", small("1|甲|A|||||", "2|甲|Ａ|||||"), nil, 2, nil, nil, []string{"与本表第 2 行是同一条记录"}},
		{"a name missing", small("1||A||5|||"), nil, 1, nil, nil, []string{"缺少项目名称"}},
		{"words in a column of amounts", small("1|甲|A||已签约|||"), nil, 1, map[string]string{"total_investment": "已签约"}, nil, []string{"没有读出金额，按原文保存"}},
		{"words in a column of dates", small("1|甲|A|||已签约||"), nil, 1, map[string]string{"sign_date": "已签约"}, nil, []string{"没有读出日期，按原文保存"}},
		{"3-5 in a column of amounts, as Excel took it", small("1|甲|A|||||"), []func(*excelize.File){formatted("E2", 45356, `m"月"d"日"`)}, 1, map[string]string{"total_investment": ""}, nil, []string{"可能是 Excel 把「3-5」变成了日期"}},
		{"a date in a column of codes", small("1|甲|A|||||"), []func(*excelize.File){formatted("H2", 45356, "yyyy/m/d")}, 1, map[string]string{"investor_uscc": ""}, nil, []string{"中是日期 2024-03-05"}},
		{"a date in a column of quantities", [][]any{line("项目名称|投资方|用地需求（亩）"), line("甲|A|")}, []func(*excelize.File){formatted("C2", 45356, "d-mmm")}, 1, map[string]string{"land_need": ""}, nil, []string{"中是日期 2024-03-05"}},
		{"a date for a name", small("1||A|||||"), []func(*excelize.File){formatted("B2", 45356, "m-d")}, 1, map[string]string{"name": "2024-03-05"}, nil, []string{"Excel 会把「3-5」变成日期"}},
		{"a date for an investor", small("1|甲|||||"), []func(*excelize.File){formatted("C2", 45356, "m-d")}, 1, map[string]string{"investor": "2024-03-05"}, nil, []string{"已按「2024-03-05」保存"}},
		{"a format that writes another unit", small("1|甲|A|||||"), []func(*excelize.File){formatted("E2", 5000, `0"万元"`)}, 1, map[string]string{"total_investment": "5000万元"}, nil, nil},
		{"a format that shows 元 as 万元", small("1|甲|A|||||"), []func(*excelize.File){formatted("E2", 12345678, `0\.0,"万元"`)}, 1, map[string]string{"total_investment": "1234.5678万元"}, nil, nil},
		{"a format that rounds", small("1|甲|A|||||"), []func(*excelize.File){formatted("E2", 0.567, `#,##0.0`)}, 1, map[string]string{"total_investment": "0.567亿元"}, nil, nil},
		{"a format that writes 亩", [][]any{line("项目名称|投资方|用地需求（公顷）"), line("甲|A|")}, []func(*excelize.File){formatted("C2", 30, `0"亩"`)}, 1, map[string]string{"land_need": "30亩"}, nil, nil},
		{"a serial of a workbook that counts from 1904", small("1|甲|A|||||"), []func(*excelize.File){set("F2", 43846), since1904}, 1, map[string]string{"sign_date": "2024-01-17"}, nil, []string{"1904 日期系统"}},
		{"#N/A for an amount", small("1|甲|A||#N/A|||"), nil, 1, map[string]string{"total_investment": ""}, nil, []string{"错误值 #N/A"}},
		{"#N/A for a person", small("1|甲|A||||#N/A|"), nil, 1, map[string]string{"unit": ""}, nil, nil},
		{"an error value", small("1|甲|A|||||"), []func(*excelize.File){set("E2", "#REF!")}, 1, nil, nil, []string{"错误值 #REF!"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := read(t, workbookFile(t, c.rows, c.more...), Options{Existing: known{steel()}}).Sheets()[0]
			if len(s.Rows) != c.rowN {
				t.Fatalf("%d rows, want %d: %+v", len(s.Rows), c.rowN, s.Issues)
			}
			fieldsAre(t, s.Rows[0].Record, c.want)
			fieldsAre(t, s.Rows[len(s.Rows)-1].Record, c.last)
			words := said(s)
			for _, w := range c.said {
				if !strings.Contains(words, w) {
					t.Errorf("nothing says %q among:\n%s", w, words)
				}
			}
		})
	}
}

func fieldsAre(t *testing.T, r model.Record, want map[string]string) {
	t.Helper()
	for key, text := range want {
		f, err := model.FieldOf(r.Kind(), key)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Text(r); got != text {
			t.Errorf("%s = %q, want %q", key, got, text)
		}
	}
}

func said(s *Sheet) string {
	var b strings.Builder
	for _, i := range append(s.Errors(), s.Warnings()...) {
		b.WriteString(i.Column + " " + i.Message + "\n")
	}
	return b.String()
}

func TestCSVInEveryEncoding(t *testing.T) {
	const text = "项目名称,投资方,计划总投资（亿元）\n特钢锻件,示例甲公司,\"1,200\"\n\n乙,乙公司,5\n"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{"UTF-8": text, "UTF-8 with BOM": "\uFEFF" + text, "GB18030": gbk,
		"tabs": strings.NewReplacer(`"1,200"`, "1200", ",", "\t").Replace(text), "semicolons": strings.NewReplacer(`"1,200"`, "1200", ",", ";").Replace(text)} {
		t.Run(name, func(t *testing.T) {
			s := read(t, textFile(t, "a.csv", body), Options{}).Sheets()[0]
			if len(s.Rows) != 2 || s.Rows[0].Record.Head().Name != "特钢锻件" || s.Rows[1].Number != 4 {
				t.Fatalf("%d rows, second in row %d", len(s.Rows), s.Rows[len(s.Rows)-1].Number)
			}
			if p := s.Rows[0].Record.(*model.Project); p.TotalInvestment.Min != 1200*model.Yi {
				t.Errorf("amount %+v, issues %+v", p.TotalInvestment, s.Rows[0].Issues)
			}
		})
	}
}

func TestFilesThatAreNoLedger(t *testing.T) {
	whole, err := os.ReadFile(workbookFile(t, small("1|甲|A|||||")))
	if err != nil {
		t.Fatal(err)
	}
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)
	for _, c := range []struct {
		name, file, body string
		want             error
	}{
		{"an .xls", "a.xls", ole, ErrOldFormat},
		{"an .et", "a.et", ole, ErrOldFormat},
		{"a .wps", "a.wps", ole, ErrOldFormat},
		{"an .xlsx with a password", "a.xlsx", ole + string(utf16Name("EncryptedPackage")), ErrEncrypted},
		{"half an .xlsx", "a.xlsx", string(whole[:len(whole)/2]), ErrDamaged},
		{"an .xlsx that is none", "a.xlsx", "hello", ErrDamaged},
		{"an empty .xlsx", "a.xlsx", "", ErrDamaged},
		{"a picture", "a.png", "\x89PNG", ErrUnknownFormat},
		{"a binary .csv", "a.csv", "a\x00b", ErrDamaged},
		{"an empty .csv", "a.csv", "", ErrNoLedger},
		{"a text without a header", "a.csv", "今天,天气\n很,好\n", ErrNoLedger},
		{"a zip bomb", "a.xlsx", bomb(t), ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Read(context.Background(), textFile(t, c.file, c.body), Options{}); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// bomb is a workbook whose sheet unpacks to a thousand times its size.
func bomb(t *testing.T) string {
	return packed(t, map[string]string{
		"[Content_Types].xml":        "<Types/>",
		"xl/workbook.xml":            `<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   "<worksheet><sheetData>" + strings.Repeat("<row><c><v>1</v></c></row>", 400_000),
	})
}

func packed(t *testing.T, parts map[string]string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCancelledReading(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, workbookFile(t, small("1|甲|A|||||")), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The reader of our own must give what excelize gives.
func TestCellsAreExcelizes(t *testing.T) {
	path := workbookFile(t, small("1|甲 &amp; <乙>|A\nB||5|||", "|||||||", "2|乙|B||0.1|||"), set("E5", 0.1+0.2), set("F5", true), set("J9", -12345678.25), set("AB12", "远处"))
	tables, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(tables[0].Rows) {
		t.Fatalf("%d rows, excelize has %d", len(tables[0].Rows), len(rows))
	}
	for i, row := range rows {
		for col, want := range row {
			got := tables[0].At(i, col)
			if got.Kind == Bool {
				want = map[string]string{"1": "是", "0": "否", "TRUE": "是"}[want]
			}
			if got.Text != want && got.Text != strings.TrimSuffix(want, "0000000004") {
				t.Errorf("%s%d = %q, excelize has %q", letter(col), i+1, got.Text, want)
			}
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("项目名称,投资方,计划总投资（亿元）\n甲,A,约3-5亿\n"))
	f.Add([]byte("\uFEFF企业名称\t统一社会信用代码\t2023年产值（亿元）\n甲\t91350100M000100Y43\t5\n"))
	f.Add([]byte("单位：亿元\n序号;项目名称;签约时间;目前阶段\n1;\"甲\n乙\";45308;在谈\n合计;;;\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "a.csv")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := Read(context.Background(), path, Options{Existing: known{steel()}, Partial: true})
		if err != nil {
			return
		}
		if _, err := p.Records(); err != nil {
			t.Fatal(err)
		}
		if c := p.Count(); c.Rows != c.Added+c.Updated+c.Skipped+c.Conflicts+c.Failed {
			t.Fatalf("rows do not add up: %+v", c)
		}
		p.Result("")
	})
}
