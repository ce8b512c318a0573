package decks

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/model"
)

// panel is what stands beside the preview: the words of the slide, how the deck looks, and in rehearsal what is hidden.
type panel struct {
	screen *Screen
	fields *ui.Fields
	leaks  *fyne.Container
	box    *container.Scroll
	form   string // which rows stand there now
	deck   model.ID
	at     int
}

func newPanel(s *Screen) *panel {
	p := &panel{screen: s, fields: ui.NewFields(), leaks: ui.Stack(look.Half)}
	p.fields.OnCommit = p.committed
	p.box = container.NewVScroll(ui.Stack(look.Gap, p.leaks, p.fields))
	p.fields.OnWheel = p.box.Scrolled
	return p
}

func (p *panel) content() fyne.CanvasObject { return container.NewPadded(p.box) }

// commit takes what is being typed.
func (p *panel) commit() {
	if p.deck != (model.ID{}) {
		p.fields.Commit()
	}
}

// show fills the rows with a slide; the same rows stay, so that who types is not disturbed.
func (p *panel) show(x *sheet, at int, rehearsal bool) {
	if at >= len(x.deck.Slides) {
		return
	}
	sections := p.sections(x, at)
	form := formOf(sections)
	same := p.deck == x.deck.ID && p.at == at && form == p.form
	p.deck, p.at, p.form = x.deck.ID, at, form
	if same {
		p.fields.Fill(func() {
			for _, s := range sections {
				for _, f := range s.Fields {
					p.fields.Set(f.Key, f.Value)
				}
			}
		})
	} else {
		p.fields.SetSections(sections...)
	}
	p.tellLeaks(x, at, rehearsal)
}

// formOf tells two sets of rows apart.
func formOf(sections []ui.Section) string {
	var b strings.Builder
	for _, s := range sections {
		for _, f := range s.Fields {
			b.WriteString(f.Key + "|" + strings.Join(f.Options, ",") + ";")
		}
	}
	return b.String()
}

func (p *panel) sections(x *sheet, at int) []ui.Section {
	one := x.deck.Slides[at]
	page := []ui.Field{
		{Key: "title", Label: "标题", Value: one.Title}, choice("kind", "版式", one.Kind.Choices(), string(one.Kind)),
		{Key: "text", Label: "文字", Kind: ui.LinesField, Value: one.Text, Hint: textHint(one.Kind)},
	}
	page = append(page, ui.Field{Key: "title_en", Label: "英文标题", Value: one.TitleEn, Hint: "不写时按中文标题翻译"},
		ui.Field{Key: "text_en", Label: "英文文字", Kind: ui.LinesField, Value: one.TextEn, Hint: "不写时显示中文文字，固定用语译成英文"})
	switch one.Kind {
	case model.SlideFigures:
		page = append(page, choice("chart", "图表", one.Chart.Choices(), string(one.Chart)))
	case model.SlideChain:
		page = append(page, p.nodes(one))
	case model.SlideMap:
		page = append(page, ui.Field{Key: "fly", Label: "出现方式", Kind: ui.ChoiceField, Options: []string{appears, flies}, Value: map[bool]string{false: appears, true: flies}[one.Fly]})
	}
	page = append(page, ui.Field{Key: "records", Label: "记录", Kind: ui.FixedField, Value: p.names(one), Hint: "用页面上方的「选择记录…」"},
		ui.Field{Key: "notes", Label: "讲解备注", Kind: ui.LinesField, Value: one.Notes, Hint: "只给讲解人看"})
	d := x.deck
	whole := []ui.Field{{Key: "name", Label: "名称", Value: d.Name}, {Key: "en", Label: "英文名称", Value: d.English}, choice("theme", "配色", d.Theme.Choices(), string(d.Theme)),
		choice("ratio", "比例", d.Ratio.Choices(), string(d.Ratio)), choice("language", "语言", d.Language.Choices(), string(d.Language)),
		{Key: "land_need", Label: "用地需求", Value: d.LandNeed.String(), Hint: "来宾的需求，如 30亩"}, {Key: "floor_need", Label: "厂房需求", Value: d.FloorNeed.String(), Hint: "如 5000㎡"},
		{Key: "needs", Label: "要素需求", Value: d.Needs.String(), Hint: "如 供电8000kVA；供水500吨/日"}}
	return []ui.Section{{Title: "这一页", Fields: page}, {Title: "整份演示", Fields: whole}}
}

func textHint(k model.SlideKind) string {
	if k == model.SlideFlow {
		return "每行一步，如 签约：议定条款"
	}
	return "每行一段"
}

// choice is a row whose empty value is the first option.
func choice(key, label string, options []model.Choice, value string) ui.Field {
	f := ui.Field{Key: key, Label: label, Kind: ui.ChoiceField}
	for i, c := range options {
		f.Options = append(f.Options, c.Name)
		if c.Key == value || i == 0 {
			f.Value = c.Name
		}
	}
	return f
}

// How the map of a slide comes.
const (
	appears = "直接出现"
	flies   = "从上一张地图飞到这里"
)

// wholeChain stands for no node.
const wholeChain = "整条产业链"

func (p *panel) nodes(one model.Slide) ui.Field {
	f := ui.Field{Key: "node", Label: "突出环节", Kind: ui.ChoiceField, Options: []string{wholeChain}, Value: wholeChain}
	if c, ok := p.chain(one); ok {
		for _, n := range c.Nodes {
			f.Options = append(f.Options, n.Name)
			if n.Code == one.Node {
				f.Value = n.Name
			}
		}
	}
	return f
}

func (p *panel) chain(one model.Slide) (*model.Chain, bool) {
	r, err := p.screen.desk.Store.Get(one.Chain)
	if err != nil {
		return nil, false // the chain is gone; the slide is left out
	}
	c, ok := r.(*model.Chain)
	return c, ok
}

func (p *panel) names(one model.Slide) string {
	var out []string
	for _, id := range append([]model.ID{one.Chain}, one.Records...) {
		if name := p.screen.desk.Store.Name(id); name != "" {
			out = append(out, name)
		}
	}
	return strings.Join(out, "、")
}

// leastWidth of the panel, in logical pixels.
const leastWidth = 240

// wrapped is text over as many lines as it needs in the panel. The wrapping of a label without a space after its sign
// keeps both on one line.
func (p *panel) wrapped(text string) fyne.CanvasObject {
	l := widget.NewLabel(words.T(text))
	l.Wrapping = fyne.TextWrapWord
	l.Resize(fyne.NewSize(max(p.box.Size().Width-look.Gap, leastWidth), 0))
	return l
}

// tellLeaks lists in rehearsal what is hidden on the slide and on the deck as a whole.
func (p *panel) tellLeaks(x *sheet, at int, rehearsal bool) {
	p.leaks.RemoveAll()
	if rehearsal {
		n := 0
		p.leaks.Add(ui.SectionHead("预演：来访者看不到的"))
		for _, l := range x.leaks {
			if l.Slide != 0 && l.Slide != at+1 {
				continue
			}
			n++
			mark := look.Circle
			if l.Harm {
				mark = look.FullTriangle
			}
			l.Slide = 0
			p.leaks.Add(p.wrapped(string(mark) + l.String()))
		}
		if n == 0 {
			p.leaks.Add(ui.NewNote("这一页没有隐藏任何内容"))
		}
	}
	p.leaks.Refresh()
	p.box.Refresh()
}
