package filter

import (
	"strings"

	"chainatlas/model"
)

// linkTest matches a link by the other record's name or id, a chain also by its code.
func linkTest(to model.Kind, text string, find model.Finder) func(any) bool {
	ids := linkIDs(to, text, find)
	want := linkName(to, text)
	return func(v any) bool {
		l, ok := v.(model.Link)
		if !ok || l.IsZero() {
			return false
		}
		for _, id := range ids {
			if l.ID == id {
				return true
			}
		}
		return linkName(to, l.Name) == want
	}
}

func linkIDs(to model.Kind, text string, find model.Finder) []model.ID {
	var ids []model.ID
	if id, err := model.ParseID(text); err == nil {
		ids = append(ids, id)
	}
	if to == model.KindChain {
		ids = append(ids, model.FixedID(to, strings.ToUpper(model.Squeeze(text))))
	}
	if find != nil && to != "" {
		if l, ok := find.Find(to, text); ok && !l.ID.IsZero() {
			ids = append(ids, l.ID)
		}
	}
	return ids
}

// linkName is the form in which names are compared: 精品钢 and 精品钢产业链 are one chain.
func linkName(to model.Kind, name string) string {
	name = normal(name)
	if to == model.KindChain && name != "产业链" {
		name = strings.TrimSuffix(name, "产业链")
	}
	return name
}

// nodeTest matches a node by code, by name, or by one of the words that its name joins: 炼钢 of 炼钢·精炼·连铸.
func nodeTest(text string) func(any) bool {
	want := normal(text)
	return func(v any) bool {
		n, ok := v.(model.NodeRef)
		if !ok || n.IsZero() {
			return false
		}
		if normal(n.Code) == want || normal(n.Name) == want {
			return true
		}
		for _, part := range strings.FieldsFunc(model.HalfWidth(n.Name), func(r rune) bool { return strings.ContainsRune("·/()、, ", r) }) {
			if normal(part) == want {
				return true
			}
		}
		return false
	}
}
