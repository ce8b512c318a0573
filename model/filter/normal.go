package filter

import (
	"unicode/utf8"

	"chainatlas/model"
)

// normal is model.NormalName with a short way for what nearly all texts are made of: Chinese characters, digits, letters and
// the marks between them. A filter asks a hundred thousand of them.
func normal(s string) string {
	for i, r := range s {
		if to, known := normalRune(r); !known || to != r {
			return normalRest(s, i)
		}
	}
	return s
}

// normalRest goes on from the first character that changes.
func normalRest(s string, from int) string {
	out := append(make([]byte, 0, len(s)), s[:from]...)
	for _, r := range s[from:] {
		to, known := normalRune(r)
		if !known {
			return model.NormalName(s)
		}
		if to >= 0 {
			out = utf8.AppendRune(out, to)
		}
	}
	return string(out)
}

// normalRune is what NormalName makes of one character, -1 when it takes it out; known is false for all that is rare.
func normalRune(r rune) (to rune, known bool) {
	switch {
	case r >= '一' && r <= 0x9FFF:
		return r, true
	case r >= '！' && r <= '～': // the full-width forms stand in the order of ASCII
		return normalASCII(r - '！' + '!'), true
	case r < utf8.RuneSelf:
		return normalASCII(r), true
	case r == '。':
		return '｡', true
	case r == '、':
		return '､', true
	}
	return 0, false
}

func normalASCII(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return r - 'a' + 'A'
	case r == ' ' || r >= '\t' && r <= '\r':
		return -1
	case r == '[':
		return '('
	case r == ']':
		return ')'
	}
	return r
}
