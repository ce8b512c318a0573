package sheet

import (
	"strings"

	"chainatlas/model"
)

// form is a kind to try, with its template when there is one.
type form struct {
	kind     model.Kind
	template *Template
}

func wanted(name string) ([]form, error) {
	var out []form
	if name == "" || name == "auto" {
		for i := range templates {
			out = append(out, form{templates[i].Kind, &templates[i]})
		}
		return out, nil
	}
	if t, ok := templateOf(name); ok {
		if t.Kind == "" {
			return nil, ErrUnknownTemplate
		}
		return []form{{t.Kind, t}}, nil
	}
	kind, err := model.ParseKind(name)
	if err != nil || !kind.Business() {
		return nil, ErrUnknownTemplate
	}
	for i := range templates {
		if templates[i].Kind == kind {
			out = append(out, form{kind, &templates[i]})
		}
	}
	return append(out, form{kind, nil}), nil
}

func bestForm(c candidate, forms []form, mapping map[string]string, words string) (layout, bool) {
	var best layout
	byKind := make(map[model.Kind][]Column)
	for _, f := range forms {
		kind := f.kind
		columns, ok := byKind[kind]
		if !ok {
			columns = resolveAll(c, kind, mapping)
			byKind[kind] = columns
		}
		if l, ok := scoreForm(c, f, columns, words); ok && l.score > best.score {
			best = l
		}
	}
	return best, best.score > 0
}

// scoreForm counts a column that stands in the form itself thrice, another known column once.
func scoreForm(c candidate, f form, columns []Column, words string) (layout, bool) {
	l := layout{first: c.first, last: c.last, kind: f.kind, template: f.template, columns: columns}
	known, exact := 0, 0
	for i, col := range columns {
		if col.Field != "" {
			known++
		}
		if f.template != nil && inForm(c.heads[i].namings(), f.template) {
			exact++
		}
	}
	if f.template != nil && f.kind == "" {
		l.score = 3*exact + exact // known only as a form, to be declined by name
		return l, exact >= 5
	}
	least := 4
	if f.template == nil {
		least = 2 // the kind was named: a short table of one's own will do
	}
	if known < 2 || !hasName(columns, f.kind) || exact+known < least {
		return l, false
	}
	l.score = 3*exact + known
	if f.template == nil {
		l.score = known + 1
	} else if speaksOf(words, f.template) {
		l.score += 6
	}
	if l.template != nil && 3*exact < known {
		l.template = nil // nothing of the form but its kind
	}
	return l, true
}

func speaksOf(words string, t *Template) bool {
	for _, w := range t.words {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

func inForm(texts []string, t *Template) bool {
	for _, s := range texts {
		if s == "" {
			continue
		}
		for _, form := range headerForms(plainHeader(s)) {
			if form != "" && formSet()[t.Code][form] {
				return true
			}
		}
	}
	return false
}

// hasName tells whether the columns name the record.
func hasName(columns []Column, k model.Kind) bool {
	for _, c := range columns {
		if c.Field == "name" || c.Field == "id" || k == model.KindSite && c.Field == "park" || k == model.KindVisit && (c.Field == "from" || c.Field == "hosts") ||
			(k == model.KindTarget || k == model.KindReported) && c.Field == "figure" {
			return true
		}
	}
	return false
}
