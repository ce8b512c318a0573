package english

import (
	"strings"

	"chainatlas/model"
)

// Names are the English forms that records give for themselves: of their names and of other words that have a field for it, and of
// the nodes of chains. The records are redacted for their reader: only what he sees is among them.
func Names[T model.Record](into map[string]string, records ...T) {
	for _, r := range records {
		for _, f := range model.FieldsOf(r.Kind()) {
			if of := f.Original(); of != nil && !f.Empty(r) && !of.Empty(r) {
				pair(into, of.Value(r), f.Value(r))
			}
		}
		if c, ok := model.Record(r).(*model.Chain); ok {
			for _, n := range c.Nodes {
				if n.English != "" {
					into[n.Name] = upper(n.English)
				}
			}
		}
	}
}

func pair(into map[string]string, zh, en any) {
	switch zh := zh.(type) {
	case string:
		if en := strings.TrimSpace(en.(string)); en != "" {
			into[zh] = en
		}
	case model.Words:
		if en := en.(model.Words); len(en) == len(zh) {
			for i := range zh {
				into[zh[i]] = en[i]
			}
		}
	}
}

// upper begins a label with a capital; words that have capitals of their own, such as pH or iPhone, keep them.
func upper(s string) string {
	head, _, _ := strings.Cut(s, " ")
	if head == strings.ToLower(head) && len(s) > 0 {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}
