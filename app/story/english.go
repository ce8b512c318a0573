package story

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"chainatlas/app/words"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/english"
	"chainatlas/model/store"
)

// inEnglish says words in English: names as the records that the audience sees give them, all else from the table. What has no
// English form stays Chinese. Own is the visitor's name, which is theirs to read.
func inEnglish(c cast, own map[string]string) mapping.Say {
	names := map[string]string{}
	english.Names(names, c.firms...)
	english.Names(names, c.projects...)
	english.Names(names, c.sites...)
	english.Names(names, c.policies...)
	english.Names(names, c.chains...) // last: a product may be called like a node
	maps.Copy(names, own)
	return words.English().With(names).Outward
}

// visitorOf is the name of a deck's visitor and its English form; nothing for one that is invented.
func visitorOf(s *store.Store, d *model.Deck) map[string]string {
	r, err := s.Get(d.Visitor.ID)
	if err != nil || r.Head().Fictional || englishOf(r) == "" {
		return nil
	}
	return map[string]string{r.Head().Name: englishOf(r)}
}

// englishOf is the English name of a record; "" where it has none.
func englishOf(r model.Record) string {
	f, err := model.FieldOf(r.Kind(), "en")
	if err != nil {
		return ""
	}
	return f.Text(r)
}

// typed is a text that somebody typed, as the audience may read it: the English one in an English deck, where there is one.
func (t *teller) typed(zh, en string) string {
	if t.say != nil && en != "" {
		return t.hush.sayEnglish(en)
	}
	return t.hush.say(zh)
}

// speak turns a finished slide into the language of the deck.
func (t *teller) speak(one *Told) {
	if t.say == nil {
		return
	}
	one.Page.Say(t.say)
	if zh := one.Lines; zh != nil {
		one.Lines = func(g mapping.Group) []string { return t.say.Words(zh(g)) }
	}
}

// sayEnglish is say for a text in English.
func (h hush) sayEnglish(text string) string {
	out, _ := h.saidIn(text, words.English().Say)
	return out
}

// english looks for the English names of what is hidden, where a deck has words in English. All records are read then: only names
// in Chinese are at hand.
func (h *hush) english(s *store.Store, d *model.Deck, text string) error {
	if !hasEnglish(d) {
		return nil
	}
	for kind, word := range stand {
		all, err := s.All(kind)
		if err != nil {
			return err
		}
		for _, r := range all {
			for _, name := range englishNames(r) {
				if utf8.RuneCountInString(name) < shortestName || !mentions(text, name) {
					continue
				}
				if err := h.name(s, d, r.Head().ID, name, word); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func hasEnglish(d *model.Deck) bool {
	for _, x := range d.Slides {
		if x.TitleEn+x.TextEn != "" {
			return true
		}
	}
	return d.English != ""
}

// englishNames are the names that a record has in English.
func englishNames(r model.Record) (out []string) {
	for _, key := range []string{"en", "short_name_en"} {
		if f, err := model.FieldOf(r.Kind(), key); err == nil && !f.Empty(r) {
			out = append(out, f.Text(r))
		}
	}
	return out
}

// mentions tells whether a name occurs in a text.
func mentions(text, name string) bool {
	for i := range text {
		if begins(text, i, name) {
			return true
		}
	}
	return false
}

// begins tells whether a name stands at a place of a text. Latin letters may be large or small, and a name of them is not found
// within a longer word.
func begins(text string, at int, name string) bool {
	end := at + len(name)
	if end > len(text) || !strings.EqualFold(text[at:end], name) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[end:])
	first, _ := utf8.DecodeRuneInString(name)
	last, _ := utf8.DecodeLastRuneInString(name)
	return !(latin(before) && latin(first)) && !(latin(last) && latin(after))
}

func latin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// day is a day of a policy in the language of the deck.
func (t *teller) day(d model.Date) string {
	if t.say == nil {
		return d.String()
	}
	if said, ok := english.Date(d); ok {
		return said
	}
	return d.String()
}

// named is a title with the visitor's name in English, whose record is in no package; "" for all others.
func (t *teller) named(title string) string {
	for zh := range t.visitor {
		if strings.Contains(title, zh) {
			return inEnglish(t.cast, t.visitor)(title)
		}
	}
	return ""
}
