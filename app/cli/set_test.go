package cli

import (
	"strings"
	"testing"
)

// refused runs a set that must change nothing, and returns what it says.
func (o office) refused(args ...string) string {
	o.t.Helper()
	code, out, err := o.run(append([]string{"set"}, args...)...)
	if code != Failed || out != "" {
		o.t.Errorf("set %v: exit %d, prints %q", args, code, out)
	}
	return err
}

func TestSetAsksForTheUnitOfAnAmount(t *testing.T) {
	o := filled(t)
	name := inTalk(o)
	if said := o.refused("project", name, "投资=5"); !strings.Contains(said, "没有单位") {
		t.Errorf("says %q", said)
	}
	if said := o.refused("project", name, "投资=很多"); !strings.Contains(said, "没有金额") {
		t.Errorf("says %q", said)
	}
	for _, words := range []string{"待定", "面议", "另行商定", "投资额待核实", ""} {
		o.must("set", "project", name, "投资="+words)
	}
}

func TestSetWarnsOfUnknownLinks(t *testing.T) {
	o := filled(t)
	name := inTalk(o)
	if said := o.must("set", "project", name, "链=不存在的链", "投资方=没听说过公司"); !strings.Contains(said, "不存在的链") || !strings.Contains(said, "没听说过公司") {
		t.Errorf("says %q", said)
	}
	if said := o.must("set", "project", name, "链=精品钢"); strings.Contains(said, "精品钢") {
		t.Errorf("a known chain: says %q", said)
	}
}

func TestSetOneYear(t *testing.T) {
	o := filled(t)
	output := func() string {
		var list []object
		o.json(Done, &list, "list", "enterprise", "--where", "名称=邦巨实业", "--fields", "产值")
		amounts, _ := list[0]["output"].(object)
		var out []string
		for _, year := range []string{"2022", "2023"} {
			if m, ok := amounts[year].(object); ok {
				out = append(out, year+":"+m["text"].(string))
			}
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ value, want string }{
		{"产值.2023=3亿", "2023:3亿"}, {"output.2022=2亿元", "2022:2亿元 2023:3亿"}, {"2023年产值=4亿元", "2022:2亿元 2023:4亿元"},
		{"产值=2022年 1亿元", "2022:1亿元 2023:4亿元"}, {"产值.2022=", "2023:4亿元"},
	} {
		if o.must("set", "enterprise", "邦巨实业", c.value); output() != c.want {
			t.Errorf("after %s: %s, want %s", c.value, output(), c.want)
		}
	}
	for value, says := range map[string]string{"产值=3亿": "产值.2023=3亿", "产值.2023=3": "没有单位", "2023年产值=很多": "没有金额"} {
		if said := o.refused("enterprise", "邦巨实业", value); !strings.Contains(said, says) {
			t.Errorf("%s: says %q", value, said)
		}
	}
	var list []object
	o.json(Done, &list, "list", "enterprise", "--where", "产值.2023>=4亿")
	if len(list) != 1 {
		t.Errorf("%d firms of that year", len(list))
	}
}

func TestAStepBackAndAStopNeedAReason(t *testing.T) {
	o := filled(t)
	name := inTalk(o)
	o.must("set", "project", name, "阶段=签约")
	for _, value := range []string{"阶段=在谈", "阶段=", "状态=暂停", "状态=延期", "状态=终止"} {
		if said := o.refused("project", name, value); !strings.Contains(said, "原因") {
			t.Errorf("%s: says %q", value, said)
		}
	}
	o.must("set", "project", name, "阶段=在谈", "--reason", "协议解除")
	o.must("set", "project", name, "状态=暂停", "status_reason=资金不到位")
	o.refused("project", name, "状态=终止") // the reason of 暂停 is not that of 终止
	o.must("set", "project", name, "状态=终止", "--reason", "流向外地")
	o.must("set", "project", name, "状态=进行")
	var events []object
	o.json(Done, &events, "history", name)
	var reasons []string
	for _, e := range events {
		if r, ok := e["reason"].(string); ok {
			reasons = append(reasons, r)
		}
	}
	if got := strings.Join(reasons, " "); got != "流向外地 协议解除" {
		t.Errorf("history gives the reasons %q", got)
	}
	var p object
	o.json(Done, &p, "get", "project", name)
	if p["status_reason"] != "流向外地" {
		t.Errorf("%v", p["status_reason"])
	}
}

func TestSetReadsPastedPlaces(t *testing.T) {
	o := filled(t)
	for _, text := range []string{"117.81,36.06 WGS84", "36.06、117.81 国家2000", "北纬36°03′36″ 东经117°48′36″ CGCS2000", "117.81 36.06 WGS84"} {
		var r struct{ Location struct{ Point *[2]float64 } }
		o.json(Done, &r, "set", "site", "艾山片区", "位置="+text)
		if p := r.Location.Point; p == nil || p[0] < 117.8099 || p[0] > 117.8101 || p[1] < 36.0599 || p[1] > 36.0601 {
			t.Errorf("%s: %v", text, p)
		}
	}
}
