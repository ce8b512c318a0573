package model

import (
	"cmp"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Field describes one field of a kind. It is read from a struct line's tags:
//
//	key    the name in files, filters and on the command line
//	label  the Chinese name; also: other names that ledgers and people use, joined by |
//	in     the section of the detail form
//	unit   the unit a bare number has
//	to     the kind that a link points to
//	opt    long (several lines) · keep (set by the program's own actions, not typed) · uscc ·
//	       confidential (not shown to visitors unless made 公开 by name) · personal (belongs to a person) ·
//	       place (confidential when exact)
type Field struct {
	Kind         Kind
	Key          string
	Label        string
	Also         []string
	Section      string
	Unit         string
	To           Kind
	Long         bool
	Keep         bool
	USCC         bool
	Confidential bool
	Personal     bool
	PlaceLike    bool

	typ   reflect.Type
	index []int
}

var registry = sync.OnceValue(func() map[Kind][]*Field {
	out := make(map[Kind][]*Field)
	for _, k := range kinds {
		out[k.kind] = readFields(k.kind, reflect.TypeOf(k.blank()).Elem(), nil)
	}
	return out
})

// nameLabels are what each kind calls its name in ledgers.
var nameLabels = map[Kind][]string{
	KindProject:    {"项目名称", "项目", "拟投资项目"},
	KindEnterprise: {"企业名称", "单位名称", "公司名称", "企业"},
	KindSite:       {"载体名称", "地块名称", "载体", "地块"},
	KindChain:      {"产业链名称", "产业链"},
	KindContact:    {"姓名", "联系人"},
	KindTask:       {"督办事项名称", "事项名称"},
	KindPolicy:     {"政策名称", "政策"},
	KindDeck:       {"演示名称", "演示"},
}

func readFields(kind Kind, t reflect.Type, index []int) []*Field {
	var own, base []*Field
	for i := range t.NumField() {
		sf := t.Field(i)
		at := append(append([]int(nil), index...), i)
		if sf.Anonymous {
			base = readFields(kind, sf.Type, at)
		} else if key, ok := sf.Tag.Lookup("key"); ok {
			own = append(own, newField(kind, key, sf, at))
		}
	}
	if len(base) == 0 {
		return own
	}
	// The name comes first, then what is special to the kind, then what every record has.
	return append(append(base[:1:1], own...), base[1:]...)
}

func newField(kind Kind, key string, sf reflect.StructField, index []int) *Field {
	f := &Field{
		Kind: kind, Key: key, Label: sf.Tag.Get("label"), Section: sf.Tag.Get("in"), Unit: sf.Tag.Get("unit"), To: Kind(sf.Tag.Get("to")),
		typ: sf.Type, index: index,
	}
	if also := sf.Tag.Get("also"); also != "" {
		f.Also = strings.Split(also, "|")
	}
	if labels := nameLabels[kind]; key == "name" && labels != nil {
		f.Label, f.Also = labels[0], append([]string{"名称"}, labels[1:]...)
	}
	for _, o := range strings.Split(sf.Tag.Get("opt"), ",") {
		f.option(o)
	}
	return f
}

func (f *Field) option(o string) {
	switch o {
	case "":
	case "long":
		f.Long = true
	case "keep":
		f.Keep = true
	case "uscc":
		f.USCC = true
	case "confidential":
		f.Confidential = true
	case "personal":
		f.Personal = true
	case "place":
		f.PlaceLike = true
	default:
		panic("model: unknown field option " + o + " on " + f.Key)
	}
}

// FieldsOf lists a kind's fields in the order of its form. The slice is shared: do not change it.
func FieldsOf(k Kind) []*Field { return registry()[k] }

// FieldOf finds a field by key, label or alias. It returns ErrUnknownField when nothing answers.
func FieldOf(k Kind, name string) (*Field, error) {
	if f := fieldNames()[k][fold(name)]; f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("%s has no field %q: %w", k, name, ErrUnknownField)
}

// fieldNames lead from all that a field is called to it. Keys and labels come before what a field is called also.
var fieldNames = sync.OnceValue(func() map[Kind]map[string]*Field {
	out := make(map[Kind]map[string]*Field)
	for k, fields := range registry() {
		names := make(map[string]*Field)
		call := func(name string, f *Field) {
			if names[name] == nil {
				names[name] = f
			}
		}
		for _, f := range fields {
			call(f.Key, f)
			call(fold(f.Label), f)
		}
		for _, f := range fields {
			for _, also := range f.Also {
				call(fold(also), f)
			}
		}
		out[k] = names
	}
	return out
})

// english ends the keys of the fields that hold the English form of another: address_en of address. The English name is en alone.
const english = "_en"

// Original is the field whose English form this one holds; nil for all others.
func (f *Field) Original() *Field {
	key, ok := strings.CutSuffix(f.Key, english)
	if f.Key == english[1:] {
		key, ok = "name", true
	}
	if !ok {
		return nil
	}
	return fieldNames()[f.Kind][key]
}

func (f *Field) at(r Record) reflect.Value { return reflect.ValueOf(r).Elem().FieldByIndex(f.index) }

// Value is the field's value: string, bool, int, Money, Date, Quantity, Link, Stage …
func (f *Field) Value(r Record) any { return f.at(r).Interface() }

// SetValue puts a value of the field's own type. It panics on another type, as that is a slip of ours.
func (f *Field) SetValue(r Record, v any) { f.at(r).Set(reflect.ValueOf(v)) }

// Copy takes the field's value over from another record of the kind.
func (f *Field) Copy(to, from Record) { f.at(to).Set(f.at(from)) }

// Clear makes the field 未说明.
func (f *Field) Clear(r Record) { f.at(r).SetZero() }

// Empty tells whether nothing is stated.
func (f *Field) Empty(r Record) bool {
	v := f.at(r)
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return v.IsZero()
}

// Text is what a cell or a form shows.
func (f *Field) Text(r Record) string {
	switch v := f.Value(r).(type) {
	case string:
		return v
	case bool:
		if v {
			return string(Yes)
		}
		return ""
	case int:
		if v == 0 {
			return ""
		}
		return strconv.Itoa(v)
	case chooser:
		return nameOf(v.Choices(), fmt.Sprint(reflect.ValueOf(v)))
	case fmt.Stringer:
		return v.String()
	}
	return ""
}

// Choices lists the allowed values, nil when the field is free.
func (f *Field) Choices() []Choice {
	if f.typ.Kind() == reflect.Bool {
		return YesNo("").Choices()
	}
	if c, ok := reflect.Zero(f.typ).Interface().(chooser); ok {
		return c.Choices()
	}
	return nil
}

// IsNumber tells whether a column of the field is set to the right.
func (f *Field) IsNumber() bool {
	switch reflect.Zero(f.typ).Interface().(type) {
	case Money, Quantity, int, Yearly:
		return true
	}
	return false
}

// TypeName is the type's name in docs and forms: text, money, date …
func (f *Field) TypeName() string {
	switch reflect.Zero(f.typ).Interface().(type) {
	case bool, YesNo:
		return "yesno"
	case int:
		return "number"
	case string:
		return "text"
	case Code:
		return "code"
	}
	if f.Choices() != nil {
		return "choice"
	}
	return strings.ToLower(f.typ.Name())
}

// Compare orders two records by the field; what is not stated comes last.
func (f *Field) Compare(a, b Record) int {
	switch ea, eb := f.Empty(a), f.Empty(b); {
	case ea && eb:
		return 0
	case ea:
		return 1
	case eb:
		return -1
	}
	return CompareValues(f.Value(a), f.Value(b))
}

// CompareValues orders two values of one type.
func CompareValues(a, b any) int {
	switch x := a.(type) {
	case string:
		return strings.Compare(x, b.(string))
	case Money:
		y := b.(Money)
		return cmp.Or(cmp.Compare(boolInt(!x.Known), boolInt(!y.Known)), cmp.Compare(x.Currency, y.Currency), cmp.Compare(x.Min, y.Min), cmp.Compare(x.Max, y.Max))
	case Quantity:
		y := b.(Quantity)
		return cmp.Or(cmp.Compare(boolInt(!x.Known), boolInt(!y.Known)), cmp.Compare(x.Min, y.Min), cmp.Compare(x.Max, y.Max))
	case Date:
		y := b.(Date)
		return cmp.Or(cmp.Compare(boolInt(!x.Known()), boolInt(!y.Known())), cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To))
	case Stage:
		return cmp.Compare(x.Order(), b.(Stage).Order())
	case int:
		return cmp.Compare(x, b.(int))
	case Stamp:
		return x.At.Compare(b.(Stamp).At)
	case Yearly:
		_, m := x.Latest()
		_, n := b.(Yearly).Latest()
		return cmp.Compare(m.Min, n.Min)
	}
	return strings.Compare(plain(a), plain(b))
}

// SortKey is what CompareValues orders the value by: its text where that is all that counts, else the value itself.
// Who compares a value many times makes the text once.
func SortKey(v any) any {
	switch v.(type) {
	case Money, Quantity, Date, Stage, int, Stamp, Yearly:
		return v
	}
	return plain(v)
}

func plain(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case time.Time:
		return x.Format(time.RFC3339)
	}
	return fmt.Sprint(v)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
