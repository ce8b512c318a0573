package decks

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

func (s *Screen) actions() []ui.Action {
	create := ui.Action{Text: "新建演示", Do: s.askNew}
	if s.now.deck == nil {
		return nil
	}
	rehearse := "预演"
	if s.rehearsal {
		rehearse = "结束预演"
	}
	return []ui.Action{create, {Text: "添加页", Do: s.addMenu}, {Text: rehearse, Do: s.toggleRehearsal}, {Text: "导出…", Do: s.askExport},
		{Text: "更多", Do: s.moreMenu}, {Text: "放映 F5", Primary: true, Do: func() { s.desk.Present() }}}
}

func (s *Screen) toggleRehearsal() {
	s.commit()
	s.rehearsal = !s.rehearsal
	s.fill()
}

// edit changes the deck that is shown, in one action that can be taken back.
func (s *Screen) edit(label string, loud bool, change func(*model.Deck)) {
	d := s.now.deck
	do := s.desk.Edit
	if !loud {
		do = func(label string, f func(*store.Tx) error) bool {
			_, ok := s.desk.Update(label, f)
			return ok
		}
	}
	do(label+"「"+d.Name+"」", func(tx *store.Tx) error {
		r, err := tx.Get(d.ID)
		if err != nil {
			return err
		}
		next := model.Clone(r).(*model.Deck)
		change(next)
		return tx.Put(next)
	})
}

// editSlide changes the slide at a place, where it is still there.
func (s *Screen) editSlide(at int, label string, loud bool, change func(*model.Slide)) {
	s.edit(label, loud, func(d *model.Deck) {
		if at < len(d.Slides) {
			x := d.Slides[at]
			change(&x)
			d.Slides = d.Slides.Changed(at, x)
		}
	})
}

func (s *Screen) moveSlide(from, to int) {
	s.commit()
	s.at = to
	s.edit("调整演示页的顺序", false, func(d *model.Deck) { d.Slides = d.Slides.Moved(from, to) })
}

func (s *Screen) deleteSlide(at int) {
	s.commit()
	s.edit("删除演示的一页", true, func(d *model.Deck) { d.Slides = d.Slides.Without(at) })
}

// addMenu adds a page of a kind after the chosen one.
func (s *Screen) addMenu() {
	var list []ui.Action
	for _, c := range model.SlideKind("").Choices() {
		list = append(list, ui.Action{Text: c.Name, Do: func() { s.addSlide(model.SlideKind(c.Key)) }})
	}
	s.menu(list...)
}

// menu opens under the buttons of the page.
func (s *Screen) menu(list ...ui.Action) {
	ui.ShowMenu(s.desk.Window.Canvas(), fyne.NewPos(s.desk.Window.Canvas().Size().Width-420, 52), list...)
}

func (s *Screen) addSlide(k model.SlideKind) {
	s.commit()
	at := min(s.at+1, len(s.now.deck.Slides))
	s.at = at
	s.edit("添加演示页", false, func(d *model.Deck) { d.Slides = d.Slides.With(at, model.Slide{Kind: k}) })
}

func (s *Screen) moreMenu() {
	d := s.now.deck
	template := ui.Action{Text: "存为模板", On: d.Template == model.Yes, Do: func() {
		s.edit("改为或不再作为模板的演示", true, func(x *model.Deck) {
			if x.Template == model.Yes {
				x.Template = ""
			} else {
				x.Template = model.Yes
			}
		})
	}}
	s.menu(template,
		ui.Action{Text: "定稿：存一份今天的样子", Do: s.freeze},
		ui.Action{Text: "打开演示包…", Do: s.choosePackage},
		ui.Action{Text: "历史", Do: func() { s.desk.History(d.ID) }},
		ui.Action{},
		ui.Action{Text: "删除演示", Danger: true, Do: func() {
			s.desk.Edit("删除演示「"+d.Name+"」", func(tx *store.Tx) error { return tx.Delete(d.ID, "") })
		}})
}

// committed takes a row of the panel that was changed.
func (p *panel) committed(key, text string) {
	s, at := p.screen, p.at
	if s.now == nil || s.now.deck == nil || s.now.deck.ID != p.deck || at >= len(s.now.deck.Slides) {
		return
	}
	switch key {
	case "title", "title_en", "text", "text_en", "notes", "kind", "chart", "node", "fly":
		chain, _ := p.chain(s.now.deck.Slides[at])
		s.editSlide(at, fmt.Sprintf("修改演示第 %d 页", at+1), false, func(x *model.Slide) { setSlide(x, key, text, chain) })
	default:
		p.setDeck(key, text)
	}
}

func setSlide(x *model.Slide, key, text string, chain *model.Chain) {
	switch key {
	case "title":
		x.Title = model.Tidy(text)
	case "text":
		x.Text = text
	case "title_en":
		x.TitleEn = model.Tidy(text)
	case "text_en":
		x.TextEn = text
	case "notes":
		x.Notes = text
	case "kind":
		x.Kind = model.SlideKind(keyOf(x.Kind.Choices(), text))
	case "chart":
		x.Chart = model.ChartKind(keyOf(x.Chart.Choices(), text))
	case "fly":
		x.Fly = text == flies
	case "node":
		x.View = nil
		x.Node = ""
		if chain == nil {
			return
		}
		if i := slices.IndexFunc(chain.Nodes, func(n model.Node) bool { return n.Name == text }); i >= 0 {
			x.Node = chain.Nodes[i].Code
		}
	}
}

func keyOf(list []model.Choice, name string) string {
	for _, c := range list {
		if c.Name == name {
			return c.Key
		}
	}
	return ""
}

// setDeck changes a field of the deck; what cannot be read is told and changes nothing.
func (p *panel) setDeck(key, text string) {
	f, err := model.FieldOf(model.KindDeck, key)
	if err != nil {
		p.screen.desk.Fail(err)
		return
	}
	trial := model.Clone(p.screen.now.deck)
	for _, problem := range f.SetText(trial, text, model.Hint{Unit: f.Unit}, nil) {
		if problem.Blocking {
			p.screen.desk.Say("「" + f.Label + "」没有改动：" + problem.Message)
			p.fields.Set(key, f.Text(p.screen.now.deck))
			return
		}
	}
	p.screen.edit("修改"+f.Label, false, func(d *model.Deck) { f.Copy(d, trial) })
}
