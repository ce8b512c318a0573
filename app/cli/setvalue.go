package cli

import (
	"errors"
	"maps"
	"strings"
	"time"
	"unicode"

	"chainatlas/app/place"
	"chainatlas/mapping/crs"
	"chainatlas/model"
)

// setText reads a text as the field's type. Year is 0 except for one year of a field of yearly amounts.
func setText(f *model.Field, r model.Record, text string, year int, find model.Finder) []model.Problem {
	switch v := f.Value(r).(type) {
	case model.Location:
		if !model.Blank(text) {
			return setPlace(f, r, text)
		}
	case model.Money:
		if p := wordsAlone(text); p != nil {
			return p
		}
		return f.SetText(r, text, model.Hint{Unit: noUnit}, find)
	case model.Yearly:
		return setYear(f, r, v, text, year)
	}
	problems := f.SetText(r, text, model.Hint{Year: time.Now().Year()}, find)
	return append(problems, f.Unlinked(r)...)
}

// noUnit is a unit that no amount has: nothing stands around a value on the command line that could tell its unit.
const noUnit = "未注明"

// wordsAlone refuses words that are neither an amount nor say that there is none yet.
func wordsAlone(text string) []model.Problem {
	m, problems := model.ParseMoney(text, model.Hint{Unit: noUnit})
	for _, p := range problems {
		if p.Blocking {
			return nil // they say it better
		}
	}
	if m.Known || m.IsZero() || model.Undecided(text) {
		return nil
	}
	return []model.Problem{{Code: "money.words", Message: "「" + text + "」中没有金额", Suggestion: "写成「5亿元」「3-5亿元」；尚未确定的写「待定」或「面议」", Blocking: true}}
}

// setYear puts in, or clears, the amount of one year; without a year only words that name theirs are taken.
func setYear(f *model.Field, r model.Record, old model.Yearly, text string, year int) []model.Problem {
	switch {
	case model.Blank(text) && year == 0:
		f.Clear(r)
		return nil
	case model.Blank(text):
		kept := maps.Clone(old)
		delete(kept, year)
		f.SetValue(r, kept)
		return nil
	}
	if p := wordsAlone(text); p != nil && year != 0 {
		return p
	}
	problems := f.SetText(r, text, model.Hint{Year: year, Unit: noUnit}, nil)
	for i := range problems {
		if problems[i].Code == "yearly.no_year" {
			problems[i].Suggestion = "写成「" + f.Label + ".2023=" + text + "」"
		}
	}
	return problems
}

// setPlace reads a pair of coordinates; the name of their system may follow: 117.81,36.06 GCJ-02.
func setPlace(f *model.Field, r model.Record, text string) []model.Problem {
	words, system := strings.TrimSpace(text), ""
	if i := strings.LastIndexFunc(words, unicode.IsSpace); i > 0 && isSystem(strings.TrimSpace(words[i:])) {
		words, system = strings.TrimSpace(words[:i]), strings.TrimSpace(words[i:])
	}
	x, y := words, ""
	if i := strings.IndexAny(words, ",，、"); i > 0 {
		x, y = words[:i], strings.TrimLeft(words[i:], ",，、")
	}
	at, problems := place.Locate(x, y, system)
	f.SetValue(r, at)
	return problems
}

// isSystem tells the name of a coordinate system from the second of two coordinates.
func isSystem(word string) bool {
	_, err := crs.Lookup(word)
	return err == nil || errors.Is(err, crs.ErrRefused) || !strings.ContainsAny(word, "0123456789")
}
