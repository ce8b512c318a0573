package english

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"chainatlas/model"
)

// Phrases say Chinese texts in English: fixed words, sentences with values in them, amounts, days, and lists of all these. What is
// not known stays Chinese. Phrases are safe for concurrent use.
type Phrases struct {
	words map[string]string
	forms []form
	mu    sync.Mutex
	said  map[string]said
}

type said struct {
	text  string
	known bool
}

// mostSaid is how many answers are kept: the texts of a screen come again and again.
const mostSaid = 20_000

// New makes phrases of a table from Chinese to English. A key with verbs, such as "%d 个环节", stands for all texts of that form; its
// English may take the values in another order: "%[2]s of %[1]s".
func New(table map[string]string) *Phrases {
	p := &Phrases{words: table, said: map[string]said{}}
	for zh, en := range table {
		if strings.Contains(zh, "%") {
			p.forms = append(p.forms, newForm(zh, en))
		}
	}
	slices.SortFunc(p.forms, func(a, b form) int { return cmp.Or(cmp.Compare(b.fixed, a.fixed), strings.Compare(a.zh, b.zh)) })
	return p
}

// With are the phrases with names besides, which come first.
func (p *Phrases) With(names map[string]string) *Phrases {
	all := maps.Clone(p.words)
	maps.Copy(all, names)
	return &Phrases{words: all, forms: p.forms, said: map[string]said{}}
}

// HasHan tells whether a text has Chinese characters.
func HasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// Say is a text in English, as far as it is known.
func (p *Phrases) Say(zh string) string {
	en, _ := p.Knows(zh)
	return en
}

// Knows is Say, and tells whether all of the text is known.
func (p *Phrases) Knows(zh string) (en string, known bool) {
	if tight.MatchString(zh) {
		return spaced(zh), true
	}
	if !HasHan(zh) && !strings.ContainsAny(zh, marks) {
		return zh, true
	}
	p.mu.Lock()
	have, ok := p.said[zh]
	p.mu.Unlock()
	if ok {
		return have.text, have.known
	}
	en, known = p.find(zh)
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.said) >= mostSaid {
		clear(p.said)
	}
	p.said[zh] = said{en, known}
	return en, known
}

func (p *Phrases) find(zh string) (en string, known bool) {
	zh = water.ReplaceAllString(zh, "${1}立方米/日") // a tonne of water is a cubic metre
	if s, ok := p.words[zh]; ok {
		return s, true
	}
	if core := strings.TrimSpace(zh); core != zh && core != "" {
		en, known = p.Knows(core)
		before, after, _ := strings.Cut(zh, core)
		return before + en + after, known
	}
	for _, way := range []func(string) (string, bool){value, p.parts, p.sentence, p.list, p.labelled, p.bracketed} {
		if en, ok := way(zh); ok {
			return en, true
		}
	}
	return p.partly(zh)
}

// sentence finds the form that a text has.
func (p *Phrases) sentence(zh string) (string, bool) {
	for _, f := range p.forms {
		if values, ok := f.match(zh); ok {
			known := true
			for i, v := range values {
				en, ok := p.Knows(v)
				values[i], known = en, known && ok
			}
			if known {
				return f.say(values), true
			}
		}
	}
	return "", false
}

type separator struct{ zh, en string }

// separators of lists, the widest first, and what stands between the parts in English.
var separators = []separator{
	{"\n", "\n"}, {"　·　", "  ·  "}, {"　", "   "}, {" · ", " · "}, {"；", "; "}, {"。", ". "}, {"，", ", "}, {"、", ", "}, {" / ", " / "}, {"—", "–"}, {"·", " · "}, {"/", "/"}, {" ", " "},
}

// wide separators part things that have nothing to do with each other.
const wide = 4

// marks are signs of Chinese writing that English does without.
const marks = "　；。，、：（）「」"

// parts says all parts of a text that have nothing to do with each other.
func (p *Phrases) parts(zh string) (string, bool) { return p.split(zh, separators[:wide]) }

// list says all parts of a list; one that is not known leaves the text as it is.
func (p *Phrases) list(zh string) (string, bool) { return p.split(zh, separators[wide:]) }

func (p *Phrases) split(zh string, by []separator) (string, bool) {
	for _, sep := range by {
		if !strings.Contains(zh, sep.zh) {
			continue
		}
		parts := strings.Split(zh, sep.zh)
		known := true
		for i, part := range parts {
			en, ok := p.Knows(part)
			parts[i], known = en, known && ok
		}
		if known {
			return joined(parts, sep.en), true
		}
	}
	return "", false
}

func each(parts []string, say func(string) string) []string {
	for i, part := range parts {
		parts[i] = say(part)
	}
	return parts
}

// joined puts the parts of a list together, with semicolons where a part has commas of its own.
func joined(parts []string, sep string) string {
	if sep == ", " && slices.ContainsFunc(parts, func(s string) bool { return strings.Contains(s, ", ") }) {
		sep = "; "
	}
	return strings.TrimRight(strings.Join(parts, sep), " ")
}

// labelled is a label with what is said of it.
func (p *Phrases) labelled(zh string) (string, bool) {
	label, rest, ok := strings.Cut(zh, "：")
	if !ok {
		return "", false
	}
	en, known := p.Knows(label)
	said, ok := p.Knows(rest)
	return strings.TrimSpace(en + ": " + said), known && ok
}

// bracketed is a text with a remark in brackets, or words that are quoted.
func (p *Phrases) bracketed(zh string) (string, bool) {
	for _, b := range []struct{ open, shut, left, right string }{{"（", "）", " (", ")"}, {"(", ")", " (", ")"}, {"「", "」", " “", "” "}} {
		head, rest, ok := strings.Cut(zh, b.open)
		if !ok {
			continue
		}
		inside, tail, ok := strings.Cut(rest, b.shut)
		if !ok {
			continue
		}
		a, known := p.Knows(head)
		m, ok := p.Knows(inside)
		z, also := p.Knows(tail)
		if known && ok && also {
			return strings.TrimSpace(a + b.left + m + b.right + z), true
		}
	}
	return "", false
}

// partly says the lines and the far parts of a text that are known, and a label before what is a name.
func (p *Phrases) partly(zh string) (string, bool) {
	for _, sep := range separators[:wide] {
		if strings.Contains(zh, sep.zh) {
			return strings.Join(each(strings.Split(zh, sep.zh), p.Say), sep.en), false
		}
	}
	if strings.Contains(zh, "；") && !strings.Contains(zh, "。") {
		if en := each(strings.Split(zh, "；"), p.Say); strings.Join(en, "；") != zh {
			return joined(en, "; "), false
		}
	}
	if q, _ := model.ParseQuantity(zh, model.Hint{}); someNumber.MatchString(zh) && !minus.MatchString(zh) && len(zh) < 120 {
		if en, ok := Quantity(q); ok {
			return en, false
		}
	}
	if en, ok := p.sentenceWithNames(zh); ok {
		return en, false
	}
	if label, rest, ok := strings.Cut(zh, "："); ok && !strings.ContainsAny(rest, "，。；") {
		if en, known := p.Knows(label); known {
			return en + ": " + p.names(rest), false
		}
	}
	return zh, false
}

// fewest is how many bytes of a sentence must be fixed for it to be known around names that are not. Less than that also begins
// names: 新建, 关于.
const fewest = 9

// sentenceWithNames finds the form of a sentence that speaks of things whose names stay Chinese.
func (p *Phrases) sentenceWithNames(zh string) (string, bool) {
	for _, f := range p.forms {
		values, ok := f.match(zh)
		if !ok || f.fixed < fewest && !strings.HasSuffix(f.pieces[0], " ") || strings.ContainsAny(strings.Join(values, ""), "，。；\n") {
			continue
		}
		for i, v := range values {
			values[i] = p.names(v)
		}
		return f.say(values), true
	}
	return "", false
}

// names says what is known of a list of names.
func (p *Phrases) names(zh string) string {
	return joined(each(strings.Split(zh, "、"), p.Say), ", ")
}
