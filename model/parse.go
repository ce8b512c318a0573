package model

import (
	"reflect"
	"strconv"
	"strings"
)

// Finder looks up what a text may name. The store implements it; nil finds nothing.
type Finder interface {
	// Find returns the one record of the kind with that name (or USCC, or code).
	Find(kind Kind, name string) (Link, bool)
	// FindNode returns the node of a chain, by name or code; with no chain, among all chains.
	FindNode(chain ID, name string) (NodeRef, bool)
}

// SetText reads a text as the field's type and puts it in. Problems that block leave the record as it was.
// Two fields may be set by one: a USCC also sets its check.
func (f *Field) SetText(r Record, text string, h Hint, find Finder) []Problem {
	if h.Unit == "" {
		h.Unit = f.Unit
	}
	v, problems := f.read(r, text, h, find)
	if blocked(problems) {
		return problems
	}
	f.SetValue(r, v)
	if e, ok := r.(*Enterprise); ok && f.USCC {
		e.USCCCheck = CheckUSCC(NormalUSCC(e.USCC))
	}
	return problems
}

func (f *Field) read(r Record, text string, h Hint, find Finder) (any, []Problem) {
	text = Tidy(text)
	switch old := f.Value(r).(type) {
	case string:
		if f.USCC {
			return ParseUSCC(text)
		}
		if f.Key == "phone" {
			return text, checkPhone(text)
		}
		return text, nil
	case int:
		return f.readInt(text)
	case bool:
		c, _ := pick(YesNo("").Choices(), text)
		return c.Key == string(Yes), nil
	case Money:
		return ParseMoney(text, h)
	case Date:
		return ParseDate(text, h)
	case Quantity:
		return ParseQuantity(text, h)
	case Link:
		return f.readLink(text, find), nil
	case NodeRef:
		return readNode(r, text, find)
	case Roles:
		return ParseRoles(text, old, find)
	case chooser:
		return f.readChoice(old, text)
	}
	return f.readCompound(r, text, h)
}

func (f *Field) readCompound(r Record, text string, h Hint) (any, []Problem) {
	switch old := f.Value(r).(type) {
	case Supplies:
		return ParseSupplies(text), nil
	case Code:
		if f.Key == "industry_code" {
			return ParseCode(text, EditionGBT4754), nil
		}
		return ParseCode(text, ""), nil
	case Awards:
		return ParseAwards(text).keeping(old), nil
	case Words:
		return Words(SplitList(text)), nil
	case Yearly:
		return old.with(text, h)
	case Location:
		return Location{Entered: text, Precision: PlaceUnknown}, nil
	}
	return f.Value(r), []Problem{block("field.fixed", "「"+f.Label+"」不能直接填写", "在相应的界面中修改")}
}

// with reads an amount for the hint's year, or several as Yearly.String writes them.
func (y Yearly) with(text string, h Hint) (any, []Problem) {
	var problems []Problem
	out := Yearly{}
	for year, m := range y {
		out[year] = m
	}
	for _, part := range strings.Split(text, "；") {
		year, amount := h.Year, Tidy(part)
		if before, after, ok := strings.Cut(amount, "年"); ok && len(before) == 4 {
			year, amount = atoi(before), Tidy(after)
		}
		m, found := ParseMoney(amount, h)
		if m.IsZero() {
			continue
		}
		if problems = append(problems, found...); blocked(found) {
			return y, problems
		}
		if year == 0 {
			return y, append(problems, block("yearly.no_year", "「"+text+"」没有写明年度", "写成「2023年 5亿元」"))
		}
		out[year] = m
	}
	return out, problems
}

func (f *Field) readInt(text string) (any, []Problem) {
	if Blank(text) {
		return 0, nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(Squeeze(text), "年"))
	if err != nil {
		return 0, []Problem{block("number.unreadable", "「"+text+"」不是整数", "只填数字")}
	}
	return n, nil
}

func (f *Field) readLink(text string, find Finder) Link {
	if Blank(text) {
		return Link{}
	}
	if find != nil && f.To != "" {
		if l, ok := find.Find(f.To, text); ok {
			return l
		}
	}
	return Link{Name: text}
}

// readNode looks for the node in the record's own chain.
func readNode(r Record, text string, find Finder) (any, []Problem) {
	if Blank(text) {
		return NodeRef{}, nil
	}
	p, ok := r.(*Project)
	if ok && find != nil && (!p.Chain.ID.IsZero() || p.Chain.IsZero()) { // a chain that nobody knows has no nodes to look in
		if n, ok := find.FindNode(p.Chain.ID, text); ok {
			return n, nil
		}
	}
	return NodeRef{Name: text}, []Problem{warn("node.unknown", "产业链环节「"+text+"」不在该产业链图谱中", "核对环节名称，或在图谱中新增该环节")}
}

func (f *Field) readChoice(old chooser, text string) (any, []Problem) {
	key := ""
	if !Blank(text) || f.typ.Name() == "YesNo" && text != "" {
		c, ok := pick(old.Choices(), text)
		if !ok && Blank(text) {
			ok = true
		}
		if !ok {
			return old, []Problem{block("choice.unknown", "「"+f.Label+"」没有「"+text+"」这一项", "可填："+choiceNames(old.Choices()))}
		}
		key = c.Key
	}
	return convertChoice(old, key), nil
}

// convertChoice makes the key a value of the field's own string type.
func convertChoice(old chooser, key string) any {
	return reflect.ValueOf(key).Convert(reflect.TypeOf(old)).Interface()
}

func choiceNames(list []Choice) string {
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = c.Name
	}
	return strings.Join(names, "、")
}

// NodeWords are the words that a node's name joins: 炼焦, 焦炭 and 焦炉煤气 of 炼焦（焦炭/焦炉煤气）.
func NodeWords(name string) []string {
	return strings.FieldsFunc(HalfWidth(name), func(r rune) bool { return strings.ContainsRune("·/()、,→ ", r) })
}
