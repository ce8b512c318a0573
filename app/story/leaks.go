package story

import (
	"context"
	"fmt"
	"strings"
	"time"

	"chainatlas/mapping/slide"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Leak is something that visitors will not see of a deck, told to staff in rehearsal.
type Leak struct {
	Slide  int        `json:"slide"` // from 1; 0 for the deck as a whole
	Title  string     `json:"title,omitempty"`
	Kind   model.Kind `json:"kind,omitempty"` // of the record
	ID     model.ID   `json:"id,omitzero"`
	Record string     `json:"record,omitempty"`
	Fields []string   `json:"fields,omitempty"` // labels of what is hidden of a record that is shown
	Why    string     `json:"why"`
	Harm   bool       `json:"harm"` // it would have been read: the slide says it in words, or speaks of a record that is hidden
}

// String is the leak in one line.
func (l Leak) String() string {
	parts := []string{}
	if l.Slide > 0 {
		parts = append(parts, fmt.Sprintf("第 %d 页「%s」", l.Slide, l.Title))
	}
	if l.Record != "" {
		parts = append(parts, l.Kind.Label()+"「"+l.Record+"」")
	}
	out := strings.Join(append(parts, l.Why), "：")
	if len(l.Fields) > 0 {
		out += "：" + strings.Join(l.Fields, "、")
	}
	return out
}

// Leaks lists what visitors will not see of a deck, slide by slide: hidden records and fields, names in typed words, and
// policies that are not in force. The list names what is hidden: it is for staff.
func Leaks(ctx context.Context, s *store.Store, d *model.Deck, base *thematic.Base, now time.Time) ([]Leak, error) {
	h, err := hushOf(s, d, model.Visitors)
	if err != nil {
		return nil, err
	}
	out := wholeLeaks(d, base)
	for i, x := range d.Slides {
		if x.Hidden {
			continue
		}
		at := Leak{Slide: i + 1, Title: x.Heading()}
		for _, text := range []string{x.Title, x.Text, x.TitleEn, x.TextEn} {
			_, taken := h.said(text)
			for _, name := range taken {
				at.Why, at.Harm = "文字中的「"+name+"」不对来访者公开，放映和导出时以代称替换", true
				out = append(out, at)
			}
		}
		for _, id := range append(x.Records, x.Chain) {
			if id.IsZero() {
				continue
			}
			one, ok, err := recordLeak(s, id, x.Kind, now)
			if err != nil {
				return nil, err
			}
			if ok {
				one.Slide, one.Title = at.Slide, at.Title
				out = append(out, one)
			}
		}
		if x.Notes != "" {
			out = append(out, Leak{Slide: at.Slide, Title: at.Title, Why: "备注只给讲解人看，不随文件给来访者"})
		}
	}
	return out, ctx.Err()
}

func wholeLeaks(d *model.Deck, base *thematic.Base) (out []Leak) {
	if d.Fictional {
		out = append(out, Leak{Why: "这份演示标为虚构，不能对来访者放映", Harm: true})
	}
	for _, x := range d.Slides {
		if x.Kind == model.SlideMap && !x.Hidden && (base == nil || base.ReviewNumber == "") {
			return append(out, Leak{Why: "底图没有审图号，地图以「示意图」放映，不画行政区界"})
		}
	}
	return out
}

// recordLeak tells what is hidden of one record; false when all of it may be seen.
func recordLeak(s *store.Store, id model.ID, page model.SlideKind, now time.Time) (Leak, bool, error) {
	r, err := s.Get(id)
	if err != nil {
		return Leak{ID: id, Why: "记录已删除或不存在，这一页不再有它"}, true, nil
	}
	l := Leak{Kind: r.Kind(), ID: id, Record: r.Head().Name}
	if _, ok := model.Redact(r, model.Visitors, nil); !ok {
		l.Why, l.Harm = "整条不对来访者显示（"+whyHidden(r)+"）", true
		return l, true, nil
	}
	if p, ok := r.(*model.Policy); ok && !p.InForce(model.DayAt(now)) {
		l.Why = "今天不在有效期内，或没有写明施行日期，不显示"
		return l, true, nil
	}
	for _, f := range hiddenFields(r) {
		l.Fields = append(l.Fields, f.Label)
	}
	l.Why = "以下内容不对来访者显示"
	return l, len(l.Fields) > 0, nil
}

func whyHidden(r model.Record) string {
	switch {
	case r.Head().Fictional:
		return "虚构"
	case r.Head().Level == model.Public:
		return "目标企业" // the one thing that hides a public record
	}
	return string(r.Head().Level.OrInternal())
}

// Harms tells on which slides, by their places in the deck, something would have been read that must not.
func Harms(list []Leak) map[int]bool {
	out := map[int]bool{}
	for _, l := range list {
		if l.Harm && l.Slide > 0 {
			out[l.Slide-1] = true
		}
	}
	return out
}

// Cuts lists the slides, by their places in the deck, on which words have no room.
func (s *Show) Cuts(o Options) (out []int) {
	for _, t := range s.Slides {
		for _, e := range t.Elements {
			if cut(e, o) {
				out = append(out, t.At)
				break
			}
		}
	}
	return out
}

func cut(e slide.Element, o Options) bool {
	switch e := e.(type) {
	case *slide.Text:
		return e.Cut(o.Faces)
	case *slide.Table:
		return e.Cut(o.Faces)
	}
	return false
}
