package chains

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/paulmach/orb"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
	"chainatlas/model/chainedit"
)

// editing is the screen with a chain that is being edited.
func editing(t *testing.T, records ...model.Record) (*desktest.Office, *Screen, *model.Chain) {
	t.Helper()
	o, c := desktest.Open(t), steel()
	o.Put(t, append([]model.Record{c}, records...)...)
	s := shown(t, o)
	s.pic.TypedRune('e')
	if !s.edit.on {
		t.Fatal("E does not begin the editing")
	}
	return o, s, c
}

// follow waits until the screen shows what is stored.
func (s *Screen) follow() *model.Chain {
	s.read()
	task.Wait()
	return s.now.Chain
}

// dragFrom drags from one place of the plane to another.
func (s *Screen) dragFrom(from, to orb.Point) {
	a, b := s.pic.Pos(from), s.pic.Pos(to)
	down := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	down.Position = a
	s.pic.MouseMoved(down)
	s.pic.MouseDown(down)
	steps := 4
	for i := 1; i <= steps; i++ {
		e := &fyne.DragEvent{Dragged: fyne.NewDelta((b.X-a.X)/float32(steps), (b.Y-a.Y)/float32(steps))}
		e.Position = fyne.NewPos(a.X+(b.X-a.X)*float32(i)/float32(steps), a.Y+(b.Y-a.Y)*float32(i)/float32(steps))
		s.pic.Dragged(e)
	}
	s.pic.DragEnd()
	task.Wait()
}

func (s *Screen) centre(t *testing.T, code string) orb.Point {
	t.Helper()
	b, ok := s.now.chart.NodeBound(code)
	if !ok {
		t.Fatalf("no node %s", code)
	}
	return b.Center()
}

func press(s *Screen, k fyne.KeyName) {
	s.pic.TypedKey(&fyne.KeyEvent{Name: k})
	task.Wait()
}

// A node that is dragged stands where it was dropped, and nothing else moves; taken back it stands where it was.
func TestANodeIsDragged(t *testing.T) {
	o, s, _ := editing(t)
	from, other := s.centre(t, "JPG-M2"), s.centre(t, "JPG-U1")
	to := orb.Point{from[0], from[1] + 30}
	s.dragFrom(from, to)
	c := s.follow()
	n, _ := c.Node("JPG-M2")
	if n.At == nil || abs(n.At[0]-to[0]) > 2 || abs(n.At[1]-to[1]) > 2 || n.Lane != "中游" {
		t.Fatalf("pinned at %v, dropped at %v", n.At, to)
	}
	if got := s.centre(t, "JPG-M2"); abs(got[1]-n.At[1]) > 1 {
		t.Errorf("stands at %v, pinned at %v", got, n.At)
	}
	if got := s.centre(t, "JPG-U1"); abs(got[0]-other[0])+abs(got[1]-other[1]) > 4 {
		t.Errorf("another node went from %v to %v", other, got)
	}
	uitest.Capture(t, o.Window, "chains-dragged")
	if _, err := o.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	if n, _ := s.follow().Node("JPG-M2"); n.At != nil {
		t.Errorf("after taking it back it is pinned at %v", n.At)
	}
	if _, err := o.Store.Redo(); err != nil {
		t.Fatal(err)
	}
	if n, _ := s.follow().Node("JPG-M2"); n.At == nil {
		t.Error("doing it again pins nothing")
	}
}

func abs(x float64) float64 { return max(x, -x) }

// A node dropped in another lane belongs there.
func TestANodeChangesItsLane(t *testing.T) {
	_, s, _ := editing(t)
	to := s.centre(t, "JPG-D1")
	s.dragFrom(s.centre(t, "JPG-M2"), orb.Point{to[0], to[1] + 30})
	if n, _ := s.follow().Node("JPG-M2"); n.Lane != "下游" || n.At == nil {
		t.Errorf("%+v", n)
	}
}

func TestNodesAreConnected(t *testing.T) {
	o, s, _ := editing(t)
	s.clickNode(t, "JPG-U1")
	s.pic.TypedRune('l')
	s.clickNode(t, "JPG-D1")
	if c := s.follow(); !slices.Contains(c.Edges, model.Edge{From: "JPG-U1", To: "JPG-D1"}) {
		t.Errorf("by keys: %+v", c.Edges)
	}
	b, _ := s.now.chart.NodeBound("JPG-D1")
	hover := &desktop.MouseEvent{}
	hover.Position = s.pic.Pos(b.Center())
	s.pic.MouseMoved(hover) // shows the handle
	s.dragFrom(orb.Point{b.Max[0], b.Center()[1]}, s.centre(t, "JPG-U1"))
	c := s.follow()
	if !slices.Contains(c.Edges, model.Edge{From: "JPG-D1", To: "JPG-U1"}) || c.Nodes[0].At != nil {
		t.Errorf("by the handle: %+v", c.Edges)
	}
	n := len(c.Edges)
	s.edit.connect("JPG-U1", "JPG-D1")
	if c := s.follow(); len(c.Edges) != n {
		t.Errorf("connected twice: %+v", c.Edges)
	}
	s.edit.disconnect("JPG-U1", "JPG-D1")
	if c := s.follow(); len(c.Edges) != n-1 {
		t.Errorf("after cutting: %+v", c.Edges)
	}
	uitest.Capture(t, o.Window, "chains-connected")
}

// A new name is typed where the node stands, and what stands on the node calls it so too.
func TestANodeIsNamedInPlace(t *testing.T) {
	c := steel()
	e := firm("甲钢铁公司", c, "JPG-M2", model.RoleLeader)
	o := desktest.Open(t)
	o.Put(t, c, e)
	s := shown(t, o)
	s.edit.start()
	s.clickNode(t, "JPG-M2")
	press(s, fyne.KeyF2)
	if s.edit.over.entry == nil {
		t.Fatal("nothing to type into")
	}
	uitest.Capture(t, o.Window, "chains-naming")
	s.edit.over.entry.SetText(" 炼钢 ")
	s.edit.over.entry.OnSubmitted("")
	if n, _ := s.follow().Node("JPG-M2"); n.Name != "炼钢" || s.edit.over.entry != nil {
		t.Errorf("named %q", n.Name)
	}
	r, _ := o.Store.Get(e.ID)
	if got := r.(*model.Enterprise).Roles[0].Node.Name; got != "炼钢" {
		t.Errorf("the enterprise stands on %q", got)
	}
	s.edit.over.name("JPG-M2")
	s.edit.over.entry.SetText("不要")
	s.edit.over.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if n, _ := s.follow().Node("JPG-M2"); n.Name != "炼钢" {
		t.Errorf("Esc named it %q", n.Name)
	}
	if _, err := o.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	if n, _ := s.follow().Node("JPG-M2"); n.Name != "炼钢·精炼·连铸" {
		t.Errorf("taken back it is %q", n.Name)
	}
}

func TestANodeIsAddedWhereThePointerIs(t *testing.T) {
	_, s, _ := editing(t)
	s.edit.cursor = s.centre(t, "JPG-D1")
	s.pic.TypedRune('N')
	c := s.follow()
	n := c.Nodes[len(c.Nodes)-1]
	if n.Code != "JPG-D2" || n.Lane != "下游" || s.edit.over.entry == nil || s.edit.over.naming != n.Code {
		t.Errorf("%+v, naming %q", n, s.edit.over.naming)
	}
}

// However many steps follow each other, what they do not concern stays near where it was first seen.
func TestManyStepsMoveLittle(t *testing.T) {
	o, c := desktest.Open(t), large(36)
	o.Put(t, c)
	s := shown(t, o)
	s.edit.start()
	first := *s.now.chart.Plan
	for i := range 8 {
		s.edit.rename("DL-U1", "名称"+string(rune('甲'+i)))
		s.follow()
		s.edit.connect(c.Nodes[i].Code, c.Nodes[35-i].Code)
		s.follow()
	}
	for _, was := range first.Boxes {
		if now, _ := s.now.chart.Plan.Box(was.ID); abs(now.X-was.X) > 120 || abs(now.Y-was.Y) > was.H {
			t.Errorf("%s went from %.0f,%.0f to %.0f,%.0f", was.ID, was.X, was.Y, now.X, now.Y)
		}
	}
	s.edit.cursor = s.centre(t, "DL-D6")
	s.edit.add()
	s.follow()
	if at := s.centre(t, "DL-D13"); abs(at[1]-s.edit.cursor[1]) > 120 {
		t.Errorf("added at %v, drawn at %v", s.edit.cursor, at)
	}
}

// Deleting asks when something stands there; it stays on the chain, and all of it is taken back.
func TestANodeIsDeleted(t *testing.T) {
	c := steel()
	e := firm("甲钢铁公司", c, "JPG-M2", model.RoleLeader)
	o := desktest.Open(t)
	o.Put(t, c, e)
	s := shown(t, o)
	s.edit.start()
	s.clickNode(t, "JPG-M2")
	press(s, fyne.KeyDelete)
	if _, there := s.follow().Node("JPG-M2"); !there {
		t.Fatal("deleted without asking")
	}
	s.edit.deleted("删除", []string{"JPG-M2"})
	got := s.follow()
	r, _ := o.Store.Get(e.ID)
	if len(got.Nodes) != 2 || len(got.Edges) != 0 || !r.(*model.Enterprise).Roles[0].Node.IsZero() || len(s.edit.picked) != 0 {
		t.Errorf("left %+v, %+v", got.Nodes, r.(*model.Enterprise).Roles)
	}
	if _, err := o.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	r, _ = o.Store.Get(e.ID)
	if got := s.follow(); !model.Same(got, c) || !model.Same(r, e) {
		t.Errorf("taken back: %+v", got.Nodes)
	}
	s.clickNode(t, "JPG-U1")
	press(s, fyne.KeyDelete)
	if _, there := s.follow().Node("JPG-U1"); there {
		t.Error("an empty node is asked for")
	}
}

func TestSeveralNodesAreChosenAndLinedUp(t *testing.T) {
	o, s, _ := editing(t)
	b := s.now.chart.Bound()
	s.dragFrom(orb.Point{b.Min[0] + 1, b.Min[1] + 1}, orb.Point{b.Max[0] - 1, b.Max[1] - 1})
	if len(s.edit.picked) != 3 {
		t.Fatalf("chosen %v", s.edit.picked)
	}
	uitest.Capture(t, o.Window, "chains-chosen")
	s.edit.line("上对齐", chainedit.AlignTop)
	for _, n := range s.follow().Nodes {
		if n.At == nil {
			t.Errorf("%s is not pinned", n.Name)
		}
	}
	s.edit.unpinAll()
	if c := s.follow(); s.edit.anyPinned() {
		t.Errorf("still pinned %+v", c.Nodes)
	}
	s.edit.grouped("核心", s.edit.picked)
	if c := s.follow(); c.Nodes[1].Group != "核心" {
		t.Errorf("%+v", c.Nodes)
	}
	press(s, fyne.KeyEscape)
	if len(s.edit.picked) != 0 || !s.edit.on {
		t.Errorf("Esc leaves %v chosen", s.edit.picked)
	}
	press(s, fyne.KeyEscape)
	if s.edit.on {
		t.Error("the second Esc does not end the editing")
	}
}

func TestArrowsWalkAlongTheEdges(t *testing.T) {
	_, s, _ := editing(t)
	s.clickNode(t, "JPG-U1")
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyRight, "JPG-M2"}, {fyne.KeyRight, "JPG-D1"}, {fyne.KeyRight, "JPG-D1"}, {fyne.KeyLeft, "JPG-M2"}} {
		if press(s, step.key); !slices.Equal(s.edit.picked, []string{step.want}) {
			t.Errorf("%s leads to %v", step.key, s.edit.picked)
		}
	}
}

// Where chains are only looked at, nothing begins an edit.
func TestOnlyLooking(t *testing.T) {
	o, c := desktest.Open(t), steel()
	o.Put(t, c)
	s := shown(t, o)
	s.edit.lock(true)
	s.pic.TypedRune('e')
	s.edit.start()
	s.edit.do("改", func(c *model.Chain) error { return chainedit.Rename(c, "JPG-U1", "别的") })
	if got := s.follow(); s.edit.on || got.Nodes[0].Name != c.Nodes[0].Name {
		t.Error("it was changed")
	}
	s.edit.lock(false)
	s.pic.TypedRune('e')
	if !s.edit.on {
		t.Error("the lock stays")
	}
}

func TestTheFormOfANode(t *testing.T) {
	other := &model.Chain{Code: "ZP", ChainKind: model.ProductChain, Nodes: model.Nodes{{Code: "ZP-U1", Name: "钢材", Lane: "上游"}}}
	other.ID, other.Name = model.NewID(), "装配式建筑"
	o, s, c := editing(t, other)
	s.clickNode(t, "JPG-U1")
	s.OpenRecord(c.ID)
	task.Wait()
	s.edit.start()
	s.edit.openForm("JPG-U1")
	uitest.Capture(t, o.Window, "chains-form")
	n, _ := s.now.Chain.Node("JPG-U1")
	f := &nodeForm{e: s.edit, node: n, all: []*model.Chain{other}}
	f.codes = n.Industries
	test.NewTempWindow(t, f.build())
	f.find("3391")
	if len(f.found.Objects) == 0 {
		t.Fatal("no industry found")
	}
	f.found.Objects[0].(*row).Tapped(nil)
	f.link(linkSupplies, other.Name, "ZP-U1")
	f.fields.Set("name", "铁矿石")
	f.fields.Set("lane", "配套")
	if !f.ready() {
		t.Fatal("not ready")
	}
	f.save()
	n, _ = s.follow().Node("JPG-U1")
	if n.Name != "铁矿石" || n.Lane != "配套" || len(n.Industries) != 2 || !slices.Equal(n.Supplies, []string{"ZP-U1"}) {
		t.Errorf("%+v", n)
	}
	f.fields.Set("name", "炼钢·精炼·连铸")
	if f.ready() {
		t.Error("a name that another node has is taken")
	}
}

// A chain goes out as a file and comes in again; over a chain that is there the user is asked first.
func TestAChainIsMadeAndImported(t *testing.T) {
	o, s, c := editing(t)
	s.edit.created(c, "特钢", "")
	task.Wait()
	if got := s.now.Chain; got.Name != "特钢" || len(got.Nodes) != 3 || got.Nodes[0].Code == "JPG-U1" || s.edit.on {
		t.Errorf("%+v", got)
	}
	path := filepath.Join(t.TempDir(), "新能源.json")
	text := `{"format":"chainatlas-chain/1","code":"XN","name":"新能源","chain_kind":"产业链","nodes":[{"id":"","name":"电池","lane":"中游"}],"edges":[]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s.edit.imported(path)
	task.Wait()
	if got := s.now.Chain; got.Name != "新能源" || got.Nodes[0].Code != "XN-M1" {
		t.Errorf("%+v", got)
	}
	s.edit.imported(path)
	if b, _ := o.Store.Batches(0); len(b) != 3 {
		t.Errorf("%d actions: a chain was replaced without asking", len(b))
	}
}
