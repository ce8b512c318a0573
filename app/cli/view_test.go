package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model"
)

// A view's whole life: made, used, narrowed, changed, deleted, brought back.
func TestAViewFromMakingToDeleting(t *testing.T) {
	o := filled(t)
	var saved viewEntry
	o.json(Done, &saved, "view", "save", "项目", "在谈大项目", "--where", "阶段=在谈 投资>=1亿", "--sort", "-投资", "--fields", "名称,阶段,投资")
	if saved.OfKind != model.KindProject || saved.Filter != "阶段=在谈 投资>=1亿" || len(saved.Columns) != 3 {
		t.Fatalf("saved %+v", saved)
	}
	list := func(args ...string) (out []object) {
		o.json(Done, &out, append([]string{"list", "项目"}, args...)...)
		return out
	}
	all, viewed := list("--where", "阶段=在谈 投资>=1亿", "--sort", "-投资", "--fields", "name,stage,total_investment"), list("--view", "在谈大项目")
	if len(all) == 0 || len(viewed) != len(all) || viewed[0]["id"] != all[0]["id"] || len(viewed[0]) != len(all[0]) {
		t.Errorf("by the view %d %v, by its parts %d %v", len(viewed), viewed[:1], len(all), all[:1])
	}
	both, narrowed := list("--where", "阶段=在谈 投资>=1亿 链=精品钢"), list("--view", "在谈大项目", "--where", "链=精品钢")
	if len(narrowed) != len(both) || len(narrowed) >= len(viewed) {
		t.Errorf("narrowed to %d of %d, want %d", len(narrowed), len(viewed), len(both))
	}
	o.must("view", "save", "项目", "在谈大项目", "--where", "阶段=签约")
	var shown viewEntry
	if o.json(Done, &shown, "view", "show", "在谈大项目"); shown.Filter != "阶段=签约" || shown.Sort != "-投资" || len(shown.Columns) != 3 || shown.ID != saved.ID {
		t.Errorf("changed to %+v", shown)
	}
	o.must("view", "delete", "在谈大项目")
	if code, _, _ := o.run("list", "项目", "--view", "在谈大项目"); code != Failed {
		t.Errorf("a deleted view lists, exit %d", code)
	}
	o.must("undelete", "视图", "在谈大项目")
	var views []viewEntry
	if o.json(Done, &views, "view", "list"); len(views) != 1 {
		t.Errorf("after bringing it back %v", views)
	}
}

func TestExportByAView(t *testing.T) {
	o := filled(t)
	o.must("view", "save", "project", "在谈", "--where", "阶段=在谈")
	var by, want exportResult
	o.json(Done, &by, "export", "project", "--view", "在谈", "--out", filepath.Join(t.TempDir(), "a.csv"))
	o.json(Done, &want, "export", "project", "--where", "阶段=在谈", "--out", filepath.Join(t.TempDir(), "b.csv"))
	if by.Records == 0 || by.Records != want.Records {
		t.Errorf("exported %d, want %d", by.Records, want.Records)
	}
}

func TestViewsThatAreRefused(t *testing.T) {
	o := filled(t)
	o.must("view", "save", "project", "重名", "--where", "阶段=签约")
	o.must("view", "save", "site", "重名")
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"a filter that cannot be read", []string{"view", "save", "project", "坏", "--where", "阶段=在谈 颜色=红"}, Wrong, "阶段=在谈 【颜色】=红"},
		{"an order that cannot be read", []string{"view", "save", "project", "坏", "--sort", "颜色"}, Wrong, "颜色"},
		{"a column that is not there", []string{"view", "save", "project", "坏", "--fields", "颜色"}, Wrong, "颜色"},
		{"no name", []string{"view", "save", "project", " "}, Wrong, "不能为空"},
		{"a view of views", []string{"view", "save", "视图", "坏"}, Wrong, "视图不是台账记录"},
		{"no such view", []string{"list", "project", "--view", "没有"}, Failed, "没有名为「没有」的视图"},
		{"a view of another list", []string{"list", "enterprise", "--view", "重名"}, Failed, "没有名为「重名」的视图"},
		{"two of that name", []string{"view", "show", "重名"}, Wrong, "--kind"},
		{"a list of views", []string{"list", "view"}, Wrong, "chainatlas view list"},
		{"an export of views", []string{"export", "视图", "--out", filepath.Join(t.TempDir(), "x.xlsx")}, Wrong, "chainatlas view list"},
		{"a ledger of views", []string{"import", ledgerFile(t), "--kind", "view"}, Wrong, "没有「view」这种表"},
		{"a filter set by hand", []string{"set", "view", "重名", "filter=阶段=在谈"}, Failed, ""},
	} {
		if code, _, said := o.run(c.args...); code != c.code || !strings.Contains(said, c.says) {
			t.Errorf("%s: exit %d, says %q; want %d, %q", c.name, code, said, c.code, c.says)
		}
	}
	var left []viewEntry
	if o.json(Done, &left, "view", "list"); len(left) != 2 {
		t.Errorf("left are %v", left)
	}
}

func ledgerFile(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "台账.csv")
	if err := os.WriteFile(path, []byte("名称,筛选条件\n甲,阶段=在谈\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Views are kept by backups and verified, and are in nobody's way: no count, no search, no demo that takes them for records.
func TestViewsDoNotClutter(t *testing.T) {
	o := newOffice(t)
	o.must("view", "save", "project", "轴承项目")
	var counts map[string]int
	if o.json(Done, &counts, "demo"); counts["view"] != 0 || counts["project"] == 0 {
		t.Errorf("the demo counts %v", counts)
	}
	var hits []object
	o.json(Done, &hits, "search", "轴承项目")
	for _, h := range hits {
		if h["kind"] == "view" {
			t.Errorf("search finds %v", h)
		}
	}
	copied := filepath.Join(t.TempDir(), "备份.cabak")
	o.must("backup", "--out", copied)
	o.must("verify")
	again := vacant(t)
	again.must("restore", copied)
	var views []viewEntry
	if again.json(Done, &views, "view", "list"); len(views) != 1 || views[0].Name != "轴承项目" {
		t.Errorf("restored %v", views)
	}
}
