// Package chains is the screen of the industrial chains: the list, the drawn chain, and what stands on a node.
package chains

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/chainbook"
	"chainatlas/app/desk"
	"chainatlas/app/geomap/picture"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/report"
)

// Screen shows one chain at a time.
type Screen struct {
	desk  *desk.Desk
	page  *ui.Page
	body  fyne.CanvasObject
	list  *ui.Grid
	pic   *picture.Picture
	heads *ui.Line
	panel *panel
	side  *side

	middle *fyne.Container // the heads, what edits, and the picture

	now       *sheet   // what is shown; nil before the first reading
	want      model.ID // the chain asked for
	node      string   // the code of the chosen node
	loads     task.Latest[*sheet]
	kept      *chainbook.Kept // while the screen is shown
	following desk.Following

	edit   *editor         // changes the chain on its picture
	filter *nodeFilter     // which nodes stand out
	open   map[string]bool // the groups of a large chain that are open

	afterRead func() // what waits for the chain asked for; nil for nothing
}

var _ desk.Opener = (*Screen)(nil)

// sheet is a chain read and drawn.
type sheet struct {
	*work
	drawn
}

// New makes the screen.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen in the rail.
func (s *Screen) Title() string { return "产业链" }

// Content is made on first use.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.build()
	}
	return s.page
}

func (s *Screen) build() {
	s.list = ui.NewGrid(columns, s.rows, s.cell)
	s.list.OnSelect = s.selected
	s.list.OnOpen = func(row int) { s.OpenRecord(s.now.Rows[row].ID) }
	s.pic = picture.New(s.desk.Typeface)
	s.pic.OnTap = s.tapped
	s.pic.OnOpen = s.opened
	s.pic.OnHover = s.hovered
	s.edit = newEditor(s)
	s.heads = ui.NewLine("")
	s.heads.Elide = true
	s.panel = newPanel()
	s.panel.OnEntry = s.entered
	s.side = newSide(s)
	s.middle = container.NewBorder(ui.Stack(0, ui.NewPanel(s.heads, look.Gap, look.Half), s.edit.bar), nil, nil, nil, s.pic.Drawing)
	right := container.NewHSplit(s.middle, s.side.content)
	right.SetOffset(0.74)
	whole := container.NewHSplit(s.list, right)
	whole.SetOffset(0.18)
	s.body = whole
	s.page = ui.NewPage(s.Title(), s.body)
	s.edit.showActions()
	s.filter = newNodeFilter(func() {
		if s.Chain() != (model.ID{}) {
			s.pic.Update(s.scene())
		}
	})
	s.page.SetFilters(s.filter.objects()...)
}

// Show reads the store and follows its changes.
func (s *Screen) Show() {
	s.kept = chainbook.Keep(s.desk.Store)
	s.following.CalmlyWhen(s.desk, s.concerns, s.read)
	s.read()
}

// concerns tells whether something changed that is shown: sites stand on the pages beside the map alone.
func (s *Screen) concerns(changes []model.Change) bool {
	return slices.ContainsFunc(changes, func(c model.Change) bool {
		switch c.Kind {
		case model.KindChain, model.KindEnterprise, model.KindProject:
			return true
		case model.KindSite:
			return s.side.at != nodeTab
		}
		return false
	})
}

// all reads what changed since the last reading.
func (s *Screen) all() reader {
	if s.kept == nil {
		return s.desk.Store.All
	}
	return s.kept.All
}

// Leave stops what Show began.
func (s *Screen) Leave() {
	s.following.Stop()
	if s.kept != nil {
		s.kept.Close()
		s.kept = nil
	}
	s.loads.Stop()
	s.side.loads.Stop()
	s.pic.Stop()
	s.edit.stop()
}

// OpenRecord shows a chain.
func (s *Screen) OpenRecord(id model.ID) {
	s.Content()
	if s.want = id; id != s.Chain() {
		s.open = nil
	}
	s.read()
}

// Tour shows the chain with most on it, and the fullest of its nodes.
func (s *Screen) Tour() {
	if s.now == nil || s.now.Chain == nil {
		return
	}
	best := slices.MaxFunc(s.now.Rows, func(a, b listed) int { return cmp.Compare(a.Firms+a.Projects, b.Firms+b.Projects) })
	if best.ID != s.Chain() {
		s.OpenRecord(best.ID)
		s.afterRead = s.Tour
		return
	}
	node := slices.MaxFunc(s.now.Chain.Nodes, func(a, b model.Node) int {
		x, y := s.now.Nodes[a.Code], s.now.Nodes[b.Code]
		return cmp.Compare(len(x.Firms)+len(x.Projects), len(y.Firms)+len(y.Projects))
	})
	s.choose(node.Code)
}

// Chain is the chain that is shown, zero for none: what F5 presents from here.
func (s *Screen) Chain() model.ID {
	if s.now == nil || s.now.Chain == nil {
		return model.ID{}
	}
	return s.now.Chain.ID
}

func (s *Screen) read() {
	all, want, face, v := s.all(), s.want, s.desk.Typeface, s.view()
	s.loads.Run(func(ctx context.Context, _ func(int, int)) (*sheet, error) {
		w, err := read(ctx, all, want)
		if err != nil || w.Chain == nil {
			return &sheet{work: w}, err
		}
		d, err := draw(w, face, v)
		return &sheet{w, d}, err
	}, func(got *sheet, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.take(got)
	})
}

// view is how the chain is drawn next.
func (s *Screen) view() view {
	v := view{aspect: s.aspect(), open: maps.Clone(s.open), whole: s.edit.on}
	if s.now != nil {
		v.before = s.now.drawn
	}
	return v
}

// scene is what the picture shows now.
func (s *Screen) scene() picture.Scene { return s.now.scene(s.lit(), s.filter.only(s.now.nodes)) }

// aspect is the shape of the room for the picture: a chain laid out for it has the largest writing.
func (s *Screen) aspect() float64 {
	v := s.pic.Viewport()
	if v.W == 0 || v.H == 0 {
		return 0
	}
	return float64(v.W) / float64(v.H)
}

// take shows what was read; the view stays when the chain is the one that was there.
func (s *Screen) take(got *sheet) {
	before := s.Chain()
	s.now = got
	s.list.Refresh()
	if got.Chain == nil {
		s.edit.stop()
		s.page.SetContent(s.empty())
		s.page.SetStatus("", "")
		return
	}
	s.page.SetContent(s.body)
	s.list.Select(s.rowOf(got.Chain.ID))
	s.heads.SetText(headsOf(got.Chain))
	today := model.DayAt(time.Now())
	got.chart = got.chart.Aged(today)
	s.page.SetStatus(s.counts()+"　"+directoryOf(got.Chain), joined("　", got.foldedNote(), report.AsOfWords(got.Newest(today), today)+"；"+report.StaleRule))
	s.page.SetTitle(s.Title(), got.Chain.Name)
	if before == got.Chain.ID {
		s.pic.Update(s.scene())
	} else {
		s.node = ""
		s.pic.Show(s.scene())
	}
	s.choose(s.node)
	s.edit.taken(before == got.Chain.ID)
	s.side.refresh()
	if then := s.afterRead; then != nil {
		s.afterRead = nil
		then()
	}
}

func (s *Screen) empty() fyne.CanvasObject {
	return ui.NewEmpty("还没有产业链", "可导入产业链数据，或打开演示工作区查看示例。", &ui.Action{Text: "去导入", Primary: true, Do: func() { s.desk.Go("import") }})
}

func (s *Screen) counts() string {
	c := s.now.Chain
	return joined("　", "环节 "+strconv.Itoa(len(c.Nodes)), "供需关系 "+strconv.Itoa(len(c.Edges)),
		"企业 "+strconv.Itoa(len(s.now.Firms)), "项目 "+strconv.Itoa(len(s.now.Projects)))
}

// directoryOf says whether an empty node means a gap.
func directoryOf(c *model.Chain) string {
	if c.Directory.IsZero() {
		return "尚未导入企业名录：空环节显示为未核，不算缺口"
	}
	return "名录导入日期 " + c.Directory.String()
}

func (s *Screen) tapped(px mapping.Pt, v mapping.Viewport) {
	g, _ := s.pic.Hit(px, v)
	if g.Kind != nodeKind {
		g.ID = ""
	}
	if s.edit.on {
		s.edit.tapped(g.ID)
		return
	}
	if isFolded(g.ID) {
		s.unfold(g.ID)
		return
	}
	if g.ID != "" {
		s.side.show(nodeTab)
	}
	s.choose(g.ID)
}

// opened is a double click: it names the node while the map is edited.
func (s *Screen) opened(px mapping.Pt, v mapping.Viewport) {
	if code := s.edit.under(px, v); s.edit.on && code != "" {
		s.edit.over.name(code)
		return
	}
	s.tapped(px, v)
}

func (s *Screen) hovered(px mapping.Pt, v mapping.Viewport) {
	g, ok := s.pic.Hit(px, v)
	s.pic.Point(ok && g.Kind == nodeKind)
	s.edit.hovered(px, v)
}

// lit is the node that stands out among its neighbours: none while the map is edited, when frames tell what is chosen.
func (s *Screen) lit() string {
	if s.edit.on {
		return ""
	}
	return s.node
}

// choose shows a node in the panel; "" or an unknown code shows the hint.
func (s *Screen) choose(code string) {
	n, ok := s.now.Chain.Node(code)
	if !ok {
		code = ""
	}
	if code != s.node {
		s.node = code
		s.pic.Update(s.scene())
	}
	if !ok {
		s.panel.showHint()
		return
	}
	s.panel.show(s.now.factsOf(n), s.now.statusOf(code))
}

func (s *Screen) entered(e entry) {
	if e.Node != "" {
		s.choose(e.Node)
		return
	}
	s.desk.Open(e.Record)
}
