package chains

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/basemap"
	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/store"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.Light())
	m.Run()
}

// office is a desk on a new workspace; opened collects what screens asked to open.
type office struct {
	*desk.Desk
	opened []model.ID
}

func newOffice(t *testing.T) *office {
	t.Helper()
	task.ForTest(t)
	s, err := store.Open(t.TempDir(), store.Options{User: "李某", Station: "测试"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	face, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	o := &office{}
	o.Desk = &desk.Desk{Store: s, Typeface: face, Base: basemap.Only(), Window: test.NewTempWindow(t, nil),
		Open: func(id model.ID) { o.opened = append(o.opened, id) },
		Go:   func(string) {}, Say: func(string) {},
		Notice: func(_ look.Tone, text string, _ ...ui.Action) { t.Log(text) }}
	return o
}

func (o *office) put(t *testing.T, records ...model.Record) {
	t.Helper()
	if _, err := o.Store.Update("准备", func(tx *store.Tx) error {
		for _, r := range records {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

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
func shown(t *testing.T, o *office) *Screen {
	t.Helper()
	s := New(o.Desk)
	o.Window.SetContent(s.Content())
	o.Window.SetPadded(false)
	o.Window.Resize(fyne.NewSize(1360, 820))
	s.Show()
	task.Wait()
	t.Cleanup(s.Leave)
	return s
}

// capture writes a picture of the window where UI_PICTURES says, for a person to look at.
func capture(t *testing.T, w fyne.Window, name string) {
	t.Helper()
	dir := os.Getenv("UI_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
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
	o := newOffice(t)
	s := shown(t, o)
	if s.rows() != 0 || !s.Chain().IsZero() {
		t.Errorf("%d chains shown", s.rows())
	}
	capture(t, o.Window, "chains-empty")
}

func TestAClickOnANodeTellsWhatStandsThere(t *testing.T) {
	o := newOffice(t)
	c := steel()
	leader := firm("甲钢铁公司", c, "JPG-M2", model.RoleLeader)
	target := firm("乙热处理公司", c, "JPG-D1", model.RoleTarget)
	target.Local = model.No
	p := &model.Project{Chain: model.LinkTo(c), Node: c.Nodes[1].Ref(), Stage: model.StageTalk}
	p.TotalInvestment, _ = model.ParseMoney("约3-5亿元", model.Hint{})
	p.ID, p.Name = model.NewID(), "连铸机改造"
	o.put(t, c, leader, target, p)
	s := shown(t, o)
	s.clickNode(t, "JPG-M2")
	capture(t, o.Window, "chains-node")

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
	if len(o.opened) != 1 || o.opened[0] != p.ID {
		t.Errorf("opened %v", o.opened)
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
	o := newOffice(t)
	c := steel()
	o.put(t, c)
	s := shown(t, o)
	if got := s.now.statusOf("JPG-M2").Word; got != "未核" {
		t.Errorf("without a directory the node is %s", got)
	}
	s.clickNode(t, "JPG-M2")
	o.put(t, firm("甲钢铁公司", c, "JPG-M2", model.RoleKey))
	s.read()
	task.Wait()
	if s.now.Rows[0].Firms != 1 || s.now.statusOf("JPG-M2").Word != "强" || s.node != "JPG-M2" {
		t.Errorf("%+v, status %+v, node %q", s.now.Rows[0], s.now.statusOf("JPG-M2"), s.node)
	}
}

func TestAListRowShowsAnotherChain(t *testing.T) {
	o := newOffice(t)
	other := &model.Chain{ChainKind: model.FamilyChain, Nodes: model.Nodes{{Code: "BW-1", Name: "集团", Lane: "上游"}}}
	other.ID, other.Name = model.NewID(), "宝武系"
	c := steel()
	o.put(t, other, c)
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
	o := newOffice(t)
	c := steel()
	o.put(t, c)
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
