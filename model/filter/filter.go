// Package filter reads the filter language of the list screen and the command line: 阶段=在谈|签约 链=精品钢 投资>=1亿.
//
// What is not stated never answers a comparison, and a range answers it only when all of it does: 约3-5亿元 is not >=4亿.
// The one exception is !=, which is the plain opposite of = and so keeps records that state nothing.
package filter

import (
	"errors"

	"chainatlas/model"
)

// Filter is a parsed expression for records of one kind. The zero value matches everything.
type Filter struct {
	kind  model.Kind
	terms []Term
}

// Term is one comparison: any of its values must answer, or none of them when it is negated.
type Term struct {
	operand operand
	negated bool
	tests   []test
}

// Options are what an expression may lean on beyond its own words.
type Options struct {
	Find model.Finder // resolves the names and codes of links; nil compares the names as they are written
	Year int          // the year of a date that names none (一季度); 0 makes such a date an error
}

// Parse reads an expression. It returns a *SyntaxError that points at the word it could not read.
func Parse(kind model.Kind, expr string) (*Filter, error) { return ParseWith(kind, expr, Options{}) }

// ParseWith is Parse with help from the surroundings.
func ParseWith(kind model.Kind, expr string, o Options) (*Filter, error) {
	f, err := parse(kind, expr, o)
	var wrong *SyntaxError
	if errors.As(err, &wrong) {
		wrong.Expr = expr
	}
	return f, err
}

func parse(kind model.Kind, expr string, o Options) (*Filter, error) {
	f := &Filter{kind: kind}
	s := scanner{text: []rune(expr)}
	for {
		c, err := s.next()
		if err != nil || c == nil {
			return f, err
		}
		t, err := compile(kind, *c, o)
		if err != nil {
			return nil, err
		}
		f.terms = append(f.terms, t)
	}
}

// Match tells whether a record answers every comparison. A record of another kind does not.
func (f *Filter) Match(r model.Record) bool {
	if f == nil || len(f.terms) == 0 {
		return true
	}
	if r.Kind() != f.kind {
		return false
	}
	for _, t := range f.terms {
		if !t.Match(r) {
			return false
		}
	}
	return true
}

// Terms are the comparisons, all of which must answer.
func (f *Filter) Terms() []Term {
	if f == nil {
		return nil
	}
	return f.terms
}

// Reads lists the fields that the comparison looks at, beside the id. A record that holds nothing but these answers as the
// whole record does.
func (t Term) Reads() []*model.Field { return t.operand.reads }

// Match tells whether a record of the filter's kind answers the comparison. It may be called from several goroutines.
func (t Term) Match(r model.Record) bool {
	for _, ask := range t.tests {
		if ask.record(r) {
			return !t.negated
		}
	}
	return t.negated
}

// Apply returns the records that match, in their order.
func (f *Filter) Apply(records []model.Record) []model.Record {
	var out []model.Record
	for _, r := range records {
		if f.Match(r) {
			out = append(out, r)
		}
	}
	return out
}

// Empty tells whether the filter lets everything through.
func (f *Filter) Empty() bool { return f == nil || len(f.terms) == 0 }
