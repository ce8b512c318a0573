package filter

import (
	"slices"
	"strings"

	"chainatlas/model"
)

// Sort orders records of one kind by fields named by key, label or alias, the most important first; a minus in front turns
// the order round. What is not stated comes last either way, and equal records keep their order.
// It returns a *SyntaxError for a field that the kind does not have.
func Sort(records []model.Record, by ...string) error {
	if len(records) == 0 {
		return nil
	}
	keys, err := ParseSort(records[0].Kind(), by...)
	if err != nil {
		return err
	}
	slices.SortStableFunc(records, func(a, b model.Record) int {
		for _, k := range keys {
			if c := k.compare(a, b); c != 0 {
				return c
			}
		}
		return 0
	})
	return nil
}

// Key is one field to sort by; Down turns the order round.
type Key struct {
	Field *model.Field
	Down  bool
}

// ParseSort reads what Sort is given.
func ParseSort(kind model.Kind, by ...string) ([]Key, error) {
	var keys []Key
	for _, name := range by {
		for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == '，' || isBlank(r) }) {
			k, err := sortKeyOf(kind, part)
			if err != nil {
				return nil, err
			}
			keys = append(keys, k)
		}
	}
	return keys, nil
}

// SortText writes keys as ParseSort reads them.
func SortText(keys []Key) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = k.Field.Key
		if k.Down {
			parts[i] = "-" + parts[i]
		}
	}
	return strings.Join(parts, ",")
}

func sortKeyOf(kind model.Kind, text string) (Key, error) {
	name := strings.TrimLeft(text, "-－+")
	k := Key{Down: strings.HasPrefix(text, "-") || strings.HasPrefix(text, "－")}
	if long := shortNames[strings.ToLower(name)]; long != "" && kind == model.KindProject {
		name = long
	}
	f, err := model.FieldOf(kind, name)
	if err != nil {
		return k, unknownField(kind, word{text: name})
	}
	k.Field = f
	return k, nil
}

func (k Key) compare(a, b model.Record) int {
	c := k.Field.Compare(a, b)
	if k.Down && !k.Field.Empty(a) && !k.Field.Empty(b) {
		return -c
	}
	return c
}
