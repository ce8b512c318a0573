package sheet

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"chainatlas/model"
)

func TestEveryFileBearsItsStamp(t *testing.T) {
	records := []model.Record{filled(t, model.KindProject, map[string]string{"name": "公开项目", "level": "公开"}), filled(t, model.KindProject, map[string]string{"name": "绝密项目", "level": "保密"})}
	for _, c := range []struct {
		to      model.Audience
		stamp   string
		records int
	}{{"", "内部资料 2024-03-01", 1}, {model.Staff, "内部资料 2024-03-01", 1}, {model.Cleared, "保密 2024-03-01", 2}, {model.Visitors, "2024-03-01", 1}} {
		var text, book bytes.Buffer
		o := WriteOptions{Audience: c.to, Date: "2024-03-01", CSV: true}
		if n, err := Write(&text, "T1", records, o); n != c.records || err != nil {
			t.Fatal(n, err)
		}
		if !strings.HasSuffix(text.String(), "\r\n说明："+c.stamp+"\r\n") {
			t.Errorf("%q ends with %q", c.to, text.String()[max(0, text.Len()-80):])
		}
		path := filepath.Join(t.TempDir(), "T1.csv")
		if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path, Options{}).Count(); got.Rows != c.records {
			t.Errorf("%q comes back as %+v", c.to, got)
		}
		o.CSV = false
		if _, err := Write(&book, "T1", records, o); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&book)
		if err != nil {
			t.Fatal(err)
		}
		for cell, want := range map[string]string{"A1": "钢城区2024年招商引资项目台账", "A2": c.stamp} {
			if got, _ := f.GetCellValue("Sheet1", cell); got != want {
				t.Errorf("%q: %s = %q, want %q", c.to, cell, got, want)
			}
		}
	}
}

func TestAWorkbookNamesItsMakerAndTime(t *testing.T) {
	var b bytes.Buffer
	if _, err := Write(&b, "T1", nil, WriteOptions{Made: time.Date(2024, 3, 1, 9, 30, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Creator != "招商链图" || props.Created != "2024-03-01T09:30:00Z" || props.Modified != props.Created || props.LastModifiedBy != "" {
		t.Errorf("%+v, %v", props, err)
	}
	if app, err := f.GetAppProps(); err != nil || app.Application != "招商链图" {
		t.Errorf("%+v, %v", app, err)
	}
}

// A date whose words lack the year must not take the year of the title that it is exported under.
func TestADateWithoutAYearKeepsItsOwn(t *testing.T) {
	for _, words := range []string{"一季度", "1月17日", "上半年", "3月"} {
		r := filled(t, model.KindProject, map[string]string{"name": "甲", "sign_date": words}).(*model.Project)
		var b bytes.Buffer
		if _, err := Write(&b, "T1", []model.Record{r}, WriteOptions{Date: "2026-03-01"}); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "T1.xlsx")
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		back := read(t, path, Options{}).Sheets()[0].Rows[0].Record.(*model.Project)
		if back.SignDate.From != r.SignDate.From || back.SignDate.To != r.SignDate.To {
			t.Errorf("%s of 2023 comes back as %+v", words, back.SignDate)
		}
	}
}
