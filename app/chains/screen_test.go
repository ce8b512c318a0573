package chains

import (
	"testing"

	"fyne.io/fyne/v2/driver/desktop"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
)

func TestMain(m *testing.M) { uitest.Main(m) }

func steel() *model.Chain {
	c := &model.Chain{Code: "JPG", ChainKind: model.ProductChain, Office: "区工信局"}
	c.ID, c.Name = model.NewID(), "精品钢"
	c.EnterpriseHead = model.Link{Name: "某钢铁公司"}
	c.Nodes = model.Nodes{
		{Code: "JPG-U1", Name: "铁矿石采选", Lane: "上游", Industries: []model.Code{{Code: "0810", Text: "铁矿采选"}}},
		{Code: "JPG-M2", Name: "炼钢·精炼·连铸", Lane: "中游", Fact: "连铸机改造（第43行）"},
		{Code: "JPG-D1", Name: "热处理/表面处理", Lane: "下游"},
	}
	c.Edges = model.Edges{{From: "JPG-U1", To: "JPG-M2"}, {From: "JPG-M2", To: "JPG-D1"}}
	return c
}

func firm(name string, c *model.Chain, node string, role model.RoleName) *model.Enterprise {
	n, _ := c.Node(node)
	e := &model.Enterprise{Local: model.Yes, AboveScale: model.Yes, Roles: model.Roles{{Chain: model.LinkTo(c), Node: n.Ref(), Role: role}}}
	e.ID, e.Name = model.NewID(), name
	return e
}

// shown is the screen in a window, read and painted.
func shown(t *testing.T, o *desktest.Office) *Screen {
	t.Helper()
	s := New(o.Desk)
	o.Show(t, s, 1360, 820)
	return s
}

func (s *Screen) clickNode(t *testing.T, code string) {
	t.Helper()
	b, ok := s.now.chart.NodeBound(code)
	if !ok {
		t.Fatalf("no node %s", code)
	}
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = s.pic.Pos(b.Center())
	s.pic.MouseDown(e)
	s.pic.MouseUp(e)
	task.Wait()
}

func TestAnEmptyWorkspaceSaysWhatToDo(t *testing.T) {
	o := desktest.Open(t)
	s := shown(t, o)
	if s.rows() != 0 || !s.Chain().IsZero() {
		t.Errorf("%d chains shown", s.rows())
	}
	uitest.Capture(t, o.Window, "chains-empty")
}

func TestAClickOnANodeTellsWhatStandsThere(t *testing.T) {
	o := desktest.Open(t)
	c := steel()
	leader := firm("甲钢铁公司", c, "JPG-M2", model.RoleLeader)
	target := firm("乙热处理公司", c, "JPG-D1", model.RoleTarget)
	target.Local = model.No
	p := &model.Project{Chain: model.LinkTo(c), Node: c.Nodes[1].Ref(), Stage: model.StageTalk}
	p.TotalInvestment, _ = model.ParseMoney("约3-5亿元", model.Hint{})
	p.ID, p.Name = model.NewID(), "连铸机改造"
	o.Put(t, c, leader, target, p)
	s := shown(t, o)
	s.clickNode(t, "JPG-M2")
	uitest.Capture(t, o.Window, "chains-node")

	f := s.now.factsOf(c.Nodes[1])
	if got := f.Sections[0].Rows; len(got) != 1 || got[0].Record != leader.ID || got[0].Note != "链主" {
		t.Errorf("enterprises %+v", got)
	}
	if got := f.Sections[1].Rows; len(got) != 1 || got[0].Note != "在谈 · 约3-5亿元" {
		t.Errorf("projects %+v", got)
	}
	if s.node != "JPG-M2" || s.now.statusOf("JPG-M2").Word != "强" {
		t.Errorf("node %q is %+v", s.node, s.now.statusOf("JPG-M2"))
	}
	s.panel.OnEntry(f.Sections[1].Rows[0])
	if len(o.Opened) != 1 || o.Opened[0] != p.ID {
		t.Errorf("opened %v", o.Opened)
	}
	s.clickNode(t, "JPG-D1")
	gap := s.now.factsOf(c.Nodes[2]).Sections[2]
	if len(gap.Rows) != 1 || gap.Rows[0].Node != "JPG-M2" {
		t.Errorf("neighbours of the gap %+v", gap)
	}
	s.entered(gap.Rows[0])
	if s.node != "JPG-M2" {
		t.Errorf("a neighbour leads to %q", s.node)
	}
}

func TestTheScreenFollowsTheStore(t *testing.T) {
	o := desktest.Open(t)
	c := steel()
	o.Put(t, c)
	s := shown(t, o)
	if got := s.now.statusOf("JPG-M2").Word; got != "未核" {
		t.Errorf("without a directory the node is %s", got)
	}
	s.clickNode(t, "JPG-M2")
	o.Put(t, firm("甲钢铁公司", c, "JPG-M2", model.RoleKey))
	s.read()
	task.Wait()
	if s.now.Rows[0].Firms != 1 || s.now.statusOf("JPG-M2").Word != "强" || s.node != "JPG-M2" {
		t.Errorf("%+v, status %+v, node %q", s.now.Rows[0], s.now.statusOf("JPG-M2"), s.node)
	}
}

func TestAListRowShowsAnotherChain(t *testing.T) {
	o := desktest.Open(t)
	other := &model.Chain{ChainKind: model.FamilyChain, Nodes: model.Nodes{{Code: "BW-1", Name: "集团", Lane: "上游"}}}
	other.ID, other.Name = model.NewID(), "宝武系"
	c := steel()
	o.Put(t, other, c)
	s := shown(t, o)
	if s.now.Rows[0].Name != "精品钢" || s.Chain() != c.ID {
		t.Fatalf("first is %+v", s.now.Rows[0])
	}
	s.list.Select(1)
	s.selected()
	task.Wait()
	if s.Chain() != other.ID {
		t.Errorf("shows %v", s.now.Chain.Name)
	}
}

// The two heads and the office are filled in on the screen; a date that cannot be read keeps the form open.
func TestTheHeadsOfAChainCanBeFilledIn(t *testing.T) {
	o := desktest.Open(t)
	c := steel()
	o.Put(t, c)
	s := shown(t, o)
	s.editInfo()
	x := &info{s: s, chain: c, fields: ui.NewFields(ui.Section{Fields: []ui.Field{{Key: "name", Value: c.Name}, {Key: "admin_head"}, {Key: "office", Value: c.Office}, {Key: "directory"}, {Key: "level"}}})}
	x.fields.Set("admin_head", "某区领导")
	x.fields.Set("directory", "2024-13-40")
	if x.ready() {
		t.Error("a date that nobody can read was taken")
	}
	x.fields.Set("directory", "2024-06-30")
	if !x.ready() {
		t.Fatal("the form is not ready")
	}
	x.save()
	s.read()
	task.Wait()
	if got := s.now.Chain; got.AdminHead.Name != "某区领导" || got.Directory.IsZero() || got.Office != "区工信局" {
		t.Errorf("stored %+v", got)
	}
	if got := s.now.statusOf("JPG-M2").Word; got != "空白" {
		t.Errorf("with a directory the empty node is %s", got)
	}
}
