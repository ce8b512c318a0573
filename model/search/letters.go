package search

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// code numbers a letter of the alphabet; texts are kept as codes.
type code uint16

const (
	end     code = 0 // follows every text
	strange code = 1 // a character met after all numbers were given out; nothing finds it
)

// endChar is the character of end. It is none that a text can hold.
const endChar rune = -1

// letter is a character with the readings it has where it stands: where a word fixes the reading (重庆, 银行), only that one;
// elsewhere all. So one character may be several letters.
type letter struct {
	char     rune
	leads    bool     // a word that fixes readings begins with it
	spoken   bool     // marks and brackets are not
	first    uint32   // bit a…z: a reading begins so, or it is that letter
	readings []string // without tones
}

// alphabet numbers the letters that were met. It only grows.
type alphabet struct {
	letters []letter
	plain   [1 << 16]code  // of characters whose reading no word fixes, 0 for those not met yet
	fixed   map[sound]code // of the others, and of characters beyond the basic plane
	written map[rune][]code
}

// sound is a character and the reading that its word fixes, "" when none does.
type sound struct {
	char    rune
	reading string
}

func newAlphabet() *alphabet {
	return &alphabet{
		letters: []letter{end: {char: endChar}, strange: {char: endChar - 1}},
		fixed:   make(map[sound]code), written: make(map[rune][]code),
	}
}

// spell appends a folded text letter by letter, without an end.
func (a *alphabet) spell(to []code, text string) []code {
	chars := []rune(text)
	for i := 0; i < len(chars); i++ {
		c := a.free(chars[i])
		if !a.letters[c].leads {
			to = append(to, c)
			continue
		}
		word := wordAt(chars[i:])
		for j, syllable := range word {
			to = append(to, a.number(sound{chars[i+j], syllable}))
		}
		if len(word) == 0 {
			to = append(to, c)
		}
		i += max(0, len(word)-1)
	}
	return to
}

// free is a character with all its readings.
func (a *alphabet) free(r rune) code {
	if int(r) >= len(a.plain) {
		return a.number(sound{char: r})
	}
	if a.plain[r] == 0 {
		a.plain[r] = a.add(sound{char: r})
	}
	return a.plain[r]
}

func (a *alphabet) number(s sound) code {
	c, ok := a.fixed[s]
	if !ok {
		c = a.add(s)
		a.fixed[s] = c
	}
	return c
}

func (a *alphabet) add(s sound) code {
	if len(a.letters) > int(^code(0)) {
		return strange
	}
	c := code(len(a.letters))
	a.letters = append(a.letters, newLetter(s))
	a.written[s.char] = append(a.written[s.char], c)
	return c
}

func newLetter(s sound) letter {
	l := letter{char: s.char, leads: s.reading == "" && len(wordTable()[s.char]) > 0, spoken: spoken(s.char), readings: []string{s.reading}}
	if s.reading == "" {
		l.readings = allReadings(s.char)
	}
	if s.char >= 'a' && s.char <= 'z' {
		l.first = 1 << (s.char - 'a')
	}
	for _, r := range l.readings {
		l.first |= 1 << (r[0] - 'a')
	}
	return l
}

// text is what was spelled.
func (a *alphabet) text(letters []code) string {
	var out strings.Builder
	out.Grow(3 * len(letters))
	for _, c := range letters {
		out.WriteRune(a.letters[c].char)
	}
	return out.String()
}

// spoken tells whether a character is said at all: marks and brackets are not.
func spoken(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// allReadings lists a character's readings without tones, plain letters only.
func allReadings(r rune) []string {
	var out []string
	for _, s := range pinyin.SinglePinyin(r, pinyin.Args{Style: pinyin.Normal, Heteronym: true}) {
		if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" && !slices.Contains(out, s) {
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
