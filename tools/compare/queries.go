package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"chainatlas/model/search"
)

// query is what somebody has typed so far.
type query struct {
	text   string
	spoken bool // pinyin initials
}

// class groups what is measured together.
func (q query) class() string {
	if q.spoken {
		return "initials"
	}
	return fmt.Sprintf("search %d", utf8.RuneCountInString(q.text))
}

// Of each length so many queries come from names, and so many that nobody may have.
const (
	seenQueries   = 70
	unseenQueries = 6
	longestQuery  = 4
)

// queries are parts of names, firms and people's names of one to four characters, their initials, and texts that were
// put together by chance.
func (g generator) queries(records int) []query {
	c := g.chance(streamQuery, records)
	var out []query
	seen := map[string]bool{}
	add := func(text string, spoken bool) {
		if text != "" && !seen[text] {
			seen[text] = true
			out = append(out, query{text, spoken})
		}
	}
	for length := 1; length <= longestQuery; length++ {
		for range seenQueries {
			p := g.project(c.IntN(records), records)
			text := part(c, c.of([]string{p.Name, p.Name, p.Investor.Name, p.Company.Name, p.Officer + p.Name}), length)
			add(text, false)
			if text != "" {
				add(search.Initials(text), true)
			}
		}
		for range unseenQueries {
			add(string([]rune(c.signs(length-1)+string(rune(0x5000+c.IntN(0x4000))))), false)
		}
	}
	return out
}

// part cuts so many Chinese characters out of a text; "" when there are none.
func part(c chance, text string, length int) string {
	signs := []rune(text)
	if len(signs) < length {
		return ""
	}
	from := c.IntN(len(signs) - length + 1)
	for _, r := range signs[from : from+length] {
		if !unicode.Is(unicode.Han, r) {
			return ""
		}
	}
	return string(signs[from : from+length])
}
