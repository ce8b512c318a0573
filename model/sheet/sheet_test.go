package sheet

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"chainatlas/model"
)

// known is a handful of records to match against, as the store would give them.
type known []model.Record

func (k known) All(kind model.Kind) ([]model.Record, error) {
	var out []model.Record
	for _, r := range k {
		if r.Kind() == kind {
			out = append(out, r)
		}
	}
	return out, nil
}

func (k known) Find(kind model.Kind, name string) (model.Link, bool) {
	for _, r := range k {
		e, isFirm := r.(*model.Enterprise)
		if r.Kind() == kind && (r.Head().Name == name || isFirm && e.USCC == name) {
			return model.LinkTo(r), true
		}
	}
	return model.Link{}, false
}

func (k known) FindNode(chain model.ID, name string) (model.NodeRef, bool) {
	for _, r := range k {
		if c, ok := r.(*model.Chain); ok && (chain.IsZero() || c.ID == chain) {
			return c.FindNode(name)
		}
	}
	return model.NodeRef{}, false
}

func steel() *model.Chain {
	c := &model.Chain{Code: "JPG", Nodes: model.Nodes{{Code: "JPG-M2", Name: "炼钢·精炼·连铸"}}}
	c.ID, c.Name = model.FixedID(model.KindChain, "JPG"), "精品钢"
	return c
}

// workbookFile writes rows to an .xlsx file; more may change it before it is saved.
func workbookFile(t testing.TB, rows [][]any, more ...func(*excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range more {
		m(f)
	}
	path := filepath.Join(t.TempDir(), "台账.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func textFile(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t testing.TB, path string, o Options) *Plan {
	t.Helper()
	p, err := Read(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// line makes cells of a line written with bars.
func line(s string) []any {
	var out []any
	for _, c := range strings.Split(s, "|") {
		out = append(out, c)
	}
	return out
}

func headerOf(code string) []any {
	t, _ := templateOf(code)
	var out []any
	for _, h := range t.Headers {
		out = append(out, h)
	}
	return out
}

func TestLedgerT1(t *testing.T) {
	path := workbookFile(t, [][]any{
		{"钢城区2024年招商引资项目台账"}, {nil, nil, nil, "单位：亿元"}, headerOf("T1"),
		line("1|特钢锻件项目|制造业|精品钢产业链|连铸|补链|示例甲公司|91350100M000100Y43|上海|民企|年产1万吨|约3-5亿|２０００万|30亩|待定|以商招商|商会|区商务局|2024.1.17|在谈|/|-|无|||2406-370117-04-01-123456|一季度|2024年12月|||||1200|300|洽谈中|无||商务局|王某|李某|13800000000、0531-1234567|"),
	})
	p := read(t, path, Options{Existing: known{steel()}})
	s := p.Files[0].Sheets[0]
	if s.Template != "T1" || s.HeaderRow != 3 || s.Year != 2024 || s.Unit != "亿元" || len(s.Columns) != 42 {
		t.Fatalf("sheet %s header %d year %d unit %s columns %d", s.Template, s.HeaderRow, s.Year, s.Unit, len(s.Columns))
	}
	if got := p.Count(); got != (Counts{Rows: 1, Added: 1}) {
		t.Fatalf("%+v %+v", got, s.Errors())
	}
	want := map[string]string{"name": "特钢锻件项目", "chain": "精品钢", "node": "炼钢·精炼·连铸", "link_type": "补链", "stage": "在谈", "promotion": "是",
		"land_need": "30亩", "domestic_funds": "1200万元", "foreign_funds": "300万美元", "problems": "无", "place": "待定", "phone": "13800000000、0531-1234567",
		"sign_date": "", "total_investment": "约3-5亿", "source": "导入：台账.xlsx Sheet1 第4行"}
	for key, text := range want {
		f, err := model.FieldOf(model.KindProject, key)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Text(s.Rows[0].Record); got != text {
			t.Errorf("%s = %q, want %q", key, got, text)
		}
	}
	for _, c := range s.Columns {
		if c.Field == "" && c.Header != "序号" {
			t.Errorf("column %q is not understood", c.Header)
		}
	}
}

func TestEveryFormIsRecognised(t *testing.T) {
	for _, form := range Templates() {
		t.Run(form.Code, func(t *testing.T) {
			var header []any
			for _, h := range form.Headers {
				header = append(header, h)
			}
			p := read(t, workbookFile(t, [][]any{{form.Name}, header}), Options{})
			if s := p.Sheets()[0]; s.Template != form.Code || s.Kind != form.Kind || s.HeaderRow != 2 {
				t.Errorf("read as %s (%s) with header in row %d", s.Template, s.Kind, s.HeaderRow)
			}
		})
	}
}
