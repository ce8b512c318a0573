package sheet

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/xuri/excelize/v2"

	"chainatlas/model"
)

// filled makes a record by its fields' words, as a form would.
func filled(t testing.TB, k model.Kind, words map[string]string) model.Record {
	t.Helper()
	r := k.New()
	r.Head().ID = model.NewID()
	for key, text := range words {
		f, err := model.FieldOf(k, key)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range f.SetText(r, text, model.Hint{Year: 2023}, known{steel()}) {
			if p.Blocking {
				t.Fatalf("%s: %s", key, p.Message)
			}
		}
	}
	return r
}

func sample(t testing.TB) []model.Record {
	site := filled(t, model.KindSite, map[string]string{"name": "示例产业园1号楼", "park": "示例产业园", "building": "1号楼", "area": "30亩", "rent": "8元/㎡·月"}).(*model.Site)
	x, _ := model.ParseSupply(model.Power, "10kV双回路 8000kVA", model.Hint{})
	site.Supplies = site.Supplies.With(x)
	flow, third := 500.0, 10000.0/3
	site.Supplies = site.Supplies.With(model.Supply{What: model.Water, Value: &flow, Unit: "吨/日", Ready: model.Yes})
	site.FloorArea = model.Measured(third, "㎡")
	site.Location = model.Location{Point: &orb.Point{117.8145, 36.0581}, Precision: model.PlaceExact, CRS: "GCJ-02", Entered: "117.82, 36.06"}
	site.Photos = model.Attachments{{Hash: "ab", Name: "现状.jpg", Type: model.JPEG}}
	site.Attachments = model.Attachments{{Hash: "cd", Name: "权属证明.pdf", Type: model.PDF}}
	firm := filled(t, model.KindEnterprise, map[string]string{"name": "示例甲公司", "uscc": "91350100M000100Y43", "output": "2022年 5亿元；2023年 6.5亿元", "labels": "瞪羚、高新技术企业"}).(*model.Enterprise)
	firm.Roles = model.Roles{{Chain: model.LinkTo(steel()), Node: model.NodeRef{Code: "JPG-M2", Name: "炼钢·精炼·连铸"}, Role: model.RoleLeader}}
	return []model.Record{
		filled(t, model.KindProject, map[string]string{"name": "示例项目", "chain": "精品钢", "total_investment": "2000万元", "fixed_investment": "约3-5亿元", "foreign_funds": "300万美元",
			"sign_date": "2024年1月", "stage": "签约", "fictional": "是", "level": "公开", "land_need": "30亩", "phone": "0531-1\n0531-2", "problems": "无"}),
		site, firm,
	}
}

// Files are no text: a ledger has no column for them, and a column that is called so fills nothing.
func TestFilesStayOutOfLedgers(t *testing.T) {
	for _, k := range model.Kinds() {
		for _, f := range model.AttachmentFieldsOf(k) {
			if slices.Contains(fieldHeaders(k), f.Label) {
				t.Errorf("%s is written with a column %s", k, f.Label)
			}
			if to, ok := resolve(k, f.Label); ok {
				t.Errorf("%s reads the column %s into %s", k, f.Label, to.key())
			}
		}
	}
}

func TestWrittenLedgersComeBackUnchanged(t *testing.T) {
	for _, r := range sample(t) {
		var names []string
		for _, form := range Templates() {
			if form.Kind == r.Kind() {
				names = append(names, form.Code)
			}
		}
		for _, name := range append(names, string(r.Kind())) {
			for _, asCSV := range []bool{false, true} {
				comesBack(t, r, name, asCSV)
			}
		}
	}
}

func TestACoarsePlaceSaysSo(t *testing.T) {
	at := &orb.Point{117.8, 36.1}
	for precision, want := range map[string]string{model.PlaceExact: "WGS-84", model.PlaceStreet: "WGS-84（街道）", model.PlaceDistrict: "WGS-84（区县）"} {
		words := locationPart(model.Location{Point: at, Precision: precision}, crsPart)
		if words != want {
			t.Errorf("%s is written %v", precision, words)
		}
		if _, back := model.CutPrecision(want); back != precision {
			t.Errorf("%s comes back as %s", want, back)
		}
	}
}

// A project that does not say whether it is promoted does not say so in another workspace either.
func TestOurOwnLedgerTakesNoDefaults(t *testing.T) {
	r := filled(t, model.KindProject, map[string]string{"name": "示例项目", "investor": "示例甲公司"})
	path := filepath.Join(t.TempDir(), "T1.xlsx")
	var b bytes.Buffer
	if _, err := Write(&b, "T1", []model.Record{r}, WriteOptions{Year: 2023}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	got := read(t, path, Options{Existing: known{}}).Sheets()[0].Rows[0].Record.(*model.Project)
	if got.Promotion != "" || got.ID != r.Head().ID {
		t.Errorf("promotion became %q", got.Promotion)
	}
}

func comesBack(t *testing.T, r model.Record, name string, asCSV bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+map[bool]string{true: ".csv", false: ".xlsx"}[asCSV])
	var b bytes.Buffer
	if n, err := Write(&b, name, []model.Record{r}, WriteOptions{Year: 2023, CSV: asCSV, Date: "2024-03-01"}); n != 1 || err != nil {
		t.Fatalf("%s: wrote %d: %v", name, n, err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	locate := func(x, y, crs string) (model.Location, []model.Problem) {
		return model.Location{Point: &orb.Point{117.8145, 36.0581}, Precision: model.PlaceExact, CRS: crs}, nil
	}
	p := read(t, path, Options{Existing: known{r, steel()}, Locate: locate})
	s := p.Sheets()[0]
	if got := s.Count(); got.Skipped != 1 || got.Rows != 1 {
		t.Errorf("%s csv %v: %+v, changed %v, errors %v", name, asCSV, got, labels(s.Rows[0].Changed()), s.Errors())
	}
}

func labels(fields []*model.Field) (out []string) {
	for _, f := range fields {
		out = append(out, f.Label)
	}
	return out
}

func TestSecretsStayOutOfALedger(t *testing.T) {
	open, secret := filled(t, model.KindProject, map[string]string{"name": "公开项目", "level": "公开", "phone": "13800000000"}), filled(t, model.KindProject, map[string]string{"name": "保密项目", "level": "保密"})
	for _, c := range []struct {
		to    model.Audience
		name  string
		phone bool
	}{{model.Staff, "公开项目", true}, {model.Visitors, "公开项目", false}} {
		var b bytes.Buffer
		if n, err := Write(&b, "T1", []model.Record{open, secret}, WriteOptions{Audience: c.to, CSV: true}); n != 1 || err != nil {
			t.Errorf("%s got %d records, %v", c.to, n, err)
		}
		if bytes.Contains(b.Bytes(), []byte("保密项目")) || bytes.Contains(b.Bytes(), []byte("13800000000")) != c.phone {
			t.Errorf("%s sees too much or too little", c.to)
		}
	}
}

func TestAmountsAreAddedUp(t *testing.T) {
	var records []model.Record
	for _, m := range []string{"2亿元", "5000万元", "约3亿元"} {
		records = append(records, filled(t, model.KindProject, map[string]string{"name": "项目" + m, "total_investment": m}))
	}
	var b bytes.Buffer
	if _, err := Write(&b, "T1", records, WriteOptions{Year: 2024}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"A1": "钢城区2024年招商引资项目台账", "L4": "2", "L5": "0.5", "L6": "约3亿元", "A7": "合计", "L7": "2.5", "A8": "注：合计不含区间、约数、未定及其他币种的金额 1 项"} {
		if got, _ := f.GetCellValue("Sheet1", cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
}

func TestProblemRowsCanBeImportedAgain(t *testing.T) {
	path := workbookFile(t, [][]any{{"2024年招商引资项目台账"}, {"单位：万元"}, line("序号|项目名称|投资方名称|计划总投资|签约时间|备注"),
		line("1|甲|A|5|一季度|"), line("2|乙|B|五千多少|2024.13.1|"), line("3|甲|A|6|三月|")})
	p := read(t, path, Options{})
	var b bytes.Buffer
	if err := WriteProblems(&b, p); err != nil {
		t.Fatal(err)
	}
	again := filepath.Join(t.TempDir(), "问题行.xlsx")
	if err := os.WriteFile(again, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	q := read(t, again, Options{})
	s := q.Sheets()[0]
	if got := q.Count(); got.Rows != 2 || s.Year != 2024 || s.Unit != "万元" || s.Rows[1].Record.Head().Name != "甲" {
		t.Errorf("%+v year %d unit %s, first reading %+v", got, s.Year, s.Unit, p.Count())
	}
}

// What a form has no column for and a reader would guess otherwise gets a column of its own.
func TestALedgerTellsWhatItsFormCannot(t *testing.T) {
	ended := &model.Project{Status: model.Ended, RawPhrase: "终止"}
	ended.ID, ended.Name = model.NewID(), "甲"
	promoted := &model.Project{Promotion: model.Yes, Stage: model.StageTalk}
	promoted.ID, promoted.Name = model.NewID(), "乙"
	var b bytes.Buffer
	if _, err := Write(&b, "T1", []model.Record{ended, promoted}, WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "台账.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	plan, err := Read(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	back := plan.Sheets()[0].Rows
	if p := back[0].Record.(*model.Project); p.Promotion != "" || p.Status != model.Ended || p.RawPhrase != "终止" {
		t.Errorf("%+v", p)
	}
	if p := back[1].Record.(*model.Project); p.Promotion != model.Yes || p.Status != "" {
		t.Errorf("%+v", p)
	}
}
