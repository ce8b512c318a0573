package filter

import (
	"strings"

	"chainatlas/model"
)

// anyName is the field that stands for every place where a person would look for a word: 任意~轴承.
const anyName = "任意"

// apart stands between the texts of several fields. A line break would not do: comparing passes it by, and a word would be
// found that begins in one field and ends in the next.
const apart = "\x1f"

// anyKeys are the fields that 任意 looks into, beside the name: who takes part, who is in charge, and where it belongs.
var anyKeys = map[model.Kind][]string{
	model.KindProject:    {"investor", "officer", "chain", "unit", "street", "node"},
	model.KindEnterprise: {"place", "contact", "roles", "street"},
	model.KindSite:       {"street", "contact"},
}

func anyOperand(kind model.Kind) operand {
	fields := fieldsOf(kind, append([]string{"name"}, anyKeys[kind]...)...)
	return operand{
		label: anyName, sample: anyText(""), reads: fields, get: func(model.Record) any { return anyText("") },
		text: func(r model.Record) string {
			var all strings.Builder
			for _, f := range fields {
				all.WriteString(f.Text(r) + apart)
			}
			return all.String()
		},
		empty: never,
	}
}

// anyText is the type of what 任意 answers with; it can only be searched.
type anyText string

// IsExpr tells an expression from words that somebody looks for: a comparison has an operator.
func IsExpr(text string) bool { return strings.ContainsAny(text, "=<>~＝＜＞～≥≤≠≧≦") }

// Words writes words that somebody looks for as an expression: each of them must be found somewhere. What is an expression
// already stays as it is.
func Words(text string) string {
	if IsExpr(text) {
		return strings.TrimSpace(text)
	}
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = anyName + "~" + quote(w)
	}
	return strings.Join(words, " ")
}

// quote keeps a word together that would not be read as one; a word with every kind of quote in it stays as it is.
func quote(w string) string {
	if !strings.ContainsAny(w, "|｜\"'＂“”「」‘’") {
		return w
	}
	for _, pair := range []string{`""`, "「」", "“”", "‘’"} {
		ends := []rune(pair)
		if !strings.ContainsRune(w, ends[1]) {
			return string(ends[0]) + w + string(ends[1])
		}
	}
	return w
}

// And joins expressions; empty ones are left out.
func And(exprs ...string) string {
	var out []string
	for _, e := range exprs {
		if e = strings.TrimSpace(e); e != "" {
			out = append(out, e)
		}
	}
	return strings.Join(out, " ")
}

// And is a filter for the records that answer both.
func (f *Filter) And(g *Filter) *Filter {
	if f.Empty() {
		return g
	}
	return &Filter{kind: f.kind, terms: append(append([]Term(nil), f.terms...), g.Terms()...)}
}
