package tiles

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var markup = regexp.MustCompile(`<[^<>]*>`)

// longest is how much of a text of a tile set is kept, in characters.
const longest = 120

// plain is a text of a tile set as it may stand on a map: without markup, on one line, not endless.
func plain(s string) string {
	s = html.UnescapeString(markup.ReplaceAllString(strings.ToValidUTF8(s, ""), " "))
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return s
}
