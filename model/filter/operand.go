package filter

import (
	"strconv"
	"strings"

	"chainatlas/model"
)

// operand is the left side of a comparison: a field, the level of a field, the id, or what an enterprise has through its roles.
type operand struct {
	label   string
	sample  any // a value of the operand's type
	get     func(model.Record) any
	text    func(model.Record) string
	empty   func(model.Record) bool
	unit    string
	to      model.Kind
	choices []model.Choice
	reads   []*model.Field // what get, text and empty look at, beside the id
	plain   bool           // get, text and empty are those of one field
}

// shortNames are words of the language that are no field's own.
var shortNames = map[string]string{"invest": "total_investment", "investment": "total_investment"}

func operandOf(kind model.Kind, w word) (operand, error) {
	name := strings.ToLower(model.Squeeze(w.text))
	if name == "id" || name == "编号id" {
		return idOperand(), nil
	}
	if name == anyName || name == "any" {
		return anyOperand(kind), nil
	}
	if o, ok := roleOperand(kind, name); ok {
		return o, nil
	}
	if rest, ok := levelOf(name); ok {
		f, err := model.FieldOf(kind, rest)
		if err != nil {
			return operand{}, unknownField(kind, w)
		}
		return levelOperand(f), nil
	}
	if f, year, ok := model.YearlyFieldOf(kind, name); ok {
		return yearOperand(f, year), nil
	}
	if long := shortNames[name]; long != "" && kind == model.KindProject {
		name = long
	}
	f, err := model.FieldOf(kind, name)
	if err != nil {
		return operand{}, unknownField(kind, w)
	}
	return fieldOperand(f), nil
}

func levelOf(name string) (field string, ok bool) {
	for _, prefix := range []string{"level.", "级别.", "公开级别."} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			return rest, true
		}
	}
	return "", false
}

func fieldOperand(f *model.Field) operand {
	o := operand{label: f.Label, get: f.Value, text: f.Text, empty: f.Empty, unit: f.Unit, to: f.To, choices: f.Choices(), reads: []*model.Field{f}}
	o.sample = f.Value(f.Kind.New())
	o.plain = true
	switch o.sample.(type) {
	case model.Level:
		o.plain = false
		o.get = func(r model.Record) any { return r.Head().Level.OrInternal() }
		o.text = func(r model.Record) string { return string(r.Head().Level.OrInternal()) }
		o.empty = never
	case model.Location:
		o.plain = false
		o.empty = func(r model.Record) bool {
			l := f.Value(r).(model.Location)
			return l.Point == nil && l.Geometry == nil
		}
	case bool:
		o.plain = false
		o.empty = never
	}
	return o
}

// yearOperand is one year of a field of yearly amounts.
func yearOperand(f *model.Field, year int) operand {
	amount := func(r model.Record) model.Money { return f.Value(r).(model.Yearly)[year] }
	return operand{
		label: strconv.Itoa(year) + "年" + f.Label, sample: model.Money{}, unit: f.Unit, reads: []*model.Field{f},
		get: func(r model.Record) any { return amount(r) }, text: func(r model.Record) string { return amount(r).Text },
		empty: func(r model.Record) bool { return amount(r).IsZero() },
	}
}

func never(model.Record) bool { return false }

func idOperand() operand {
	id := func(r model.Record) string { return r.Head().ID.String() }
	return operand{label: "id", sample: "", get: func(r model.Record) any { return id(r) }, text: id, empty: func(r model.Record) bool { return r.Head().ID.IsZero() }}
}

func levelOperand(f *model.Field) operand {
	level := func(r model.Record) model.Level { return model.LevelOf(r, f) }
	return operand{
		label: "级别." + f.Label, sample: model.Level(""), choices: model.Level("").Choices(), empty: never, reads: fieldsOf(f.Kind, f.Key, "level", "levels"),
		get: func(r model.Record) any { return level(r) }, text: func(r model.Record) string { return string(level(r)) },
	}
}

// fieldsOf finds fields by keys that are ours.
func fieldsOf(k model.Kind, keys ...string) []*model.Field {
	out := make([]*model.Field, len(keys))
	for i, key := range keys {
		f, err := model.FieldOf(k, key)
		if err != nil {
			panic(err)
		}
		out[i] = f
	}
	return out
}

// roleOperand lets 链, 环节 and 角色 be asked of an enterprise, which has them only through its roles.
func roleOperand(kind model.Kind, name string) (operand, bool) {
	if kind != model.KindEnterprise {
		return operand{}, false
	}
	switch name {
	case "chain", "链", "产业链", "所属产业链":
		return rolesAs("所属产业链", model.KindChain, func(x model.Role) any { return x.Chain }), true
	case "node", "环节", "产业链环节":
		return rolesAs("产业链环节", "", func(x model.Role) any { return x.Node }), true
	case "role", "角色":
		o := rolesAs("角色", "", func(x model.Role) any { return x.Role })
		o.choices = model.RoleName("").Choices()
		return o, true
	}
	return operand{}, false
}

// many is the value of an operand that a record may have several of.
type many []any

func rolesAs(label string, to model.Kind, part func(model.Role) any) operand {
	get := func(r model.Record) many {
		var out many
		for _, x := range r.(*model.Enterprise).Roles {
			if v := part(x); v != any(model.RoleName("")) && v != any(model.Link{}) && v != any(model.NodeRef{}) {
				out = append(out, v)
			}
		}
		return out
	}
	return operand{
		label: label, to: to, sample: part(model.Role{}), reads: fieldsOf(model.KindEnterprise, "roles"),
		get: func(r model.Record) any { return get(r) },
		text: func(r model.Record) string {
			var words []string
			for _, v := range get(r) {
				words = append(words, show(v))
			}
			return strings.Join(words, "、")
		},
		empty: func(r model.Record) bool { return len(get(r)) == 0 },
	}
}

func unknownField(kind model.Kind, w word) error {
	message := kind.Label() + "没有「" + w.text + "」这个字段"
	if near := nearFields(kind, w.text); len(near) > 0 {
		message += "，是否为「" + strings.Join(near, "」「") + "」"
	}
	return w.wrong(message)
}
