package words

import (
	"regexp"
	"strings"
	"sync/atomic"

	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/english"
)

// spoken are the words of the interface; nil is Chinese, in which the program is written.
var spoken atomic.Pointer[english.Phrases]

// Speak chooses the language of the interface. Widgets take it when they are made: it is chosen before the window is.
func Speak(l model.Language) {
	if l == model.English {
		spoken.Store(English())
		return
	}
	spoken.Store(nil)
}

// Foreign tells whether the interface speaks another language than Chinese: words are longer then.
func Foreign() bool { return spoken.Load() != nil }

// Language is that of the interface.
func Language() model.Language {
	if Foreign() {
		return model.English
	}
	return model.Chinese
}

// T is a text of the interface in its language.
func T(zh string) string {
	if p := spoken.Load(); p != nil {
		return short(p.Say(zh))
	}
	return zh
}

// scale is the scale of an amount of money, which a cell of a table has no room to spell.
var scale = regexp.MustCompile(`([0-9]) (million|billion)\b`)

func short(text string) string {
	if !strings.Contains(text, "illion") {
		return text
	}
	return scale.ReplaceAllStringFunc(text, func(s string) string {
		return s[:1] + map[byte]string{'m': "m", 'b': "bn"}[s[2]]
	})
}

// All are texts of the interface in its language.
func All(zh []string) []string {
	if !Foreign() {
		return zh
	}
	return mapping.Say(T).Words(zh)
}

// Value is what a record holds, in the language of the interface where all of it is known: a stage, an amount. Names and what
// somebody wrote stay as they are.
func Value(zh string) string {
	if p := spoken.Load(); p != nil {
		if en, known := p.Knows(zh); known {
			return short(en)
		}
		if strings.Contains(zh, "「") { // a sentence that names something
			return T(zh)
		}
	}
	return zh
}

// Pictures is how maps and chains on the screen speak; nil is Chinese.
func Pictures() mapping.Say {
	if Foreign() {
		return T
	}
	return nil
}

// Chain is how a chain on the screen speaks, which may have English names for its nodes; nil is Chinese.
func Chain(c *model.Chain) mapping.Say {
	if !Foreign() {
		return nil
	}
	names := map[string]string{}
	english.Names(names, c)
	return English().With(names).Say
}
