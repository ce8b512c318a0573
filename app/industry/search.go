package industry

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"

	"chainatlas/model"
)

// spelling is how a name is typed without Chinese characters.
type spelling struct{ initials, whole string }

func (t *Table) spell() []spelling {
	out := make([]spelling, len(t.Entries))
	args := pinyin.NewArgs()
	for i, e := range t.Entries {
		var s spelling
		for _, syllable := range pinyin.LazyPinyin(e.Name, args) {
			s.initials += syllable[:1]
			s.whole += syllable
		}
		out[i] = s
	}
	return out
}

// Search finds entries by the beginning of their code, a part of their name, or its pinyin, whole or by initials; classes
// come before what they belong to. limit 0 is all.
func (t *Table) Search(text string, limit int) []Entry {
	text = strings.ToLower(model.Squeeze(model.HalfWidth(text)))
	if text == "" {
		return nil
	}
	type found struct {
		Entry
		rank int
	}
	var list []found
	spelled := t.spelled()
	for i, e := range t.Entries {
		if rank := rankOf(e, spelled[i], text); rank > 0 {
			list = append(list, found{e, rank})
		}
	}
	slices.SortStableFunc(list, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(len(b.Code), len(a.Code)), strings.Compare(a.Code, b.Code))
	})
	var out []Entry
	for _, f := range list {
		if limit > 0 && len(out) == limit {
			break
		}
		out = append(out, f.Entry)
	}
	return out
}

// rankOf is how well an entry answers, 1 best; 0 when it does not.
func rankOf(e Entry, s spelling, text string) int {
	name := strings.ToLower(e.Name)
	switch {
	case strings.ToLower(e.Code) == text || name == text:
		return 1
	case strings.HasPrefix(e.Code, strings.TrimLeft(text, "abcdefghijklmnopqrst")) && isCode(text):
		return 2
	case strings.HasPrefix(name, text):
		return 3
	case strings.Contains(name, text):
		return 4
	case strings.HasPrefix(s.initials, text):
		return 5
	case len(text) > 1 && strings.Contains(s.initials, text), len(text) > 2 && strings.Contains(s.whole, text):
		return 6
	}
	return 0
}

// isCode tells whether a text is a code, such as 339 or C3393.
func isCode(text string) bool {
	digits := strings.TrimLeft(text, "abcdefghijklmnopqrst")
	return digits != "" && len(text)-len(digits) <= 1 && strings.Trim(digits, "0123456789") == ""
}
