package search

import "bytes"

// shelf holds the entries of one class packed end to end: their folded text, and the same text letter by letter for pinyin.
type shelf struct {
	entries []entry
	text    []byte // each entry ends with a line break, which no folded text holds
	letters []code // each entry ends with 0; nil on a shelf without pinyin
	spoken  bool
	pairs   *pairs
}

// entry is one field of one record.
type entry struct {
	slot   uint32
	text   uint32 // where it begins in text
	letter uint32 // where it begins in letters
	field  uint16
}

func newShelf(spoken bool) *shelf { return &shelf{spoken: spoken, pairs: newPairs()} }

func (s *shelf) add(n uint32, field uint16, text string, voice *sounds) {
	s.pairs.add(uint32(len(s.entries)), text)
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
		out.pairs.add(uint32(len(out.entries)), string(text))
		out.entries = append(out.entries, entry{slot: moved[e.slot], field: e.field, text: uint32(len(out.text)), letter: uint32(len(out.letters))})
		out.text = append(out.text, text...)
		out.letters = append(out.letters, letters...)
	}
	return out
}

// all lists every entry.
func (s *shelf) all() []uint32 {
	out := make([]uint32, len(s.entries))
	for i := range out {
		out[i] = uint32(i)
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

// written tells how an entry holds the text as it is written.
func (s *shelf) written(i uint32, text []byte) (fit, bool) {
	body, _ := s.at(int(i))
	at := bytes.Index(body, text)
	return fitOf(at == 0, len(body) == len(text)+1), at >= 0
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

// said tells how an entry holds the query letter by letter: a letter as it is, its pinyin, or the first letter of it.
func (s *shelf) said(i uint32, q []code, voice *sounds) (fit, bool) {
	_, letters := s.at(int(i))
	for n := range letters {
		if voice.mayBegin(letters[n], q[0]) && voice.match(letters[n:], q) {
			return fitOf(n == 0, false), true
		}
	}
	return inside, false
}
