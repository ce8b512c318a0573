package search

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// code is a letter of a text: a character of the basic plane, or a number of our own for a character whose reading is known
// from the word it stands in. 0 ends an entry.
type code uint16

const (
	firstOwn = 0xE000 // the private use area: no text of a ledger lies there
	lastOwn  = 0xF8FF
	unknown  = 0xFFFD
)

// sounds knows how characters are read. Where a word fixes the reading (重庆, 银行), only that one answers; elsewhere all do.
type sounds struct {
	letter   [1 << 16]code     // the character itself, for numbers of our own
	first    [1 << 16]uint32   // bit a…z: a reading begins so, or it is that letter
	readings [1 << 16][]string // nil until the character was met
	met      [1 << 16]bool
	own      map[string]code   // character and reading → our number
	heard    map[code][]string // readings that only words give a character; an entry by its plain letters may have them
}

func newSounds() *sounds {
	return &sounds{own: make(map[string]code), heard: make(map[code][]string)}
}

// spell appends a folded text letter by letter.
func (v *sounds) spell(to []code, text string) []code {
	chars := []rune(text)
	for i := 0; i < len(chars); {
		word := wordAt(chars[i:])
		for j, syllable := range word {
			to = append(to, v.fixed(chars[i+j], syllable))
		}
		if len(word) > 0 {
			i += len(word)
			continue
		}
		if spoken(chars[i]) {
			to = append(to, v.free(chars[i]))
		}
		i++
	}
	return to
}

// spoken tells whether a character is said at all: marks and brackets are not.
func spoken(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// plain is a character's own code.
func plain(r rune) code {
	if r > 0xFFFF || r >= firstOwn && r <= lastOwn {
		return unknown
	}
	return code(r)
}

// free is a character with all its readings.
func (v *sounds) free(r rune) code {
	c := plain(r)
	if !v.met[c] {
		v.learn(c, c, allReadings(rune(c)))
	}
	return c
}

// fixed is a character with the one reading that its word gives it.
func (v *sounds) fixed(r rune, reading string) code {
	key := string(r) + reading
	if c, ok := v.own[key]; ok {
		return c
	}
	c := code(firstOwn + len(v.own))
	if c > lastOwn || r > 0xFFFF {
		return v.free(r)
	}
	v.own[key] = c
	v.learn(c, code(r), []string{reading})
	if p := v.free(r); !slices.Contains(v.readings[p], reading) {
		v.heard[p] = append(v.heard[p], reading)
	}
	return c
}

func (v *sounds) learn(c, letter code, readings []string) {
	v.met[c], v.letter[c], v.readings[c] = true, letter, readings
	if letter >= 'a' && letter <= 'z' {
		v.first[c] |= 1 << (letter - 'a')
	}
	for _, r := range readings {
		v.first[c] |= 1 << (r[0] - 'a')
	}
}

// allReadings lists a character's readings without tones, plain letters only.
func allReadings(r rune) []string {
	var out []string
	for _, s := range pinyin.SinglePinyin(r, pinyin.Args{Style: pinyin.Normal, Heteronym: true}) {
		if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" {
			out = append(out, s)
		}
	}
	return out
}

// Initials are the first letters of how a text is read, the usual reading of each character: 精密锻件 is jmdj.
func Initials(text string) string {
	var out []byte
	chars := []rune(fold(text))
	for i := 0; i < len(chars); {
		syllables := wordAt(chars[i:])
		if len(syllables) == 0 {
			syllables = append(allReadings(chars[i]), string(chars[i]))[:1]
		}
		for _, s := range syllables {
			out = append(out, string([]rune(s)[:1])...)
		}
		i += len(syllables)
	}
	return string(out)
}

// mayBegin is the quick no: whether a letter can be the beginning of what answers a query.
func (v *sounds) mayBegin(c, q code) bool {
	if q >= 'a' && q <= 'z' {
		return v.first[c]&(1<<(q-'a')) != 0
	}
	return c != 0 && v.letter[c] == q
}

// patience bounds the ways that one place of a text is tried, because a name of odd letters could make them multiply.
const patience = 2000

// match tells whether the letters answer the query from their beginning: each by itself, by a full reading, by its first
// letter (zh, ch and sh count as one), and the last one also by the part of a reading that was typed so far.
func (v *sounds) match(letters, q []code) bool {
	left := patience
	return v.try(letters, q, &left)
}

func (v *sounds) try(letters, q []code, left *int) bool {
	if len(q) == 0 {
		return true
	}
	if *left--; *left < 0 || len(letters) == 0 || letters[0] == 0 {
		return false
	}
	c := letters[0]
	if (v.letter[c] == q[0] || v.mayBegin(c, q[0])) && v.try(letters[1:], q[1:], left) {
		return true
	}
	for _, r := range v.readings[c] {
		switch n := common(r, q); {
		case n == len(q):
			return true
		case n < 2:
		case n == len(r) && v.try(letters[1:], q[n:], left):
			return true
		case r[1] == 'h' && v.try(letters[1:], q[2:], left):
			return true
		}
	}
	return false
}

// common counts the letters that a reading and the query share from their beginnings.
func common(reading string, q []code) int {
	n := 0
	for n < len(reading) && n < len(q) && code(reading[n]) == q[n] {
		n++
	}
	return n
}
