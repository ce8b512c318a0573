package model

import "regexp"

// A field of years may be named with one of them: output.2023, 产值.2023年, 2023年产值.
var (
	yearBehind = regexp.MustCompile(`^(.+)\.([0-9]{4})年?$`)
	yearBefore = regexp.MustCompile(`^([0-9]{4})年度?(.+)$`)
)

// YearlyFieldOf finds a field of yearly amounts by a name that has the year with it; ok is false for any other name.
func YearlyFieldOf(k Kind, name string) (f *Field, year int, ok bool) {
	name, digits := Squeeze(name), ""
	if m := yearBehind.FindStringSubmatch(name); m != nil {
		name, digits = m[1], m[2]
	} else if m := yearBefore.FindStringSubmatch(name); m != nil {
		name, digits = m[2], m[1]
	} else {
		return nil, 0, false
	}
	f, err := FieldOf(k, name)
	if err != nil || !f.Yearly() {
		return nil, 0, false
	}
	return f, atoi(digits), true
}

// Yearly tells whether the field holds an amount for each year.
func (f *Field) Yearly() bool {
	_, ok := f.Value(f.Kind.New()).(Yearly)
	return ok
}
