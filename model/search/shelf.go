package search

import "bytes"

// shelf holds the entries of one class packed end to end: their folded text, and the same text letter by letter for pinyin.
type shelf struct {
	entries []entry
	text    []byte // each entry ends with a line break, which no folded text holds
	letters []code // each entry ends with 0; nil on a shelf without pinyin
	spoken  bool
}

// entry is one field of one record.
type entry struct {
	slot   uint32
	text   uint32 // where it begins in text
	letter uint32 // where it begins in letters
	field  uint16
}

func newShelf(spoken bool) *shelf { return &shelf{spoken: spoken} }

func (s *shelf) add(n uint32, field uint16, text string, voice *sounds) {
	s.entries = append(s.entries, entry{slot: n, field: field, text: uint32(len(s.text)), letter: uint32(len(s.letters))})
	s.text = append(append(s.text, text...), '\n')
	if s.spoken {
		s.letters = append(voice.spell(s.letters, text), 0)
	}
}

// swept copies the entries of the living.
func (s *shelf) swept(slots []slot, moved []uint32) *shelf {
	out := newShelf(s.spoken)
	for i, e := range s.entries {
		if slots[e.slot].dead {
			continue
		}
		text, letters := s.at(i)
		out.entries = append(out.entries, entry{slot: moved[e.slot], field: e.field, text: uint32(len(out.text)), letter: uint32(len(out.letters))})
		out.text = append(out.text, text...)
		out.letters = append(out.letters, letters...)
	}
	return out
}

// at is an entry's text and letters, ends included.
func (s *shelf) at(i int) ([]byte, []code) {
	textEnd, letterEnd := len(s.text), len(s.letters)
	if i+1 < len(s.entries) {
		textEnd, letterEnd = int(s.entries[i+1].text), int(s.entries[i+1].letter)
	}
	return s.text[s.entries[i].text:textEnd], s.letters[s.entries[i].letter:letterEnd]
}

// fit is how a text was found in an entry.
type fit int

const (
	inside fit = iota
	prefix
	whole
)

// written visits every entry that holds the text as it is written.
func (s *shelf) written(text []byte, visit func(e entry, f fit)) {
	i := 0
	for at := 0; at < len(s.text); {
		found := bytes.Index(s.text[at:], text)
		if found < 0 {
			return
		}
		at += found
		for i+1 < len(s.entries) && int(s.entries[i+1].text) <= at {
			i++
		}
		body, _ := s.at(i)
		visit(s.entries[i], fitOf(at == int(s.entries[i].text), len(body) == len(text)+1))
		at = int(s.entries[i].text) + len(body)
	}
}

func fitOf(begins, all bool) fit {
	switch {
	case begins && all:
		return whole
	case begins:
		return prefix
	}
	return inside
}

// said visits every entry that holds the query letter by letter: a letter as it is, its pinyin, or the first letter of it.
func (s *shelf) said(q []code, voice *sounds, visit func(e entry, f fit)) {
	at := 0 // the entry that i lies in
	for i := 0; i < len(s.letters); i++ {
		if !voice.mayBegin(s.letters[i], q[0]) || !voice.match(s.letters[i:], q) {
			continue
		}
		for at+1 < len(s.entries) && int(s.entries[at+1].letter) <= i {
			at++
		}
		e := s.entries[at]
		_, letters := s.at(at)
		visit(e, fitOf(int(e.letter) == i, false))
		i = int(e.letter) + len(letters) - 1
	}
}
