package chains

import (
	"image/color"
	"strconv"
	"testing"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/model"
	"chainatlas/model/chainedit"
	"chainatlas/model/report"
)

// large is a chain of n nodes in groups of ten.
func large(n int) *model.Chain {
	c := &model.Chain{Code: "DL", ChainKind: model.ProductChain}
	c.ID, c.Name = model.NewID(), "大链"
	for i := range n {
		lane := i * 3 / n
		c.Nodes = append(c.Nodes, model.Node{Code: chainedit.FreshCode(c, model.Lanes[lane]), Name: "环节" + strconv.Itoa(i), Lane: model.Lanes[lane], Group: "第" + strconv.Itoa(i/10) + "组"})
	}
	for i := range n {
		if j := i + n/3; j < n {
			c.Edges = append(c.Edges, model.Edge{From: c.Nodes[i].Code, To: c.Nodes[j].Code})
		}
	}
	return c
}

// A chain with more nodes than a screen can show opens by groups; a click opens one, and editing opens them all.
func TestALargeChainOpensByGroups(t *testing.T) {
	o, c := desktest.Open(t), large(180)
	e := firm("甲公司", c, "DL-U1", model.RoleLeader)
	o.Put(t, c, e)
	s := shown(t, o)
	if n := len(s.now.shape.Nodes); n != 18 {
		t.Fatalf("%d boxes", n)
	}
	group := groupOf(c.Nodes[0])
	if st := s.now.nodes[group]; st.Enterprises != 1 || len(st.Firms) != 1 || st.Why == "" {
		t.Errorf("of the group: %+v", st)
	}
	uitest.Capture(t, o.Window, "chains-folded")
	s.clickNode(t, group)
	if n := len(s.now.shape.Nodes); n != 27 {
		t.Errorf("%d boxes with one group open", n)
	}
	if _, ok := s.now.chart.NodeBound("DL-U1"); !ok {
		t.Error("its nodes are not there")
	}
	s.foldAll()
	task.Wait()
	if n := len(s.now.shape.Nodes); n != 18 {
		t.Errorf("%d boxes after closing", n)
	}
	s.edit.start()
	task.Wait()
	if n := len(s.now.shape.Nodes); n != 180 {
		t.Errorf("%d boxes to edit", n)
	}
	if small := large(150); true {
		if got, _ := fold(small, nil, nil); got != small {
			t.Error("a chain that can be read is folded")
		}
	}
}

func TestWhatIsAskedForStandsOut(t *testing.T) {
	o, c := desktest.Open(t), steel()
	p := &model.Project{Chain: model.LinkTo(c), Node: c.Nodes[1].Ref(), Stage: model.StageTalk, LinkType: "补链"}
	p.ID, p.Name = model.NewID(), "连铸机改造"
	p.TotalInvestment, _ = model.ParseMoney("5亿元", model.Hint{})
	o.Put(t, c, p, firm("甲公司", c, "JPG-U1", model.RoleKey))
	s := shown(t, o)
	if s.filter.only(s.now.nodes) != nil {
		t.Error("something stands back at first")
	}
	s.filter.link.Choose("补链")
	if only := s.filter.only(s.now.nodes); !only["JPG-M2"] || only["JPG-U1"] {
		t.Errorf("补链: %v", only)
	}
	task.Wait()
	uitest.Capture(t, o.Window, "chains-filtered")
	s.filter.stage.Choose("签约")
	if s.filter.only(s.now.nodes)["JPG-M2"] {
		t.Error("在谈 is taken for 签约")
	}
	s.filter.clear.Tapped(nil)
	s.filter.scale.Choose(withScale)
	if only := s.filter.only(s.now.nodes); !only["JPG-U1"] || only["JPG-M2"] {
		t.Errorf("规上: %v", only)
	}
	s.filter.scale.Choose(anyScale)
	s.filter.status.Choose(string(report.Strong))
	if only := s.filter.only(s.now.nodes); !only["JPG-U1"] || only["JPG-D1"] {
		t.Errorf("强: %v", only)
	}
}

// BenchmarkFrame500 paints a chain of 500 nodes with all its labels on a screen of 1920 by 1080.
func BenchmarkFrame500(b *testing.B) {
	face, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		b.Fatal(err)
	}
	c := large(500)
	d, err := draw(&work{Chain: c, ChainState: report.StateOf(c, nil, nil)}, face, view{whole: true})
	if err != nil {
		b.Fatal(err)
	}
	v := mapping.Viewport{W: 1920, H: 1080, DPR: 1, YDown: true}.Fit(d.chart.Bound(), 0)
	canvas := raster.New(v.W, v.H, color.NRGBA{255, 255, 255, 255}, face)
	for b.Loop() {
		d.chart.Draw(canvas, v)
	}
}
