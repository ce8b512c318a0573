package chains

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/industry"
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/chainedit"
	"chainatlas/model/store"
)

// formSize is the room for the form of a node, in logical pixels.
var formSize = fyne.NewSize(560, 480)

// industriesShown bounds what a search for industries lists.
const industriesShown = 6

// nodeForm is everything that can be said of a node, in one dialog and one action.
type nodeForm struct {
	e      *editor
	node   model.Node // as it was
	fields *ui.Fields
	codes  []model.Code
	links  []across
	all    []*model.Chain // the others

	industries, found, linked *fyne.Container
	search                    *ui.Entry
	warning                   *ui.Line
}

// across is a link of the node to one of another chain.
type across struct {
	kind  string
	chain *model.Chain
	node  model.Node
}

// How a node and one of another chain hang together, as the form says it.
const (
	linkSame     = "同一环节"
	linkSupplies = "供应给"
	linkBuys     = "采购自"
)

var linkKinds = []string{linkSame, linkSupplies, linkBuys}

// openForm shows the form of a node.
func (e *editor) openForm(code string) {
	n, ok := e.chain().Node(code)
	if !ok {
		return
	}
	all, err := store.Every[*model.Chain](e.s.desk.Store, model.KindChain)
	if err != nil {
		e.s.desk.Fail(err)
		return
	}
	f := &nodeForm{e: e, node: n, codes: slices.Clone(n.Industries)}
	for _, c := range all {
		if c.ID != e.chain().ID {
			f.all = append(f.all, c)
		}
	}
	f.links = f.linksOf(n)
	scroll := container.NewVScroll(f.build())
	scroll.SetMinSize(formSize)
	d := ui.NewDialog(e.s.desk.Window, "环节资料　"+n.Code, scroll, ui.Action{Text: "保存", Primary: true, Ready: f.ready, Do: f.save})
	d.ClosedByFields(f.fields)
	d.ClosedBy(f.search)
	d.Show()
}

func (f *nodeForm) build() fyne.CanvasObject {
	n := f.node
	f.fields = ui.NewFields(ui.Section{Fields: []ui.Field{
		{Key: "name", Label: "环节", Value: n.Name, Required: true}, {Key: "en", Label: "英文名", Value: n.English},
		{Key: "lane", Label: "段", Kind: ui.ChoiceField, Options: model.Lanes, Value: n.Lane}, {Key: "group", Label: "组", Value: n.Group},
		{Key: "fact", Label: "报告所述", Kind: ui.LinesField, Value: n.Fact},
	}})
	f.industries, f.found, f.linked = ui.Stack(2), ui.Stack(2), ui.Stack(2)
	f.search = ui.NewEntry()
	f.search.SetPlaceHolder("代码、名称或拼音首字母，如 3393、锻件、djfm")
	f.search.OnChanged = f.find
	f.warning = ui.NewNote("")
	f.showIndustries()
	f.showLinks()
	return ui.NewPanel(ui.Stack(look.Unit, f.fields, ui.SectionHead("行业代码"), f.industries, f.warning, f.search, f.found,
		ui.SectionHead("与其他产业链"), f.linked, f.linker()), look.Gap, 0) // beside the scroll bar
}

// find lists the industries that a text may mean.
func (f *nodeForm) find(text string) {
	f.found.RemoveAll()
	for _, x := range industry.Now().Search(text, industriesShown) {
		code := model.Code{Code: x.Code, Edition: industry.Now().Edition, Text: x.Name}
		f.found.Add(newRow(entry{Title: code.String(), Note: x.Place}, func() { f.addIndustry(code) }))
	}
	f.found.Refresh()
}

func (f *nodeForm) addIndustry(code model.Code) {
	f.search.SetText("")
	if !slices.Contains(f.codes, code) {
		f.codes = append(f.codes, code)
	}
	f.showIndustries()
}

func (f *nodeForm) showIndustries() {
	f.industries.RemoveAll()
	f.warning.SetText("")
	for i, c := range f.codes {
		f.industries.Add(removable(c.String(), func() {
			f.codes = slices.Delete(slices.Clone(f.codes), i, i+1)
			f.showIndustries()
		}))
		for _, p := range chainedit.IndustryProblems(f.node.Name, c) {
			f.warning.Set(string(look.Warn.Sign())+" "+p.Message+"。"+p.Suggestion, look.Warn.Color())
		}
	}
	f.industries.Refresh()
}

// removable is a line with a button that takes it away.
func removable(text string, remove func()) fyne.CanvasObject {
	line := ui.NewLine(text)
	line.Elide = true
	return container.NewBorder(nil, nil, nil, ui.Action{Text: "移除", Do: remove}.Button(), line)
}

// linksOf lists how a node hangs together with nodes of other chains, from both sides.
func (f *nodeForm) linksOf(n model.Node) (out []across) {
	for _, c := range f.all {
		for _, x := range c.Nodes {
			if slices.Contains(n.Same, x.Code) {
				out = append(out, across{linkSame, c, x})
			}
			if slices.Contains(n.Supplies, x.Code) {
				out = append(out, across{linkSupplies, c, x})
			}
			if slices.Contains(x.Supplies, n.Code) {
				out = append(out, across{linkBuys, c, x})
			}
		}
	}
	return out
}

func (f *nodeForm) showLinks() {
	f.linked.RemoveAll()
	for i, l := range f.links {
		f.linked.Add(removable(l.kind+"　"+l.chain.Name+"·"+l.node.Name, func() {
			f.links = slices.Delete(slices.Clone(f.links), i, i+1)
			f.showLinks()
		}))
	}
	f.linked.Refresh()
}

// linker chooses a node of another chain and how it hangs together with this one.
func (f *nodeForm) linker() fyne.CanvasObject {
	var names []string
	for _, c := range f.all {
		names = append(names, c.Name)
	}
	if len(names) == 0 {
		return ui.NewNote("没有其他产业链")
	}
	kind, node := ui.NewChoice(linkKinds, nil), ui.NewChoice(nil, nil)
	chain := ui.NewChoice(names, func(name string) {
		var nodes []string
		for _, n := range f.chainCalled(name).Nodes {
			nodes = append(nodes, n.Code+" "+n.Name)
		}
		node.Set("")
		node.SetOptions(nodes)
	})
	kind.Set(linkSupplies)
	chain.SetHint("产业链")
	node.SetHint("环节")
	return ui.Stack(look.Half, ui.Equal(kind, chain, node), container.NewHBox(ui.Action{Text: "添加关系", Do: func() {
		code, _, _ := strings.Cut(node.Value(), " ")
		f.link(kind.Value(), chain.Value(), code)
	}}.Button()))
}

func (f *nodeForm) chainCalled(name string) *model.Chain {
	for _, c := range f.all {
		if c.Name == name {
			return c
		}
	}
	return &model.Chain{}
}

func (f *nodeForm) link(kind, chain, code string) {
	c := f.chainCalled(chain)
	n, ok := c.Node(code)
	if !ok || slices.ContainsFunc(f.links, func(l across) bool { return l.kind == kind && l.node.Code == code }) {
		return
	}
	f.links = append(f.links, across{kind, c, n})
	f.showLinks()
}

// changed is the node as the form says it.
func (f *nodeForm) changed() model.Node {
	n := f.node
	n.Name, n.English, n.Fact = model.Tidy(f.fields.Value("name")), model.Tidy(f.fields.Value("en")), strings.TrimSpace(f.fields.Value("fact"))
	n.Group, n.Industries = model.Tidy(f.fields.Value("group")), f.codes
	if lane := f.fields.Value("lane"); lane != n.Lane {
		n.Lane, n.At = lane, nil // its place is in the old lane
	}
	return n
}

// ready tries the change on a copy and says under the name what is wrong with it.
func (f *nodeForm) ready() bool {
	err := chainedit.Set(model.Clone(f.e.chain()).(*model.Chain), f.changed())
	f.fields.SetNote("name", look.Bad, "")
	if err != nil {
		f.fields.SetNote("name", look.Bad, f.e.explain(err))
	}
	return err == nil
}

func (f *nodeForm) save() {
	n := f.changed()
	before := f.linksOf(f.node)
	f.e.act("修改环节「"+n.Name+"」", func(tx *store.Tx, c *model.Chain) error {
		if err := chainedit.Set(c, n); err != nil {
			return err
		}
		if n.Name != f.node.Name {
			if err := f.e.each(tx, n.Code, func(r model.Record) bool { return chainedit.Follow(r, c.ID, n) }); err != nil {
				return err
			}
		}
		return f.relink(tx, c, before)
	})
}

// relink takes away the links that are gone from the form and makes those that are new, in the other chains too.
func (f *nodeForm) relink(tx *store.Tx, c *model.Chain, before []across) error {
	has := func(list []across, l across) bool {
		return slices.ContainsFunc(list, func(x across) bool { return x.kind == l.kind && x.node.Code == l.node.Code })
	}
	for _, l := range append(slices.Clone(before), f.links...) {
		was, is := has(before, l), has(f.links, l)
		if was == is {
			continue
		}
		r, err := tx.Get(l.chain.ID)
		if err != nil {
			return err
		}
		other := r.(*model.Chain)
		if err := l.put(c, f.node.Code, other, is); err != nil {
			return err
		}
		if err := tx.Put(other); err != nil {
			return err
		}
	}
	return nil
}

// put makes a link, or takes it away.
func (l across) put(c *model.Chain, code string, other *model.Chain, make bool) error {
	switch {
	case l.kind == linkSame && make:
		return chainedit.Same(c, code, other, l.node.Code)
	case l.kind == linkSame:
		return chainedit.NotSame(c, code, other, l.node.Code)
	case l.kind == linkSupplies && make:
		return chainedit.Supply(c, code, other, l.node.Code)
	case l.kind == linkSupplies:
		return chainedit.NotSupply(c, code, other, l.node.Code)
	case make:
		return chainedit.Supply(other, l.node.Code, c, code)
	}
	return chainedit.NotSupply(other, l.node.Code, c, code)
}
