package decks

import (
	"slices"

	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"

	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/model"
)

// slideActions are what can be done with the slide at a place: the buttons above it, and its menu.
func (s *Screen) slideActions(at int) []ui.Action {
	one := s.now.deck.Slides[at]
	hide := "隐藏"
	if one.Hidden {
		hide = "取消隐藏"
	}
	return append([]ui.Action{
		{Text: "选择记录…", Do: func() { s.askRecords(at) }, Off: !speaks(one.Kind)},
		{Text: "上移", Off: at == 0, Do: func() { s.moveSlide(at, at-1) }},
		{Text: "下移", Off: at == len(s.now.deck.Slides)-1, Do: func() { s.moveSlide(at, at+1) }},
		{Text: "复制", Do: func() { s.copySlide(at) }},
		{Text: hide, Do: func() { s.hideSlide(at) }},
		{Text: "删除", Do: func() { s.deleteSlide(at) }},
	}, s.viewActions(at)...)
}

// speaks tells whether a page of the kind speaks of records.
func speaks(k model.SlideKind) bool {
	switch k {
	case model.SlideWelcome, model.SlideContact, model.SlideFlow:
		return false
	}
	return true
}

// keysOf are the keys of slideActions, for its menu.
var keysOf = map[string]string{"上移": "Alt+↑", "下移": "Alt+↓", "复制": "Ctrl+D", "隐藏": "Ctrl+H", "取消隐藏": "Ctrl+H", "删除": "Delete"}

// slideMenu is the menu of a slide in the strip.
func (s *Screen) slideMenu(at int, pos fyne.Position) {
	list := s.slideActions(at)
	for i, a := range list {
		if k := keysOf[a.Text]; k != "" {
			list[i].Text += "　" + k
		}
	}
	ui.ShowMenu(s.desk.Window.Canvas(), pos, list...)
}

func (s *Screen) copySlide(at int) {
	s.commit()
	s.at = at + 1
	s.edit("复制演示的一页", false, func(d *model.Deck) {
		if at < len(d.Slides) {
			d.Slides = d.Slides.With(at+1, d.Slides[at])
		}
	})
}

func (s *Screen) hideSlide(at int) {
	label := "隐藏演示的一页"
	if s.now.deck.Slides[at].Hidden {
		label = "取消隐藏演示的一页"
	}
	s.commit()
	s.editSlide(at, label, false, func(x *model.Slide) { x.Hidden = !x.Hidden })
}

// viewActions are what can be done with the view of a map or a chain.
func (s *Screen) viewActions(at int) []ui.Action {
	one := s.now.deck.Slides[at]
	switch one.Kind {
	case model.SlideMap:
		return []ui.Action{{Text: "图层…", Do: func() { s.layerMenu(at) }}, {Text: "取当前地图的视野", Do: func() { s.takeMapView(at) }},
			{Text: "显示全图", Off: one.View == nil, Do: func() { s.setView(at, nil) }}}
	case model.SlideChain:
		all := ui.Action{Text: "显示全链", Off: one.View == nil && one.Node == "", Do: func() {
			s.editSlide(at, "演示页显示全链", false, func(x *model.Slide) { x.View, x.Node = nil, "" })
		}}
		if one.Node != "" && one.View != nil {
			return []ui.Action{{Text: "对准突出环节", Do: func() { s.setView(at, nil) }}, all}
		}
		return []ui.Action{all}
	}
	return nil
}

func (s *Screen) setView(at int, view *[4]float64) {
	s.editSlide(at, "调整演示页的视野", false, func(x *model.Slide) { x.View = view })
}

// seen keeps what the user looks at in the picture of the chosen slide.
func (s *Screen) seen(b orb.Bound) {
	if s.now == nil || s.now.deck == nil || s.at >= len(s.now.slides) || s.now.slides[s.at].Live == nil {
		return
	}
	view := s.now.slides[s.at].View(b)
	s.setView(s.at, &view)
}

// picked shows the node that was clicked among its neighbours; clicked again, the chain as a whole.
func (s *Screen) picked(g mapping.Group) {
	if s.now == nil || s.now.deck == nil || s.at >= len(s.now.deck.Slides) || g.Kind != "node" || s.now.deck.Slides[s.at].Kind != model.SlideChain {
		return
	}
	s.editSlide(s.at, "选择演示页的突出环节", false, func(x *model.Slide) {
		if x.View = nil; x.Node == g.ID {
			x.Node = ""
			return
		}
		x.Node = g.ID
	})
}

// takeMapView looks at what the screen of the map shows, with the layers that are switched on there.
func (s *Screen) takeMapView(at int) {
	view, layers, ok := s.desk.MapView()
	if !ok {
		s.desk.Say("地图还没有打开过：先到「地图」调好范围和图层，再回来取")
		return
	}
	s.editSlide(at, "取地图的视野", false, func(x *model.Slide) { x.View, x.Layers = &view, layers })
}

// layerMenu chooses what stands on a map.
func (s *Screen) layerMenu(at int) {
	shown := s.now.deck.Slides[at].Layers
	if len(shown) == 0 {
		shown = model.Words{string(model.KindSite)}
	}
	var list []ui.Action
	offer := func(key, name string) {
		list = append(list, ui.Action{Text: name, On: slices.Contains(shown, key), Do: func() {
			s.editSlide(at, "选择演示页的图层", false, func(x *model.Slide) { x.Layers = toggled(shown, key) })
		}})
	}
	for _, k := range []model.Kind{model.KindSite, model.KindProject, model.KindEnterprise} {
		offer(string(k), k.Label())
	}
	for _, l := range s.now.layers {
		name := l.Name
		if !model.LayerSeen(l, model.Visitors, true) {
			name += "（来访者看不到）"
		}
		offer(l.ID.String(), name)
	}
	s.menu(list...)
}

// toggled is the list with one more, or one less; the last one stays, as a map without layers would say nothing.
func toggled(list model.Words, key string) model.Words {
	if i := slices.Index(list, key); i >= 0 {
		if len(list) == 1 {
			return list
		}
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), key)
}
