package search

import (
	"strings"
	"unicode/utf8"

	"chainatlas/model"
)

// marks are what folded texts do not tell apart; the replacer is built once, because building costs more than replacing.
var marks = strings.NewReplacer("【", "(", "】", ")", "〔", "(", "〕", ")", "[", "(", "]", ")", "·", "", "•", "")

// fold makes texts comparable as model.NormalName does, in lower case: half-width, no blanks or middle dots.
func fold(s string) string {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if to, ok := foldedSoon(r); !ok || to != r {
			return foldFrom(s, n)
		}
		n += size
	}
	return s
}

// foldFrom folds a text whose first n bytes need no change.
func foldFrom(s string, n int) string {
	out := append(make([]byte, 0, len(s)), s[:n]...)
	for _, r := range s[n:] {
		to, ok := foldedSoon(r)
		if !ok {
			return strings.ToLower(marks.Replace(model.Squeeze(s)))
		}
		if to != dropping {
			out = utf8.AppendRune(out, to)
		}
	}
	return string(out)
}

// dropping stands for a character that folded texts do not hold.
const dropping rune = -1

// foldedSoon folds the characters that nearly all texts are made of; ok is false for others.
func foldedSoon(r rune) (to rune, ok bool) {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	switch {
	case r >= '一' && r <= 0x9FFF:
		return r, true
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A', true
	case r == '[' || r == '【':
		return '(', true
	case r == ']' || r == '】':
		return ')', true
	case r == ' ' || r == '\n' || r == '·' || r == '\u3000':
		return dropping, true
	}
	return r, r > ' ' && r <= '~'
}
