package decks

import (
	"context"
	"slices"
	"strings"
	"time"

	"chainatlas/app/story"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// mostFound is how many records a search offers.
const mostFound = 30

// askNew asks whom a deck is for, in one line.
func (s *Screen) askNew() {
	chains, err := store.Every[*model.Chain](s.desk.Store, model.KindChain)
	if err != nil {
		s.desk.Fail(err)
		return
	}
	s.chains = chains
	s.palette = ui.NewPalette(s.findSubject, s.make)
	s.palette.Hint = "输入来访企业、产业链、行业或模板，回车生成"
	s.palette.Show(s.desk.Window.Canvas())
}

// subject is what a deck may be made from.
type subject struct {
	kind model.Kind
	id   model.ID
	text string // an industry, or a visitor who is no record
	copy bool   // of a template
}

// findSubject offers templates, chains and enterprises whose names hold the text, and the text itself.
func (s *Screen) findSubject(text string) {
	text = strings.TrimSpace(text)
	var out []ui.Result
	if s.now != nil {
		for _, d := range s.now.decks {
			if d.Template == model.Yes && strings.Contains(d.Name, text) {
				out = append(out, ui.Result{Kind: "模板", Title: d.Name, ID: subject{kind: model.KindDeck, id: d.ID, copy: true}})
			}
		}
	}
	for _, kind := range []model.Kind{model.KindChain, model.KindEnterprise} {
		for _, row := range s.desk.Store.Rows(kind) {
			if len(out) < mostFound && (kind == model.KindChain || text != "") && strings.Contains(row.Name, text) {
				out = append(out, ui.Result{Kind: kind.Label(), Title: row.Name, ID: subject{kind: kind, id: row.ID}})
			}
		}
	}
	if text != "" {
		place := s.placeOf(text)
		out = append(out, ui.Result{Kind: "来宾", Title: text, Subtitle: "不在企业库中的来访企业" + place, ID: subject{kind: model.KindEnterprise, text: text}},
			ui.Result{Kind: "行业", Title: text, Subtitle: "按行业或产品生成" + place, ID: subject{text: text}})
	}
	s.palette.SetResults(out)
}

// placeOf says where a visitor stands by their name; "" where the name tells nothing.
func (s *Screen) placeOf(name string) string {
	c, n, ok := story.PlaceOf(name, s.chains)
	switch {
	case !ok:
		return ""
	case n.Name == "":
		return "，按「" + c.Name + "」"
	}
	return "，按「" + c.Name + "·" + n.Name + "」"
}

// make proposes the deck beside the window, then stores it.
func (s *Screen) make(r ui.Result) {
	s.palette.Hide()
	what, st := r.ID.(subject), s.desk.Store
	task.Long(s.desk.Window, "正在生成演示", func(ctx context.Context, _ func(int, int)) (*model.Deck, error) {
		return propose(ctx, st, what)
	}, func(d *model.Deck, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		if s.desk.Edit("新建演示「"+d.Name+"」", func(tx *store.Tx) error { return tx.Put(d) }) {
			s.OpenRecord(d.ID)
		}
	})
}

func propose(ctx context.Context, st *store.Store, what subject) (*model.Deck, error) {
	w := story.Wish{Industry: what.text}
	switch {
	case what.copy:
		return copyOf(st, what.id)
	case what.kind == model.KindEnterprise && what.id.IsZero():
		return story.Propose(ctx, st, story.Wish{Guest: what.text}, time.Now())
	case !what.id.IsZero():
		r, err := st.Get(what.id)
		if err != nil {
			return nil, err
		}
		switch r := r.(type) {
		case *model.Chain:
			w.Chain = r
		case *model.Enterprise:
			w.Visitor = r
		}
	}
	return story.Propose(ctx, st, w, time.Now())
}

// copyOf is a new deck from a template, without what belongs to the old one.
func copyOf(st *store.Store, id model.ID) (*model.Deck, error) {
	r, err := st.Get(id)
	if err != nil {
		return nil, err
	}
	d := model.Clone(r).(*model.Deck)
	d.ID, d.Template, d.Frozen, d.Attachments = model.ID{}, "", model.Date{}, nil
	d.Created, d.Updated = model.Stamp{}, model.Stamp{}
	d.Name += " " + time.Now().Format("2006-01-02")
	return d, nil
}

// kindsOn are the kinds that a page may speak of.
func kindsOn(k model.SlideKind) []model.Kind {
	switch k {
	case model.SlidePolicy:
		return []model.Kind{model.KindPolicy}
	case model.SlideChain, model.SlideFigures:
		return []model.Kind{model.KindChain}
	}
	return []model.Kind{model.KindSite}
}

// askRecords chooses what a slide speaks of: one more, or one less.
func (s *Screen) askRecords(at int) {
	s.commit()
	one := s.now.deck.Slides[at]
	s.palette = ui.NewPalette(func(text string) { s.findRecords(one, text) }, func(r ui.Result) {
		s.palette.Hide()
		id := r.ID.(model.ID)
		s.editSlide(at, "选择演示页的记录", false, func(x *model.Slide) { toggle(x, id) })
	})
	s.palette.Hint = "输入名称；选中的再选一次即去掉"
	s.palette.Show(s.desk.Window.Canvas())
}

func (s *Screen) findRecords(one model.Slide, text string) {
	var out []ui.Result
	for _, kind := range kindsOn(one.Kind) {
		for _, row := range s.desk.Store.Rows(kind) {
			if len(out) < mostFound && strings.Contains(row.Name, strings.TrimSpace(text)) {
				r := ui.Result{Kind: kind.Label(), Title: row.Name, ID: row.ID}
				if slices.Contains(one.Records, row.ID) || one.Chain == row.ID {
					r.Subtitle = "✓ 已在这一页"
				}
				out = append(out, r)
			}
		}
	}
	s.palette.SetResults(out)
}

// toggle puts a record on a slide or takes it off; a chain is one at a time.
func toggle(x *model.Slide, id model.ID) {
	if slices.Contains(kindsOn(x.Kind), model.KindChain) {
		if x.Node = ""; x.Chain == id {
			id = model.ID{}
		}
		x.Chain = id
		return
	}
	if i := slices.Index(x.Records, id); i >= 0 {
		x.Records = slices.Delete(slices.Clone(x.Records), i, i+1)
		return
	}
	x.Records = append(slices.Clone(x.Records), id)
}
