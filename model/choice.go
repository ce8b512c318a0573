package model

import "strings"

// Choice is one allowed value of a field: Key is stored and stands in JSON, Name is shown, Also is what ledgers write.
type Choice struct {
	Key, Name string
	Also      []string
}

// chooser is a field type with a fixed list of values.
type chooser interface{ Choices() []Choice }

// pick finds the choice that a text means; spaces and full-width forms do not matter.
func pick(list []Choice, text string) (Choice, bool) {
	t := fold(text)
	for _, c := range list {
		if t == fold(c.Key) || t == fold(c.Name) {
			return c, true
		}
	}
	for _, c := range list {
		for _, a := range c.Also {
			if t == fold(a) {
				return c, true
			}
		}
	}
	return Choice{}, false
}

func nameOf(list []Choice, key string) string {
	for _, c := range list {
		if c.Key == key {
			return c.Name
		}
	}
	return key
}

// fold makes texts comparable: half-width, lower case, no blanks, one kind of bracket.
func fold(s string) string { return strings.ToLower(Squeeze(s)) }
