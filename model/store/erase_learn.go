package store

import (
	"slices"

	"chainatlas/model"
)

// contact is what the history knows of a contact.
type contact struct {
	keys  map[personID]bool
	names map[string]bool // in their normal form
	now   string
	known bool // lives, or lies in the trash
	texts model.Person
}

// learn takes in what an event says of people.
func (f *finding) learn(e *event) {
	if e.Kind == model.KindContact {
		f.learnContact(e)
		return
	}
	now := f.places[e.Record]
	news := false
	for _, c := range e.Fields {
		if !seals(e.Kind, c.Key) {
			continue
		}
		news = true
		text := f.textOf(c.New)
		if id, _, _, err := sealedParts(c.New); err == nil && text != "" {
			f.texts[id] = text
		}
		if now == nil {
			now = make(map[string]string)
			f.places[e.Record] = now
		}
		now[c.Key] = text
	}
	if news {
		f.pair(now)
	}
}

func (f *finding) learnContact(e *event) {
	one := f.contacts[e.Record]
	if one == nil {
		one = &contact{keys: make(map[personID]bool), names: make(map[string]bool)}
		f.contacts[e.Record] = one
	}
	for _, c := range e.Fields {
		if id, _, _, err := sealedParts(c.New); err == nil {
			one.keys[id] = true
		}
		text := f.textOf(c.New)
		switch {
		case c.Key == keyLife:
			one.known = c.New != nil
		case c.Key == "name" && text != "":
			one.now, one.names[model.NormalName(text)] = text, true
		case c.Key == "phone":
			one.texts.Numbers = append(one.texts.Numbers, model.NumbersOf(text)...)
		case c.Key == "email" && text != "":
			one.texts.Mails = append(one.texts.Mails, text)
		}
	}
}

// textOf is a value that is a text; "" for any other, and for one that cannot be read.
func (f *finding) textOf(value []byte) (text string) {
	if decoding.Unmarshal(f.persons.open(value), &text) != nil {
		return ""
	}
	return text
}

// pair notes which people a number stands beside.
func (f *finding) pair(now map[string]string) {
	for _, key := range numberKeys {
		for _, n := range model.NumbersOf(now[key]) {
			for other, text := range now {
				if text == "" || slices.Contains(numberKeys, other) {
					continue
				}
				if f.beside[n] == nil {
					f.beside[n] = make(map[string]bool)
				}
				f.beside[n][text] = true
			}
		}
	}
}

// numberKeys are the personal fields that hold numbers and not names.
var numberKeys = []string{"phone"}
