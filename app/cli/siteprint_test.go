package cli

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/mapping/sametest"
)

// rich is an office with a public site of which much is known, and a photo.
func rich(t *testing.T) office {
	o := filled(t)
	o.must("set", "site", "艾山片区", "位置=117.81,36.06 WGS84", "面积=210亩", "参考地价=22万元/亩", "要素供给=供电 8000kVA 10kV 已具备", "电话=13800000000", "距高速口=3公里")
	o.must("set", "site", "南部新城片区", "面积=80亩", "距高速口=9公里")
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 60, 40)), nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(o.dir, "现状.jpg")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	o.must("attach", "site", "艾山片区", path, "--caption", "南侧现状")
	return o
}

func TestSiteProfile(t *testing.T) {
	o := rich(t)
	staff := sametest.Text(t, []byte(o.written("a.pdf", "site", "profile", "艾山片区")))
	visitor := sametest.Text(t, []byte(o.written("b.pdf", "site", "profile", "艾山片区", "--audience", "visitor", "--contact", "招商局 0531")))
	for _, word := range []string{"22万元/亩", "13800000000", "117.81000", "内部资料", "南侧现状"} {
		if !strings.Contains(staff, word) || strings.Contains(visitor, word) {
			t.Errorf("%q: for staff %t, for visitors %t", word, strings.Contains(staff, word), strings.Contains(visitor, word))
		}
	}
	for _, word := range []string{"艾山片区", "210亩", "8000kVA", "招商局 0531"} {
		if !strings.Contains(visitor, word) {
			t.Errorf("visitors miss %q", word)
		}
	}
}

func TestSiteCompare(t *testing.T) {
	o := rich(t)
	var r printedResult
	o.json(Done, &r, "site", "compare", "艾山片区", "南部新城片区", "--out", filepath.Join(o.dir, "c.pdf"), "--audience", "visitor")
	best := map[string][]bool{}
	for _, row := range r.Rows {
		best[row.Key] = []bool{row.Cells[0].Best, row.Cells[1].Best}
	}
	if len(r.Sites) != 2 || r.Sites[0].Name != "艾山片区" || !best["area"][0] || best["area"][1] || !best["to_expressway"][0] || best["price"] != nil {
		t.Errorf("%+v", r)
	}
}

func TestSitePagesThatAreRefused(t *testing.T) {
	o := rich(t)
	out := filepath.Join(o.dir, "x.pdf")
	for _, c := range []struct {
		code int
		args []string
		says string
	}{
		{Wrong, []string{"site", "profile", "艾山片区", "--out", "x.docx"}, ".pdf"},
		{Failed, []string{"site", "profile", "没有的地块", "--out", out}, "没有的地块"},
		{Failed, []string{"site", "profile", "示例闲置用地6号", "--audience", "visitor", "--out", out}, "没有写入文件"},
		{Wrong, []string{"site", "compare", "艾山片区", "--out", out}, "2 至 4"},
		{Wrong, []string{"site", "compare", "艾山片区", "艾山片区", "--out", out}, "写了两次"},
		{Failed, []string{"site", "compare", "艾山片区", "示例闲置用地6号", "--audience", "visitor", "--out", out}, "没有写入文件"},
	} {
		code, _, err := o.run(c.args...)
		if code != c.code || !strings.Contains(err, c.says) {
			t.Errorf("%v: exit %d, says %q", c.args, code, err)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a refused page was written")
	}
}
