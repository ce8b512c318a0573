package store

import (
	"cmp"
	"slices"
	"strings"

	"chainatlas/model"
)

// labels are the texts that a record answers to: its name, and others that count only when no name fits.
type labels struct {
	name  string
	other []string
}

func labelsOf(r model.Record) labels {
	l := labels{name: model.NormalName(r.Head().Name)}
	switch x := r.(type) {
	case *model.Enterprise:
		l.also(x.USCC, x.ShortName)
	case *model.Site:
		l.also(x.Code)
	case *model.Project:
		l.also(x.ProjectCode, x.LeadCode)
	case *model.Chain:
		l.also(x.Code, bareChain(l.name))
	}
	return l
}

func (l *labels) also(texts ...string) {
	for _, t := range texts {
		if n := model.NormalName(t); n != "" && n != l.name && !slices.Contains(l.other, n) {
			l.other = append(l.other, n)
		}
	}
}

// bareChain is a chain's name without 产业链 or 链, which ledgers add or leave out.
func bareChain(name string) string {
	for _, suffix := range []string{"产业链", "链"} {
		if bare, ok := strings.CutSuffix(name, suffix); ok && bare != "" {
			return bare
		}
	}
	return name
}

// label is one text of a record that was there when the lists were loaded.
type label struct {
	text  string
	other bool // counts only when no name fits
	of    model.ID
}

func compareLabel(a, b label) int {
	return cmp.Or(strings.Compare(a.text, b.text), compareID(a.of, b.of))
}

func (l labels) of(id model.ID) []label {
	var out []label
	if l.name != "" {
		out = append(out, label{l.name, false, id})
	}
	for _, t := range l.other {
		out = append(out, label{t, true, id})
	}
	return out
}

// names finds the records of a kind by their labels: those that were loaded, in one ordered list, and those since.
type names struct {
	loaded        []label             // by text
	since         map[model.ID]labels // records that changed: what was loaded of them counts no more
	byName, other map[string][]model.ID
}

func newNames() *names {
	return &names{since: make(map[model.ID]labels), byName: make(map[string][]model.ID), other: make(map[string][]model.ID)}
}

func (n *names) set(id model.ID, l labels) {
	old := n.since[id]
	take(n.byName, old.name, id)
	for _, t := range old.other {
		take(n.other, t, id)
	}
	n.since[id] = l
	give(n.byName, l.name, id)
	for _, t := range l.other {
		give(n.other, t, id)
	}
}

func take(m map[string][]model.ID, key string, id model.ID) {
	ids := m[key]
	i := slices.Index(ids, id)
	if i < 0 {
		return
	}
	// In place: a ledger may give thousands of records the same code.
	last := len(ids) - 1
	ids[i] = ids[last]
	if m[key] = ids[:last]; last == 0 {
		delete(m, key)
	}
}

func give(m map[string][]model.ID, key string, id model.ID) {
	if key != "" {
		m[key] = append(m[key], id)
	}
}

// find lists the records that answer to a text: by name, else by another label.
func (n *names) find(k model.Kind, text string) []model.ID {
	want := model.NormalName(text)
	if want == "" {
		return nil
	}
	if ids := n.called(want, false); len(ids) > 0 {
		return ids
	}
	if ids := n.called(want, true); len(ids) > 0 || k != model.KindChain {
		return ids
	}
	bare := bareChain(want)
	if ids := n.called(bare, false); len(ids) > 0 {
		return ids
	}
	return n.called(bare, true)
}

// called lists the records with this very label.
func (n *names) called(text string, other bool) (out []model.ID) {
	i, _ := slices.BinarySearchFunc(n.loaded, text, func(l label, t string) int { return strings.Compare(l.text, t) })
	for ; i < len(n.loaded) && n.loaded[i].text == text; i++ {
		if l := n.loaded[i]; l.other == other && !n.changed(l.of) {
			out = append(out, l.of)
		}
	}
	if other {
		return append(out, n.other[text]...)
	}
	return append(out, n.byName[text]...)
}

func (n *names) changed(id model.ID) bool {
	_, ok := n.since[id]
	return ok
}

// settle puts what changed into the ordered list when that is much.
func (n *names) settle() {
	if many(len(n.since), len(n.loaded)) {
		fresh := newNames()
		fresh.loaded = n.now()
		*n = *fresh
	}
}

// now lists every label that counts, by text.
func (n *names) now() []label {
	out := slices.DeleteFunc(slices.Clone(n.loaded), func(l label) bool { return n.changed(l.of) })
	for id, l := range n.since {
		out = append(out, l.of(id)...)
	}
	slices.SortFunc(out, compareLabel)
	return out
}
