package filter

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chainatlas/model"
)

func compile(kind model.Kind, c comparison, o Options) (Term, error) {
	left, err := operandOf(kind, c.field)
	if err != nil {
		return Term{}, err
	}
	t := Term{operand: left, negated: strings.HasPrefix(c.op, "!")}
	op := strings.TrimPrefix(c.op, "!")
	for _, v := range c.values {
		if left.label == anyName && op != "~" {
			return Term{}, c.opWord.wrong("「" + anyName + "」只能用 ~ 或 !~，如 " + anyName + "~轴承")
		}
		ask, err := left.test(op, v, o)
		if err != nil {
			return Term{}, err
		}
		t.tests = append(t.tests, ask)
	}
	return t, nil
}

// test understands one value.
func (o operand) test(op string, v word, with Options) (test, error) {
	none := v.text == "" || v.text == "未说明" && !v.quoted
	switch {
	case none && op == "=":
		return o.none(), nil
	case v.text == "":
		return test{}, v.wrong("「" + o.label + "」后面缺少要比较的值")
	case op == "~":
		return o.said(partly, v.text), nil
	case o.choices != nil:
		return o.choice(op, v)
	}
	return o.byType(op, v, with)
}

func (o operand) byType(op string, v word, with Options) (test, error) {
	switch o.sample.(type) {
	case model.Money, model.Yearly:
		return o.money(op, v)
	case model.Date, model.Stamp:
		return o.date(op, v, with)
	case model.Quantity:
		return o.quantity(op, v)
	case int:
		return o.number(op, v)
	}
	if op != "=" {
		return test{}, v.wrong("「" + o.label + "」不能比较大小，只能用 = != ~")
	}
	switch o.sample.(type) {
	case model.Link:
		return o.each(linkTest(o.to, v.text, with.Find)), nil
	case model.NodeRef:
		return o.each(nodeTest(v.text)), nil
	case model.Words, model.Awards, model.Code:
		return o.listed(v.text), nil
	}
	return o.said(wholly, v.text), nil
}

// holds compares two ranges: the left one must answer as a whole. Equal means within.
func holds[T cmp.Ordered](op string, min, max, wantMin, wantMax T) bool {
	switch op {
	case ">=":
		return min >= wantMin
	case ">":
		return min > wantMax
	case "<=":
		return max <= wantMax
	case "<":
		return max < wantMin
	}
	return min >= wantMin && max <= wantMax
}

// each asks a single value, or all that an enterprise has through its roles.
func (o operand) each(ask func(any) bool) test {
	return o.asking(func(v any) bool {
		several, ok := v.(many)
		if !ok {
			return ask(v)
		}
		return slices.ContainsFunc(several, ask)
	})
}

func (o operand) choice(op string, v word) (test, error) {
	c, ok := pick(o.choices, v.text)
	if !ok {
		return test{}, v.wrong("「" + o.label + "」没有「" + v.text + "」这一项" + nearChoice(o.choices, v.text) + "，可填：" + names(o.choices))
	}
	if op == "=" {
		return o.each(func(x any) bool { return choiceKey(x) == c.Key }), nil
	}
	want := model.Stage(c.Key).Order()
	if _, isStage := o.sample.(model.Stage); !isStage {
		return test{}, v.wrong("「" + o.label + "」不能比较大小，只能用 = != ~")
	}
	return o.each(func(x any) bool {
		n := x.(model.Stage).Order()
		return n > 0 && holds(op, n, n, want, want)
	}), nil
}

// choiceKey is the key of a choice field's value; a mark that is not set says no.
func choiceKey(v any) string {
	switch x := v.(type) {
	case bool:
		return string(model.YesOrNo(x))
	case model.Stage:
		return string(x)
	}
	return fmt.Sprintf("%v", v)
}

func pick(list []model.Choice, text string) (model.Choice, bool) {
	want := strings.ToLower(model.Squeeze(text))
	same := func(s string) bool { return strings.ToLower(model.Squeeze(s)) == want }
	for _, c := range list {
		if same(c.Key) || same(c.Name) {
			return c, true
		}
	}
	for _, c := range list {
		for _, also := range c.Also {
			if same(also) {
				return c, true
			}
		}
	}
	return model.Choice{}, false
}

func names(list []model.Choice) string {
	out := make([]string, len(list))
	for i, c := range list {
		out[i] = c.Name
	}
	return strings.Join(out, "、")
}

func (o operand) number(op string, v word) (test, error) {
	want, err := strconv.Atoi(strings.TrimSuffix(model.Squeeze(v.text), "年"))
	if err != nil {
		return test{}, v.wrong("「" + v.text + "」不是整数")
	}
	return o.asking(func(x any) bool {
		n := x.(int)
		return n != 0 && holds(op, n, n, want, want)
	}), nil
}

// show is a value in words.
func show(v any) string {
	if n, ok := v.(model.NodeRef); ok {
		return n.Code + " " + n.Name
	}
	return fmt.Sprint(v)
}

// listed matches one of several words, titles, or the parts of a code.
func (o operand) listed(text string) test {
	want := normal(text)
	return o.asking(func(v any) bool {
		return slices.ContainsFunc(parts(v), func(part string) bool { return normal(part) == want })
	})
}

func parts(v any) []string {
	switch x := v.(type) {
	case model.Words:
		return x
	case model.Code:
		return []string{x.Code, x.Text, x.String()}
	case model.Awards:
		var out []string
		for _, a := range x {
			out = append(out, a.Name, a.Rank+a.Name)
		}
		return out
	}
	return nil
}
