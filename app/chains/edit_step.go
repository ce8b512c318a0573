package chains

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/chainedit"
	"chainatlas/model/store"

	"github.com/paulmach/orb"
)

// newName is what a node is called until somebody names it.
const newName = "新环节"

// add puts a new node into the lane under the pointer, and lets it be named.
func (e *editor) add() {
	if !e.on {
		return
	}
	name := newName
	for i := 2; slices.ContainsFunc(e.chain().Nodes, func(n model.Node) bool { return n.Name == name }); i++ {
		name = newName + strconv.Itoa(i)
	}
	code, lane := "", cmp.Or(e.laneAt(e.cursor), model.Lanes[1])
	if e.do("新增环节", func(c *model.Chain) (err error) {
		code, err = chainedit.Add(c, model.Node{Name: name, Lane: lane})
		return err
	}) {
		e.s.now.expect(code, lane, e.cursor)
		e.renames = code
	}
}

// laneAt is the lane of a product chain at a place in the plane; "" beside all of them, and in a corporate family.
func (e *editor) laneAt(p orb.Point) string {
	if e.chain().ChainKind == model.FamilyChain {
		return ""
	}
	for _, l := range e.s.now.chart.Plan.Lanes {
		if l.Bound.Contains(p) && l.Title != "" {
			return l.Title
		}
	}
	return ""
}

// rename gives a node another name; what stands on it calls it so too.
func (e *editor) rename(code, name string) {
	old, ok := e.chain().Node(code)
	if name = model.Tidy(name); !ok || name == "" || name == old.Name {
		return
	}
	e.act("环节「"+old.Name+"」改名为「"+name+"」", func(tx *store.Tx, c *model.Chain) error {
		if err := chainedit.Rename(c, code, name); err != nil {
			return err
		}
		n, _ := c.Node(code)
		return e.each(tx, code, func(r model.Record) bool { return chainedit.Follow(r, c.ID, n) })
	})
}

// each changes the records that stand on a node of this chain.
func (e *editor) each(tx *store.Tx, code string, change func(model.Record) bool) error {
	for _, id := range e.standing(code) {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		if !change(r) {
			continue // it stands on the same business of another chain
		}
		if err := tx.Put(r); err != nil {
			return err
		}
	}
	return nil
}

// standing lists the enterprises and projects on a node, those that ended too.
func (e *editor) standing(code string) []model.ID {
	var out []model.ID
	for _, f := range e.s.now.Firms {
		if _, on := f.Roles.On(e.chain().ID, code); on {
			out = append(out, f.ID)
		}
	}
	for _, p := range e.s.now.Projects {
		if p.Node.Code == code && p.Chain.ID == e.chain().ID {
			out = append(out, p.ID)
		}
	}
	return out
}

// move puts nodes into a lane.
func (e *editor) move(lane string, codes ...string) {
	e.do("移到"+lane+"："+e.titled(codes), func(c *model.Chain) error { return chainedit.Move(c, lane, codes...) })
}

// drop pins nodes where they were dropped, in the lane there.
func (e *editor) drop(spots map[string]model.Spot) bool {
	codes := make([]string, 0, len(spots))
	for _, n := range e.chain().Nodes {
		if _, ok := spots[n.Code]; ok {
			codes = append(codes, n.Code)
		}
	}
	return e.do("移动"+e.titled(codes), func(c *model.Chain) error {
		for _, code := range codes {
			if lane := e.laneAt(orb.Point(spots[code])); lane != "" {
				if err := chainedit.Move(c, lane, code); err != nil {
					return err
				}
			}
		}
		return chainedit.Pin(c, spots)
	})
}

// unpin leaves the places of nodes to the layout again.
func (e *editor) unpin(codes ...string) {
	e.do("取消固定"+e.titled(codes), func(c *model.Chain) error { return chainedit.Unpin(c, codes...) })
}

// line brings the chosen nodes into line.
func (e *editor) line(label string, how func([]chainedit.Box) map[string]model.Spot) {
	if len(e.picked) < 2 {
		e.say("先选中至少两个环节：框选，或按住 Shift 逐个点击")
		return
	}
	var boxes []chainedit.Box
	for _, code := range e.picked {
		if b, ok := e.s.now.chart.Plan.Box(code); ok {
			boxes = append(boxes, chainedit.Box{Code: code, X: b.X, Y: b.Y, W: b.W, H: b.H})
		}
	}
	e.do(label+" "+strconv.Itoa(len(boxes))+" 个环节", func(c *model.Chain) error { return chainedit.Pin(c, rounded(how(boxes))) })
}

// rounded puts middles on whole units: nobody sees less, and files stay readable.
func rounded(spots map[string]model.Spot) map[string]model.Spot {
	for code, s := range spots {
		spots[code] = model.Spot{math.Round(s[0]), math.Round(s[1])}
	}
	return spots
}

// connectNext waits for the node that the chosen one supplies.
func (e *editor) connectNext() {
	if len(e.picked) != 1 {
		e.say("先选中供应的一方，再按 L，然后点击它供应的环节")
		return
	}
	e.waitFor(e.picked[0])
	e.focus()
}

func (e *editor) connect(from, to string) {
	e.do("连线「"+e.nameOf(from)+"」→「"+e.nameOf(to)+"」", func(c *model.Chain) error { return chainedit.Connect(c, from, to, "") })
}

func (e *editor) disconnect(from, to string) {
	e.do("断开「"+e.nameOf(from)+"」→「"+e.nameOf(to)+"」", func(c *model.Chain) error { return chainedit.Disconnect(c, from, to) })
}

// group asks for the group of the chosen nodes.
func (e *editor) group() {
	codes := slices.Clone(e.picked)
	if len(codes) == 0 {
		e.say("先选中要分到一组的环节")
		return
	}
	n, _ := e.chain().Node(codes[0])
	f := ui.NewFields(ui.Section{Fields: []ui.Field{{Key: "group", Label: "组名", Value: n.Group, Hint: "不写则退出所在的组"}}})
	d := ui.NewDialog(e.s.desk.Window, "分组："+e.titled(codes), f, ui.Action{Text: "确定", Primary: true, Do: func() { e.grouped(f.Value("group"), codes) }})
	f.OnEnter = func(string) { d.Take() }
	d.ClosedByFields(f)
	d.Show()
	f.FocusOn(e.s.desk.Window.Canvas(), "group")
}

func (e *editor) grouped(group string, codes []string) {
	e.do("分组"+e.titled(codes), func(c *model.Chain) error { return chainedit.Group(c, group, codes...) })
}

// remove deletes the chosen nodes, after a question when something stands on them.
func (e *editor) remove() {
	codes := slices.Clone(e.picked)
	if len(codes) == 0 {
		e.say("先选中要删除的环节")
		return
	}
	firms, projects := 0, 0
	for _, code := range codes {
		for _, f := range e.s.now.Firms {
			if _, on := f.Roles.On(e.chain().ID, code); on {
				firms++
			}
		}
		for _, p := range e.s.now.Projects {
			if p.Node.Code == code {
				projects++
			}
		}
	}
	label := "删除" + e.titled(codes)
	if firms+projects == 0 {
		e.deleted(label, codes)
		return
	}
	ui.Confirm(e.s.desk.Window, label, "环节上有"+strconv.Itoa(firms)+"家次企业、"+strconv.Itoa(projects)+"个项目。删除后它们仍属于这条产业链，不再归入环节；企业和项目本身不删除，可以撤销。",
		ui.Action{Text: "删除并移出", Danger: true, Do: func() { e.deleted(label, codes) }})
}

func (e *editor) deleted(label string, codes []string) {
	e.act(label, func(tx *store.Tx, c *model.Chain) error {
		if err := chainedit.Delete(c, codes...); err != nil {
			return err
		}
		for _, code := range codes {
			if err := e.each(tx, code, func(r model.Record) bool { return chainedit.Detach(r, c.ID, codes...) }); err != nil {
				return err
			}
		}
		return e.forget(tx, c.ID, codes)
	})
}

// forget takes the links to deleted nodes out of the other chains.
func (e *editor) forget(tx *store.Tx, own model.ID, codes []string) error {
	for _, row := range e.s.now.Rows {
		if row.ID == own {
			continue
		}
		r, err := tx.Get(row.ID)
		if err != nil {
			return err
		}
		if other := r.(*model.Chain); chainedit.Forget(other, codes...) {
			if err := tx.Put(other); err != nil {
				return err
			}
		}
	}
	return nil
}
