package chains

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/chainedit"
	"chainatlas/model/store"

	"github.com/paulmach/orb"
)

// editor changes the chain that the screen shows, on its picture. Each step is one action of the store; what the picture
// shows comes back from there.
type editor struct {
	s       *Screen
	bar     *ui.Panel
	on      bool
	locked  bool      // 只看: nothing can be changed from this screen
	picked  []string  // the chosen nodes by code, in the order in which they were chosen
	from    string    // the node that waits to be connected to another; "" for none
	cursor  orb.Point // where the pointer was last, in the plane
	over    *overlay  // frames, ghosts and the name being typed
	renames string    // a node that was made a moment ago, and is named when the picture has it
	hint    *ui.Line  // what to do next
	drag    *nodeDrag // the drag of nodes under way; nil for none
	link    *connect  // the drag of a connection under way
}

func newEditor(s *Screen) *editor {
	e := &editor{s: s, hint: ui.NewNote("")}
	e.locked = s.desk.ChainsLocked()
	e.over = newOverlay(e)
	e.bar = e.newBar()
	e.bar.Hide()
	s.pic.OnGrab, s.pic.OnKey, s.pic.OnRune, s.pic.OnMenu = e.grab, e.key, e.rune, e.menu
	s.pic.OnMoved = e.over.place
	return e
}

// start begins the editing of the chain that is shown.
func (e *editor) start() {
	if e.on || e.locked || e.chain() == nil {
		return
	}
	e.on = true
	if e.s.node != "" {
		e.picked = []string{e.s.node}
	}
	e.say("")
	e.bar.Show()
	e.changedMode()
	e.focus()
}

// focus gives the keys to the picture: after a button had them, N or Delete would reach nobody.
func (e *editor) focus() { e.s.desk.Window.Canvas().Focus(e.s.pic.Drawing) }

// stop ends it.
func (e *editor) stop() {
	if !e.on {
		return
	}
	e.over.endNaming(false)
	e.on, e.picked, e.from, e.drag, e.link, e.renames = false, nil, "", nil, nil, ""
	e.bar.Hide()
	e.changedMode()
}

func (e *editor) changedMode() {
	e.showActions()
	e.s.middle.Refresh() // the bar came or went
	if e.chain() != nil {
		e.s.pic.Update(e.s.scene())
		if len(e.chain().Nodes) > foldFrom {
			e.s.read() // all nodes can be edited, and none that stands for a group
		}
	}
	e.over.place()
}

func (e *editor) toggle() {
	if e.on {
		e.stop()
		return
	}
	e.start()
}

// lock keeps everybody from changing a chain on this computer, until it is taken off.
func (e *editor) lock(on bool) {
	e.stop()
	e.locked = on
	if e.s.desk.Prefs != nil {
		e.s.desk.Prefs.SetBool(desk.PrefChainsReadOnly, on)
	}
	e.showActions()
	e.s.side.refresh()
}

func (e *editor) chain() *model.Chain {
	if e.s.now == nil || e.s.now.work == nil {
		return nil
	}
	return e.s.now.Chain
}

// taken follows a picture that was drawn anew.
func (e *editor) taken(same bool) {
	if !same {
		e.stop()
	}
	if !e.on {
		return
	}
	e.picked = slices.DeleteFunc(e.picked, func(code string) bool { _, ok := e.chain().Node(code); return !ok })
	if _, ok := e.chain().Node(e.from); !ok {
		e.from = ""
	}
	e.drag = nil
	e.over.place()
	if code := e.renames; code != "" {
		e.renames = ""
		e.pick(code)
		e.reveal(code)
		e.over.name(code)
	}
}

// pick chooses nodes and no others.
func (e *editor) pick(codes ...string) {
	e.picked = slices.Clone(codes)
	one := ""
	if len(codes) == 1 {
		one = codes[0]
	}
	e.s.choose(one)
	e.over.place()
}

// toggled adds a node to what is chosen, or takes it out.
func (e *editor) toggled(code string) {
	if i := slices.Index(e.picked, code); i >= 0 {
		e.pick(slices.Delete(slices.Clone(e.picked), i, i+1)...)
		return
	}
	e.pick(append(slices.Clone(e.picked), code)...)
}

// tapped is a click while the map is edited; "" is a click beside all nodes.
func (e *editor) tapped(code string) {
	e.over.endNaming(true)
	switch {
	case e.from != "":
		from := e.from
		e.waitFor("")
		if code != "" && code != from {
			e.connect(from, code)
		}
	case code == "":
		e.pick()
	case held(fyne.KeyModifierShift) || held(fyne.KeyModifierControl):
		e.toggled(code)
	default:
		e.pick(code)
	}
}

// waitFor remembers the node that the next click connects to another.
func (e *editor) waitFor(code string) {
	e.from = code
	if code == "" {
		e.say("")
	} else {
		e.say("点击「" + e.nameOf(code) + "」供应的环节，Esc 取消")
	}
	e.over.place()
}

const usualHint = "拖动环节即固定位置；空白处拖动框选，按住 Shift 拖动移图；双击改名；E 结束"

func (e *editor) say(text string) {
	if text == "" {
		text = usualHint
	}
	e.hint.SetText(text)
}

func (e *editor) nameOf(code string) string {
	n, _ := e.chain().Node(code)
	return n.Name
}

// titled is how an action names the nodes that it concerns.
func (e *editor) titled(codes []string) string {
	if len(codes) == 1 {
		return "环节「" + e.nameOf(codes[0]) + "」"
	}
	return strconv.Itoa(len(codes)) + " 个环节"
}

// do is one step: an action of the store that changes the chain. It tells whether it was done.
func (e *editor) do(label string, change func(*model.Chain) error) bool {
	return e.act(label, func(_ *store.Tx, c *model.Chain) error { return change(c) })
}

// act is a step that changes other records too.
func (e *editor) act(label string, change func(*store.Tx, *model.Chain) error) bool {
	if e.locked {
		return false
	}
	id := e.s.Chain()
	_, ok := e.s.desk.Update(label, func(tx *store.Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		c := r.(*model.Chain)
		if err := change(tx, c); err != nil {
			return err
		}
		if err := chainedit.Check(c); err != nil {
			return err
		}
		return tx.Put(c)
	})
	e.focus()
	if ok {
		e.s.desk.Say("已" + label + "，Ctrl+Z 撤销")
	}
	return ok
}

// explain says what keeps a step from being done.
func (e *editor) explain(err error) string { return desk.Explain(err) }

// under is the node at a pixel; "" for none.
func (e *editor) under(px mapping.Pt, v mapping.Viewport) string {
	if g, ok := e.s.pic.Hit(px, v); ok && g.Kind == nodeKind {
		return g.ID
	}
	return ""
}

// hovered remembers where the pointer is.
func (e *editor) hovered(px mapping.Pt, v mapping.Viewport) {
	if e.on {
		e.cursor = v.Plane(px)
		e.over.hovered(e.under(px, v), px, v)
	}
}

// newBar is the row of steps above the picture.
func (e *editor) newBar() *ui.Panel {
	e.hint.Elide = true
	row := ui.ButtonRow(ui.Action{Text: "新增环节 N", Do: e.add}, ui.Action{Text: "连线 L", Do: e.connectNext}, ui.Action{Text: "分组 G", Do: e.group},
		ui.Action{Text: "排列…", Do: e.arrange}, ui.Action{Text: "删除", Do: e.remove}, ui.Action{Text: "完成", Primary: true, Do: e.stop})
	p := ui.NewPanel(ui.Stack(look.Half, row, e.hint), look.Gap, look.Half)
	p.Under = look.Line
	return p
}
