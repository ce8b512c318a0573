package records

import (
	"strings"
	"unicode"

	"chainatlas/model"
	"chainatlas/model/filter"
)

// words are what somebody looks for without saying in which field; nil finds everything.
type words []wanted

// wanted is one word, with what is known already of the texts that many records share.
type wanted struct {
	text  string // lower case
	known map[model.Word]bool
}

// words reads the text that was typed; nil when it is an expression or nothing.
func (q query) words() (out words) {
	if filter.IsExpr(q.text) {
		return nil
	}
	for _, w := range strings.Fields(strings.ToLower(q.text)) {
		out = append(out, wanted{w, make(map[model.Word]bool)})
	}
	return out
}

// in tells whether a row names every word anywhere a person would look.
func (ws words) in(row *model.Row) bool {
	for _, w := range ws {
		if !w.in(row) {
			return false
		}
	}
	return true
}

func (w wanted) in(row *model.Row) bool {
	return w.inText(row.Name) || w.inText(row.Party) || w.inText(row.Person) ||
		w.inWord(row.ChainName) || w.inWord(row.Unit) || w.inWord(row.Street) || w.inWord(row.Node)
}

func (w wanted) inWord(x model.Word) bool {
	found, ok := w.known[x]
	if !ok {
		found = w.inText(x.Value())
		w.known[x] = found
	}
	return found
}

// inText looks twice only at texts with letters that may be capitals, of which a ledger has few.
func (w wanted) inText(s string) bool {
	return strings.Contains(s, w.text) || strings.ContainsFunc(s, hasCase) && strings.Contains(strings.ToLower(s), w.text)
}

// hasCase tells whether a letter is a capital; Chinese characters, which are most of a text, are told at a glance.
func hasCase(r rune) bool {
	return r >= 'A' && r <= 'Z' || r >= 0x80 && (r < 0x2E80 || r > 0x9FFF) && unicode.IsUpper(r)
}
