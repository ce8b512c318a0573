package search

import (
	"math/bits"
	"strings"

	"chainatlas/model"
)

// longestTerm is how many letters of a word are looked for; more say nothing new. States count them in 64 bits.
const longestTerm = 48

// pattern is what letters are compared with, one after the other. A state has a bit for each number of the pattern's
// characters that the letters so far can answer: one letter is one character as it is written, but as it is said it may be
// one (its initial), two (zh, ch and sh) or a whole reading.
type pattern struct {
	want []rune
	said bool
}

// begun is the state before the first letter.
const begun uint64 = 1

// step reads one letter. State 0 has no way on; done tells that all is answered.
func (p *pattern) step(l *letter, state uint64) (next uint64, done bool) {
	if p.said {
		return p.say(l, state)
	}
	n := bits.TrailingZeros64(state)
	if l.char != p.want[n] {
		return 0, false
	}
	return state << 1, n+1 == len(p.want)
}

// say reads one letter as it is said: itself, a full reading, or the first letter of one (zh, ch and sh count as one), and at
// the pattern's end also the part of a reading that was typed so far. Marks between letters do not count.
func (p *pattern) say(l *letter, state uint64) (next uint64, done bool) {
	if !l.spoken {
		if l.char < 0 {
			return 0, false
		}
		return state, false
	}
	for s := state; s != 0; s &= s - 1 {
		n := bits.TrailingZeros64(s)
		rest := p.want[n:]
		if !l.mayBegin(rest[0]) {
			continue
		}
		next |= 1 << (n + 1)
		for _, r := range l.readings {
			same := common(r, rest)
			if same == len(rest) {
				return 0, true
			}
			if same == len(r) {
				next |= 1 << (n + same)
			}
			if same >= 2 && r[1] == 'h' {
				next |= 1 << (n + 2)
			}
		}
	}
	return next, next>>len(p.want) != 0
}

// mayBegin tells whether a letter is the character, or a reading of it begins so.
func (l *letter) mayBegin(r rune) bool {
	return l.char == r || r >= 'a' && r <= 'z' && l.first>>(r-'a')&1 != 0
}

// common counts the letters that a reading and the rest of a pattern share from their beginnings.
func common(reading string, rest []rune) int {
	n := 0
	for n < len(reading) && n < len(rest) && rune(reading[n]) == rest[n] {
		n++
	}
	return n
}

// runs tells whether the letters answer the rest of the pattern from their beginning; they go on to an end.
func (p *pattern) runs(a *alphabet, letters []code, state uint64) bool {
	for _, c := range letters {
		next, done := p.step(&a.letters[c], state)
		if done {
			return true
		}
		if next == 0 || c == end {
			return false
		}
		state = next
	}
	return false
}

// term is one word of a query.
type term struct {
	text   []rune
	spoken []rune // without marks
	latin  bool   // has a letter a…z, so that it may be pinyin
}

func termsOf(text string) []term {
	var out []term
	for _, w := range strings.Fields(model.HalfWidth(text)) {
		chars := []rune(fold(w))
		if len(chars) > 0 {
			out = append(out, newTerm(chars[:min(len(chars), longestTerm)]))
		}
	}
	return out
}

func newTerm(chars []rune) term {
	t := term{text: chars}
	for _, r := range chars {
		if spoken(r) {
			t.spoken = append(t.spoken, r)
		}
		t.latin = t.latin || r >= 'a' && r <= 'z'
	}
	return t
}

// start is a letter that an answer may begin with, and the state after it.
type start struct {
	code  code
	state uint64
	done  bool
}

// question is a term with what an alphabet makes of it.
type question struct {
	*alphabet
	latin   bool
	asked   [fits]pattern
	starts  [fits][]start
	nothing bool // no letter of the alphabet begins an answer
}

func (a *alphabet) question(t term) *question {
	q := &question{alphabet: a, latin: t.latin}
	written := pattern{want: t.text}
	all := pattern{want: append(t.text[:len(t.text):len(t.text)], endChar)}
	said := pattern{want: t.spoken, said: true}
	q.asked = [fits]pattern{whole: all, begins: written, inside: written, saidFirst: said, saidInside: said}
	for _, how := range []fit{whole, begins, inside} {
		for _, c := range a.written[t.text[0]] {
			q.start(how, c)
		}
	}
	if t.latin {
		for c := range a.letters {
			q.start(saidFirst, code(c)) // a text may begin with marks
			if a.letters[c].spoken {
				q.start(saidInside, code(c))
			}
		}
	}
	q.nothing = len(q.starts[inside])+len(q.starts[saidInside]) == 0
	return q
}

func (q *question) start(how fit, c code) {
	next, done := q.asked[how].step(&q.letters[c], begun)
	if next != 0 || done {
		q.starts[how] = append(q.starts[how], start{c, next, done})
	}
}
