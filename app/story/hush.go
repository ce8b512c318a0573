package story

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"chainatlas/app/words"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/store"
)

// hush takes out of typed texts what their audience must not read: the names of hidden records, and hidden values of the
// records that a deck speaks of.
type hush struct {
	visitors bool
	keep     map[string]bool   // names that may be read
	swap     map[string]string // text → what stands in its place
	order    []string          // all of them, the longest first
}

// stand is what stands for a hidden name.
var stand = map[model.Kind]string{
	model.KindProject: "某项目", model.KindEnterprise: "某企业", model.KindSite: "某载体", model.KindChain: "某产业链", model.KindContact: "某联系人",
}

const (
	shortestName  = 2 // characters of a name that is looked for
	shortestValue = 3
	unsaid        = "……"
)

// hushOf finds what must not be read in the texts of a deck. Only names that occur in them are looked up.
func hushOf(s *store.Store, d *model.Deck, to model.Audience) (hush, error) {
	h := hush{visitors: to == model.Visitors, keep: map[string]bool{}, swap: map[string]string{}}
	if !h.visitors {
		return h, nil
	}
	text := textsOf(d)
	for kind, word := range stand {
		for _, row := range s.Rows(kind) {
			if utf8.RuneCountInString(row.Name) < shortestName || !strings.Contains(text, row.Name) {
				continue
			}
			if err := h.name(s, d, row.ID, row.Name, word); err != nil {
				return h, err
			}
		}
	}
	if err := h.english(s, d, text); err != nil {
		return h, err
	}
	for _, id := range mentioned(d) {
		h.values(s, id, text)
	}
	h.sort()
	return h, nil
}

// textsOf is everything that was typed for the audience.
func textsOf(d *model.Deck) string {
	parts := []string{d.Name, d.English}
	for _, x := range d.Slides {
		parts = append(parts, x.Title, x.Text, x.TitleEn, x.TextEn)
	}
	return strings.Join(parts, "\n")
}

// name decides over one name that occurs. The visitor may read their own, unless it is invented.
func (h *hush) name(s *store.Store, d *model.Deck, id model.ID, name, word string) error {
	r, err := s.Get(id)
	if err != nil {
		return err
	}
	shown, ok := model.Redact(r, model.Visitors, nil)
	if ok && shows(shown, name) || id == d.Visitor.ID && !r.Head().Fictional {
		h.keep[name] = true
	} else if id == d.Visitor.ID {
		h.swap[name] = "贵公司"
	} else {
		h.swap[name] = word
	}
	return nil
}

// shows tells whether a record goes by a name, in Chinese or English.
func shows(shown model.Record, name string) bool {
	return shown.Head().Name == name || slices.Contains(englishNames(shown), name)
}

// mentioned are the records that a deck speaks of.
func mentioned(d *model.Deck) (out []model.ID) {
	for _, x := range d.Slides {
		out = append(out, x.Records...)
		if !x.Chain.IsZero() {
			out = append(out, x.Chain)
		}
	}
	return out
}

// values adds the hidden values of a record that occur in a text. A record that is gone hides nothing.
func (h *hush) values(s *store.Store, id model.ID, text string) {
	said := words.English()
	r, err := s.Get(id)
	if err != nil {
		return
	}
	for _, f := range hiddenFields(r) {
		for _, v := range []string{f.Text(r), said.Say(f.Text(r))} {
			if utf8.RuneCountInString(v) >= shortestValue && strings.Contains(text, v) {
				h.swap[v] = unsaid
			}
		}
	}
}

// hiddenFields are the stated fields of a record that visitors do not see.
func hiddenFields(r model.Record) (out []*model.Field) {
	shown, ok := model.Redact(r, model.Visitors, nil)
	for _, f := range model.FieldsOf(r.Kind()) {
		if f.Key == "levels" || f.Key == "created" || f.Key == "updated" || f.Key == "code_name" || f.Key == "level" || f.Empty(r) {
			continue
		}
		if !ok || f.Empty(shown) {
			out = append(out, f)
		}
	}
	return out
}

// sort orders the texts, and lets a name that may be read be read although a hidden record has it too.
func (h *hush) sort() {
	for name := range h.keep {
		delete(h.swap, name)
		h.order = append(h.order, name)
	}
	for text := range h.swap {
		h.order = append(h.order, text)
	}
	sort.Slice(h.order, func(i, j int) bool {
		a, b := h.order[i], h.order[j]
		return len(a) > len(b) || len(a) == len(b) && a < b
	})
}

// say is a text as its audience may read it: from left to right, the longest name first.
func (h hush) say(text string) string {
	out, _ := h.said(text)
	return out
}

// said also tells what was taken out.
func (h hush) said(text string) (out string, taken []string) { return h.saidIn(text, nil) }

// saidIn is said for a text in a language.
func (h hush) saidIn(text string, say mapping.Say) (out string, taken []string) {
	if len(h.order) == 0 {
		return text, nil
	}
	var b strings.Builder
next:
	for i := 0; i < len(text); {
		for _, name := range h.order {
			if !begins(text, i, name) {
				continue
			}
			if word, hidden := h.swap[name]; hidden {
				taken = append(taken, name)
				b.WriteString(say.Word(word))
			} else {
				b.WriteString(text[i : i+len(name)])
			}
			i += len(name)
			continue next
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		b.WriteString(text[i : i+n])
		i += n
	}
	return b.String(), taken
}
