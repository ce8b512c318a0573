package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model/sheet"
)

func TestTheCodeOfForgingsIsChecked(t *testing.T) {
	o := filled(t)
	path := filepath.Join(t.TempDir(), "规上.csv")
	for _, c := range []struct{ table, says string }{
		{"序号,企业名称,行业代码,行业名称,街道,是否规上\n1,甲公司,3391,锻件及粉末冶金制品制造,颜庄街道,是\n", "3393"},
		{"序号,企业名称,行业代码,行业名称,街道,是否规上\n1,甲公司,3393,锻件及粉末冶金制品制造,颜庄街道,是\n", ""},
		{"序号,企业名称,行业代码,行业名称,街道,是否规上\n1,甲公司,2521,软件开发,颜庄街道,是\n", "炼焦"},
		{"序号,产业链,环节,企业名称,所在地,行业代码,主导产品,企业链长\n1,精品钢,炼钢,甲公司,钢城区,3391,齿轮锻件,某\n", "3393"},
	} {
		if err := os.WriteFile(path, []byte(c.table), 0o600); err != nil {
			t.Fatal(err)
		}
		var r sheet.Result
		o.json(Done, &r, "import", path, "--dry-run")
		said := ""
		for _, w := range r.Files[0].Sheets[0].Warnings {
			if strings.HasPrefix(w.Message, "行业代码") {
				said += w.Message + w.Suggestion
			}
		}
		if (said == "") != (c.says == "") || !strings.Contains(said, c.says) {
			t.Errorf("%s: says %q", c.table, said)
		}
	}
	if said := o.must("set", "enterprise", "温岭精锻", "industry_code=3391 锻件"); !strings.Contains(said, "3393") {
		t.Errorf("set says %q", said)
	}
	if said := o.must("set", "enterprise", "温岭精锻", "industry_code=3393 锻件"); strings.Contains(said, "行业代码") {
		t.Errorf("set says %q", said)
	}
}
