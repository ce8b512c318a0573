package english

import (
	"strconv"
	"strings"
)

// form is a sentence with values in it.
type form struct {
	zh, en string
	pieces []string // around the values
	digits []bool   // of each value: it is a number
	fixed  int      // bytes that do not change
}

func newForm(zh, en string) form {
	f := form{zh: zh, en: en}
	piece := ""
	for i := 0; i < len(zh); i++ {
		if zh[i] != '%' {
			piece += zh[i : i+1]
			continue
		}
		end := i + 1
		for end < len(zh) && !strings.ContainsRune("sdgvfq%", rune(zh[end])) {
			end++
		}
		if end >= len(zh) || zh[end] == '%' {
			piece += "%"
		} else {
			f.pieces, f.digits = append(f.pieces, piece), append(f.digits, strings.ContainsRune("dgf", rune(zh[end])))
			piece = ""
		}
		i = min(end, len(zh)-1)
	}
	f.pieces = append(f.pieces, piece)
	f.fixed = len(strings.Join(f.pieces, ""))
	return f
}

// match takes the values out of a text of the form.
func (f form) match(text string) (values []string, ok bool) {
	if len(f.digits) == 0 || f.fixed == 0 || !strings.HasPrefix(text, f.pieces[0]) {
		return nil, false
	}
	text = text[len(f.pieces[0]):]
	for i, digits := range f.digits {
		next := f.pieces[i+1]
		at := strings.Index(text, next)
		if i == len(f.digits)-1 {
			if at = len(text) - len(next); !strings.HasSuffix(text, next) {
				return nil, false
			}
		} else if next == "" {
			return nil, false
		}
		if at <= 0 || digits && !number(text[:at]) {
			return nil, false
		}
		values = append(values, text[:at])
		text = text[at+len(next):]
	}
	return values, true
}

func number(s string) bool {
	return strings.TrimLeft(s, "0123456789.,-+ ") == ""
}

// say puts the values into the English sentence.
func (f form) say(values []string) string {
	var b strings.Builder
	next := 0
	for i := 0; i < len(f.en); i++ {
		if f.en[i] != '%' {
			b.WriteByte(f.en[i])
			continue
		}
		end := i + 1
		for end < len(f.en) && !strings.ContainsRune("sdgvfq%", rune(f.en[end])) {
			end++
		}
		if end >= len(f.en) || f.en[end] == '%' {
			b.WriteByte('%')
		} else {
			if at, _, ok := strings.Cut(strings.TrimPrefix(f.en[i+1:end], "["), "]"); ok {
				next = atoi(at) - 1
			}
			if next < len(values) {
				b.WriteString(values[next])
			}
			next++
		}
		i = min(end, len(f.en)-1)
	}
	return b.String()
}

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
