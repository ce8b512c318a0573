package story

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/chart"
	"chainatlas/mapping/slide"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/report"
)

// chain is a chain's map, with one node among its neighbours and who is there where the slide names one.
func (t *teller) chain(x model.Slide) (Told, bool) {
	c, ok := t.cast.chain(x.Chain)
	if !ok || len(c.Nodes) == 0 {
		return Told{}, false
	}
	states := t.states(c)
	facts := t.neighbours(c, x.Node)
	aspect := float64(t.frame.W-112) / 540
	if len(facts) > 0 {
		aspect *= 0.72
	}
	p, err := thematic.ChainMap(c, states, thematic.ChainOptions{Faces: t.o.Faces, Audience: t.o.Audience, Aspect: aspect, Selected: x.Node, Bare: true, Say: t.say})
	if err != nil {
		return Told{}, false // the audience must not see it, or it cannot be laid out
	}
	if x.Title == t.words.title(model.SlideChain) {
		x.Title = p.Name()
	}
	home := chainHome(p, c, x)
	v := slide.Drawing(t.frame.Theme, x.Title, p, looking(home))
	live := func(chosen string) thematic.Picture { return p.Select(cmp.Or(chosen, x.Node)) }
	lines := func(g mapping.Group) []string {
		n, ok := c.Node(g.ID)
		if !ok || g.Kind != "node" {
			return nil
		}
		return append([]string{n.Name}, t.cast.firmsOn(c.ID, n.Code)...)
	}
	return Told{Page: slide.View(t.frame, x.Title, x.Text, v, facts), Live: live, Home: home, Down: true, Lines: lines}, true
}

// states are what is known of a chain's nodes, as its audience may count it.
func (t *teller) states(c *model.Chain) map[string]thematic.NodeState {
	if t.frozen != nil {
		return t.frozen.States[c.ID]
	}
	return thematic.StatesOf(report.StateOf(c, t.cast.firms, t.cast.projects).Nodes, t.o.Audience)
}

// chainHome is what a slide shows of a chain at first: the view that was chosen, else a node with its neighbours, else all
// (zero). A view is kept as shares of the picture, as nodes may move.
func chainHome(p *thematic.ChainPicture, c *model.Chain, x model.Slide) orb.Bound {
	all := p.Bound()
	if x.View != nil && x.View[0] < x.View[2] && x.View[1] < x.View[3] {
		w, h := all.Max[0]-all.Min[0], all.Max[1]-all.Min[1]
		return orb.Bound{Min: orb.Point{all.Min[0] + x.View[0]*w, all.Min[1] + x.View[1]*h}, Max: orb.Point{all.Min[0] + x.View[2]*w, all.Min[1] + x.View[3]*h}}
	}
	near, ok := p.NodeBound(x.Node)
	if !ok {
		return orb.Bound{}
	}
	up, down := c.Neighbours(x.Node)
	for _, code := range append(up, down...) {
		if b, ok := p.NodeBound(code); ok {
			near = near.Union(b)
		}
	}
	return near.Pad(nearRoom)
}

// nearRoom is left around a node and its neighbours, in units of a chain's plane: the names of what is beyond are seen.
const nearRoom = 70

// mostNames of firms stand beside a chain.
const mostNames = 6

// neighbours tells of a node, of what supplies it and what it supplies, and who of them is here.
func (t *teller) neighbours(c *model.Chain, code string) []string {
	n, ok := c.Node(code)
	if !ok {
		return nil
	}
	out := []string{n.Name}
	up, down := c.Neighbours(code)
	for _, side := range []struct {
		word  string
		codes []string
	}{{t.words.up, up}, {t.words.down, down}} {
		var names []string
		for _, code := range side.codes {
			if other, ok := c.Node(code); ok {
				names = append(names, other.Name)
			}
		}
		if len(names) > 0 {
			out = append(out, side.word+"："+strings.Join(names, "、"))
		}
	}
	var firms []string
	for _, code := range append([]string{code}, append(up, down...)...) {
		for _, name := range t.cast.firmsOn(c.ID, code) {
			if !slices.Contains(firms, name) {
				firms = append(firms, name)
			}
		}
	}
	if len(firms) > 0 {
		more := ""
		if len(firms) > mostNames {
			more = "等 " + strconv.Itoa(len(firms)) + " 家"
			firms = firms[:mostNames]
		}
		out = append(out, t.words.here+"："+strings.Join(firms, "、")+more)
	}
	return out
}

// figures are counts of what the audience may see, and one chart of them.
func (t *teller) figures(x model.Slide) (Told, bool) {
	n := t.counted(x).in(t.say)
	var view *slide.Picture
	if drawn := n.chart(); drawn != nil {
		view = slide.Chart(t.frame.Theme, n.Name, drawn, t.say)
		if x.Text == "" {
			x.Text = n.Name
		}
	}
	if view == nil && len(n.Facts) == 0 && x.Text == "" {
		return Told{}, false
	}
	return t.page(slide.Figures(t.frame, x.Title, x.Text, n.Facts, view))
}

// counts are the figures of a slide, and its chart: one of Bars, Steps, Events and Flows.
type counts struct {
	Facts  []slide.Fact  `json:"facts,omitempty"`
	Name   string        `json:"name,omitempty"` // of the chart
	Bars   []chart.Item  `json:"bars,omitempty"`
	Steps  []chart.Item  `json:"steps,omitempty"`
	Events []chart.Event `json:"events,omitempty"`
	Flows  *chart.Flows  `json:"flows,omitempty"`
}

// in are the figures in a language; nil is Chinese, in which they are counted and kept.
func (n counts) in(say mapping.Say) counts {
	if say == nil {
		return n
	}
	items := func(list []chart.Item) []chart.Item {
		list = slices.Clone(list)
		for i, x := range list {
			list[i].Label, list[i].Text = say(x.Label), say(x.Text)
		}
		return list
	}
	n.Bars, n.Steps, n.Events = items(n.Bars), items(n.Steps), slices.Clone(n.Events)
	for i, e := range n.Events {
		n.Events[i].Label = say(e.Label)
	}
	if n.Flows != nil {
		f := chart.Flows{Nodes: slices.Clone(n.Flows.Nodes), Links: n.Flows.Links}
		for i, x := range f.Nodes {
			f.Nodes[i].Label, f.Nodes[i].Text = say(x.Label), say(x.Text)
		}
		n.Flows = &f
	}
	return n
}

// chart is the chart; nil for none.
func (n counts) chart() chart.Chart {
	switch {
	case n.Flows != nil:
		return *n.Flows
	case len(n.Events) > 0:
		return chart.Timeline{Events: n.Events}
	case len(n.Steps) > 0:
		return chart.Funnel{Items: n.Steps}
	case len(n.Bars) > 0:
		return chart.Bars{Items: n.Bars}
	}
	return nil
}

func (t *teller) counted(x model.Slide) counts {
	if t.frozen != nil {
		return t.frozen.Counts[t.at]
	}
	var n counts
	locals, scale := map[model.ID]bool{}, 0
	var bars []chart.Item
	for _, c := range t.cast.chains {
		firms := t.cast.firmsOf(c.ID)
		for _, e := range firms {
			if !locals[e.ID] && e.AboveScale == model.Yes {
				scale++
			}
			locals[e.ID] = true
		}
		if len(firms) > 0 {
			bars = append(bars, chart.Item{ID: c.ID.String(), Label: c.Name, Value: float64(len(firms)), Text: strconv.Itoa(len(firms)) + " 家"})
		}
	}
	slices.SortStableFunc(bars, func(a, b chart.Item) int { return cmp.Compare(b.Value, a.Value) })
	for _, f := range []struct {
		label, unit string
		n           int
	}{{t.words.chains, "条", len(t.cast.chains)}, {t.words.firms, "家", len(locals)}, {t.words.scale, "家", scale}, {t.words.sites, "处", len(t.cast.sites)}} {
		if f.n > 0 {
			n.Facts = append(n.Facts, slide.Fact{Label: f.label, Text: strconv.Itoa(f.n) + " " + f.unit})
		}
	}
	t.draw(&n, x, bars)
	return n
}

// draw adds the chart of a slide, where there is something to draw.
func (t *teller) draw(n *counts, x model.Slide, bars []chart.Item) {
	switch x.Chart {
	case model.ChartStages:
		n.Name, n.Steps = t.words.byStage, t.stages()
	case model.ChartTimeline:
		n.Name, n.Events = t.words.bySigning, t.signings()
	case model.ChartFlows:
		if c, ok := t.cast.chain(x.Chain); ok {
			if f := t.flows(c); len(f.Links) > 0 {
				n.Name, n.Flows = t.words.bySupply, &f
			}
		}
	default:
		if len(bars) > 1 { // one bar compares nothing
			n.Name, n.Bars = t.words.byChain, bars
		}
	}
}

// stages counts the projects that reached a stage, or went beyond it.
func (t *teller) stages() (out []chart.Item) {
	for _, s := range model.Stages() {
		n := 0
		for _, p := range t.cast.projects {
			if p.Stage.AtLeast(s) {
				n++
			}
		}
		if n > 0 {
			out = append(out, chart.Item{Label: s.String(), Value: float64(n), Text: strconv.Itoa(n) + " 个"})
		}
	}
	return out
}

func (t *teller) signings() (out []chart.Event) {
	for _, p := range t.cast.projects {
		if p.SignDate.Known() {
			out = append(out, chart.Event{ID: p.ID.String(), Day: int(p.SignDate.From), Year: p.SignDate.From.Year(), Label: p.Name})
		}
	}
	return out
}

// flows shows which nodes with firms here supply which: a node's firms are shared out over those it supplies.
func (t *teller) flows(c *model.Chain) chart.Flows {
	var f chart.Flows
	place := map[string]int{}
	count := map[string]int{}
	for _, n := range c.Nodes {
		place[n.Code] = len(f.Nodes)
		count[n.Code] = len(t.cast.firmsOn(c.ID, n.Code))
		node := chart.FlowNode{ID: n.Code, Label: n.Name}
		if count[n.Code] > 0 {
			node.Text = strconv.Itoa(count[n.Code]) + " 家"
		}
		f.Nodes = append(f.Nodes, node)
	}
	for _, e := range c.Edges {
		_, down := c.Neighbours(e.From)
		if n := count[e.From]; n > 0 && len(down) > 0 {
			f.Links = append(f.Links, chart.FlowLink{From: place[e.From], To: place[e.To], Value: float64(n) / float64(len(down))})
		}
	}
	return f
}

// policies are those of the slide that are in force; false when none is.
func (t *teller) policies(x model.Slide) (Told, bool) {
	var list []slide.Clause
	for _, p := range find(t.cast.policies, x.Records) {
		if p.InForce(model.DayAt(t.o.Now)) {
			list = append(list, t.clause(p))
		}
	}
	if len(list) == 0 && x.Text == "" {
		return Told{}, false
	}
	return t.page(slide.Policies(t.frame, x.Title, x.Text, list))
}

func (t *teller) clause(p *model.Policy) slide.Clause {
	source := []string{}
	for _, s := range []string{p.Issuer, p.Number, p.Clause} {
		if s != "" {
			source = append(source, s)
		}
	}
	valid := t.say.Word(t.words.since) + t.day(p.ValidFrom)
	if !p.ValidTo.IsZero() {
		valid += t.say.Word(t.words.until) + t.day(p.ValidTo)
	}
	c := slide.Clause{Name: p.Name, Text: p.Text, Source: strings.Join(append(source, valid), "　")}
	if p.Conditions != "" {
		c.Conditions = t.words.suits + p.Conditions
	}
	return c
}
