package chains

import (
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/diagram"
	"chainatlas/model"
	"chainatlas/model/chainedit"
)

// rune does what a letter stands for.
func (e *editor) rune(r rune) bool {
	switch {
	case r == 'e' || r == 'E':
		e.toggle()
	case !e.on:
		return false
	case r == 'n' || r == 'N':
		e.add()
	case r == 'l' || r == 'L':
		e.connectNext()
	case r == 'g' || r == 'G':
		e.group()
	default:
		return false
	}
	return true
}

// key does what a key stands for while the map is edited.
func (e *editor) key(k *fyne.KeyEvent) bool {
	if !e.on {
		return false
	}
	switch k.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		e.remove()
	case fyne.KeyF2:
		if len(e.picked) == 1 {
			e.over.name(e.picked[0])
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		e.enter()
	case fyne.KeyEscape:
		e.escape()
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		return e.walk(k.Name)
	default:
		return false
	}
	return true
}

// enter connects to the chosen node when another waits for it, else opens its form.
func (e *editor) enter() {
	if len(e.picked) != 1 {
		return
	}
	if e.from != "" {
		e.tapped(e.picked[0])
		return
	}
	e.openForm(e.picked[0])
}

// escape leaves what is under way, then what is chosen, then the editing.
func (e *editor) escape() {
	switch {
	case e.drag != nil || e.link != nil:
		e.drag, e.link = nil, nil
		e.over.place()
	case e.from != "":
		e.waitFor("")
	case len(e.picked) > 0:
		e.pick()
	default:
		e.stop()
	}
}

// walk chooses the next node along the edges, or above and below; false leaves the key to the picture.
func (e *editor) walk(k fyne.KeyName) bool {
	if len(e.picked) == 0 {
		return false
	}
	if next := e.next(e.picked[len(e.picked)-1], k); next != "" {
		e.pick(next)
		e.reveal(next)
	}
	return true
}

// reveal moves the picture so that a node is seen.
func (e *editor) reveal(code string) {
	b, ok := e.s.now.chart.NodeBound(code)
	v := e.s.pic.Viewport()
	if p := v.Px(b.Center()); ok && !v.Box().Contains(p) {
		v.Center = b.Center()
		e.s.pic.SetViewport(v)
	}
}

// next is the node that an arrow key leads to: downstream, upstream, or the nearest above or below; "" for none.
func (e *editor) next(code string, k fyne.KeyName) string {
	plan := e.s.now.chart.Plan
	here, ok := plan.Box(code)
	if !ok {
		return ""
	}
	up, down := e.chain().Neighbours(code)
	best, far := "", math.Inf(1)
	for _, b := range plan.Boxes {
		if d := distance(here, b, k); b.ID != code && d < far && along(b.ID, up, down, k) {
			best, far = b.ID, d
		}
	}
	return best
}

// along tells whether a node may be reached by the key: left and right follow the edges.
func along(code string, up, down []string, k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft:
		return slices.Contains(up, code)
	case fyne.KeyRight:
		return slices.Contains(down, code)
	}
	return true
}

// distance is how far a box is for a key, infinite in the wrong direction; aside counts more than ahead.
func distance(here, b diagram.Box, k fyne.KeyName) float64 {
	p, q := here.Center(), b.Center()
	dx, dy := q[0]-p[0], q[1]-p[1]
	switch {
	case k == fyne.KeyUp && dy >= 0 || k == fyne.KeyDown && dy <= 0:
		return math.Inf(1)
	case k == fyne.KeyUp || k == fyne.KeyDown:
		return math.Abs(dy) + 3*math.Abs(dx)
	}
	return math.Abs(dx) + math.Abs(dy)
}

// menu is the right click.
func (e *editor) menu(px mapping.Pt, v mapping.Viewport, at fyne.Position) {
	if e.chain() == nil || e.locked {
		return
	}
	e.cursor = v.Plane(px)
	g, _ := e.s.pic.Hit(px, v)
	canvas := e.s.desk.Window.Canvas()
	switch {
	case !e.on:
		ui.ShowMenu(canvas, at, ui.Action{Text: "编辑图谱　E", Do: e.start})
	case g.Kind == nodeKind:
		if !slices.Contains(e.picked, g.ID) {
			e.pick(g.ID)
		}
		ui.ShowMenu(canvas, at, e.nodeMenu(g.ID)...)
	case g.Kind == "edge":
		from, to, _ := strings.Cut(g.ID, ">")
		ui.ShowMenu(canvas, at, ui.Action{Text: "断开「" + e.nameOf(from) + "」→「" + e.nameOf(to) + "」", Do: func() { e.disconnect(from, to) }})
	default:
		ui.ShowMenu(canvas, at, ui.Action{Text: "在此新增环节　N", Do: e.add}, ui.Action{},
			ui.Action{Text: "全部恢复自动排布", Off: !e.anyPinned(), Do: e.unpinAll}, ui.Action{Text: "结束编辑　E", Do: e.stop})
	}
}

func (e *editor) nodeMenu(code string) []ui.Action {
	picked := slices.Clone(e.picked)
	several := len(picked) > 1
	n, _ := e.chain().Node(code)
	out := []ui.Action{
		{Text: "环节资料…　Enter", Off: several, Do: func() { e.openForm(code) }},
		{Text: "改名　F2", Off: several, Do: func() { e.over.name(code) }},
		{Text: "连线到…　L", Off: several, Do: e.connectNext}, {},
	}
	for _, lane := range model.Lanes {
		out = append(out, ui.Action{Text: "移到" + lane, On: !several && n.Lane == lane, Do: func() { e.move(lane, picked...) }})
	}
	out = append(out, ui.Action{}, ui.Action{Text: "分组…　G", Do: e.group})
	return append(append(out, e.arranging()...), ui.Action{}, ui.Action{Text: "删除　Delete", Do: e.remove})
}

// arranging are the ways to bring what is chosen into line.
func (e *editor) arranging() []ui.Action {
	few := len(e.picked) < 2
	picked := slices.Clone(e.picked)
	return []ui.Action{
		{Text: "左对齐", Off: few, Do: func() { e.line("左对齐", chainedit.AlignLeft) }},
		{Text: "上对齐", Off: few, Do: func() { e.line("上对齐", chainedit.AlignTop) }},
		{Text: "竖向均分", Off: few, Do: func() { e.line("竖向均分", chainedit.DistributeDown) }},
		{Text: "横向均分", Off: few, Do: func() { e.line("横向均分", chainedit.DistributeAcross) }},
		{Text: "恢复自动排布", Off: !slices.ContainsFunc(picked, e.isPinned), Do: func() { e.unpin(picked...) }},
	}
}

// arrange opens them as a menu under the pointer's row of buttons.
func (e *editor) arrange() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.bar)
	actions := append(e.arranging(), ui.Action{}, ui.Action{Text: "全部恢复自动排布", Off: !e.anyPinned(), Do: e.unpinAll})
	ui.ShowMenu(e.s.desk.Window.Canvas(), at.AddXY(e.bar.Size().Width/3, e.bar.Size().Height), actions...)
}

func (e *editor) isPinned(code string) bool {
	n, _ := e.chain().Node(code)
	return n.At != nil
}

func (e *editor) anyPinned() bool {
	return slices.ContainsFunc(e.chain().Nodes, func(n model.Node) bool { return n.At != nil })
}

func (e *editor) unpinAll() {
	var codes []string
	for _, n := range e.chain().Nodes {
		codes = append(codes, n.Code)
	}
	e.unpin(codes...)
}
