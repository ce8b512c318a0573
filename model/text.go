package model

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// HalfWidth turns full-width letters, digits and punctuation (２０００，（）) into their ASCII forms.
func HalfWidth(s string) string {
	for _, r := range s {
		if r >= utf8.RuneSelf && (r < '一' || r > 0x9FFF) {
			return width.Narrow.String(s)
		}
	}
	return s // ASCII and Chinese characters have no other width
}

// Squeeze is HalfWidth without any white space: how headers and choices are compared.
func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, HalfWidth(s))
}

// Tidy trims a cell and unifies its line ends and invisible characters; the words stay as they were written.
func Tidy(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ", "\u200b", "", "\ufeff", "").Replace(s)
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\u3000' })
}

// Blank tells whether a cell says "nothing": empty, a dash, a slash or 无.
func Blank(s string) bool {
	switch Squeeze(s) {
	case "", "/", "-", "--", "---", "—", "——", "\\", "无", "n/a", "N/A", "#N/A", "null", "、", ".", "*":
		return true
	}
	return false
}

// NormalName is the form in which names are compared: half-width, no blanks, no brackets' shapes, upper case.
func NormalName(s string) string {
	return strings.ToUpper(nameMarks.Replace(Squeeze(s)))
}

var nameMarks = strings.NewReplacer("【", "(", "】", ")", "〔", "(", "〕", ")", "[", "(", "]", ")", "·", "", "•", "")
