package geomap

import (
	"fmt"

	"github.com/paulmach/orb"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// shortlist is what the map shows alone when somebody compares a few records.
type shortlist struct {
	text string // what the banner says
	ids  map[model.ID]bool
}

// ShowOnly shows these records and no others, until the user wants all again.
func (s *Screen) ShowOnly(title string, ids []model.ID) {
	s.Content()
	list := &shortlist{ids: map[model.ID]bool{}}
	placed := 0
	for _, id := range ids {
		r, err := s.desk.Store.Get(id)
		if err != nil {
			continue // deleted since it was listed
		}
		list.ids[id] = true
		if _, ok := placeOf(r); ok {
			placed++
		}
	}
	if placed == 0 {
		s.desk.Say(title + "：位置都待核，可在右侧列表中登记")
		return
	}
	list.text = fmt.Sprintf("%s：%d 处", title, placed)
	if n := len(list.ids) - placed; n > 0 {
		list.text += fmt.Sprintf("，另有 %d 处位置待核", n)
	}
	s.only = list
	s.pick(model.Row{})
	s.read()
}

// shortBanner says that not all is shown; nil when all is.
func (s *Screen) shortBanner() *ui.Banner {
	if s.only == nil {
		return nil
	}
	return ui.NewBanner(look.Note, s.only.text+"。其余暂不显示", ui.Action{Text: "显示全部", Do: s.showAll})
}

// showAll ends the short list.
func (s *Screen) showAll() {
	s.only = nil
	s.pick(model.Row{})
	s.read()
}

// kept are the records of the short list; all without one.
func kept[R model.Record](only *shortlist, all []R) []R {
	if only == nil {
		return all
	}
	var out []R
	for _, r := range all {
		if only.ids[r.Head().ID] {
			out = append(out, r)
		}
	}
	return out
}

// roomyMetres is how much of the web map is seen around a short list at least: one site alone would fill the view.
const roomyMetres = 4000

// roomy leaves room around what a short list shows.
func (l *shortlist) roomy(b orb.Bound) orb.Bound {
	if l == nil {
		return b
	}
	return b.Pad(roomyMetres / 2)
}
