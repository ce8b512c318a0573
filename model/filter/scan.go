package filter

import (
	"strings"
	"unicode"
)

// word is a piece of the expression and where it begins, in characters.
type word struct {
	text   string
	pos    int
	quoted bool
}

// comparison is one FIELD OP VALUE|VALUE of the expression, not yet understood.
type comparison struct {
	field  word
	op     string // = != ~ !~ > >= < <=
	opWord word
	values []word // one empty word for 未说明
}

type scanner struct {
	text []rune
	at   int
}

// ascii turns an operator as a Chinese keyboard writes it into its plain form.
var ascii = map[rune]string{
	'=': "=", '＝': "=", '>': ">", '＞': ">", '<': "<", '＜': "<", '!': "!", '！': "!", '~': "~", '～': "~",
	'≥': ">=", '≤': "<=", '≠': "!=", '≧': ">=", '≦': "<=",
}

var operators = map[string]string{
	"=": "=", "==": "=", "!=": "!=", "<>": "!=", "~": "~", "=~": "~", "~=": "~", "!~": "!~", ">": ">", ">=": ">=", "=>": ">=", "<": "<", "<=": "<=", "=<": "<=",
}

// next reads one comparison; nil at the end.
func (s *scanner) next() (*comparison, error) {
	s.skipJoins()
	if s.at == len(s.text) {
		return nil, nil
	}
	c := comparison{field: s.run(isFieldEnd)}
	s.blanks()
	if err := s.operator(&c); err != nil {
		return nil, err
	}
	return &c, s.values(&c)
}

func isBlank(r rune) bool    { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }
func isBar(r rune) bool      { return r == '|' || r == '｜' }
func isOperator(r rune) bool { return ascii[r] != "" }
func isFieldEnd(r rune) bool { return isBlank(r) || isBar(r) || isOperator(r) }
func isValueEnd(r rune) bool { return isBlank(r) || isBar(r) }

func (s *scanner) blanks() {
	for s.at < len(s.text) && isBlank(s.text[s.at]) {
		s.at++
	}
}

// run reads up to the first character that ends it.
func (s *scanner) run(ends func(rune) bool) word {
	from := s.at
	for s.at < len(s.text) && !ends(s.text[s.at]) {
		s.at++
	}
	return word{text: string(s.text[from:s.at]), pos: from}
}

// skipJoins passes blanks and the words that only join.
func (s *scanner) skipJoins() {
	for {
		s.blanks()
		before := s.at
		w := s.run(isFieldEnd)
		if !isJoin(w.text) || s.at < len(s.text) && isOperator(s.text[s.at]) {
			s.at = before
			return
		}
	}
}

func isJoin(s string) bool {
	switch strings.ToUpper(s) {
	case "AND", "&&", "&", "＆", "且", "并且", "和", ",", "，", ";", "；":
		return true
	}
	return false
}

func (s *scanner) operator(c *comparison) error {
	from, raw := s.at, ""
	for s.at < len(s.text) && isOperator(s.text[s.at]) {
		raw += ascii[s.text[s.at]]
		s.at++
	}
	c.opWord = word{text: string(s.text[from:s.at]), pos: from}
	c.op = operators[raw]
	switch {
	case c.op != "" && c.field.text != "":
		return nil
	case c.field.text == "" && raw == "":
		return word{text: string(s.text[s.at]), pos: s.at}.wrong("「|」应写在两个可选值之间，如 阶段=在谈|签约")
	case c.field.text == "":
		return c.opWord.wrong("「" + c.opWord.text + "」前面缺少字段名，如 阶段=在谈")
	case strings.EqualFold(c.field.text, "or") || c.field.text == "或":
		return c.field.wrong("多个可选值用 | 连接，如 阶段=在谈|签约")
	case raw == "":
		return c.field.wrong("「" + c.field.text + "」后面缺少比较符，写成 字段=值，如 名称~" + c.field.text)
	}
	return c.opWord.wrong("不认识比较符「" + c.opWord.text + "」，可用 = != ~ > >= < <=")
}

// values reads what stands right of the operator. A blank there means 未说明, unless a lone value follows it: 投资 >= 1亿.
func (s *scanner) values(c *comparison) error {
	if s.at < len(s.text) && isBlank(s.text[s.at]) && !s.valueFollows() {
		c.values = []word{{pos: s.at}}
		return nil
	}
	s.blanks()
	for {
		v, err := s.value()
		if err != nil {
			return err
		}
		c.values = append(c.values, v)
		if s.at == len(s.text) || !isBar(s.text[s.at]) {
			return nil
		}
		s.at++
	}
}

// valueFollows looks ahead: the next word is a value when it is no join and has no operator of its own.
func (s *scanner) valueFollows() bool {
	look := *s
	look.blanks()
	if look.at < len(look.text) && closing(look.text[look.at]) != 0 {
		return true
	}
	w := look.run(isFieldEnd)
	if w.text == "" || isJoin(w.text) {
		return false
	}
	look.blanks()
	return look.at == len(look.text) || !isOperator(look.text[look.at])
}

// closing is the quote that ends what r begins, 0 when r is no quote.
func closing(r rune) rune {
	switch r {
	case '"', '\'', '＂':
		return r
	case '“', '”':
		return '”'
	case '「':
		return '」'
	case '‘', '’':
		return '’'
	}
	return 0
}

func (s *scanner) value() (word, error) {
	if s.at == len(s.text) || closing(s.text[s.at]) == 0 {
		return s.run(isValueEnd), nil
	}
	from, end := s.at, closing(s.text[s.at])
	s.at++
	w := s.run(func(r rune) bool { return r == end })
	if s.at == len(s.text) {
		return w, word{text: string(s.text[from:]), pos: from}.wrong("引号没有成对")
	}
	s.at++
	return word{text: w.text, pos: from, quoted: true}, nil
}
