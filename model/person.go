package model

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Person is whom texts are searched for: a name as ledgers write it, and the numbers and addresses that are the person's own.
// The zero Person is nobody.
type Person struct {
	Name    string   // "" when texts are not to be searched for the name
	Numbers []string // telephones, in any form
	Mails   []string
}

// fewestDigits is the shortest run of digits that is taken for a telephone number.
const fewestDigits = 7

// titles may follow a name without making it another one.
var titles = []string{"同志", "先生", "女士", "老师", "总", "工", "董", "经理", "总经理", "副总", "董事长", "主任", "副主任", "局长", "副局长", "科长", "副科长",
	"处长", "副处长", "书记", "副书记", "主席", "部长", "副部长", "镇长", "区长", "副区长", "股长", "所长", "站长", "会长", "秘书长", "专员", "助理", "负责人"}

// IsIn tells whether a personal text is about the person: the name stands in it as a name, not as a part of a longer one, or
// one of the numbers or addresses.
func (p Person) IsIn(text string) bool {
	if p.isName(text) {
		return true
	}
	return slices.ContainsFunc(partsOf(text), func(part string) bool { return p.inPart(part) })
}

// Without is a personal text that lists several people, with the person left out; "" when nobody is left.
func (p Person) Without(text string) string {
	if p.isName(text) {
		return ""
	}
	var left []string
	for _, part := range partsOf(text) {
		if !p.inPart(part) {
			left = append(left, part)
		} else if rest := p.othersIn(part); rest != "" {
			left = append(left, rest)
		}
	}
	return strings.Join(left, "、")
}

// IsMentioned tells whether any text holds the name, a number or an address, whatever stands around it.
func (p Person) IsMentioned(text string) bool {
	if p.Name != "" && strings.Contains(NormalName(text), NormalName(p.Name)) {
		return true
	}
	return p.hasNumber(text) || p.hasMail(text)
}

// NumbersOf lists the telephone numbers in a text, as runs of digits.
func NumbersOf(text string) (out []string) {
	if !strings.ContainsFunc(text, unicode.IsDigit) {
		return nil
	}
	joined := numberMarks.Replace(HalfWidth(text))
	for _, run := range strings.FieldsFunc(joined, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(run) >= fewestDigits {
			out = append(out, run)
		}
	}
	return out
}

// PeopleIn lists the names in a personal text, titles and numbers left out.
func PeopleIn(text string) (out []string) {
	for _, part := range partsOf(text) {
		for _, name := range namesIn(part) {
			if utf8.RuneCountInString(name) > 1 && !slices.Contains(titles, name) && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// numberMarks stand between the digits of one number.
var numberMarks = strings.NewReplacer("-", "", "(", "", ")", "")

// partsOf cuts a text where ledgers put one person after another.
func partsOf(text string) (out []string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，,;；/|\n\r", r) }) {
		if part = Tidy(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// namesIn are the runs of letters in a part.
func namesIn(part string) []string {
	return strings.FieldsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && r != '·' })
}

func (p Person) inPart(part string) bool {
	return p.hasNumber(part) || p.hasMail(part) || p.isName(part) || slices.ContainsFunc(namesIn(part), p.isName)
}

// isName tells whether a word is the name, perhaps with a title. The blank in 王 芳 does not count.
func (p Person) isName(word string) bool {
	want := NormalName(p.Name)
	if want == "" {
		return false
	}
	rest, ok := strings.CutPrefix(NormalName(word), want)
	return ok && (rest == "" || slices.Contains(titles, rest))
}

// othersIn is what a part says of other people: 李强 in 王芳 李强 13800000000, whose number then stays with it.
func (p Person) othersIn(part string) string {
	var left []string
	others := false
	for _, word := range strings.Fields(part) {
		if p.inPart(word) {
			continue
		}
		left = append(left, word)
		for _, name := range namesIn(word) {
			others = others || utf8.RuneCountInString(name) > 1 && !slices.Contains(titles, name)
		}
	}
	if !others {
		return ""
	}
	return strings.Join(left, " ")
}

func (p Person) hasNumber(text string) bool {
	if len(p.Numbers) == 0 {
		return false
	}
	for _, n := range NumbersOf(text) {
		if slices.ContainsFunc(p.Numbers, func(own string) bool { return own == n || numberMarks.Replace(own) == n }) {
			return true
		}
	}
	return false
}

func (p Person) hasMail(text string) bool {
	return slices.ContainsFunc(p.Mails, func(m string) bool {
		return m != "" && strings.Contains(strings.ToLower(HalfWidth(text)), strings.ToLower(m))
	})
}
