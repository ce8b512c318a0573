package filter

import (
	"reflect"
	"slices"
	"strings"

	"chainatlas/model"
)

// test is one value of a comparison, ready to be asked.
type test struct {
	record func(model.Record) bool
	value  func(any) bool // asks what the operand is; nil where that is not the value of one field
	how    saying
	text   string // what is to be said, in the form in which names are compared
}

// saying is how the text of a value is compared.
type saying int

const (
	unsaid saying = iota // the text does not count
	partly
	wholly
)

// asking makes a test of what the operand is.
func (o operand) asking(ask func(any) bool) test {
	t := test{record: func(r model.Record) bool { return ask(o.get(r)) }}
	if o.plain {
		t.value = ask
	}
	return t
}

// none tests whether nothing is stated.
func (o operand) none() test {
	t := test{record: o.empty}
	if o.plain {
		t.value = empty
	}
	return t
}

// empty is Field.Empty for a value that is in no record.
func empty(v any) bool {
	if z, ok := v.(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return reflect.ValueOf(v).IsZero()
}

// said tests the text of the operand.
func (o operand) said(how saying, text string) test {
	want := normal(text)
	match := func(s string) bool { return strings.Contains(normal(s), want) }
	if how == wholly {
		match = func(s string) bool { return normal(s) == want }
	}
	t := test{record: func(r model.Record) bool { return match(o.text(r)) }}
	if !o.plain {
		return t
	}
	t.how, t.text = how, want
	if _, ok := o.sample.(string); ok {
		t.value = func(v any) bool { return match(v.(string)) }
	}
	return t
}

// Value asks a value of the field that the comparison reads as Match asks the record; nil when the value is not enough.
// It may be called from several goroutines.
func (t Term) Value() func(any) bool {
	if slices.ContainsFunc(t.tests, func(x test) bool { return x.value == nil }) {
		return nil
	}
	return func(v any) bool {
		for _, x := range t.tests {
			if x.value(v) {
				return !t.negated
			}
		}
		return t.negated
	}
}

// Texts are what the comparison looks for, when it is about nothing but the text of one field in the form of TextOf: one of
// them must be in it, or must be all of it when whole. It answers none when the comparison is about anything else.
func (t Term) Texts() (texts []string, whole bool) {
	for _, x := range t.tests {
		if x.how == unsaid || x.how != t.tests[0].how {
			return nil, false
		}
		texts = append(texts, x.text)
		whole = x.how == wholly
	}
	return texts, whole
}

// Negated tells whether the comparison is the opposite of what it says.
func (t Term) Negated() bool { return t.negated }

// TextOf makes what gives the text of a field's value in the form in which comparisons look at it. Only one goroutine at a
// time may call it.
func TextOf(f *model.Field) func(value any) string {
	r := f.Kind.New()
	return func(value any) string {
		if s, ok := value.(string); ok {
			return normal(s)
		}
		f.SetValue(r, value)
		return normal(f.Text(r))
	}
}
