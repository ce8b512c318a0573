package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// View is a saved way to look at a list: which records, in which order, in which columns. Its name is unique among the views
// of its list. It is the program's own record: no audience but the desk sees it.
type View struct {
	Base
	OfKind  Kind        `key:"of_kind" label:"所属列表" in:"视图" opt:"keep"`
	Filter  string      `key:"filter" label:"筛选条件" also:"条件" in:"视图" opt:"keep"` // an expression of model/filter
	Sort    string      `key:"sort" label:"排序" in:"视图" opt:"keep"`               // as filter.ParseSort reads it: -total_investment
	Columns ViewColumns `key:"columns" label:"显示的列" also:"列" in:"视图" opt:"keep"` // in the order shown; none for the list's own
}

// Kind implements Record.
func (*View) Kind() Kind { return KindView }

// ViewColumn is a field and its width in logical pixels; 0 for the usual one.
type ViewColumn struct {
	Key   string `cbor:"1,keyasint" json:"key"`
	Width int    `cbor:"2,keyasint,omitempty" json:"width,omitempty"`
}

// ViewColumns are columns in the order shown.
type ViewColumns []ViewColumn

// IsZero tells whether no column is named.
func (c ViewColumns) IsZero() bool { return len(c) == 0 }

// String lists the columns with their widths: 名称 240、招商阶段 96.
func (c ViewColumns) String() string {
	parts := make([]string, len(c))
	for i, x := range c {
		parts[i] = columnLabel(x.Key)
		if x.Width > 0 {
			parts[i] += " " + strconv.Itoa(x.Width)
		}
	}
	return strings.Join(parts, "、")
}

// columnLabel is what the first kind that has the field calls it: a column alone does not know its list.
func columnLabel(key string) string {
	for _, f := range FieldsOf(KindView) {
		if f.Key == key {
			return f.Label // 名称 and what else every record has
		}
	}
	for _, k := range Kinds() {
		for _, f := range FieldsOf(k) {
			if f.Key == key {
				return f.Label
			}
		}
	}
	return key
}

// Fields lists the fields that the columns show, leaving out what this version does not know; none shows the list's own.
func (c ViewColumns) Fields(k Kind) (out []*Field) {
	for _, x := range c {
		if f, err := FieldOf(k, x.Key); err == nil {
			out = append(out, f)
		}
	}
	return out
}

// ViewsOf are the views of one list, by name.
func ViewsOf(k Kind, all []*View) (out []*View) {
	for _, v := range all {
		if v.OfKind == k {
			out = append(out, v)
		}
	}
	slices.SortStableFunc(out, func(a, b *View) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// ViewCalled finds a view of one list by its name; nil when there is none.
func ViewCalled(k Kind, name string, all []*View) *View {
	want := NormalName(name)
	for _, v := range all {
		if v.OfKind == k && NormalName(v.Name) == want {
			return v
		}
	}
	return nil
}
