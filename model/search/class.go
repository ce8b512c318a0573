package search

import (
	"cmp"
	"slices"
	"sync"

	"chainatlas/model"
)

// class is how much a field says about what a record is; lower is better.
type class int

const (
	names class = iota
	codes
	companies
	contacts
	addresses
	others
	notes
	classes
)

// scores are what a hit is worth: written or only sounding so, at the beginning or anywhere. Classes never overlap.
var scores = [classes]struct{ whole, prefix, inside, sounds int }{
	names:     {100, 95, 85, 5},
	codes:     {78, 76, 74, 1},
	companies: {70, 66, 62, 2},
	contacts:  {58, 54, 50, 2},
	addresses: {46, 43, 40, 1},
	others:    {38, 35, 32, 1},
	notes:     {20, 20, 20, 0},
}

// spoken tells whether a class is looked at by pinyin.
func (c class) spoken() bool { return c != notes && c != codes }

// flat tells that it does not matter where in a text the answer stands.
func (c class) flat() bool { return scores[c].whole == scores[c].inside }

// fit is how a text answers.
type fit int

const (
	whole fit = iota
	begins
	saidFirst
	inside
	saidInside
	fits
)

// heads tells whether the answer stands at the beginning of a text.
func (f fit) heads() bool { return f == whole || f == begins || f == saidFirst }

// level is a way to answer and what it is worth.
type level struct {
	class  class
	fit    fit
	points int
}

// levels lists all ways to answer, the best first. No two are worth the same.
var levels = sync.OnceValue(func() (out []level) {
	for c, worth := range scores {
		c := class(c)
		out = append(out, level{c, inside, worth.inside})
		if !c.flat() {
			out = append(out, level{c, whole, worth.whole}, level{c, begins, worth.prefix})
		}
		if c.spoken() {
			out = append(out, level{c, saidFirst, worth.prefix - worth.sounds}, level{c, saidInside, worth.inside - worth.sounds})
		}
	}
	slices.SortFunc(out, func(a, b level) int { return cmp.Compare(b.points, a.points) })
	return out
})

var keysOf = map[class][]string{
	names:     {"name", "short_name", "code_name", "en"},
	codes:     {"code", "uscc", "investor_uscc", "project_code", "lead_code"},
	companies: {"investor", "company", "parent", "organisation", "park", "hosts", "ownership", "recommender", "first_reporter", "channel"},
	contacts:  {"officer", "contact", "leader", "lead_leader", "phone", "email", "title", "admin_head", "enterprise_head"},
	addresses: {"street", "address", "place", "investor_place", "building", "destination", "bounds"},
	others:    {"unit", "chain", "node", "roles", "products", "labels", "samples", "office", "raw_phrase", "sign_event", "supply_status", "figure"},
}

var classByKey = sync.OnceValue(func() map[string]class {
	out := make(map[string]class)
	for c, keys := range keysOf {
		for _, k := range keys {
			out[k] = c
		}
	}
	return out
})

// classOf tells where a field is looked for; long texts are notes, and numbers and choices are not looked for at all.
func classOf(f *model.Field) (class, bool) {
	if c, ok := classByKey()[f.Key]; ok {
		return c, true
	}
	return notes, (f.Long || f.Key == "source") && f.Key != "needs" && f.Key != "supplies"
}

// Fields lists what is looked at in a kind's records, beside the time of the last change; Put needs no others.
func Fields(k model.Kind) (out []*model.Field) {
	for _, f := range model.FieldsOf(k) {
		if _, ok := classOf(f); ok || f.Key == "updated" {
			out = append(out, f)
		}
	}
	return out
}

// wordsOf is what a field says; a node answers to its code and its name.
func wordsOf(f *model.Field, r model.Record) string {
	switch v := f.Value(r).(type) {
	case string: // most fields; asking for their text again would cost more than all the rest
		return v
	case model.Link:
		return v.String()
	case model.NodeRef:
		return v.Code + " " + v.Name
	}
	if f.Empty(r) {
		return ""
	}
	return f.Text(r)
}

// place is where a field of a kind is looked for.
type place struct {
	*model.Field
	class  class
	number uint16
}

// places lists for each kind what is looked at.
var places = sync.OnceValue(func() map[model.Kind][]place {
	out := make(map[model.Kind][]place)
	for _, k := range model.Kinds() {
		for _, f := range model.FieldsOf(k) {
			if c, ok := classOf(f); ok {
				out[k] = append(out[k], place{f, c, fieldNumber(f.Key)})
			}
		}
	}
	return out
})

// Field keys are numbered, so that a mention names its field in two bytes.
var fieldNumbers = sync.OnceValue(func() map[string]uint16 {
	out := make(map[string]uint16)
	for _, k := range model.Kinds() {
		for _, f := range model.FieldsOf(k) {
			if _, ok := out[f.Key]; !ok {
				out[f.Key] = uint16(len(out))
			}
		}
	}
	return out
})

var fieldKeys = sync.OnceValue(func() []string {
	out := make([]string, len(fieldNumbers()))
	for key, n := range fieldNumbers() {
		out[n] = key
	}
	return out
})

func fieldNumber(key string) uint16 { return fieldNumbers()[key] }
