package industry

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model"
)

// full is a table as large as a real one: what the program carries, and classes that there are not.
func full(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("code,level,name\n")
	has := map[string]bool{}
	for _, e := range Builtin().Entries {
		level := len(e.Code)
		fmt.Fprintf(&b, "%s,%d,%s\n", e.Code, level, e.Name)
		has[e.Code] = true
	}
	for i := 100; i < 1200; i++ {
		if code := fmt.Sprintf("%04d", i*7); !has[code] {
			fmt.Fprintf(&b, "%s,4,门类%d\n", code, i)
		}
	}
	return b.String()
}

func installed(t *testing.T, text, edition string) (*Table, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "分类.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Install(path, edition)
}

func TestAFullTableIsInstalled(t *testing.T) {
	Keep(filepath.Join(t.TempDir(), "industry"))
	defer Keep("")
	if Now().Full || Name("3393") != "锻件及粉末冶金制品制造" {
		t.Fatalf("before: %v %q", Now().Full, Name("3393"))
	}
	got, err := installed(t, full(t), "")
	if err != nil || !Now().Full || Now().Classes() != got.Classes() || Name("0700") != "门类100" {
		t.Fatalf("%v, %v, %q", err, Now().Full, Name("0700"))
	}
	if got := Name("070"); got != "门类100等" && got != "门类100" {
		t.Errorf("the missing group is %q", got)
	}
	if _, err := installed(t, full(t), "GB/T 4754-2011"); err != nil {
		t.Error(err)
	}
	all, err := Installed()
	if err != nil || len(all) != 2 || Now().Edition != model.EditionGBT4754 {
		t.Errorf("%d tables, %v", len(all), err)
	}
}

// What is wrong is refused, and the table there is stays in use.
func TestABrokenTableIsRefused(t *testing.T) {
	Keep(filepath.Join(t.TempDir(), "industry"))
	defer Keep("")
	whole := full(t)
	if _, err := installed(t, whole, ""); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		row  int
		err  error
	}{
		{whole[:strings.LastIndex(whole[:len(whole)/3], "\n")+1], 0, ErrIncomplete},
		{strings.Replace(whole, "3393,4,锻件及粉末冶金制品制造", "3393,4,黑色金属铸造", 1), 0, ErrIncomplete},
		{strings.Replace(whole, "code", "甲", 1), 0, ErrNotTable},
		{whole + "0700,4,又一个\n", strings.Count(whole, "\n") + 1, nil},
		{whole + "33933,4,太长\n", strings.Count(whole, "\n") + 1, nil},
		{whole + "9901,4,\n", strings.Count(whole, "\n") + 1, nil},
	} {
		_, err := installed(t, c.text, "")
		var row *RowError
		if c.err != nil && !errors.Is(err, c.err) || c.err == nil && (!errors.As(err, &row) || row.Row != c.row) {
			t.Errorf("%v, want %v row %d", err, c.err, c.row)
		}
		if Name("0700") != "门类100" {
			t.Fatal("the table there was is gone")
		}
	}
}

func TestExcelLosesTheZero(t *testing.T) {
	Keep(filepath.Join(t.TempDir(), "industry"))
	defer Keep("")
	if _, err := installed(t, strings.ReplaceAll(full(t), "\n0", "\n"), ""); err != nil || Name("0700") != "门类100" {
		t.Errorf("%v, %q", err, Name("0700"))
	}
}

func TestSearch(t *testing.T) {
	for text, want := range map[string]string{"3393": "3393", "C3393": "3393", "锻件": "3393", "djjfmyj": "3393", "duanjian": "3393", "黑色金属铸造": "3391"} {
		got := Builtin().Search(text, 3)
		if len(got) == 0 || got[0].Code != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
	if got := Builtin().Search("没有这个", 0); got != nil {
		t.Errorf("%+v", got)
	}
}
